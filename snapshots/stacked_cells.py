"""Cells that stand below each other become rows again: what the extraction of a PDF leaves of its table.

Such a text has the cells of a table as blocks one below the other, without a rule or a tab between them, and
the headings of the columns again on each page. Which column a block stands in is found for all blocks of a
page at once, by the cheapest way from row to row (Viterbi, 1967): what stands first in a row is a title,
columns have bullets and a width of their own, and what is to come stands in another than what has been done.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from snapshots.column_contents import contents_of
from snapshots.column_words import Role, are_headings, role_of, roles_named, says_only_roles
from snapshots.layout.blocks import Cell, Layout, Paragraph, Row, Table
from snapshots.part_titles import LONGEST_PART, is_written_as_a_part
from snapshots.sentences import ends_sentence, has_finite_verb

__all__ = ["with_stacked_cells"]

_MOST_COLUMNS = 6
# Headings over bullets have up to thirteen words (`headings.LONGEST_HEADING`), titles of rows some more.
_LONGEST_TITLE = 20
# What a step of the way costs. Only the order counts: a row that is whole costs less than two that are not,
# whatever its verbs tell (2 x _OTHER_TENSE < _EMPTY_CELL + _NO_FIRST_CELL); a title in a column that reports
# is worse than a row that begins without one, and that is worse than an empty cell.
_NO_TITLE, _TITLE_IN_REPORT, _BULLETS_IN_TITLE, _VERB_IN_TITLE = 4.0, 2.0, 6.0, 1.0
_SAME_CELL, _NO_FIRST_CELL, _EMPTY_CELL = 2.0, 1.0, 0.5
_PART_IN_PART, _PART_AS_TITLE = 1.5, 1.0
_TOO_WIDE, _TOO_NARROW = 3.0, 1.0
# Lines wider or narrower than these shares of a column are of another; of fewer lines it says nothing.
_WIDER, _NARROWER, _LINES_THAT_SHOW_IT = 1.08, 0.85, 3
_OTHER_TENSE = 0.6
# As many times columns are learned from the way that was found, and the way is looked for anew.
_ROUNDS = 3


@dataclass(frozen=True, kw_only=True)
class _Block:
    """Paragraphs with no empty line between them, and the widest of their lines."""

    paragraphs: tuple[Paragraph, ...]
    lines: tuple[str, ...]
    glyphs: Counter[str]

    @cached_property
    def words(self) -> str:
        return " ".join(self.lines)

    @cached_property
    def width(self) -> int:
        """Of its lines but the last, which may end anywhere; 0 for a block of one line."""
        return max(map(len, self.lines)) if len(self.lines) > 1 else 0

    @cached_property
    def is_title(self) -> bool:
        """Whether it could be the title of a row: few words in one paragraph, without bullet or end.

        A dash says that a cell is empty, and gives no row its title.
        """
        return (
            len(self.paragraphs) == 1
            and any(map(str.isalnum, self.words))
            and not self.paragraphs[0].level
            and len(self.words.split()) <= _LONGEST_TITLE
            and not ends_sentence(self.words)
        )

    @cached_property
    def could_head(self) -> bool:
        """Whether it could be the heading of a column."""
        plain = len(self.paragraphs) == 1 and not self.paragraphs[0].level
        return plain and not self.is_part and not self.words.endswith(".")

    @cached_property
    def is_part(self) -> bool:
        return self.is_title and len(self.words.split()) <= LONGEST_PART and is_written_as_a_part(self.words)

    @cached_property
    def share_to_come(self) -> float | None:
        """Of its verbs, those that tell of what is to come; None where it has none."""
        contents = contents_of([self.words])
        return contents.to_come / contents.verbs if contents.verbs else None


@dataclass(slots=True, kw_only=True)
class _Columns:
    """What is known of the columns: their roles, and the bullets and the width of what stands in each."""

    roles: tuple[Role | None, ...]
    glyphs: dict[int, Counter[str]] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)

    def learn(self, placed: Iterable[tuple[int, _Block]]) -> None:
        self.glyphs, widths = {}, dict[int, list[int]]()
        for column, block in placed:
            self.glyphs.setdefault(column, Counter()).update(block.glyphs)
            if block.width:
                widths.setdefault(column, []).append(block.width)
        self.widths = {column: sorted(found)[len(found) * 3 // 4] for column, found in widths.items()}


def with_stacked_cells(layout: Layout) -> Layout:
    """The layout with the blocks below the first headings of columns as a table; the same without such."""
    if any(isinstance(block, Table) for block in layout.blocks):
        return layout
    blocks = list(_blocks(layout))
    heads = _find_heads(blocks)
    if not heads:
        return layout
    first = min(heads)
    before = tuple(p for block in blocks[:first] for p in block.paragraphs)
    return replace(layout, blocks=(*before, Table(rows=tuple(_rows(blocks, heads)))))


def _blocks(layout: Layout) -> Iterator[_Block]:
    run: list[Paragraph] = []
    for block in layout.blocks:
        if isinstance(block, Paragraph):
            if run and _are_apart(layout.text, run[-1].span.end, block.span.start):
                yield _block(layout.text, run)
                run = []
            run.append(block)
    if run:
        yield _block(layout.text, run)


def _are_apart(text: str, end: int, start: int) -> bool:
    """Whether an empty line or the end of a page lies between two places."""
    return text.count("\n", end, start) > 1 or text.find("\f", end, start) >= 0


def _block(text: str, paragraphs: Sequence[Paragraph]) -> _Block:
    said = (line.strip() for p in paragraphs for line in text[p.span.start : p.span.end].split("\n"))
    return _Block(
        paragraphs=tuple(paragraphs),
        lines=tuple(said),
        glyphs=Counter(_glyph(text, p.span.start) for p in paragraphs if p.level == 1),
    )


def _glyph(text: str, start: int) -> str:
    """The bullet before the words that begin there, however far before."""
    line = text.rfind("\n", 0, start) + 1
    return text[line:start].strip()


# --- headings of columns ------------------------------------------------------------------------------------


def _find_heads(blocks: Sequence[_Block]) -> dict[int, int]:
    """Where headings of columns stand, and how many: the first that words name, and what repeats them."""
    said = [block.words for block in blocks]
    for at in range(len(blocks)):
        widths = range(2, min(_MOST_COLUMNS, len(blocks) - at) + 1)
        named = [width for width in widths if _are_headings(blocks[at : at + width])]
        if not named or _stands_above(blocks[at : at + max(named)]):
            continue
        found = {width: _places(said, said[at : at + width]) for width in named}
        repeated = [width for width, places in found.items() if len(places) > 1]
        width = max(repeated or named)
        return dict.fromkeys(found[width], width)
    return {}


def _stands_above(blocks: Sequence[_Block]) -> bool:
    """Whether the first is a title over headings that begin with what is reported on: "Annex", "Measures"."""
    rest = blocks[1:]
    return _are_headings(rest) and role_of(rest[0].words) is Role.REFERENCE and says_only_roles(rest[0].words)


def _places(said: Sequence[str], words: Sequence[str]) -> list[int]:
    width = len(words)
    return [at for at, first in enumerate(said) if first == words[0] and said[at : at + width] == words]


def _are_headings(blocks: Sequence[_Block]) -> bool:
    return all(block.could_head for block in blocks) and are_headings([block.words for block in blocks])


# --- the way from cell to cell ------------------------------------------------------------------------------


def _rows(blocks: Sequence[_Block], heads: Mapping[int, int]) -> Iterator[Row]:
    """The rows of the table, those of its headings among them."""
    width = heads[min(heads)]
    first = min(heads)
    named = roles_named({at: block.words for at, block in enumerate(blocks[first : first + width])}) or {}
    columns = _Columns(roles=tuple(named.get(at) for at in range(width)))
    pages = [*_pages(blocks, heads)]
    ways = _ways([page for _, page in pages], columns)
    for _ in range(_ROUNDS):
        columns.learn(
            pair for (_, page), way in zip(pages, ways, strict=True) for pair in zip(way, page, strict=True)
        )
        ways = _ways([page for _, page in pages], columns)
    for (head, page), way in zip(pages, ways, strict=True):
        yield Row(cells=tuple(_cell(at, block) for at, block in enumerate(head)))
        yield from _rows_of_page(page, way, width)


def _pages(
    blocks: Sequence[_Block], heads: Mapping[int, int]
) -> Iterator[tuple[Sequence[_Block], Sequence[_Block]]]:
    """The headings of each page, and the blocks below them."""
    starts = [*sorted(heads), len(blocks)]
    for start, end in pairwise(starts):
        width = heads[start]
        yield blocks[start : start + width], blocks[start + width : end]


_PART, _START = -1, -2


def _ways(pages: Sequence[Sequence[_Block]], columns: _Columns) -> list[list[int]]:
    """The way through each page; what begins within a sentence goes on in a cell that broke off."""
    ways: list[list[int]] = []
    for at, page in enumerate(pages):
        inside = bool(page) and page[0].words[:1].islower() and not page[0].paragraphs[0].level
        open_cells = _broken_off(pages[at - 1], ways[-1]) if inside and ways else ()
        ways.append(_way(page, columns, begins_in=open_cells))
    return ways


def _broken_off(page: Sequence[_Block], way: Sequence[int]) -> tuple[int, ...]:
    """The columns, behind the titles, of the cells of a page's last row that end within a sentence."""
    last: dict[int, _Block] = {}
    for block, column in zip(reversed(page), reversed(way), strict=True):
        if last and column > min(last):
            break
        last.setdefault(column, block)
    return tuple(column for column, block in last.items() if column > 0 and not ends_sentence(block.words))


def _way(page: Sequence[_Block], columns: _Columns, *, begins_in: Sequence[int] = ()) -> list[int]:
    """The column of each block of a page, `_PART` for the name of a part: the cheapest way through them.

    `begins_in` are the columns in one of which it certainly begins, if any are known.
    """
    states = tuple(range(len(columns.roles)))
    costs: dict[int, float] = {_START: 0.0}
    steps: list[dict[int, int]] = []
    for block in page:
        allowed = (_PART, 0) if block.is_part else states
        if not steps and begins_in:
            allowed = tuple(begins_in)
        reached: dict[int, tuple[float, int]] = {}
        for state in allowed:
            came, cost = min(
                ((before, spent + _step(before, state)) for before, spent in costs.items()),
                key=lambda way: way[1],
            )
            reached[state] = (cost + _cost(block, state, columns), came)
        costs = {state: cost for state, (cost, _) in reached.items()}
        steps.append({state: came for state, (_, came) in reached.items()})
    if not page:
        return []
    way = [min(costs, key=lambda state: costs[state])]
    for step in reversed(steps[1:]):
        way.append(step[way[-1]])
    return way[::-1]


def _step(before: int, state: int) -> float:
    """What it costs to go from one column to the next block's."""
    if state == _PART:
        return _PART_IN_PART if before == _PART else 0.0
    if before < 0:
        return 0.0 if state == 0 else _NO_FIRST_CELL / 2
    if state == before:
        return _SAME_CELL
    if state > before:
        return _EMPTY_CELL * (state - before - 1)
    return _NO_FIRST_CELL if state else 0.0


def _cost(block: _Block, state: int, columns: _Columns) -> float:
    """What speaks against a block's standing in a column."""
    if state == _PART:
        return 0.0
    if block.is_part:
        return _PART_AS_TITLE
    role = columns.roles[state]
    return (
        _cost_of_words(block, role, is_first=state == 0)
        + _cost_of_bullets(block, columns.glyphs, state)
        + _cost_of_width(block, columns.widths.get(state, 0))
    )


def _cost_of_words(block: _Block, role: Role | None, *, is_first: bool) -> float:
    if role is Role.REFERENCE or (role is None and is_first):
        return _cost_as_title(block)
    share = block.share_to_come
    cost = _TITLE_IN_REPORT if block.is_title else 0.0
    if share is None or role is None:
        return cost
    return cost + _OTHER_TENSE * (1 - share if role is Role.NEXT_STEPS else share)


def _cost_as_title(block: _Block) -> float:
    if block.glyphs:
        return _BULLETS_IN_TITLE
    if not block.is_title:
        return _NO_TITLE
    return _VERB_IN_TITLE if has_finite_verb(block.words) else 0.0


def _cost_of_bullets(block: _Block, glyphs: Mapping[int, Counter[str]], state: int) -> float:
    """By how unlikely its bullets are in the column; what has none says nothing."""
    known = glyphs.get(state)
    if not block.glyphs or not known:
        return 0.0
    glyph = block.glyphs.most_common(1)[0][0]
    kinds = len({one for counted in glyphs.values() for one in counted})
    return -math.log((known[glyph] + 0.5) / (known.total() + 0.5 * max(kinds, 2)))


def _cost_of_width(block: _Block, width: int) -> float:
    """Whether its lines are wider than the column's, or much narrower."""
    if not block.width or not width:
        return 0.0
    if block.width > width * _WIDER:
        return _TOO_WIDE
    is_narrow = block.width < width * _NARROWER and len(block.lines) >= _LINES_THAT_SHOW_IT
    return _TOO_NARROW if is_narrow else 0.0


def _rows_of_page(page: Sequence[_Block], way: Sequence[int], width: int) -> Iterator[Row]:
    cells: dict[int, list[_Block]] = {}
    last = _PART
    for block, column in zip(page, way, strict=True):
        if cells and (column < last or column == _PART):
            yield _row(cells)
            cells = {}
        if column == _PART:
            yield Row(cells=(Cell(column=0, width=width, paragraphs=block.paragraphs),))
        else:
            cells.setdefault(column, []).append(block)
        last = column
    if cells:
        yield _row(cells)


def _row(cells: Mapping[int, Sequence[_Block]]) -> Row:
    return Row(cells=tuple(_cell(column, *blocks) for column, blocks in sorted(cells.items())))


def _cell(column: int, *blocks: _Block) -> Cell:
    return Cell(column=column, paragraphs=tuple(p for block in blocks for p in block.paragraphs))
