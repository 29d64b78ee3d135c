"""What a PDF repeats on its pages, above and below the letter's words: headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import dropwhile, takewhile
from statistics import median

from snapshots.layout.pdf_lines import Line
from snapshots.layout.pdf_regions import PageRegions
from snapshots.lexicon import load

__all__ = ["running_lines"]

# How far from the edge of the page headers and footers reach: margins are 2 to 3 cm of 21 or more.
_MARGIN = 0.15
# How much the height of a repeated line may differ between pages, in points.
_SAME_HEIGHT = 3.0
# A header that is this much larger than the text, or bold, is the title of what it stands over.
_LARGER = 1.15
# Baselines of one text are 1 to 1.5 sizes from each other.
_APART = 1.8


def running_lines(pages: Sequence[PageRegions]) -> list[frozenset[int]]:
    """For each page, the numbers of its lines outside tables that are headers, footers or page numbers.

    They are the outermost lines of the page: those that come again at the same height of another page, and
    those that hold nothing but a page number or marks. A repeated title counts from its second time on.
    """
    repeated = _repeated(pages)
    titles: set[str] = set()
    usual = median([line.size for page in pages for line in page.outside] or [0.0])
    return [frozenset(_running(page, repeated, titles, usual)) for page in pages]


def _running(
    page: PageRegions, repeated: frozenset[tuple[bool, str, int]], titles: set[str], usual: float
) -> Iterator[int]:
    for at_top in (True, False):
        outermost = takewhile(partial(_may_run, page, repeated), _edge_lines(page, at_top=at_top))
        inwards_out = reversed(list(outermost))
        # A line of the text may come again at the same height by chance: it then stands close to the others.
        for number in dropwhile(partial(_stands_close, page, at_top=at_top), inwards_out):
            if not (at_top and _is_first_title(page.outside[number], titles, usual)):
                yield number


def _may_run(page: PageRegions, repeated: frozenset[tuple[bool, str, int]], number: int) -> bool:
    line = page.outside[number]
    return _key(page, line) in repeated or _is_page_mark(line.text)


def _edge_lines(page: PageRegions, *, at_top: bool) -> Iterator[int]:
    """The numbers of the lines in one margin, from the page's edge inwards."""
    numbers = range(len(page.outside)) if at_top else range(len(page.outside) - 1, -1, -1)
    for number in numbers:
        baseline = page.outside[number].baseline
        if (baseline if at_top else page.height - baseline) > _MARGIN * page.height:
            return
        yield number


def _is_first_title(line: Line, titles: set[str], usual: float) -> bool:
    """Whether a repeated line is a title that has not been seen before; it has then."""
    if line.text in titles or not (line.marked or line.size >= _LARGER * usual):
        return False
    titles.add(line.text)
    return True


def _stands_close(page: PageRegions, number: int, *, at_top: bool) -> bool:
    """Whether there is no more room on the line's inner side than between lines of one text."""
    inner = number + 1 if at_top else number - 1
    if not 0 <= inner < len(page.outside):
        return False
    line = page.outside[number]
    return abs(page.outside[inner].baseline - line.baseline) <= _APART * line.size


def _repeated(pages: Sequence[PageRegions]) -> frozenset[tuple[bool, str, int]]:
    """The keys of lines that two pages at least have in common."""
    seen: dict[tuple[bool, str, int], set[int]] = defaultdict(set)
    for page in pages:
        for line in page.outside:
            seen[_key(page, line)].add(page.number)
    return frozenset(key for key, numbers in _with_neighbours(seen) if len(numbers) > 1)


def _with_neighbours(
    seen: dict[tuple[bool, str, int], set[int]],
) -> Iterable[tuple[tuple[bool, str, int], set[int]]]:
    """Each key with the pages of the keys at its own height and at the next ones."""
    for key in seen:
        at_top, words, height = key
        yield key, set().union(*(seen.get((at_top, words, height + by), set()) for by in (-1, 0, 1)))


def _key(page: PageRegions, line: Line) -> tuple[bool, str, int]:
    """What a line has in common with its like on other pages: its words but for numbers, and its height."""
    at_top = line.baseline < page.height / 2
    from_edge = line.baseline if at_top else page.height - line.baseline
    return at_top, _NUMBER.sub("#", line.text), round(from_edge / _SAME_HEIGHT)


_NUMBER = re.compile(r"\d+")


def _is_page_mark(text: str) -> bool:
    """Whether it is a page's number ("- 3 -", "Page 3 of 14", "iv") or the mark of a page turned ("./..")."""
    return bool(_page_mark().fullmatch(text))


@cache
def _page_mark() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("layout")["page_words"]))
    return re.compile(rf"(?:[\W_]|\d{{1,3}}(?!\d)|\b(?:{words}|[ivxl]+)(?!\w))*", re.IGNORECASE)
