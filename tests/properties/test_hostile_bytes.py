"""Whatever bytes come in, they are read as a letter that accounts for its text, or refused in one line."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_or_refuse import SEEDS, read_or_refuse

# What breaks readers: brackets and marks without end, numbers too long, half characters, tags, rows, bullets.
FRAGMENTS = (
    b"(", b";", b". ", b" - A", b"\xe2\x80\xa2 ", b"> ", b"1. a ", b"\t", b"\n", b"\r", b"\x00", b"\xff\xfe",
    b"\xed\xa0\x80", b"\xe2\x80\xae", b"EUR ", b"EUR 5 million ", b"of which 3 million ", b"7% ", b"9" * 40,
    b"0." + b"0" * 40 + b"1", b"\xc2\xb2", b"\xd9\xa3", b"31 February 2031 ", b"by the end of ", b"Egypt: ",
    b"one hundred and ", b"<td rowspan=0>", b"<table><tr>", b"</td>", b"<ul><li>", b"<p style='display:none'>",
    b"| |\n|---|\n", b"&#xD800;", b"&lt;", b"PK\x03\x04", b"%PDF-1.7", b"endobj", b"/Kids[2 0 R]",
)  # fmt: skip

EDITS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.integers(0, 40),
        st.one_of(
            st.binary(max_size=4),
            st.builds(
                lambda fragment, times: fragment * times, st.sampled_from(FRAGMENTS), st.integers(1, 60)
            ),
        ),
    ),
    max_size=6,
)


def edited(data, edits):
    """The data, at each place (a share of its length) some bytes taken out and others put in."""
    for place, taken, put in edits:
        at = int(place * len(data))
        data = data[:at] + put + data[at + taken :]
    return data


@pytest.mark.parametrize("form", sorted(SEEDS))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=EDITS)
def test_an_edited_letter_is_read_or_refused(form, edits):
    read_or_refuse(edited(SEEDS[form], edits))


@settings(max_examples=30, deadline=None)
@given(pieces=st.lists(st.sampled_from(FRAGMENTS) | st.binary(max_size=8), max_size=60), tabs=st.booleans())
def test_noise_below_a_date_is_read_or_refused(pieces, tabs):
    head = b"Almery, 13 December 2031\n\nDear members,\n\n"
    columns = b"Letter May 2031\tOngoing\tNext steps\n\t" if tabs else b""
    read_or_refuse(head + columns + b"".join(pieces))


@settings(max_examples=30, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_read_or_refused(data):
    read_or_refuse(data)


@pytest.mark.parametrize("form", sorted(SEEDS))
def test_the_letters_that_these_tests_edit_are_read(form):
    assert read_or_refuse(SEEDS[form]) is not None
