"""The format is told by the content; a name tips the balance between text and Markdown only."""

import io
import random
import zipfile

import pytest
from pdf_samples import drawn

from snapshots.errors import DamagedFile, EmptyLetter, LetterTooLarge, UnsupportedFormat
from snapshots.layout.detect import MOST_BYTES, Format, detect_format


def archive(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name in names:
            packed.writestr(name, "<x/>")
    return buffer.getvalue()


PIPES = b"Dear all,\n\n| Promised | Done |\n|---|---|\n| a quay | built |\n"
TABBED = b"Dear all,\n\nPromised\tDone\na quay\t**built** on 3 May\n"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Dear colleagues,\n\nthe **quay** is built.", Format.TEXT),
        (b"Dear colleagues,\n# one line that looks like a heading", Format.TEXT),
        (b"a < b and <p> is how a paragraph begins", Format.TEXT),
        (TABBED, Format.TEXT),
        (PIPES, Format.MARKDOWN),
        (b"# Letter\n\n## Annex\n\nwords", Format.MARKDOWN),
        (b"# Letter\n\n- one **quay**", Format.MARKDOWN),
        (b"<!DOCTYPE html><title>t</title><p>words", Format.HTML),
        (b"\xef\xbb\xbf  <!-- made by hand -->\n<html lang=en><p>words", Format.HTML),
        (
            b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body>words</body></html>',
            Format.HTML,
        ),
        (b"<p>a fragment</p>", Format.HTML),
        ("<html><p>words".encode("utf-16"), Format.HTML),
        (archive("[Content_Types].xml", "word/document.xml"), Format.DOCX),
        (archive("word/document2.xml"), Format.DOCX),
        (drawn(lambda canvas, _: canvas.drawString(9, 9, "words")), Format.PDF),
        (b"\n\n%PDF-1.7 and what follows", Format.PDF),
    ],
)
def test_the_content_tells_the_format(data, expected):
    assert detect_format(data) is expected


def test_a_name_is_not_believed():
    assert detect_format(b"<html><p>words", filename="letter.pdf") is Format.HTML
    assert detect_format(PIPES, filename="letter.txt") is Format.MARKDOWN
    assert detect_format(TABBED, filename="letter.md") is Format.TEXT


def test_a_name_tips_the_balance_between_text_and_markdown():
    undecided = b"Dear all,\n\nthe **quay** is built."
    assert detect_format(undecided, filename="letter.txt") is Format.TEXT
    assert detect_format(undecided, filename="Letter.MD") is Format.MARKDOWN
    assert detect_format(undecided, media_type="text/markdown; charset=utf-8") is Format.MARKDOWN


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)),
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"GIF89a" + bytes(64),
        b"{\\rtf1 words}",
        archive("xl/workbook.xml"),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        random.Random(5).randbytes(4096),
    ],
)
def test_what_has_no_reader_is_refused_with_advice(data):
    with pytest.raises(UnsupportedFormat, match=r"send|save") as refused:
        detect_format(data)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("data", [b"", b"  \n\t \r\n", b"\xef\xbb\xbf \n", "\ufeff\n".encode("utf-16-le")])
def test_nothing_but_blanks_is_no_letter(data):
    with pytest.raises(EmptyLetter):
        detect_format(data)


def test_a_docx_that_is_cut_off_is_damaged():
    with pytest.raises(DamagedFile, match="breaks off"):
        detect_format(archive("word/document.xml")[:-30])


def test_an_office_file_with_a_password_is_damaged():
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + bytes(99)
    with pytest.raises(DamagedFile, match="password"):
        detect_format(locked)


def test_what_is_too_large_is_not_looked_at():
    with pytest.raises(LetterTooLarge, match=str(MOST_BYTES)):
        detect_format(b"%PDF-" + bytes(MOST_BYTES))
