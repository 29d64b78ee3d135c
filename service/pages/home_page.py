"""The first page: which letters are held, what moved last, which days lie ahead, and where to subscribe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from service.addresses import change_anchor, change_path, comparison_path, feed_path, letter_path
from service.pages.days_ahead import DaysAhead
from service.pages.series_line import SeriesLine, series_line
from service.projections.entries import PublishedEntry
from service.projections.letters import HeldLetter, Withdrawn
from service.projections.named_letters import letters_named_but_not_held
from service.showing.change_card import Telling, telling_of
from service.showing.plain_words import KINDS, KindWords, letter_name

__all__ = ["HomePage", "LastMoved", "LetterLine", "SeriesShown", "home_page"]

# As many sentences as tell whether the letter is worth opening.
_SENTENCES = 5
# As many letters as stand open; those before them are behind a click.
_LETTERS = 8
# As many kinds as fit into a line beside a letter.
_KINDS = 5

# How many changes of each kind there are between two letters, by their keys.
Counts = Mapping[tuple[str, str], Mapping[str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter in the list of its series; `comparison` is the page of what moved since `before`.

    `counts` are (number, kind, page of these) of what moved since, `further` how many kinds there are more.
    """

    name: str
    title: str
    statements: int
    path: str
    comparison: str
    before: str
    counts: tuple[tuple[int, KindWords, str], ...]
    further: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesShown:
    """A series: its letters, the newest first, of which the first few stand open, and its feeds.

    `line` is none where there is one day only; `missing` are words for letters that are named and not held,
    `withdrawn` the names of those that came in and were withdrawn.
    """

    name: str
    line: SeriesLine | None
    letters: tuple[LetterLine, ...]
    earlier: tuple[LetterLine, ...]
    missing: tuple[str, ...]
    withdrawn: tuple[str, ...]
    feeds: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LastMoved:
    """What moved with the last letter that could be compared; `counts` and `sentences` end in their paths."""

    series: str
    old: str
    new: str
    path: str
    counts: tuple[tuple[int, KindWords, str], ...]
    sentences: tuple[tuple[Telling, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """All that the page shows; nothing is held where there are no `series`."""

    series: tuple[SeriesShown, ...]
    last: LastMoved | None
    ahead: DaysAhead | None
    feeds: tuple[tuple[str, str], ...]


def home_page(
    letters: Sequence[HeldLetter],
    newest: Sequence[PublishedEntry],
    *,
    withdrawn: Sequence[Withdrawn] = (),
    announced: Sequence[PublishedEntry] = (),
    ahead: DaysAhead | None = None,
) -> HomePage:
    """The page of all letters held, by series and oldest first, and of the newest comparison's entries.

    `announced` are the letters' own entries, which have the counts of what moved with each; `withdrawn` are
    letters of any series that are held no more.
    """
    counts = _counts(announced)
    return HomePage(
        series=tuple(
            _series(name, list(group), counts, [one.letter for one in withdrawn if one.letter.series == name])
            for name, group in groupby(letters, key=lambda letter: letter.series)
        ),
        last=_last(newest),
        ahead=ahead,
        feeds=_feeds(""),
    )


def _counts(announced: Sequence[PublishedEntry]) -> Counts:
    """Of letters that are announced again, after one came in between them, the newest entry counts."""
    return {
        (compared["old"], compared["new"]): compared["counts"]
        for entry in reversed(announced)
        for compared in entry.event.content["compared"]
    }


def _series(
    name: str, letters: Sequence[HeldLetter], counts: Counts, withdrawn: Sequence[HeldLetter]
) -> SeriesShown:
    missing = letters_named_but_not_held(letters, came_in=withdrawn)
    lines = [
        _line(letter, before.key if before else "", counts)
        for before, letter in zip([None, *letters], letters, strict=False)
    ][::-1]
    return SeriesShown(
        name=name,
        line=series_line(letters, missing, withdrawn),
        letters=tuple(lines[:_LETTERS]),
        earlier=tuple(lines[_LETTERS:]),
        missing=tuple(f"“{gap.words}”" for gap in missing),
        withdrawn=tuple(letter_name(letter.key) for letter in withdrawn),
        feeds=_feeds(name),
    )


def _line(letter: HeldLetter, before: str, counts: Counts) -> LetterLine:
    kinds = _kinds_shown(before, letter.key, counts.get((before, letter.key), {}))
    return LetterLine(
        name=letter_name(letter.key),
        title=letter.title or "",
        statements=letter.statements,
        path=letter_path(letter.key),
        comparison=comparison_path(before, letter.key) if before else "",
        before=letter_name(before) if before else "",
        counts=kinds[:_KINDS],
        further=max(0, len(kinds) - _KINDS),
    )


def _kinds_shown(old: str, new: str, counts: Mapping[str, int]) -> tuple[tuple[int, KindWords, str], ...]:
    """The kinds that tell something moved, in the order of KINDS."""
    return tuple(
        (counts[kind], words, comparison_path(old, new, query=f"kind:{kind}"))
        for kind, words in KINDS.items()
        if kind in counts and words.tone != "quiet"
    )


def _feeds(series: str) -> tuple[tuple[str, str], ...]:
    names = {
        "Atom": "changes.atom",
        "RSS": "changes.rss",
        "JSON Feed": "changes.json",
        "Calendar of deadlines": "deadlines.ics",
    }
    return tuple((words, feed_path(name, series=series)) for words, name in names.items())


def _last(newest: Sequence[PublishedEntry]) -> LastMoved | None:
    """From the letter's entry and those of its changes; a letter between two has been compared with both."""
    if not newest:
        return None
    entry = newest[0].event
    compared = entry.content["compared"][0]
    old, new, counts = compared["old"], compared["new"], compared["counts"]
    changes = [
        one.event
        for one in newest[1:]
        if (one.event.old, one.event.new) == (old, new) and not one.event.minor
    ]
    return LastMoved(
        series=entry.series,
        old=letter_name(old),
        new=letter_name(new),
        path=comparison_path(old, new),
        counts=_kinds_shown(old, new, counts),
        sentences=tuple(
            (
                telling_of(event.content),
                change_path(old, new, change_anchor(event.entry, event.kind)),
            )
            for event in changes[:_SENTENCES]
        ),
    )
