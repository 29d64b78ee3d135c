"""Bytes to a letter: the front door of the reading.

bytes -> layout -> passages -> units -> statements with facts -> Letter
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from importlib import import_module

from snapshots.broken_lines import as_written, statement_as_read
from snapshots.coverage import measure_coverage
from snapshots.errors import LetterTooLarge, NotALetter
from snapshots.layout.blocks import Layout, ReadingOrder, reading_order
from snapshots.layout.detect import Format, detect_format
from snapshots.layout.text import layout_of_text
from snapshots.letter import Heading, HeadingLevel, Letter, Source
from snapshots.letterhead import Letterhead, read_letterhead
from snapshots.lexicon import words_of_series
from snapshots.part_titles import with_part_rows
from snapshots.self_audit import audit_letter
from snapshots.stacked_cells import with_stacked_cells
from snapshots.statements import StatementReading, read_statements
from snapshots.table_rows import RowReading, read_rows

__all__ = ["MOST_CHARACTERS", "READER_VERSION", "order_of_text", "read_letter"]

# Raised whenever the same bytes may give another reading; stored with every snapshot.
READER_VERSION = "11"

# Five hundred full pages. What is recorded is compared and shown in the service's own process, so
# this bounds what that may cost, too.
MOST_CHARACTERS = 2_000_000


def read_letter(
    data: bytes,
    *,
    filename: str | None = None,
    media_type: str | None = None,
    series: str | None = None,
    url: str | None = None,
    received_at: datetime | None = None,
) -> Letter:
    """The letter that the bytes hold: text, HTML, Markdown, DOCX or PDF, told by their content.

    The same bytes of the same series give the same letter, whatever they are called; a series may have words
    of its own (`lexicon/series/`). Raises UnreadableLetter (see
    `snapshots.errors`) when they are no letter: the message is one line that says what to do.
    """
    detected = detect_format(data, filename=filename, media_type=media_type)
    source = Source(
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=detected.value,
        filename=filename,
        url=url,
        received_at=received_at,
    )
    layout = _read_layout(detected, data)
    if len(layout.text) > MOST_CHARACTERS:
        raise LetterTooLarge(
            f"the document has {len(layout.text)} characters of text, and {MOST_CHARACTERS} at most are "
            "read; send the letter alone"
        )
    with words_of_series(series):
        return _letter_of(layout, source, series)


def order_of_text(text: str, *, series: str | None = None) -> ReadingOrder:
    """The order in which the words of a letter are read that was given as this text: cell after cell."""
    with words_of_series(series):
        return reading_order(_with_rows(layout_of_text(text)))


def _with_rows(layout: Layout) -> Layout:
    return with_part_rows(with_stacked_cells(layout))


def _read_layout(detected: Format, data: bytes) -> Layout:
    """The layout by the format's own reader, imported when it is wanted: text needs no PDF library."""
    return import_module(_READERS[detected]).read_layout(data)  # type: ignore[no-any-return]


_READERS = {
    Format.TEXT: "snapshots.layout.text",
    Format.HTML: "snapshots.layout.html",
    Format.MARKDOWN: "snapshots.layout.markdown",
    Format.DOCX: "snapshots.layout.docx",
    Format.PDF: "snapshots.layout.pdf",
}


def _letter_of(layout: Layout, source: Source, series: str | None) -> Letter:
    layout = _with_rows(layout)
    rows = read_rows(layout)
    columns = tuple(h.text for h in rows.headings if h.level is HeadingLevel.COLUMN)
    head = read_letterhead(layout, column_headings=columns)
    skip = (*head.spans, *((head.title.span,) if head.title else ()))
    reading = read_statements(
        layout.text,
        rows.passages,
        written_on=head.date,
        flattened=layout.flattened,
        skip=skip,
        order=reading_order(layout),
    )
    if not reading.statements:
        raise NotALetter("nothing in this document reports on a measure; is it the right file?")
    headings = _headings(head, rows, reading)
    statements = tuple(as_written(one, layout.text) for one in reading.statements)
    audited = audit_letter(map(statement_as_read, statements), headings, layout.text)
    return Letter(
        series=series,
        date=head.date,
        text=layout.text,
        reader=READER_VERSION,
        source=source,
        statements=statements,
        headings=headings,
        running=tuple(sorted(rows.running)),
        findings=(*layout.findings, *rows.findings, *audited),
        coverage=measure_coverage(
            layout.text,
            statements=(span for s in reading.statements for span in s.spans),
            headings=(h.span for h in headings),
            running=rows.running,
        ),
        title=head.title.text if head.title else None,
        author=head.author,
        reference=head.reference,
        refers_to=head.refers_to,
    )


def _headings(head: Letterhead, rows: RowReading, reading: StatementReading) -> tuple[Heading, ...]:
    found = (*((head.title,) if head.title else ()), *rows.headings, *reading.headings)
    return tuple(sorted(found, key=lambda heading: heading.span))
