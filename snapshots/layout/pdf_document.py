"""PDF bytes to pages of words and rules. The one file that opens documents with pdfium, one at a time."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from snapshots.errors import DamagedFile, LetterTooLarge
from snapshots.layout.pdf_characters import read_words
from snapshots.layout.pdf_page import PageFrame, PdfPage, Rule
from snapshots.layout.pdf_rules import has_picture, read_rules

__all__ = ["MOST_PAGES", "read_pages"]

# The longest annex known has 40 pages.
MOST_PAGES = 500

# pdfium keeps state of its own for all documents of a process, and guards none of it.
_ONE_AT_A_TIME = threading.RLock()

# Readers look for the end of the file within its last kilobyte (ISO 32000-1, annex H, note 18); some programs
# write more blanks than that behind it.
_END_WITHIN = 2048


def read_pages(data: bytes, *, pictures: frozenset[int] = frozenset()) -> tuple[PdfPage, ...]:
    """The pages of a PDF, in order; of those with these numbers the rules are looked for in what is shown.

    Raises DamagedFile when it is cut off, encrypted or broken, LetterTooLarge over MOST_PAGES.
    """
    # pdfium mends a file that is cut off and shows the pages that it finds: a letter cut short.
    if b"startxref" not in data[-_END_WITHIN:]:
        raise DamagedFile("the PDF breaks off before its end; fetch it from its source again")
    with _ONE_AT_A_TIME, _opened(data) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise LetterTooLarge(
                f"the PDF has {count} pages, and {MOST_PAGES} at most are read; send the letter alone"
            )
        return tuple(_read_page(document, index, picture=index + 1 in pictures) for index in range(count))


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise DamagedFile("the PDF has a password; save it without one and send it again") from error
        raise DamagedFile("the PDF is cut off or damaged; fetch it from its source again") from error
    with contextlib.closing(document):
        yield document


def _read_page(document: pypdfium2.PdfDocument, index: int, *, picture: bool) -> PdfPage:
    try:
        page = document[index]
        with contextlib.closing(page), contextlib.closing(page.get_textpage()) as text_page:
            left, bottom, right, top = page.get_cropbox()
            frame = PageFrame(left=left, bottom=bottom, right=right, top=top, rotation=page.get_rotation())
            rules = _rules_shown(page) if picture else read_rules(page.raw, frame)
            words = read_words(text_page.raw, frame, rules)
            pictured = has_picture(page.raw)
    except pypdfium2.PdfiumError as error:
        raise DamagedFile(
            f"page {index + 1} of the PDF is damaged; fetch it from its source again"
        ) from error
    width, height = frame.size
    return PdfPage(number=index + 1, width=width, height=height, words=words, rules=rules, pictured=pictured)


def _rules_shown(page: pypdfium2.PdfPage) -> tuple[Rule, ...]:
    """Imported when it is wanted: few letters are scans, and numpy is large."""
    from snapshots.layout.picture_rules import rules_in_picture

    return rules_in_picture(page)
