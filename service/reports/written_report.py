"""A comparison written in the form that is asked for: the one place where files of comparisons are made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from shlex import quote
from typing import Any

from diffing.comparison import Comparison
from service.addresses import change_anchors, comparison_path, fragment, within_series
from service.reports.brief import Brief, make_brief, receipt_sha256
from service.reports.quotations import places_of
from service.reports.redline_document import redline_document, redline_to_json
from service.reports.rendering import (
    brief_html,
    brief_markdown,
    redline_html,
    redline_markdown,
    redline_text,
)
from service.reports.report_forms import ReportForm
from service.reports.selection import EVERYTHING_THAT_COUNTS, Selection
from service.reports.spreadsheet import write_workbook
from service.showing.change_rows import Cell, Sources, change_cells, change_row, write_csv
from service.signing.signed_receipts import signed_comparison
from service.signing.signing_keys import SigningKeys

__all__ = ["Asked", "file_name", "write_report"]

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is wanted: the form, which changes of those that list some, and where the comparison is served.

    `home` is the address that permalinks begin with, empty where nobody serves them.
    """

    form: ReportForm
    selection: Selection = EVERYTHING_THAT_COUNTS
    home: str = ""


def write_report(comparison: Comparison, asked: Asked, keys: SigningKeys) -> bytes:
    """The comparison in that form; the same comparison, wish and keys give the same bytes."""
    public = signed_comparison(comparison, keys)
    match asked.form:
        case ReportForm.JSON:
            return _json(public)
        case ReportForm.RECEIPT:
            return _json(public["receipt"])
        case ReportForm.CSV:
            return _csv(comparison, public, asked).encode()
        case ReportForm.XLSX:
            return _xlsx(comparison, public, asked)
        case ReportForm.BRIEF:
            return brief_markdown(_brief(comparison, public, asked)).encode()
        case ReportForm.BRIEF_HTML:
            return brief_html(_brief(comparison, public, asked)).encode()
        case _:
            return _redline(comparison, asked.form)


def file_name(comparison: Comparison, form: ReportForm) -> str:
    """What the file is called: `euco-migration-2023-10-24-to-2023-12-13.brief.html`; ASCII without blanks."""
    old, new = (within_series(letter.key).replace("/", "-") for letter in (comparison.old, comparison.new))
    series = comparison.new.key.partition("/")[0]
    return f"{series}-{old}-to-{new}{form.suffix}"


def _brief(comparison: Comparison, public: Json, asked: Asked) -> Brief:
    return make_brief(comparison, public, asked.selection, address=_where_all_is(comparison, asked.home))


def _where_all_is(comparison: Comparison, home: str) -> str:
    """The page of the comparison; where nobody serves it, the command that tells all of it."""
    old, new = comparison.old, comparison.new
    if home:
        return home + comparison_path(old.key, new.key)
    if new.series is None:
        files = " ".join(quote(letter.source.filename or letter.key) for letter in (old, new))
        return f"lettertrail compare {files} --all"
    return (
        f"lettertrail export {new.series} {within_series(old.key)}..{within_series(new.key)} --as csv --all"
    )


def _redline(comparison: Comparison, form: ReportForm) -> bytes:
    document = redline_document(comparison)
    if form is ReportForm.REDLINE_HTML:
        return redline_html(document).encode()
    if form is ReportForm.REDLINE_MARKDOWN:
        return redline_markdown(document).encode()
    if form is ReportForm.REDLINE_JSON:
        return _json(redline_to_json(document))
    return redline_text(document).encode()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def _csv(comparison: Comparison, public: Json, asked: Asked) -> str:
    letters = (comparison.old.key, comparison.new.key)
    return write_csv(
        change_row(change, letters=letters, sources=sources)
        for change, sources in _with_sources(comparison, public, asked)
    )


def _xlsx(comparison: Comparison, public: Json, asked: Asked) -> bytes:
    letters = (comparison.old.key, comparison.new.key)
    rows = [
        change_cells(change, letters=letters, sources=sources)
        for change, sources in _with_sources(comparison, public, asked)
    ]
    return write_workbook(rows, _about(public, len(rows)), dated=comparison.new.date)


def _with_sources(comparison: Comparison, public: Json, asked: Asked) -> list[tuple[Json, Sources]]:
    """The changes that are wanted, each with where it can be looked up."""
    old, new = places_of(comparison.old), places_of(comparison.new)
    changes = public["changes"]
    anchors = change_anchors([(change["kind"], change["item"]) for change in changes])
    every = [
        (change, Sources(old=old, new=new, permalink=_permalink(comparison, change, anchor, asked.home)))
        for change, anchor in zip(changes, anchors, strict=True)
    ]
    chosen = {id(change) for change in asked.selection.of(changes)}
    return [(change, sources) for change, sources in every if id(change) in chosen]


def _permalink(comparison: Comparison, change: Json, anchor: str, home: str) -> str:
    if not home:
        return ""
    path = comparison_path(comparison.old.key, comparison.new.key, minor=change["minor"])
    return home + path + fragment(anchor)


def _about(public: Json, rows: int) -> list[tuple[str, Cell]]:
    receipt = public["receipt"]
    signature = receipt["signature"]
    return [
        ("older letter", public["old"]["key"]),
        ("its title", public["old"]["title"]),
        ("newer letter", public["new"]["key"]),
        ("its title", public["new"]["title"]),
        ("changes listed", rows),
        ("of all", len(public["changes"])),
        ("note", public["summary"]["note"]),
        ("read by version", f"{receipt['old']['reader']}, {receipt['new']['reader']}"),
        ("compared by version", receipt["diff"]),
        ("SHA-256 of the receipt", receipt_sha256(receipt)),
        ("signed by key", signature["key"] if signature else "not signed"),
    ]
