"""A letter's words by whom they belong to, in the order of reading: each statement's in one piece."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from snapshots.layout.blocks import ReadingOrder
from snapshots.letter import Column, Heading, Letter, Span, Statement
from snapshots.read_letter import order_of_text

__all__ = ["Owned", "Owner", "holds_a_word", "words_in_order"]

# A span is one of the letter's running headers and footers; what belongs to nothing is narrative.
Owner = Heading | Statement | Span | None
_FRAGMENT = re.compile(r"\s+|\S+(?: \S+)*\s*")
_WORD = re.compile(r"\w\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """Where the words stand that belong to `owner`: in one place, or a statement's in all its places.

    `goes_on` says that they are the rest of a paragraph whose lines lie apart; `inside`, of a running header,
    that it stands in the midst of a sentence of the letter proper.
    """

    owner: Owner
    spans: tuple[Span, ...]
    goes_on: bool = False
    inside: bool = False

    @property
    def start(self) -> int:
        """Where the first of them begin."""
        return self.spans[0].start


def holds_a_word(text: str) -> bool:
    """Whether two letters stand together: a bullet or its like, "•", ">", "o", "(a)", has none."""
    return _WORD.search(text) is not None


def words_in_order(letter: Letter) -> tuple[Owned, ...]:
    """All of the letter's words and blanks, each once, but for blanks within a statement's.

    They are in the order of the text, but where its lines hold words of several cells: there cell after cell.
    What a page repeats stands behind the page's cells, and a bullet before the words that it opens.
    """
    stretches = [*_stretches(letter)]
    if _has_lines_of_cells(letter):
        order = order_of_text(letter.text, series=letter.series)
        stretches = _cell_after_cell([*_fragments(letter.text, stretches)], order, letter.text)
    return tuple(_in_one_piece(stretches, letter.text))


def _has_lines_of_cells(letter: Letter) -> bool:
    """Whether the letter is a text in which words of others may lie between those of one statement."""
    cut = any(len(statement.spans) > 1 for statement in letter.statements)
    return cut and letter.source.media_type == "text/plain"


# --- whose words they are -----------------------------------------------------------------------------------


def _stretches(letter: Letter) -> Iterator[Owned]:
    """The text cut where its owner changes.

    Of spans that overlap, a statement's owns the words before a heading's, and that before a running header,
    as the letter's coverage counts them; of two statements the shorter one.
    """
    claims = [
        *_longest_first([(span, span) for span in letter.running]),
        *_longest_first([(heading.span, heading) for heading in letter.headings]),
        *_longest_first([(span, statement) for statement in letter.statements for span in statement.spans]),
    ]
    owners = [-1] * len(letter.text)
    for place, (span, _) in enumerate(claims):
        owners[span.start : span.end] = [place] * (span.end - span.start)
    edges = {0, len(owners)} | {edge for span, _ in claims for edge in (span.start, span.end)}
    for place, parts in groupby(pairwise(sorted(edges)), key=lambda part: owners[part[0]]):
        stretch = list(parts)
        span = Span(start=stretch[0][0], end=stretch[-1][1])
        yield Owned(owner=claims[place][1] if place >= 0 else None, spans=(span,))


def _longest_first(claims: list[tuple[Span, Owner]]) -> list[tuple[Span, Owner]]:
    return sorted(claims, key=lambda claim: claim[0].start - claim[0].end)


# --- cell after cell ----------------------------------------------------------------------------------------


def _fragments(text: str, stretches: Sequence[Owned]) -> Iterator[Owned]:
    """The same stretches, what is narrative cut where a line ends and where words stand apart."""
    for stretch in stretches:
        if stretch.owner is not None:
            yield stretch
            continue
        (span,) = stretch.spans
        for found in _FRAGMENT.finditer(text, span.start, span.end):
            yield replace(stretch, spans=(Span(start=found.start(), end=found.end()),))


def _cell_after_cell(stretches: list[Owned], order: ReadingOrder, text: str) -> list[Owned]:
    highest = [*accumulate(order.ranks, max)]
    keys: list[tuple[int, int]] = []
    # From the end, so that a bullet knows what it opens.
    for at in range(len(stretches) - 1, -1, -1):
        stretch = stretches[at]
        rank, start = order.key(stretch.start)
        if isinstance(stretch.owner, Span):
            rank = _rank_of_running(stretch.start, order, highest)
        elif keys and _opens_what_follows(stretch, text):
            rank = keys[-1][0]
        keys.append((rank, start))
    ranked = zip(reversed(keys), stretches, strict=True)
    ordered = (stretch for _, stretch in sorted(ranked, key=lambda one: one[0]))
    return [replace(stretch, goes_on=stretch.start in order.rests) for stretch in ordered]


def _rank_of_running(start: int, order: ReadingOrder, highest: Sequence[int]) -> int:
    """A header or footer stands behind all of its page; the headings of columns that it repeats are cells."""
    at = bisect_right(order.starts, start) - 1
    if at < 0:
        return -1
    return order.ranks[at] if order.starts[at] == start else highest[at]


def _opens_what_follows(stretch: Owned, text: str) -> bool:
    words = text[stretch.spans[0].start : stretch.spans[0].end]
    return stretch.owner is None and bool(words.strip()) and "\n" not in words and not holds_a_word(words)


# --- each statement in one piece ----------------------------------------------------------------------------


def _in_one_piece(stretches: Sequence[Owned], text: str) -> Iterator[Owned]:
    """The stretches, a statement's together where the first of them stands."""
    places: dict[str, list[int]] = {}
    for at, stretch in enumerate(stretches):
        if isinstance(stretch.owner, Statement):
            places.setdefault(stretch.owner.id, []).append(at)
    # Up to where the last statement of the letter proper goes on that a page's end cuts.
    goes_on = -1
    for at, stretch in enumerate(stretches):
        match stretch.owner:
            case Statement(id=name) if places[name][0] == at:
                spans = [stretches[one].spans[0] for one in places[name]]
                yield replace(stretch, spans=_as_told(stretch.owner, spans))
                if stretch.owner.column is Column.BODY:
                    goes_on = max(goes_on, places[name][-1])
            case Statement():
                continue
            case None if at < goes_on and not text[stretch.spans[0].start : stretch.spans[0].end].strip():
                continue
            case _:
                yield replace(stretch, inside=at < goes_on)


def _as_told(statement: Statement, spans: list[Span]) -> tuple[Span, ...]:
    """The places of a statement's words in the order of its own."""
    told = sorted((span.start, place) for place, span in enumerate(statement.spans))
    starts = [start for start, _ in told]
    return tuple(sorted(spans, key=lambda span: (told[bisect_right(starts, span.start) - 1][1], span.start)))
