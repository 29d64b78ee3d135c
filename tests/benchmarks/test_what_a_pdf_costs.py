"""What a PDF costs: beside pdfplumber on the same file in the same run, and in memory as it gets longer."""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from layout_views import tables_of, words_of
from letter_pdfs import paragraph
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import PageBreak, SimpleDocTemplate, Table, TableStyle

from snapshots.layout.pdf import read_layout
from snapshots.read_letter import read_letter

ROOT = Path(__file__).resolve().parents[2]
# The most memory that the process had: resource.getrusage would give that of the process that began it.
WEIGH = """
import sys
from snapshots.read_letter import read_letter
read_letter(open(sys.argv[1], "rb").read())
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def pages_of(data: bytes) -> int:
    with pypdfium2.PdfDocument(data) as document:
        return len(document)


def pdf_of(pages: int) -> bytes:
    """A letter whose ruled annex makes it that many pages, or a few more."""
    rows = 15 * pages  # as many as fit
    while pages_of(data := ruled_letter(rows)) < pages:
        rows = rows * pages // pages_of(data) + 1
    return data


def ruled_letter(rows: int) -> bytes:
    """A letter of one page, and an annex of so many rows, its heading on each page."""
    cells = [
        ["Measure", "Ongoing", "Next steps"],
        *([*map(paragraph, row(number))] for number in range(rows)),
    ]
    table = Table(cells, colWidths=[150, 280, 280], repeatRows=1)
    table.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    )
    opening = [paragraph(words) for words in ("The Harbour Board", "9 January 2031", "Dear members,")]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=landscape(A4), invariant=True).build([*opening, PageBreak(), table])
    return buffer.getvalue()


def row(number: int) -> tuple[str, str, str]:
    return (
        f"Safer quays for port {number}",
        f"The quay of port {number} was widened at a cost of EUR {number + 2} million, and 40 of its pilots were trained.",
        f"Divers will inspect pier {number} in May 2031. Its second crane is to be delivered by 31 March 2032.",
    )


@pytest.fixture(scope="module")
def ruled(in_full: bool) -> bytes:
    """A table that goes over pages in any case: pdfplumber takes a second for each two."""
    return pdf_of(10 if in_full else 3)


def bare_tables(data: bytes) -> list[list[list[str | None]]]:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [table for page in document.pages for table in page.extract_tables()]


def words_in_tables(rows: Any) -> list[str]:
    """The characters of all cells, in no order."""
    return sorted("".join("".join((cell or "").split()) for row in rows for cell in row))


def ours_in_tables(data: bytes) -> list[str]:
    layout = read_layout(data)
    rows = [row for table in tables_of(layout) for row in table.rows]
    return sorted(
        "".join(
            "".join(words_of(layout, paragraph).split())
            for row in rows
            for cell in row.cells
            for paragraph in cell.paragraphs
        )
    )


def test_the_layout_of_a_ruled_pdf(measure: Any, ruled: bytes) -> None:
    assert measure(read_layout, ruled).text


def test_the_bare_tables_of_pdfplumber(measure: Any, ruled: bytes) -> None:
    assert measure(bare_tables, ruled)


def times_faster(slow: Any, quick: Any, thing: Any, turns: int) -> float:
    """How many times less of the processor the second function takes on the same thing, in so many turns each."""
    took = [(seconds(slow, thing), seconds(quick, thing)) for _ in range(turns)]
    return statistics.median(long / short for long, short in took)


def seconds(function: Any, thing: Any) -> float:
    begun = time.process_time()
    function(thing)
    return time.process_time() - begun


@pytest.mark.parametrize("ours", [read_layout, read_letter])
def test_how_many_times_faster_than_bare_tables(show: Any, in_full: bool, ruled: bytes, ours: Any) -> None:
    show(
        f"times faster than pdfplumber's extract_tables(): {ours.__name__}",
        times_faster,
        bare_tables,
        ours,
        ruled,
        3 if in_full else 1,
    )


def test_the_cells_of_both_hold_the_same(ruled: bytes) -> None:
    theirs = words_in_tables(cells for table in bare_tables(ruled) for cells in table)
    assert ours_in_tables(ruled) == theirs


@pytest.mark.parametrize("pages", [50, 100, 200])
def test_memory_of_a_long_pdf(show: Any, in_full: bool, tmp_path: Path, pages: int) -> None:
    """Without --benchmark-enable a page for ten: writing them takes longer than reading them."""
    file = tmp_path / "long.pdf"
    file.write_bytes(data := pdf_of(pages if in_full else pages // 10))
    show(f"MB of memory to read {pages_of(data)} pages of PDF", megabytes_to_read, file)


def megabytes_to_read(file: Path) -> float:
    ran = subprocess.run(
        [sys.executable, "-c", WEIGH, str(file)],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return int(ran.stdout) / 1024
