"""Rows as a workbook (XLSX): numbers and days as such, every word as a word and never as a formula.

The same rows give the same bytes: the archive's own times are fixed, and the document is dated by its letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from service.showing.change_rows import COLUMNS, Cell
from service.showing.visible_text import visible

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["write_workbook"]

# What a workbook keeps: text of a cell, digits of a number, the first day that it counts from.
_LONGEST_TEXT = 32_767
_MOST_DIGITS = 15
_FIRST_DAY = date(1900, 3, 1)
_WIDE = {"sentence": 60, "old_words": 60, "new_words": 60, "why": 30, "parts": 24, "permalink": 40}
_USUAL_WIDTH = 14


def write_workbook(
    rows: Sequence[Mapping[str, Cell]], about: Sequence[tuple[str, Cell]], *, dated: date
) -> bytes:
    """A sheet of changes, a row each under `COLUMNS`, and a sheet that says what they are of."""
    from xlsxwriter.workbook import Workbook

    file = BytesIO()
    plain = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    book = Workbook(file, {"in_memory": True, **plain})
    book.set_properties({"title": "What moved", "created": datetime.combine(dated, time())})
    write = _Writer(book)
    write.changes(rows)
    write.about(about)
    book.close()
    return file.getvalue()


class _Writer:
    """The sheets of one workbook and the formats that its cells share."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._top = {"valign": "top"}
        self._words = book.add_format({**self._top, "text_wrap": True})
        self._day = book.add_format({**self._top, "num_format": "yyyy-mm-dd"})
        self._whole = book.add_format({**self._top, "num_format": "#,##0"})
        self._parts = book.add_format({**self._top, "num_format": "#,##0.00##"})
        self._head = book.add_format({"bold": True, "bg_color": "#E8EDF4"})

    def changes(self, rows: Sequence[Mapping[str, Cell]]) -> None:
        sheet = self._book.add_worksheet("Changes")
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, _WIDE.get(column, _USUAL_WIDTH))
            sheet.write_string(0, place, column, self._head)
        for line, row in enumerate(rows, 1):
            for place, column in enumerate(COLUMNS):
                self._write(sheet, line, place, row[column])
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)

    def about(self, about: Sequence[tuple[str, Cell]]) -> None:
        sheet = self._book.add_worksheet("About")
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 80)
        for line, (name, value) in enumerate(about):
            sheet.write_string(line, 0, name, self._head)
            self._write(sheet, line, 1, value)

    def _write(self, sheet: Worksheet, line: int, place: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, date) and cell >= _FIRST_DAY:
            sheet.write_datetime(line, place, datetime.combine(cell, time()), self._day)
        elif isinstance(cell, int | float | Decimal) and _digits(cell) <= _MOST_DIGITS:
            sheet.write_number(line, place, cell, self._format_of(cell))
        else:
            sheet.write_string(line, place, visible(str(cell))[:_LONGEST_TEXT], self._words)

    def _format_of(self, number: Any) -> Format:
        return self._whole if number == int(number) else self._parts


def _digits(number: float | Decimal) -> int:
    return len(Decimal(str(number)).normalize().as_tuple().digits)
