"""What goes out when a letter comes in: one entry that announces it, and one for each change that it brings.

Pure: the same letters and comparisons give the same entries, under the same ids.

The content of a change's entry is the public JSON of the change (CONTRACT.md) with what a subscriber needs
to understand it alone (`comparing/detailed_change.py`). The content of a letter's entry is

    {"kind": "letter", "series", "letter", "date", "title", "statements", "compared": [
        {"old", "new", "changes", "minor", "counts": {kind: number}, "note"}, ...]}

`compared` has the comparison with the letter before it, if there is one, and then the one with the letter
behind it, if the letter came in out of order and is no re-issue.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import rfc8785

from diffing.changes.typed_changes import Change
from diffing.compare_letters import Comparison
from service.comparing.detailed_change import detailed_change
from service.feeds.feed_ids import change_entry_id, letter_entry_id
from snapshots.letter import Letter
from snapshots.letter_events import EntryPublished

__all__ = [
    "announcement_of",
    "counts_of",
    "entries_of_letter",
    "entry_of_change",
]

Json = dict[str, Any]


def entries_of_letter(
    letter: Letter, compared: Sequence[Comparison], *, authority: str
) -> tuple[EntryPublished, ...]:
    """The entries that a letter brings: its own, then those of the changes, in the comparisons' order.

    `authority` is the host name that the entries' ids are made with.
    """
    changes = chain.from_iterable(_entries_of_changes(c, authority) for c in compared)
    return (_entry_of_letter(letter, compared, authority), *changes)


def _entry_of_letter(letter: Letter, compared: Sequence[Comparison], authority: str) -> EntryPublished:
    series, old = _series_of(letter), compared[0].old if compared else None
    old = None if old is None or old.key == letter.key else old
    content = _as_stored(_letter_content(letter, compared))
    return EntryPublished(
        series=series,
        entry=letter_entry_id(
            authority, series=series, old=None if old is None else _label(old), new=_label(letter)
        ),
        kind="letter",
        old=None if old is None else old.key,
        new=letter.key,
        item=None,
        title=announcement_of(content),
        minor=False,
        content=content,
    )


def _letter_content(letter: Letter, compared: Sequence[Comparison]) -> Json:
    return {
        "kind": "letter",
        "series": letter.series,
        "letter": letter.key,
        "date": letter.date.isoformat(),
        "title": letter.title,
        "statements": len(letter.statements),
        "compared": [counts_of(comparison) for comparison in compared],
    }


def counts_of(comparison: Comparison) -> Json:
    """What a letter's entry counts of a comparison."""
    return {
        "old": comparison.old.key,
        "new": comparison.new.key,
        "changes": len(comparison.changes),
        "minor": sum(change.minor for change in comparison.changes),
        "counts": dict(comparison.summary.counts),
        "note": comparison.summary.note,
    }


def announcement_of(content: Json) -> str:
    """The title of a letter's entry, given its content."""
    label = _within_series(content["letter"])
    date, _, reissue = label.partition("/")
    name = f"The letter of {date}" + (f", re-issue {reissue}," if reissue else "")
    says = f"{name} makes {_number(content['statements'], 'statement')}"
    moved = "; ".join(_moved(one, content["letter"]) for one in content["compared"])
    return f"{says}; {moved}" if moved else f"{says}; it is the first of its series to be held"


def _moved(counts: Json, letter: str) -> str:
    minor = counts["minor"]
    counted = _number(counts["changes"] - minor, "change") + (f" and {minor} minor" if minor else "")
    if counts["new"] == letter:
        return f"{counted} since {_within_series(counts['old'])}"
    return f"{counted} from it to {_within_series(counts['new'])}"


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}" + ("" if count == 1 else "s")


def _entries_of_changes(comparison: Comparison, authority: str) -> Iterator[EntryPublished]:
    numbers: Counter[str] = Counter()
    for change in comparison.changes:
        name = f"{change.kind}/{change.item}"
        numbers[name] += 1
        # One item can have several changes of one kind, two counts that moved, say: they are numbered.
        name += f"/{numbers[name]}" if numbers[name] > 1 else ""
        yield entry_of_change(change, comparison, name=name, authority=authority)


def entry_of_change(change: Change, comparison: Comparison, *, name: str, authority: str) -> EntryPublished:
    """The entry of a change; `name` tells it from the other changes between the two letters."""
    series = _series_of(comparison.new)
    content = _as_stored(detailed_change(change, comparison))
    return EntryPublished(
        series=series,
        entry=change_entry_id(
            authority, series=series, old=_label(comparison.old), new=_label(comparison.new), change=name
        ),
        kind=change.kind,
        old=comparison.old.key,
        new=comparison.new.key,
        item=change.item,
        title=content["sentence"],
        minor=change.minor,
        content=content,
    )


def _as_stored(content: Json) -> Json:
    """The content as it comes back from the log, so that what is derived from either is the same."""
    stored: Json = json.loads(rfc8785.dumps(content))
    return stored


def _series_of(letter: Letter) -> str:
    if letter.series is None:
        raise ValueError("only a letter of a series is published; give it one")
    return letter.series


def _label(letter: Letter) -> str:
    return _within_series(letter.key)


def _within_series(key: str) -> str:
    """What tells a letter from the others of its series: `2023-12-13`, or `2023-12-13/2`."""
    return key.partition("/")[2]
