"""What goes out when a window closes: an entry between letters, and the event that it rests on. Pure.

The content is that of a change (CONTRACT.md) of kind `deadline.closed`. `before` is what the last letter that
speaks of the item says, and `after` null: nothing has been said since. `old` and `new` are that letter.
"""

from __future__ import annotations

import json
from typing import Any

import rfc8785

from diffing.change_json import side_to_json, window_to_json
from diffing.changes.describe_change import whom
from diffing.changes.measure import quoted
from service.comparing.detailed_change import said_besides
from service.feeds.feed_ids import change_entry_id
from service.filters.entry_facets import CLOSED
from service.projections.deadlines import HeldDeadline
from service.showing.plain_words import day, letter_name
from snapshots.letter import Letter
from snapshots.letter_events import DeadlineWindowClosed, EntryPublished

__all__ = ["closing_event", "entry_of_closing"]

# As much as a deadline that a letter lets pass (diffing/changes/importance.py).
_IMPORTANCE = 68
_WHY = "its last day is over and no letter reports it done"


def closing_event(held: HeldDeadline, *, zone: str) -> DeadlineWindowClosed:
    """The event that the window of a deadline has closed."""
    if held.deadline.latest is None:
        raise ValueError(f"a deadline of {held.item.id} has no last day, so its window does not close")
    return DeadlineWindowClosed(
        item=held.item.id,
        letter=held.item.last_letter,
        statement=held.statement.id,
        earliest=held.deadline.earliest,
        latest=held.deadline.latest,
        zone=zone,
    )


def entry_of_closing(
    event: DeadlineWindowClosed, held: HeldDeadline, letter: Letter, *, authority: str
) -> EntryPublished:
    """The entry of a window that has closed; `letter` is the one that names it."""
    series, _, label = letter.key.partition("/")
    window = f"{event.earliest or ''}..{event.latest}"
    content = _content(event, held, letter)
    return EntryPublished(
        series=series,
        entry=change_entry_id(
            authority, series=series, old=None, new=label, change=f"{CLOSED}/{event.item}/{window}"
        ),
        kind=CLOSED,
        old=None,
        new=letter.key,
        item=event.item,
        title=content["sentence"],
        minor=False,
        content=content,
    )


def _content(event: DeadlineWindowClosed, held: HeldDeadline, letter: Letter) -> dict[str, Any]:
    statement, item = held.statement, held.item
    partners = statement.partners or item.partners
    content = {
        "kind": CLOSED,
        "item": item.id,
        "label": item.label,
        "sentence": _sentence(event, item.label, partners),
        "partners": list(partners),
        "parts": [statement.part] if statement.part else [],
        "before": side_to_json(quoted(letter, [statement])),
        "after": None,
        "facts": {"deadline": window_to_json(held.deadline), "zone": event.zone},
        "link": None,
        "importance": _IMPORTANCE,
        "why": _WHY,
        "minor": False,
        "series": item.series,
        "old": letter.key,
        "new": letter.key,
        **said_besides([statement], []),
    }
    stored: dict[str, Any] = json.loads(rfc8785.dumps(content))
    return stored


def _sentence(event: DeadlineWindowClosed, label: str, partners: tuple[str, ...]) -> str:
    said = f"{whom(partners)}the window for it closed on {day(event.latest)}"
    letter = letter_name(event.letter)
    sentence = f"{said}; the letter of {letter}, the last that speaks of it, had not reported it done"
    return f"{sentence[0].upper()}{sentence[1:]} ({label})."
