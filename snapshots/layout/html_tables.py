"""An HTML table to rows of cells in columns, with the cells that span rows or columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from snapshots.errors import LetterTooLarge
from snapshots.layout.compose import DraftCell, DraftParagraph, DraftRow, DraftTable
from snapshots.layout.html_tree import is_hidden, tag_of
from snapshots.layout.plain_words import plain

__all__ = ["Grid", "is_data_table", "read_grid"]

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_BELONGS = {"table": _GROUPS | {"tr"}, "tr": _CELLS}
# The HTML standard clips colspan there; more columns than that is no table anybody reads.
_MOST_COLUMNS = 1000
# A forged table of 3,000 rows whose cells reach to its end has millions of places; a long annex has 2,000.
_MOST_PLACES = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a cell stands in its row; `element` is None where a cell from a row above reaches down."""

    column: int
    width: int
    element: HtmlElement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The places of a table's rows, and the words in the table that are in no cell, such as its caption."""

    rows: tuple[tuple[_Place, ...], ...]
    outside: tuple[str, ...]

    def table(self, paragraphs: Callable[[HtmlElement], tuple[DraftParagraph, ...]]) -> DraftTable:
        """The table, its cells read by `paragraphs`; a place that a cell above reaches into is empty."""
        return DraftTable(
            rows=tuple(
                DraftRow(
                    cells=tuple(
                        DraftCell(
                            column=place.column,
                            width=place.width,
                            paragraphs=() if place.element is None else paragraphs(place.element),
                        )
                        for place in row
                    )
                )
                for row in self.rows
            )
        )


def is_data_table(table: HtmlElement) -> bool:
    """Whether the table holds data, rather than laying out the page.

    One with a single cell lays out; so does one that says so, or whose words mostly stand in a table in it.
    """
    if table.get("role") in {"presentation", "none"}:
        return False
    if sum(len(list(_cells(row))) for row in _rows(table)) <= 1:
        return False
    inner = max((len(plain(t.text_content())) for t in _tables_in(table)), default=0)
    return inner * 2 <= len(plain(table.text_content()))


def _tables_in(element: HtmlElement) -> Iterator[HtmlElement]:
    """The tables in an element, without those that stand in one of them and so hold fewer words."""
    for child in element:
        if tag_of(child) == "table":
            yield child
        else:
            yield from _tables_in(child)


def read_grid(table: HtmlElement) -> Grid:
    """The places of the table's cells, as the HTML standard lays them out; hidden rows are left out.

    Raises LetterTooLarge when there are more places than any letter has.
    """
    rows: list[tuple[_Place, ...]] = []
    reaching: dict[int, tuple[int, int]] = {}
    count = 0
    elements = list(_rows(table))
    for index, row in enumerate(elements):
        places, reaching = _read_row(row, reaching, rows_left=len(elements) - index)
        rows.append(places)
        count += len(places)
        if count > _MOST_PLACES:
            raise LetterTooLarge(f"a table has more than {_MOST_PLACES} cells; send the letter alone")
    return Grid(rows=tuple(row for row in rows if row), outside=tuple(_outside(table)))


def _read_row(
    row: HtmlElement, reaching: dict[int, tuple[int, int]], *, rows_left: int
) -> tuple[tuple[_Place, ...], dict[int, tuple[int, int]]]:
    """The row's places, and the cells that reach into the next row: column -> (width, rows still to come)."""
    places: list[_Place] = []
    below = {column: (width, left - 1) for column, (width, left) in reaching.items() if left > 1}
    column = 0
    for cell in _cells(row):
        column = _past_reaching(places, reaching, column)
        width = min(_count(cell, "colspan") or 1, _MOST_COLUMNS)
        height = min(_count(cell, "rowspan", whole=rows_left), rows_left)
        places.append(_Place(column=column, width=width, element=cell))
        if height > 1:
            below[column] = (width, height - 1)
        column += width
    _past_reaching(places, reaching, column, to_end=True)
    return tuple(sorted(places, key=lambda place: place.column)), below


def _past_reaching(
    places: list[_Place], reaching: dict[int, tuple[int, int]], column: int, *, to_end: bool = False
) -> int:
    """The first column from `column` on that is free of cells from above; those passed become places."""
    for start in sorted(reaching):
        if start >= column and (start == column or to_end):
            width, _ = reaching[start]
            places.append(_Place(column=start, width=width, element=None))
            column = start + width
    return column


def _count(cell: HtmlElement, name: str, *, whole: int = 1) -> int:
    """The attribute as a number of at least 1; a rowspan of 0 reaches to the table's end (`whole`)."""
    said = (cell.get(name) or "1").strip()
    if not (said.isascii() and said.isdigit()):
        return 1
    return int(said[:6]) or whole


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if is_hidden(child):
            continue
        if tag_of(child) == "tr":
            yield child
        elif tag_of(child) in _GROUPS:
            yield from (row for row in child if tag_of(row) == "tr" and not is_hidden(row))


def _cells(row: HtmlElement) -> Iterator[HtmlElement]:
    return (cell for cell in row if tag_of(cell) in _CELLS and not is_hidden(cell))


def _outside(table: HtmlElement) -> Iterator[str]:
    """The words that a table has outside its cells: its caption, and what is between its tags by mistake."""
    groups = [child for child in table if tag_of(child) in _GROUPS]
    rows = [child for group in [table, *groups] for child in group if tag_of(child) == "tr"]
    for frame in [table, *groups, *rows]:
        yield from filter(None, map(plain, _loose_words(frame)))


def _loose_words(frame: HtmlElement) -> Iterator[str]:
    """What stands in a table, a group of rows or a row beside the elements that belong there."""
    yield frame.text or ""
    for child in frame:
        if tag_of(child) not in _BELONGS.get(tag_of(frame), {"tr"}) and not is_hidden(child):
            yield child.text_content()
        yield child.tail or ""
