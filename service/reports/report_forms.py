"""What a comparison can be written as, by the name that people ask for it with."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath

__all__ = ["ReportForm", "form_of_file"]


class ReportForm(StrEnum):
    """A form; `media_type` and `suffix` say what its files are."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    BRIEF = "brief"
    BRIEF_HTML = "brief-html"
    REDLINE = "redline"
    REDLINE_HTML = "redline-html"
    REDLINE_MARKDOWN = "redline-md"
    REDLINE_JSON = "redline-json"
    RECEIPT = "receipt"

    @property
    def media_type(self) -> str:
        """The media type, with the charset where it is text."""
        return _FILES[self][0]

    @property
    def suffix(self) -> str:
        """What names of its files end in."""
        return _FILES[self][1]

    @property
    def lists_changes(self) -> bool:
        """Whether it lists changes, so that some can be chosen from it; others are always whole."""
        return self in {ReportForm.CSV, ReportForm.XLSX, ReportForm.BRIEF, ReportForm.BRIEF_HTML}


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILES = {
    ReportForm.JSON: ("application/json", ".json"),
    ReportForm.CSV: ("text/csv; charset=utf-8", ".csv"),
    ReportForm.XLSX: (_XLSX, ".xlsx"),
    ReportForm.BRIEF: ("text/markdown; charset=utf-8", ".brief.md"),
    ReportForm.BRIEF_HTML: ("text/html; charset=utf-8", ".brief.html"),
    ReportForm.REDLINE: ("text/plain; charset=utf-8", ".redline.txt"),
    ReportForm.REDLINE_HTML: ("text/html; charset=utf-8", ".redline.html"),
    ReportForm.REDLINE_MARKDOWN: ("text/markdown; charset=utf-8", ".redline.md"),
    ReportForm.REDLINE_JSON: ("application/json", ".redline.json"),
    ReportForm.RECEIPT: ("application/json", ".receipt.json"),
}
# What a file's name says by itself; a name with ".redline." in it says so before.
_BY_ENDING = {
    ".json": ReportForm.JSON,
    ".csv": ReportForm.CSV,
    ".xlsx": ReportForm.XLSX,
    ".md": ReportForm.BRIEF,
    ".html": ReportForm.BRIEF_HTML,
    ".htm": ReportForm.BRIEF_HTML,
    ".txt": ReportForm.REDLINE,
}


def form_of_file(name: str) -> ReportForm | None:
    """The form that a file of this name has (`moved.xlsx`, `moved.redline.html`); None if it does not say."""
    path = PurePath(name.lower())
    for form in ReportForm:
        if form.suffix.count(".") > 1 and path.name.endswith(form.suffix):
            return form
    return _BY_ENDING.get(path.suffix)
