"""Which words of a text a search found: by the same folding that the filter language compares by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from service.filters.filter_terms import Filter, Says, folded

__all__ = ["FoundPiece", "found_pieces", "words_wanted"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPiece:
    """Words of the text, found or not; the pieces of a text together are the text."""

    text: str
    found: bool


def words_wanted(wanted: Filter) -> tuple[str, ...]:
    """The runs of folded words that a filter looks for; not those that it wants to be absent."""
    return tuple(term.test.words for term in wanted.terms if isinstance(term.test, Says) and not term.negated)


def found_pieces(text: str, wanted: Sequence[str]) -> tuple[FoundPiece, ...]:
    """The text cut where found words begin and end; the last word of a run is found by its beginning."""
    places = [match.span() for match in _WORD.finditer(text)]
    words = [(folded(text[start:end]).split(), (start, end)) for start, end in places]
    single = [(word, span) for several, span in words for word in several]
    marked = sorted({span for run in wanted for span in _found(single, run.split())})
    return tuple(_pieces(text, _joined(text, marked)))


def _found(words: Sequence[tuple[str, tuple[int, int]]], run: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a run of words stands, from the first to the last of them."""
    if not run:
        return
    *whole, beginning = run
    for at in range(len(words) - len(run) + 1):
        there = words[at : at + len(run)]
        same = all(word == one for (word, _), one in zip(there, whole, strict=False))
        if same and there[-1][0].startswith(beginning):
            yield there[0][1][0], there[-1][1][1]


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans without overlaps, those with nothing but blanks between them as one."""
    start, end = -1, -1
    for left, right in spans:
        if start >= 0 and (left <= end or not text[end:left].strip()):
            end = max(end, right)
            continue
        if start >= 0:
            yield start, end
        start, end = left, right
    if start >= 0:
        yield start, end


def _pieces(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[FoundPiece]:
    done = 0
    for start, end in spans:
        if start > done:
            yield FoundPiece(text=text[done:start], found=False)
        yield FoundPiece(text=text[start:end], found=True)
        done = end
    if done < len(text):
        yield FoundPiece(text=text[done:], found=False)
