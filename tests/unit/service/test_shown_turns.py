"""Signs that turn the direction of writing are shown in a page, and every word of it stays."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from service.showing.shown_turns import shown_turns

SIGNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
words = st.text(st.sampled_from(SIGNS + "ab<>&\"' \u200f"), max_size=12)


class Read(HTMLParser):
    """What a reader of a page has: its text, its titles, and the signs that stand outside an isolate."""

    def __init__(self, page):
        super().__init__()
        self.text, self.titles, self.loose, self.open = "", [], "", []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        if tag == "p":
            self.titles.append(dict(attrs)["title"])

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data
        if not {"bdi", "option"} & set(self.open):
            self.loose += "".join(sign for sign in data if sign in SIGNS)


@given(words, words, words)
def test_no_word_is_lost_and_no_sign_stands_loose(title, before, after):
    page = f'<p title="{escape(title)}">{escape(before)}<b>{escape(after)}</b></p><option>{escape(before)}</option>'
    was, now = Read(page), Read(shown_turns(page))
    assert (now.text, now.titles, now.loose) == (was.text, was.titles, "")


@given(words)
def test_what_is_shown_once_is_not_shown_twice(said):
    page = shown_turns(f"<p>{escape(said)}</p>")
    assert shown_turns(f"<div>{page}{escape(said)}</div>").count("<bdi") == 2 * page.count("<bdi")


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_is_named(sign):
    assert f'data-sign="U+{ord(sign):04X}"' in shown_turns(f"<p>quay {sign}wall</p>")


def test_a_page_without_such_signs_is_the_same():
    assert shown_turns("<p>\u05d0 quay\u200f</p>") == "<p>\u05d0 quay\u200f</p>"
