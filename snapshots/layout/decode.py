"""Bytes to text: by the byte order mark, as strict UTF-8, by the declared charset, else as Windows-1252.

The order is that of certainty: a mark is a promise, prose whose bytes are valid UTF-8 by chance is all but
impossible, a declaration is often left over from another program, and Windows-1252 is what the rest turns out
to be. Statistical guessers are not asked: they take Windows-1252 for code pages of the 1980s.
"""

from __future__ import annotations

import codecs
import re

from snapshots.errors import DamagedFile, EmptyLetter, UnsupportedFormat

__all__ = ["decode_text", "looks_binary"]

# Longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What browsers take these declarations for (WHATWG Encoding Standard): the C1 controls that ISO 8859-1 has at
# 0x80-0x9F are typographic signs in every document that uses them.
_READ_AS_CP1252 = frozenset({"ascii", "iso8859-1", "cp1252"})

# Control characters that text may hold: tab, line feed, form feed, carriage return.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")

# Of random bytes 11 % are control characters, of text from a PDF extractor not one in a thousand.
_MOST_CONTROLS = 0.01


def decode_text(data: bytes, *, declared: str | None = None) -> str:
    """The text of a file, without its byte order mark and with CRLF made LF; nothing else is changed.

    `declared` is the charset that the document names, if any; an unknown one is passed over. Raises
    EmptyLetter when there is nothing but blanks, UnsupportedFormat when the bytes are no text, DamagedFile
    when a UTF-16 or UTF-32 file is cut inside a character.
    """
    text = _decoded(data, declared).replace("\r\n", "\n")
    if not text.strip():
        raise EmptyLetter("the file holds no words; send the letter itself")
    if looks_binary(text):
        raise UnsupportedFormat(
            "the file is neither text nor a format that is read; send text, HTML, Markdown, DOCX or PDF"
        )
    return text


def looks_binary(text: str) -> bool:
    """Whether the characters are those of a program or a picture rather than of prose."""
    return len(_CONTROL.findall(text)) > _MOST_CONTROLS * len(text)


def _decoded(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_as(data, declared)


def _marked(data: bytes, encoding: str) -> str:
    if encoding == "utf-8":
        return data.decode(encoding, errors="replace")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DamagedFile(
            f"the {encoding} text breaks off or is garbled at byte {error.start}; save it as UTF-8"
        ) from error


def _decoded_as(data: bytes, declared: str | None) -> str:
    encoding = _known(declared)
    if encoding in _READ_AS_CP1252 or encoding is None:
        return _windows_1252(data)
    try:
        return data.decode(encoding, errors="replace")
    except UnicodeError:  # codecs of domain names take no other errors than "strict"
        return _windows_1252(data)


def _known(declared: str | None) -> str | None:
    """The codec of a declared charset; None for UTF-8, which these bytes are not, and for no text codec."""
    try:
        name = codecs.lookup((declared or "").strip()).name
        "".encode(name)
    except (LookupError, ValueError):
        return None
    return None if name.startswith("utf") else name


def _windows_1252(data: bytes) -> str:
    """Windows-1252 as browsers read it: the five bytes that it leaves open are controls, never an error."""
    return "".join(map(_WINDOWS_1252.__getitem__, data))


_WINDOWS_1252 = tuple(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(256))
