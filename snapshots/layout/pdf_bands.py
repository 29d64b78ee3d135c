"""Bands of colour and frames that span a whole table: they part its rows, and say nothing of its columns.

Their edges are rules like any other, so a table that is shaded row by row looks like one of a single column.
"""

from __future__ import annotations

from collections.abc import Sequence

from snapshots.layout.pdf_grid import GridTable
from snapshots.layout.pdf_heading_rows import find_heading_rows
from snapshots.layout.pdf_page import PdfPage
from snapshots.layout.pdf_regions import PageRegions, read_regions

__all__ = ["without_bands"]


def without_bands(sources: Sequence[PdfPage], pages: Sequence[PageRegions]) -> list[PageRegions]:
    """The pages, without the tables of a single column where these are bands behind rows of several.

    They are where the headings of columns stand side by side in one: nobody heads a single column so.
    """
    if not any(page.tables for page in pages) or not all(map(_has_bands_only, pages)):
        return [*pages]
    bare = [
        read_regions(source, tables=()) if page.tables else page
        for source, page in zip(sources, pages, strict=True)
    ]
    headed = any(
        find_heading_rows(after.outside) for page, after in zip(pages, bare, strict=True) if page.tables
    )
    return bare if headed else [*pages]


def _has_bands_only(page: PageRegions) -> bool:
    return not any(_columns(table) > 1 for table in page.tables)


def _columns(table: GridTable) -> int:
    return len({cell.left for cell in table.cells})
