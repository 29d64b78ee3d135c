"""DOCX to a layout: mammoth turns it into HTML, and the HTML reader does the rest.

Page headers and footers, comments and pictures are no words of the letter. Of tracked changes the insertions
are read and the deletions left out, as if all were accepted; hidden text is left out, text boxes are read.
Findings say so.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any
from xml.parsers import expat

import mammoth
from lxml import etree

from snapshots.errors import DamagedFile, LetterTooLarge
from snapshots.layout.blocks import Layout
from snapshots.layout.docx_shown import as_shown
from snapshots.layout.html import layout_of_html
from snapshots.letter import Finding, Severity

__all__ = ["MOST_XML", "read_layout"]

# A hundred times the XML of a letter with a ten-page annex; as a tree it takes some fifty times the memory.
MOST_XML = 10 * 1024 * 1024

# Underlined words are headings as often as bold ones are, and mammoth passes over them unless it is told; and
# Word's styles for lower lists are lists of their own to it.
_STYLES = """
u => u
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh
"""

# What zipfile, expat and mammoth raise on an archive or XML that is cut, forged or encrypted.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, expat.ExpatError, etree.LxmlError, OSError, EOFError, LookupError,
    ValueError, AttributeError, TypeError, RuntimeError,
)  # fmt: skip

_TRACKED = re.compile(rb"<\w+:(?:ins|del|moveFrom|moveTo)\s[^>]*\bauthor=")


def read_layout(data: bytes) -> Layout:
    """The layout of a Word document, without pages.

    Raises DamagedFile when it is cut off, encrypted or not what Word writes, LetterTooLarge when more than
    MOST_XML comes out of it, EmptyLetter when there are no words in it.
    """
    try:
        parts = _parts(data)
        shown, hid = as_shown(parts)
        html = mammoth.convert_to_html(
            io.BytesIO(shown),
            style_map=_STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=_no_picture,
        ).value
    except _BROKEN as error:
        if isinstance(error, DamagedFile | LetterTooLarge):
            raise
        raise DamagedFile(
            f"the Word document is cut off or damaged ({error}); save it anew from Word and send it again"
        ) from error
    return layout_of_html(html, findings=tuple(_findings(parts, hid=hid)))


def _no_picture(_image: Any) -> list[Any]:
    return []


def _parts(data: bytes) -> dict[str, bytes]:
    """The XML of a document by the names of its parts; what could exhaust the machine is refused."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
        if sum(part.file_size for part in parts) > MOST_XML:
            raise LetterTooLarge(
                f"the Word document unpacks to more than {MOST_XML} bytes of XML; send the letter alone"
            )
        texts = {part.filename: archive.read(part) for part in parts}
    for name, text in texts.items():
        _refuse_document_type(name, text)
    return texts


def _findings(parts: Mapping[str, bytes], *, hid: bool) -> Iterator[Finding]:
    """What a reader should know of what Word shows and what is read."""
    if hid:
        yield Finding(
            code="text.hidden",
            severity=Severity.WARNING,
            message="The document holds hidden words; they are left out of the text.",
        )
    if any(_TRACKED.search(text) for name, text in parts.items() if name.startswith("word/document")):
        yield Finding(
            code="changes.tracked",
            severity=Severity.WARNING,
            message="The document holds tracked changes: insertions are read, deletions are left out.",
        )


class _RootReached(Exception):
    """The prolog is over: no document type can be declared any more."""


def _refuse_document_type(name: str, text: bytes) -> None:
    """Entities, and references to what is outside the file, can be declared in a document type only."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = partial(_refuse, name)
    parser.StartElementHandler = _stop
    try:
        parser.Parse(text, True)
    except _RootReached:
        return


def _refuse(name: str, *_declared: Any) -> None:
    raise DamagedFile(
        f"the Word document declares entities in {name}, which Word never does; save it anew from Word"
    )


def _stop(*_element: Any) -> None:
    raise _RootReached
