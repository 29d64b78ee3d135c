"""Cursors: what a list gave out leads on, anything else is refused."""

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BadCursor
from service.projections.pages import cursor_of, page_of, read_cursor

keys = st.tuples(st.text(st.characters(categories=["L", "N", "P"])), st.integers(0, 2**31 - 1))


@given(keys)
def test_a_cursor_is_read_back_as_the_key_it_was_made_of(key):
    cursor = cursor_of(*key)
    assert read_cursor(cursor, str, int) == key
    assert cursor == "".join(c for c in cursor if c.isascii() and (c.isalnum() or c in "-_"))


@given(st.text(max_size=40))
def test_any_other_text_is_refused_or_a_key_of_the_types_asked_for(text):
    try:
        key = read_cursor(text, str, int)
    except BadCursor as refused:
        key = refused
    assert isinstance(key, BadCursor) or [type(part) for part in key] == [str, int]


def made_of(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "value",
    [
        None,
        1,
        "a",
        {},
        [],
        ["a"],
        [1, "a"],
        ["a", 1, 1],
        ["a", True],
        ["a", -1],
        ["a", 2**31],
        ["\0", 1],
        ["\ud800", 1],
    ],
)
def test_what_no_database_takes_as_a_key_is_no_cursor(value):
    with pytest.raises(BadCursor):
        read_cursor(made_of(value), str, int)


@given(st.lists(st.integers(), max_size=6), st.integers(1, 4))
def test_a_page_tells_whether_there_is_more(rows, limit):
    page = page_of(rows, limit, lambda row: (str(row),))
    assert list(page.rows) == rows[:limit]
    assert (page.next is None) is (len(rows) <= limit)
    assert page.next is None or read_cursor(page.next, str) == (str(rows[limit - 1]),)
