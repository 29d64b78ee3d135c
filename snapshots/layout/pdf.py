"""PDF to a layout: ruled tables cell by cell, the text around them as paragraphs, headers and footers apart.

pages of words and rules -> regions -> running lines taken out -> paragraphs -> blocks in reading order
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from snapshots.layout.blocks import Layout
from snapshots.layout.bullets import split_bullet
from snapshots.layout.compose import (
    DraftBlock,
    DraftCell,
    DraftParagraph,
    DraftRow,
    DraftRunning,
    DraftTable,
    compose,
)
from snapshots.layout.pdf_bands import without_bands
from snapshots.layout.pdf_document import read_pages
from snapshots.layout.pdf_findings import page_findings
from snapshots.layout.pdf_grid import CellBox, GridPlace, GridTable
from snapshots.layout.pdf_levels import nest
from snapshots.layout.pdf_lines import Line
from snapshots.layout.pdf_paragraphs import part_paragraphs, runs_on_over_page
from snapshots.layout.pdf_regions import PageRegions, read_regions
from snapshots.layout.pdf_running import running_lines
from snapshots.layout.pdf_scans import read_scans
from snapshots.layout.pdf_setting import Setting, body_column, cell_column, read_setting
from snapshots.layout.pdf_unruled import find_unruled_tables

__all__ = ["read_layout"]

# A paragraph set this much larger than the text around it is a heading.
_LARGER = 1.15

# What stands on pages, in reading order: a paragraph's lines, a table that is read, or a running line.
_Item = list[Line] | DraftTable | DraftRunning


def read_layout(data: bytes) -> Layout:
    """The layout of a PDF with its pages and boxes.

    A paragraph outside tables that goes on over a page break is one; a table that does is one on each page,
    and so are its cells and their paragraphs. The text of scanned pages is recognised where the tools for it
    are installed. Raises DamagedFile when the file is cut off, encrypted or broken, LetterTooLarge when there
    are too many pages, EmptyLetter when there are no words.
    """
    sources, scans = read_scans(data, read_pages(data))
    regions = without_bands(sources, [read_regions(page) for page in sources])
    pages, running = find_unruled_tables(sources, regions, running_lines(regions))
    bodies = [
        [line for number, line in enumerate(page.outside) if number not in numbers]
        for page, numbers in zip(pages, running, strict=True)
    ]
    setting = read_setting(pages, bodies)
    items = [
        item
        for page, numbers, body in zip(pages, running, bodies, strict=True)
        for item in _page_items(page, numbers, body, setting)
    ]
    blocks = _blocks(_joined_over_pages(items, setting, pages), setting)
    return compose(blocks, page_count=len(pages), findings=(*scans, *page_findings(sources)))


# --- a page -------------------------------------------------------------------------------------------------


def _page_items(
    page: PageRegions, running: frozenset[int], body: Sequence[Line], setting: Setting
) -> Iterator[_Item]:
    """What stands on a page from the top down: the header, text and tables in turn, the footer."""
    edge = [page.outside[number] for number in sorted(running)]
    middle = page.height / 2
    yield from (DraftRunning(words=line.text) for line in edge if line.baseline < middle)
    for zone in _zones(page, body):
        if isinstance(zone, GridTable):
            yield _table(zone, page, setting)
        else:
            yield from part_paragraphs(zone, setting.body[body_column(page)])
    yield from (DraftRunning(words=line.text) for line in edge if line.baseline >= middle)
    yield from (DraftRunning(words=words) for words in page.marginal)


def _zones(page: PageRegions, body: Sequence[Line]) -> Iterator[list[Line] | GridTable]:
    """The tables of a page, with the lines above, between and below them."""
    above = list(body)
    for table in page.tables:
        top = table.box.top
        yield [line for line in above if line.baseline < top]
        yield table
        above = [line for line in above if line.baseline >= top]
    yield above


def _joined_over_pages(items: Iterable[_Item], setting: Setting, pages: Sequence[PageRegions]) -> list[_Item]:
    """The items, a paragraph that ends a page made one with that which begins the next, if it runs on."""
    joined: list[_Item] = []
    last: list[Line] | None = None
    for item in items:
        if isinstance(item, list):
            column = body_column(pages[item[0].page - 1])
            turned = last is not None and last[-1].page != item[0].page
            if last and turned and runs_on_over_page(last, item[0], setting.body[column]):
                last.extend(item)
                continue
            last = item
        elif isinstance(item, DraftTable):
            last = None
        joined.append(item)
    return joined


# --- tables -------------------------------------------------------------------------------------------------


def _table(table: GridTable, page: PageRegions, setting: Setting) -> DraftTable:
    rows: list[DraftRow] = []
    may_go_on = True
    for places in table.rows():
        lines = [line for place in places if place.cell for line in page.cells.get(place.cell, ())]
        cells = tuple(_cell(place, page, setting, goes_on=may_go_on) for place in places)
        rows.append(DraftRow(cells=cells, page=page.number))
        # Below column headings, which a page repeats, the row may still be that which the page break cut.
        may_go_on = may_go_on and all(line.marked for line in lines)
    return DraftTable(rows=tuple(rows))


def _cell(place: GridPlace, page: PageRegions, setting: Setting, *, goes_on: bool) -> DraftCell:
    paragraphs = _cell_paragraphs(place.cell, page, setting, goes_on=goes_on) if place.cell else ()
    return DraftCell(column=place.column, width=place.width, paragraphs=tuple(paragraphs))


def _cell_paragraphs(
    cell: CellBox, page: PageRegions, setting: Setting, *, goes_on: bool
) -> Iterator[DraftParagraph]:
    lines = page.cells.get(cell)
    if not lines:
        return
    column = cell_column(cell)
    parted = list(part_paragraphs(lines, setting.cells[column]))
    levels = nest(parted, above=setting.indents[column] if goes_on else (), in_cell=True)
    for paragraph, level in zip(parted, levels, strict=True):
        yield _paragraph(paragraph, level, setting, usual=setting.cell_size)


# --- blocks -------------------------------------------------------------------------------------------------


def _blocks(items: Sequence[_Item], setting: Setting) -> Iterator[DraftBlock]:
    levels = iter(nest([item for item in items if isinstance(item, list)]))
    for item in items:
        if isinstance(item, list):
            yield _paragraph(item, next(levels), setting, usual=setting.body_size)
        else:
            yield item


def _paragraph(lines: Sequence[Line], level: int, setting: Setting, *, usual: float) -> DraftParagraph:
    _, words = split_bullet(setting.joiner.join([line.text for line in lines]))
    return DraftParagraph(
        words=words,
        level=level,
        heading=all(line.marked or line.size >= _LARGER * usual for line in lines),
        page=lines[0].page,
        boxes=tuple(line.box for line in lines),
    )
