"""What becomes of windows that were told to have closed when something shows that they had not, or had. Pure.

An entry is untrue when the window closed on its words before and does not now: a letter of before its last
day came in late or was withdrawn, or its statement is of another measure. It is retracted, and corrected
where it is only of another measure than it says. What closed on other words instead goes out anew, under an
id of its own; what a retracted entry says is restored once it is so again. What no entry ever told is left to
the clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.corrections.correction_entry import FeedEvent, Why, correction_entry, retracted
from service.deadline_windows.closed_entry import entry_of_closing
from service.deadline_windows.closings import (
    Closing,
    Measure,
    Said,
    Window,
    closings,
    owners,
    said_by_entry,
)
from service.filters.entry_facets import CLOSED
from service.projections.entries import PublishedEntry
from snapshots.letter import Letter
from snapshots.letter_events import EntryCorrected, EntryPublished

__all__ = ["closing_corrections", "told_closings"]


def closing_corrections(
    standing: Sequence[PublishedEntry],
    *,
    then: Sequence[Measure],
    now: Sequence[Measure],
    letters: Mapping[str, Letter],
    why: Callable[[PublishedEntry], Why],
    authority: str,
) -> tuple[FeedEvent, ...]:
    """The events of the series' feed: each correction with its entry, then what closed instead.

    `standing` are entries of the series as they stand, with all of closed windows; `then` and `now` are its
    measures before and after what made entries untrue, which `why` tells for each; `letters` are those held
    now, by key.
    """
    told = told_closings(standing)
    if not told:
        return ()
    was, is_now = _Seen.of(then), _Seen.of(now)
    work = _Work(letters=letters, authority=authority)
    stands = [one for one in told if not one.retracted]
    untrue = [one for one in stands if was.bears_out(one) and not is_now.bears_out(one)]
    left = {_said(one) for one in stands if one not in untrue}
    held = {is_now.window_of(one) for one in stands if one not in untrue}
    free = {
        said: one
        for said, one in is_now.closing.items()
        if said not in left and (one.measure.id, one.window) not in held
    }
    corrected: list[FeedEvent] = []
    for entry in told:
        if entry in untrue or entry.retracted:
            closing = free.pop(_said(entry), None)
            if closing is not None:
                corrected += work.says_now(entry, closing, why(entry))
            elif not entry.retracted:
                corrected += retracted(entry, why(entry))
    taken = {one.event.entry for one in standing}
    return (*corrected, *_instead(told, free, is_now, work, taken))


def told_closings(standing: Sequence[PublishedEntry]) -> list[PublishedEntry]:
    """The entries of windows that closed, those that were retracted too."""
    return [one for one in standing if one.event.kind == CLOSED]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What closes as the measures are: by the words that it rests on; and whose each id of a measure is."""

    closing: dict[Said, Closing]
    owner: dict[str, str]

    @classmethod
    def of(cls, measures: Sequence[Measure]) -> _Seen:
        return cls(closing={one.said: one for one in closings(measures)}, owner=owners(measures))

    def bears_out(self, entry: PublishedEntry) -> bool:
        """Whether the window closes on the words of the entry, and is of its measure."""
        closing = self.closing.get(_said(entry))
        return closing is not None and self.owner.get(entry.event.item or "") == closing.measure.id

    def window_of(self, entry: PublishedEntry) -> tuple[str | None, Window]:
        """The measure that the entry is of, by the id that it has, and the window."""
        return self.owner.get(entry.event.item or ""), _said(entry)[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    letters: Mapping[str, Letter]
    authority: str

    def entry(self, closing: Closing, zone: str, taken: set[str]) -> EntryPublished:
        letter = self.letters[closing.letter]
        return entry_of_closing(closing, letter, zone=zone, authority=self.authority, taken=taken)

    def says_now(self, before: PublishedEntry, closing: Closing, why: Why) -> tuple[FeedEvent, ...]:
        """The correction of an entry that says this closing, which rests on the same words."""
        new = self.entry(closing, before.event.content["facts"]["zone"], set())
        event = EntryCorrected(
            series=before.event.series,
            entry=before.event.entry,
            old=new.old,
            item=new.item,
            title=new.title,
            minor=new.minor,
            content=new.content,
            because=why.because,
        )
        return event, correction_entry(before, event, why)


def _instead(
    told: Sequence[PublishedEntry], free: Mapping[Said, Closing], seen: _Seen, work: _Work, taken: set[str]
) -> Iterator[EntryPublished]:
    """What closes on other words than were told of the same measure and window."""
    zones = {seen.window_of(one): one.event.content["facts"]["zone"] for one in told}
    for closing in free.values():
        zone = zones.get((closing.measure.id, closing.window))
        if zone is not None:
            entry = work.entry(closing, zone, taken)
            taken.add(entry.entry)
            yield entry


def _said(entry: PublishedEntry) -> Said:
    return said_by_entry(entry.event.content)
