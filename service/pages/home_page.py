"""The first page: which letters are held, what moved last, and where to subscribe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from service.addresses import change_anchor, comparison_path, feed_path, fragment, letter_path
from service.change_card import Telling, telling_of
from service.plain_words import KINDS, KindWords, letter_name
from service.projections.entries import PublishedEntry
from service.projections.letters import HeldLetter

__all__ = ["HomePage", "LastMoved", "LetterLine", "SeriesShown", "home_page"]

# As many sentences as tell whether the letter is worth opening.
_SENTENCES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """A letter in the list of its series; `comparison` is the page of what moved since the one before it."""

    name: str
    title: str
    statements: int
    path: str
    comparison: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesShown:
    """A series: its letters, the newest first, and the addresses of its feeds."""

    name: str
    letters: tuple[LetterLine, ...]
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
    feeds: tuple[tuple[str, str], ...]


def home_page(letters: Sequence[HeldLetter], newest: Sequence[PublishedEntry]) -> HomePage:
    """The page of all letters held, by series and oldest first, and of the newest comparison's entries."""
    return HomePage(
        series=tuple(
            _series(name, list(group)) for name, group in groupby(letters, key=lambda letter: letter.series)
        ),
        last=_last(newest),
        feeds=_feeds(""),
    )


def _series(name: str, letters: Sequence[HeldLetter]) -> SeriesShown:
    lines = [
        LetterLine(
            name=letter_name(letter.key),
            title=letter.title or "",
            statements=letter.statements,
            path=letter_path(letter.key),
            comparison=comparison_path(before.key, letter.key) if before else "",
        )
        for before, letter in zip([None, *letters], letters, strict=False)
    ]
    return SeriesShown(name=name, letters=tuple(reversed(lines)), feeds=_feeds(name))


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
        counts=tuple(
            (counts[kind], words, comparison_path(old, new, query=f"kind:{kind}"))
            for kind, words in KINDS.items()
            if kind in counts and words.tone != "quiet"
        ),
        sentences=tuple(
            (
                telling_of(event.content),
                comparison_path(old, new) + fragment(change_anchor(event.entry, event.kind)),
            )
            for event in changes[:_SENTENCES]
        ),
    )
