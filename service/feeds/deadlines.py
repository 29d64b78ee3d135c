"""From the deadlines that letters name, or named, to the events of a calendar.

A deadline that is no more stays in the calendar as a cancelled event with the reason: who has subscribed has
it in theirs, and an event that is only missing would stay there as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from service.addresses import item_path, letter_path
from service.feeds.feed_ids import calendar_uid
from service.feeds.icalendar import Deadline
from service.projections.deadlines import EndedDeadline, HeldDeadline, ItemDeadlines
from service.projections.items import ListedItem
from service.projections.withdrawn_deadlines import WithdrawnDeadline
from service.showing.plain_words import letter_name, partner_name
from snapshots.letter import Statement, Status, TimeExpression

__all__ = ["calendar_events"]


def calendar_events(
    deadlines: ItemDeadlines, withdrawn: Sequence[WithdrawnDeadline] = (), *, authority: str, home: str
) -> tuple[Deadline, ...]:
    """One event for each deadline; `authority` is the host name for UIDs, `home` begins the links."""

    def every() -> Iterator[Deadline]:
        yield from (_event(one, authority, home) for one in deadlines.held)
        yield from (_event_of_ended(one, authority, home) for one in deadlines.ended)
        yield from (_event_of_withdrawn(one, authority, home) for one in withdrawn)

    return tuple(every())


def _event(held: HeldDeadline, authority: str, home: str) -> Deadline:
    item, time = held.item, held.deadline
    since = "" if held.current else " Letters since then do not mention it."
    said = f"{_quoted(held.statement)}\n\nLetter of {letter_name(item.last_letter)}.{since}"
    return Deadline(
        uid=calendar_uid(authority, item=item.id, place=held.place),
        title=_title(item.label, item.partners),
        words=f"{said}\n{_place(item.last_letter, held.statement, home)}",
        earliest=time.earliest,
        latest=_latest(time),
        certainty=time.certainty,
        said_at=held.said_at,
        url=home + item_path(item.id),
        moves=held.moves,
        categories=_categories(item),
    )


def _event_of_ended(ended: EndedDeadline, authority: str, home: str) -> Deadline:
    """Where it stood last, cancelled: it is done, or goes on without a day."""
    item, time = ended.item, ended.deadline
    done = next((one for one in ended.said if one.status is Status.DONE), None)
    how = "reports it done" if done else "names no day for it any more"
    reason = f"The letter of {letter_name(ended.ended_by)} {how}."
    said = done or ended.said[0]
    place = _place(ended.ended_by, said, home)
    was = f"Before: {_quoted(ended.statement)}\n\nLetter of {letter_name(ended.letter)}."
    return Deadline(
        uid=calendar_uid(authority, item=item.id, place=ended.place),
        title=_title(item.label, item.partners),
        words=f"{reason}\n{_quoted(said)}\n{place}\n\n{was}\n{_place(ended.letter, ended.statement, home)}",
        earliest=time.earliest,
        latest=_latest(time),
        certainty=time.certainty,
        said_at=ended.ended_at,
        url=home + item_path(item.id),
        moves=ended.moves,
        categories=_categories(item),
        cancelled=reason,
    )


def _event_of_withdrawn(gone: WithdrawnDeadline, authority: str, home: str) -> Deadline:
    """Its measure has no page: the series' letters are what is left to look at."""
    time, statement = gone.deadline, gone.statement
    reason = f"The letter of {letter_name(gone.letter)} was withdrawn: {gone.reason}"
    return Deadline(
        uid=calendar_uid(authority, item=gone.item, place=gone.place),
        title=_title(gone.label, statement.partners),
        words=f"{reason}\n\nBefore: {_quoted(statement)}",
        earliest=time.earliest,
        latest=_latest(time),
        certainty=time.certainty,
        said_at=gone.ended_at,
        url=f"{home}/",
        moves=1,
        categories=(*(partner_name(code) for code in statement.partners), statement.kind.value),
        cancelled=reason,
    )


def _latest(time: TimeExpression) -> date:
    latest = time.latest or time.earliest
    if latest is None:
        raise ValueError(f"{time.quote!r} names no day; leave it out of the calendar")
    return latest


def _title(label: str, partners: Sequence[str]) -> str:
    """The item's label, under its partners where the label does not name them."""
    names = [partner_name(code) for code in partners]
    unnamed = [name for name in names if name.lower() not in label.lower()]
    return f"{', '.join(unnamed)}: {label}" if unnamed else label


def _categories(item: ListedItem) -> tuple[str, ...]:
    return (*(partner_name(code) for code in item.partners), item.kind.value)


def _quoted(statement: Statement) -> str:
    return f"“{' '.join(statement.text.split())}”"


def _place(letter: str, statement: Statement, home: str) -> str:
    """Where these words stand, for clients that make links of addresses in a description."""
    return home + letter_path(letter, statement=statement.id)
