"""Times next to each other: ranges become one, neighbours too, and a list shares its year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from snapshots.facts.stretches import Stretch, join
from snapshots.facts.time_phrase import TimePhrase
from snapshots.facts.word_patterns import any_of, stands_before
from snapshots.lexicon import load

__all__ = ["join_neighbours", "longest_first_come"]

_LINK = re.compile(
    r"(?:\s?(?P<dash>[-–—/])\s?|\s(?P<to>to|until|till|through|up\s+to)\s(?:the\s|in\s)?"
    r"|\s(?P<and>and|or|&)\s(?:the\s|in\s)?|(?P<comma>,)\s)$"
)
_BETWEEN = re.compile(r"\bbetween\s(?:the\s)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s(?:the\s)?$", re.IGNORECASE)
_PUT_OFF_FROM = re.compile(rf"\b(?:{any_of(load('tense')['put_off'])})\s+from\s(?:the\s)?$", re.IGNORECASE)
_ANY_YEAR = 2023  # a common year, to see whether two stretches without a year touch


def longest_first_come(phrases: Iterable[TimePhrase]) -> list[TimePhrase]:
    """The phrases in reading order without overlaps: what starts first stays, and the longest of that."""
    kept: list[TimePhrase] = []
    for phrase in sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end)):
        if not kept or phrase.start >= kept[-1].end:
            kept.append(phrase)
    return kept


def join_neighbours(text: str, phrases: list[TimePhrase]) -> list[TimePhrase]:
    """The phrases with ranges and touching neighbours made one ("Q4 2023 - Q1 2024", "2022 and 2023")."""
    joined: list[TimePhrase] = []
    for phrase in phrases:
        previous = joined[-1] if joined else None
        link = _LINK.match(text[previous.end : phrase.start]) if previous else None
        if previous is None or link is None or previous.stretch is None or phrase.stretch is None:
            joined.append(phrase)
            continue
        joined[-1:] = _link(text, previous, phrase, link)
    return joined


def _link(text: str, first: TimePhrase, last: TimePhrase, link: re.Match[str]) -> list[TimePhrase]:
    opening = stands_before(_BETWEEN, text, first.start) or (
        stands_before(_FROM, text, first.start) if link["to"] else None
    )
    if link["to"] and stands_before(_PUT_OFF_FROM, text, first.start):
        return [first, last]
    stretch = _joined(first, last, is_range=bool(link["dash"] or link["to"] or (link["and"] and opening)))
    if stretch is None:
        return _sharing_the_year(first, last)
    start = opening.start() if opening else first.start
    return [
        replace(first, start=start, end=last.end, stretch=stretch, deictic=first.deictic and last.deictic)
    ]


def _joined(first: TimePhrase, last: TimePhrase, *, is_range: bool) -> Stretch | None:
    """One stretch for both, or None where they are two times of a list."""
    if first.stretch is None or last.stretch is None:
        return None
    if not is_range and not _touch(first.stretch, last.stretch):
        return None
    return join(first.stretch, last.stretch)


def _touch(first: Stretch, last: Stretch) -> bool:
    """Whether the second starts on the day after the first ends."""
    year = first.year or last.year or _ANY_YEAR
    ended = first.on(year).latest
    after = last.on(last.year or (ended.year if ended else year)).earliest
    if last.year is None and ended is not None and after is not None and after <= ended:
        after = last.on(ended.year + 1).earliest
    return ended is not None and after == ended + timedelta(days=1)


def _sharing_the_year(first: TimePhrase, last: TimePhrase) -> list[TimePhrase]:
    """Both, the first in the year of the second where it says none: "in January and June 2023"."""
    if first.stretch is None or last.stretch is None or first.stretch.year is not None or first.deictic:
        return [first, last]
    return [replace(first, stretch=first.stretch.in_year(last.stretch.year)), last]
