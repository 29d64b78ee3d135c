"""Bytes become text by the surest sign there is."""

import pytest

from snapshots.errors import DamagedFile, EmptyLetter, UnsupportedFormat
from snapshots.layout.decode import decode_text

WORDS = "Türkiye – “EUR 5 million”, Côte d’Ivoire"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_words_survive_every_encoding_that_letters_come_in(encoding):
    assert decode_text(WORDS.encode(encoding)) == WORDS


def test_a_declared_charset_counts_only_where_utf_8_does_not_fit():
    polish = "Żądania Łodzi"
    assert decode_text(polish.encode("iso-8859-2"), declared="iso-8859-2") == polish
    assert decode_text(polish.encode(), declared="iso-8859-2") == polish


@pytest.mark.parametrize(
    "declared", ["iso-8859-1", "us-ascii", "no such charset", "base64", "utf-8", "", None]
)
def test_latin_1_and_what_is_no_charset_are_read_as_windows_1252(declared):
    assert decode_text("“5 €”".encode("cp1252"), declared=declared) == "“5 €”"


def test_bytes_that_windows_1252_leaves_open_are_no_error():
    assert decode_text(b"caf\xe9 \x81 words enough to be prose, on and on and on" * 3).startswith("café")


def test_only_the_mark_and_the_carriage_returns_go():
    assert decode_text(b"\xef\xbb\xbf a\r\nb\rc\n") == " a\nb\rc\n"


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnsupportedFormat):
        decode_text(b"MZ\x90\x00\x03\x00\x00\x00" * 20)


def test_half_a_character_at_the_end_is_damage():
    with pytest.raises(DamagedFile, match="UTF-8"):
        decode_text("words".encode("utf-16")[:-1])


def test_blanks_are_no_letter():
    with pytest.raises(EmptyLetter):
        decode_text("\ufeff \n".encode())
