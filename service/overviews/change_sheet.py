"""Published changes of many letters as a file: one row per change, in the order of their publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import Connection

from service.addresses import change_anchor, comparison_path, fragment, item_path
from service.filters.entry_facets import CLOSED
from service.filters.filter_language import parse
from service.overviews.views import View
from service.projections.entries import PublishedEntry, changes_after, changes_of_items
from service.reports.report_forms import ReportForm
from service.reports.spreadsheet import write_workbook
from service.showing.change_rows import Cell, Sources, change_cells, safe_cell, write_csv
from service.showing.plain_words import KINDS
from snapshots.letter_events import EntryPublished

__all__ = ["change_sheet", "changes_of_view"]

# What a workbook without changes is dated: the epoch, as an empty feed is.
_NO_DAY: Final = date(1970, 1, 1)
# A spreadsheet has 1,048,576 rows; no series seen has a thousandth of it.
_MOST: Final = 100_000


def changes_of_view(
    connection: Connection, view: View, series: str, items: Sequence[str]
) -> tuple[PublishedEntry, ...]:
    """The changes of a series that its feed has for a view; where none can have it, those of its `items`.

    Cosmetic ones are left out, as in the feed.
    """
    if view.changes:
        found = changes_after(connection, 0, limit=_MOST, wanted=parse(view.changes)).rows
    else:
        found = changes_of_items(connection, items)
    return tuple(
        one for one in found if one.event.series == series and one.event.kind in KINDS and not one.event.minor
    )


def change_sheet(
    changes: Sequence[PublishedEntry], form: ReportForm, *, home: str, about: Sequence[tuple[str, Cell]]
) -> bytes:
    """The changes as CSV or as a workbook that says what it is `about`; permalinks begin with `home`."""
    rows = [_cells(change, home) for change in changes]
    if form is ReportForm.CSV:
        return write_csv([{name: safe_cell(cell) for name, cell in row.items()} for row in rows]).encode()
    dated = max(change.published_at for change in changes).date() if changes else _NO_DAY
    return write_workbook(rows, [*about, ("changes listed", len(rows))], dated=dated)


def _cells(change: PublishedEntry, home: str) -> dict[str, Cell]:
    event = change.event
    old = event.old or event.new
    return change_cells(
        event.content, letters=(old, event.new), sources=Sources(permalink=home + _path(event))
    )


def _path(event: EntryPublished) -> str:
    """Its place in the comparison; of a window that closed between letters, the page of its measure."""
    if event.kind == CLOSED:
        return item_path(event.content["item"])
    comparison = comparison_path(event.old or event.new, event.new)
    return comparison + fragment(change_anchor(event.entry, event.kind))
