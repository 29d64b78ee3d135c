"""From the deadlines that letters name to the events of a calendar."""

from __future__ import annotations

from collections.abc import Sequence

from service.addresses import item_path
from service.feeds.feed_ids import calendar_uid
from service.feeds.icalendar import Deadline
from service.plain_words import letter_name, partner_name
from service.projections.deadlines import HeldDeadline

__all__ = ["calendar_events"]


def calendar_events(held: Sequence[HeldDeadline], *, authority: str, home: str) -> tuple[Deadline, ...]:
    """One event for each deadline; `authority` is the host name for UIDs, `home` begins the links."""
    return tuple(_event(one, authority, home) for one in held)


def _event(held: HeldDeadline, authority: str, home: str) -> Deadline:
    item, time = held.item, held.deadline
    earliest, latest = time.earliest, time.latest or time.earliest
    if latest is None:
        raise ValueError(f"a deadline of {item.id} has no day; leave it out of the calendar")
    return Deadline(
        uid=calendar_uid(authority, item=item.id, place=held.place),
        title=_title(held),
        words=_words(held),
        earliest=earliest,
        latest=latest,
        certainty=time.certainty,
        said_at=held.said_at,
        url=home + item_path(item.id),
        moves=held.moves,
        categories=(*(partner_name(code) for code in item.partners), item.kind.value),
    )


def _title(held: HeldDeadline) -> str:
    """The item's label, under its partners where the label does not name them."""
    names = [partner_name(code) for code in held.item.partners]
    unnamed = [name for name in names if name.lower() not in held.item.label.lower()]
    return f"{', '.join(unnamed)}: {held.item.label}" if unnamed else held.item.label


def _words(held: HeldDeadline) -> str:
    said = f"“{' '.join(held.statement.text.split())}”\n\nLetter of {letter_name(held.item.last_letter)}."
    return said if held.current else f"{said} Letters since then do not mention it."
