"""Pages that are pictures, read by recognising their text: words as large and bullets as they were meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from statistics import median

from snapshots.errors import EmptyLetter, UnreadableLetter
from snapshots.layout.pdf_document import read_pages
from snapshots.layout.pdf_page import PdfPage, Word
from snapshots.layout.recognise_scan import INSTALL, recognise_scan, recognition_tools
from snapshots.letter import Finding, Severity
from snapshots.lexicon import load

__all__ = ["read_scans"]

# The text layer's face is set as high as the letters of a line are: 0.72 of the size they were printed in.
_LETTERS = 0.72
# Lines of one text are measured within this of each other, with tall letters and without.
_SAME_SIZE = 0.18
# A bullet stands further from its words than a blank is wide, and nothing stands right before it: in sizes.
_TAB, _FAR = 0.4, 4.0
_ALONE = 1.0
_ON_ONE_LINE = 0.5


def read_scans(data: bytes, pages: Sequence[PdfPage]) -> tuple[tuple[PdfPage, ...], tuple[Finding, ...]]:
    """The pages, those that are pictures without words with recognised words, and what to know of them.

    Pages stay as they are where the tools are missing or fail. Raises EmptyLetter, or what went wrong, when
    no page has words then.
    """
    scanned = [page.number for page in pages if page.pictured and not page.words]
    if not scanned:
        return tuple(pages), ()
    wordless = not any(page.words for page in pages)
    tools = recognition_tools()
    if tools is None:
        if wordless:
            raise EmptyLetter(f"the PDF is a scan without words; {INSTALL}")
        return tuple(pages), tuple(_wordless(scanned, INSTALL))
    try:
        read = read_pages(recognise_scan(data, pages=len(scanned)), pictures=frozenset(scanned))
    except UnreadableLetter as error:
        if wordless:
            raise
        return tuple(pages), tuple(_wordless(scanned, str(error)))
    words = {page.number: _mended(page) for page in read if page.number in scanned}
    empty = [number for number in scanned if not words[number].words]
    seen = [number for number in scanned if number not in empty]
    findings = [*_recognised(seen, tools), *_wordless(empty, "no words were recognised on it")]
    return tuple(words.get(page.number, page) for page in pages), tuple(findings)


def _wordless(numbers: Sequence[int], why: str) -> Iterator[Finding]:
    for number in numbers:
        yield Finding(
            code="page.wordless",
            severity=Severity.WARNING,
            message=f"Page {number} is a picture without words: {why}.",
        )


def _recognised(numbers: Sequence[int], tools: str) -> Iterator[Finding]:
    if numbers:
        listed = ", ".join(map(str, numbers))
        pages = f"Page {listed} is a picture" if len(numbers) == 1 else f"Pages {listed} are pictures"
        yield Finding(
            code="page.recognised",
            severity=Severity.WARNING,
            message=f"{pages}; the text was recognised by {tools} and may have misread signs.",
        )


# --- words --------------------------------------------------------------------------------------------------


def _mended(page: PdfPage) -> PdfPage:
    if not page.words:
        return page
    usual = median(word.size for word in page.words)
    sized = [_sized(word, usual) for word in page.words]
    return replace(page, words=tuple(_as_bullet(word, sized) for word in sized))


def _sized(word: Word, usual: float) -> Word:
    """The word in the size of its text, its box as high as that of other words of this size."""
    size = (usual if abs(word.size - usual) <= _SAME_SIZE * usual else word.size) / _LETTERS
    if word.turn != 0:
        return replace(word, size=size)
    return replace(word, size=size, top=word.baseline - 0.8 * size, bottom=word.baseline + 0.2 * size)


def _as_bullet(word: Word, words: Sequence[Word]) -> Word:
    """The word, or the bullet that was misread for it: a sign at the start of a line, a letter if set off."""
    meant = _misread().get(word.text)
    if meant is None:
        return word
    line = [w for w in words if w is not word and abs(w.baseline - word.baseline) < _ON_ONE_LINE * word.size]
    before = any(word.left - _ALONE * word.size < w.right <= word.left + 1 for w in line)
    after = any(_TAB * word.size < w.left - word.right < _FAR * word.size for w in line)
    near = any(0 <= w.left - word.right <= _TAB * word.size for w in line)
    set_off = (after and not near) or not word.text.isalnum()
    return replace(word, text=meant) if set_off and not before else word


@cache
def _misread() -> dict[str, str]:
    bullets: dict[str, list[str]] = load("layout")["misread_bullets"]
    return {sign: bullet for bullet, signs in bullets.items() for sign in signs}
