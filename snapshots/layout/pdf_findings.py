"""What a reader should know about a PDF's pages: words that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from snapshots.layout.pdf_page import PdfPage
from snapshots.letter import Finding, Severity

__all__ = ["page_findings"]

# Replacement characters, and private ones inside a word: the file does not say what its glyphs mean. Alone
# such a character is a bullet from a symbol font.
_UNREADABLE = re.compile("\ufffd|[\ue000-\uf8ff].|.[\ue000-\uf8ff]")


def page_findings(pages: Sequence[PdfPage]) -> tuple[Finding, ...]:
    """One finding for each page that has words that cannot be read."""
    return tuple(finding for page in pages for finding in _findings(page))


def _findings(page: PdfPage) -> Iterator[Finding]:
    unreadable = sum(1 for word in page.words if _UNREADABLE.search(word.text))
    if unreadable:
        yield Finding(
            code="characters.unexplained",
            severity=Severity.WARNING,
            message=f"Page {page.number}: {unreadable} words have characters that the PDF does not explain.",
        )
