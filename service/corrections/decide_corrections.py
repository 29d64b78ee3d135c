"""What goes out when something was decided: entries that are untrue now, and changes that are true now.

Pure: the same entries and comparisons give the same events. An entry is untrue when it says what was so
before and is not so now. Where a change of its kind on the same words is true now instead, the entry is
corrected to say that; else it is retracted. A change that is true now and that an entry said before it was
retracted brings that entry back. What else is true now, and was never told, goes out as an entry of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from diffing.changes.typed_changes import KINDS, Change
from diffing.compare_letters import Comparison
from service.corrections.correction_entry import FeedEvent, Why, correction_entry, retracted
from service.corrections.letter_entry_anew import letter_entry_anew
from service.corrections.what_is_said import LookedAt, changes_said, said_of
from service.filters.entry_facets import LETTER
from service.projections.entries import PublishedEntry
from service.published_entries import entry_of_change
from snapshots.letter_events import EntryCorrected, EntryPublished, EntryRetracted

__all__ = ["decide_corrections", "entries_corrected"]


def decide_corrections(
    standing: Sequence[PublishedEntry],
    looked_at: Sequence[LookedAt],
    why: Why,
    *,
    authority: str,
    instead: Mapping[tuple[str, str], LookedAt] | None = None,
) -> tuple[FeedEvent, ...]:
    """The events of the series' feed, in order: each correction with its entry, then what is newly true.

    `standing` is all that was published of the series, as it stands. `instead` names, for a pair of letters
    that is not compared any more, the one of `looked_at` that stands in its place. Letters that are not told
    of bring nothing. `authority` is the host name for the ids of new entries.
    """
    told = [one for one in looked_at if one.told]
    work = _Work(why=why, authority=authority, taken={one.event.entry for one in standing})
    letters = [one for one in standing if one.event.kind == LETTER and not one.retracted]
    by_pair = {(one.old, one.new): one for one in told}
    corrected: list[FeedEvent] = []
    for entry in letters:
        corrected += _of_letter(entry, by_pair, instead or {}, why)
    new: list[FeedEvent] = []
    for one in told:
        mine = [entry for entry in standing if _tells(entry, one)]
        for event in _of_pair(one, mine, work):
            (new if isinstance(event, _New) else corrected).extend(event.events)
    return (*corrected, *new)


def entries_corrected(
    standing: Iterable[PublishedEntry], events: Iterable[FeedEvent]
) -> tuple[PublishedEntry, ...]:
    """The entries that these events correct or retract, as they stood before, in the log's order."""
    ids = {one.entry for one in events if isinstance(one, EntryCorrected | EntryRetracted)}
    return tuple(entry for entry in standing if entry.event.entry in ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    why: Why
    authority: str
    taken: set[str]


@dataclass(frozen=True, slots=True)
class _Corrected:
    events: tuple[FeedEvent, ...]


@dataclass(frozen=True, slots=True)
class _New:
    events: tuple[FeedEvent, ...]


def _tells(entry: PublishedEntry, pair: LookedAt) -> bool:
    """Whether it is the entry of a change between these letters."""
    event = entry.event
    return event.kind in KINDS and (event.content["old"], event.content["new"]) == (pair.old, pair.new)


def _of_letter(
    entry: PublishedEntry,
    looked_at: Mapping[tuple[str, str], LookedAt],
    instead: Mapping[tuple[str, str], LookedAt],
    why: Why,
) -> tuple[FeedEvent, ...]:
    if entry.event.new == why.withdrawn:
        return retracted(entry, why)
    anew = letter_entry_anew(entry, looked_at, instead=instead, because=why.because)
    return () if anew is None else (anew, correction_entry(entry, anew, why))


def _of_pair(pair: LookedAt, mine: Sequence[PublishedEntry], work: _Work) -> Iterator[_Corrected | _New]:
    was, is_now = changes_said(pair.then), changes_said(pair.now)
    said = {entry.event.entry: said_of(entry.event.content) for entry in mine}
    stands = [entry for entry in mine if not entry.retracted]
    untrue = [
        one for one in stands if pair.now is None or said[one.event.entry] in was.keys() - is_now.keys()
    ]
    still = {said[one.event.entry] for one in stands if one not in untrue}
    come = {words: change for words, change in is_now.items() if words not in was and words not in still}
    if pair.now is None:
        yield from (_Corrected(retracted(entry, work.why)) for entry in untrue)
        return
    for entry in (one for one in mine if one.retracted):
        change = come.pop(said[entry.event.entry], None)
        if change is not None:
            yield _Corrected(_says_now(entry, change, pair.now, work))
    matched = _matched(untrue, come)
    for entry in untrue:
        words = matched.get(entry.event.entry)
        again = retracted(entry, work.why) if words is None else ()
        yield _Corrected(again or _says_now(entry, come.pop(words or b""), pair.now, work))
    for change in come.values():
        yield _New((_new_entry(change, pair.now, work),))


def _matched(untrue: Sequence[PublishedEntry], come: Mapping[bytes, Change]) -> dict[str, bytes]:
    """For untrue entries, the change of the same kind on the same words that is true instead."""
    found: dict[str, bytes] = {}
    for same in (_both, _newer, _older):
        for entry in untrue:
            free = (one for one in come if one not in found.values())
            if entry.event.entry not in found:
                match = next((one for one in free if same(entry.event, come[one])), None)
                found |= {} if match is None else {entry.event.entry: match}
    return found


def _both(event: EntryPublished, change: Change) -> bool:
    return _newer(event, change) and _older(event, change)


def _newer(event: EntryPublished, change: Change) -> bool:
    return event.kind == change.kind and _same(event.content["after"], change.after)


def _older(event: EntryPublished, change: Change) -> bool:
    return event.kind == change.kind and _same(event.content["before"], change.before)


def _same(published: Mapping[str, Any] | None, side: Any) -> bool:
    """Whether both are of the same statements, and of some."""
    return bool(published and side and list(side.statements) == published["statements"])


def _says_now(
    entry: PublishedEntry, change: Change, comparison: Comparison, work: _Work
) -> tuple[FeedEvent, ...]:
    as_new = entry_of_change(change, comparison, name="", authority=work.authority)
    event = EntryCorrected(
        series=entry.event.series,
        entry=entry.event.entry,
        old=as_new.old,
        item=as_new.item,
        title=as_new.title,
        minor=as_new.minor,
        content=as_new.content,
        because=work.why.because,
    )
    return event, correction_entry(entry, event, work.why)


def _new_entry(change: Change, comparison: Comparison, work: _Work) -> EntryPublished:
    """The entry of a change, under an id that no entry has: what was given once is never given again."""
    name = f"{change.kind}/{change.item}"
    names = (name if number == 1 else f"{name}/{number}" for number in count(1))
    entries = (entry_of_change(change, comparison, name=one, authority=work.authority) for one in names)
    entry = next(one for one in entries if one.entry not in work.taken)
    work.taken.add(entry.entry)
    return entry
