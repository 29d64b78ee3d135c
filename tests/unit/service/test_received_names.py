"""A name that came with a file can be kept and shown, whatever it was."""

from hypothesis import given
from hypothesis import strategies as st

from service.reading.received_names import received_name


@given(st.none() | st.text(st.characters(), max_size=400))
def test_any_name_can_be_encoded_and_names_no_folder(name):
    kept = received_name(name)
    assert kept is None or (kept.encode() and not set("/\\\0\n") & set(kept) and len(kept) <= 255)


def test_a_common_name_stays_as_it_is():
    assert received_name("Brief an Länder, März (2).pdf") == "Brief an Länder, März (2).pdf"


def test_folders_are_left_out_and_half_characters_shown():
    assert received_name("C:\\temp\\a\ud800b.txt") == "a\ufffdb.txt"
    assert received_name("../../") is None
