"""What goes out when a window closes: an entry between letters, and the event that it rests on. Pure.

The content is that of a change (CONTRACT.md) of kind `deadline.closed`. `before` is what the last letter that
speaks of the item by that day says, and `after` null: nothing had been said since. `old` and `new` are that
letter.
"""

from __future__ import annotations

import json
from collections.abc import Container
from datetime import date
from itertools import count
from typing import Any

import rfc8785

from diffing.change_json import side_to_json, window_to_json
from diffing.changes.describe_change import whom
from diffing.changes.measure import quoted
from service.comparing.detailed_change import said_besides
from service.deadline_windows.closings import Closing
from service.feeds.feed_ids import change_entry_id
from service.filters.entry_facets import CLOSED
from service.showing.plain_words import day, letter_name
from snapshots.letter import Letter
from snapshots.letter_events import DeadlineWindowClosed, EntryPublished

__all__ = ["closing_event", "entry_of_closing"]

# As much as a deadline that a letter lets pass (diffing/changes/importance.py).
_IMPORTANCE = 68
_WHY = "its last day is over and no letter reports it done"


def closing_event(closing: Closing, *, zone: str) -> DeadlineWindowClosed:
    """The event that a window has closed, its last day being over in this time zone."""
    earliest, latest = closing.window
    return DeadlineWindowClosed(
        item=closing.measure.id,
        letter=closing.letter,
        statement=closing.statement.id,
        earliest=earliest,
        latest=latest,
        zone=zone,
    )


def entry_of_closing(
    closing: Closing, letter: Letter, *, zone: str, authority: str, taken: Container[str] = ()
) -> EntryPublished:
    """The entry of a window that has closed, under an id that is not `taken`; `letter` is the one named."""
    series, _, label = letter.key.partition("/")
    earliest, latest = closing.window
    name = f"{CLOSED}/{closing.measure.id}/{earliest or ''}..{latest}"
    names = (name if number == 1 else f"{name}/{number}" for number in count(1))
    ids = (change_entry_id(authority, series=series, old=None, new=label, change=one) for one in names)
    content = _content(closing, letter, zone)
    return EntryPublished(
        series=series,
        entry=next(one for one in ids if one not in taken),
        kind=CLOSED,
        old=None,
        new=letter.key,
        item=closing.measure.id,
        title=content["sentence"],
        minor=False,
        content=content,
    )


def _content(closing: Closing, letter: Letter, zone: str) -> dict[str, Any]:
    statement, measure = closing.statement, closing.measure
    partners = statement.partners or measure.partners
    content = {
        "kind": CLOSED,
        "item": measure.id,
        "label": measure.label,
        "sentence": _sentence(closing.window[1], letter.key, measure.label, partners),
        "partners": list(partners),
        "parts": [statement.part] if statement.part else [],
        "before": side_to_json(quoted(letter, [statement])),
        "after": None,
        "facts": {"deadline": window_to_json(closing.deadline), "zone": zone},
        "link": None,
        "importance": _IMPORTANCE,
        "why": _WHY,
        "minor": False,
        "series": measure.series,
        "old": letter.key,
        "new": letter.key,
        **said_besides([statement], []),
    }
    stored: dict[str, Any] = json.loads(rfc8785.dumps(content))
    return stored


def _sentence(latest: date, letter: str, label: str, partners: tuple[str, ...]) -> str:
    said = f"{whom(partners)}the window for it closed on {day(latest)}"
    name = letter_name(letter)
    sentence = f"{said}; the letter of {name}, the last that speaks of it, had not reported it done"
    return f"{sentence[0].upper()}{sentence[1:]} ({label})."
