"""Which format a document is in, by its content; a name only tips the balance between text and Markdown."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from snapshots.errors import DamagedFile, EmptyLetter, LetterTooLarge, UnsupportedFormat
from snapshots.layout.decode import decode_text

__all__ = ["MOST_BYTES", "Format", "detect_format"]

# The letter with the largest annex known, scanned, has under 10 MB.
MOST_BYTES = 25 * 1024 * 1024


class Format(StrEnum):
    """A format that has a reader, by its media type."""

    TEXT = "text/plain"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"


# What people send by mistake, by its first bytes, and what to do about it.
_OTHER_FORMATS = (
    (b"\xff\xd8\xff", "a JPEG picture; send the document that it was taken of"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture; send the document that it was taken of"),
    (b"GIF8", "a GIF picture; send the document that it was taken of"),
    (b"II*\x00", "a TIFF picture; send the document that it was taken of"),
    (b"MM\x00*", "a TIFF picture; send the document that it was taken of"),
    (b"{\\rtf", "an RTF document; save it as DOCX or PDF"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
)
_ZIP = b"PK\x03\x04"
# The container of Word 97 documents, and of every Office document with a password (MS-OFFCRYPTO 2.3.2).
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD_STREAM = "EncryptedPackage".encode("utf-16-le")
_MAIN_PART = re.compile(r"word/document\d*\.xml")

# Readers look for the header within the first kilobyte (ISO 32000-1, annex H, note 13).
_PDF_HEADER_WITHIN = 1024


def detect_format(data: bytes, *, filename: str | None = None, media_type: str | None = None) -> Format:
    """The format of a document that there is a reader for.

    Raises LetterTooLarge over MOST_BYTES, EmptyLetter when there is nothing but blanks, UnsupportedFormat for
    a picture, an archive or noise, DamagedFile for a DOCX that is cut off or has a password.
    """
    if len(data) > MOST_BYTES:
        raise LetterTooLarge(
            f"the file has {len(data)} bytes, and {MOST_BYTES} at most are read; send the letter alone, "
            "its pictures at a lower resolution"
        )
    if not data.strip():
        raise EmptyLetter("the file is empty; send the letter itself")
    if _is_pdf(data):
        return Format.PDF
    if data.startswith(_ZIP):
        return _zip_format(data)
    _refuse_other_formats(data)
    return _text_format(decode_text(data), filename or "", media_type or "")


def _is_pdf(data: bytes) -> bool:
    head = data[:_PDF_HEADER_WITHIN]
    return head.lstrip(b"\xef\xbb\xbf\x00\t\n\f\r ").startswith(b"%PDF-") or (
        b"%PDF-" in head and b"startxref" in data
    )


def _zip_format(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DamagedFile(
            "the archive (a DOCX is one) breaks off or is damaged; fetch it from its source again"
        ) from error
    if any(map(_MAIN_PART.fullmatch, names)):
        return Format.DOCX
    raise UnsupportedFormat(
        "the file is an archive with no Word document in it; send text, HTML, Markdown, DOCX or PDF"
    )


def _refuse_other_formats(data: bytes) -> None:
    if data.startswith(_OLE):
        if _PASSWORD_STREAM in data:
            raise DamagedFile("the Office document has a password; save it without one and send it again")
        raise UnsupportedFormat("the file is a Word 97 document; save it as DOCX or PDF and send it again")
    for magic, advice in _OTHER_FORMATS:
        if data.startswith(magic):
            raise UnsupportedFormat(f"the file is {advice}")


_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:(?><!--.*?-->)\s*+)*+"
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|main|article|section|header|div|table|p|h[1-6]|ul|ol|center)\b[^<>]*>)",
    re.IGNORECASE | re.DOTALL,
)
# A table's second line (GitHub Flavored Markdown 4.10): dashes between pipes, two columns at least.
_PIPE_TABLE = re.compile(r"^ {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?[ \t]*)?$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE)
_SOFT_MARK = re.compile(
    r"\*\*\S[^*\n]*\S\*\*|__\S[^_\n]*\S__|^ {0,3}[-*+] +\S|\[[^\]\[\n]{1,200}\]\([^()\s]{1,500}\)",
    re.MULTILINE,
)
_TAB_ROW = re.compile(r"^[^\t\n]*\t.*\S", re.MULTILINE)
_MARKDOWN_NAME = re.compile(r".*\.(?:md|markdown|mdown|mkd)", re.IGNORECASE | re.DOTALL)


def _text_format(text: str, filename: str, media_type: str) -> Format:
    if _HTML_START.match(text):
        return Format.HTML
    return Format.MARKDOWN if _marks_of_markdown(text, filename, media_type) >= _ENOUGH_MARKS else Format.TEXT


# One heading or a few asterisks also happen in plain text: it takes two, and a table alone is enough.
_ENOUGH_MARKS = 2


def _marks_of_markdown(text: str, filename: str, media_type: str) -> int:
    """How much speaks for Markdown: a table 2, a heading 1 (2 at most), softer marks or the name 1 each.

    Rows between tabs are flattened text, and speak against it by 2.
    """
    named = (
        bool(_MARKDOWN_NAME.fullmatch(filename)) or media_type.partition(";")[0].strip() == Format.MARKDOWN
    )
    return (
        2 * bool(_PIPE_TABLE.search(text))
        + min(2, len(_HEADING.findall(text)))
        + bool(_SOFT_MARK.search(text))
        + named
        - 2 * bool(_TAB_ROW.search(text))
    )
