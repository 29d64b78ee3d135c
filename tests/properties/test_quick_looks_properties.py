"""What makes the search for facts quick changes nothing of what is found: against the slow and obvious way."""

import re
import tomllib
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapshots.altered import altered
from snapshots.facts.find_time_phrases import _READERS, _candidates
from snapshots.facts.named_parties import find_runs
from snapshots.facts.next_actors import _stretches, may_be_told_in
from snapshots.facts.numbers import _FIND, find_numerals, may_hold_numerals, starts_of_numerals
from snapshots.facts.phrase_search import PhraseIndex, split_words
from snapshots.facts.word_patterns import any_of, fewest, lowered, stands_in
from snapshots.inline_bullets import _dashes, _glyphs, _numbers, find_inline_bullets
from snapshots.letter import Span

GOLDEN = Path(__file__).parents[1] / "golden"
TEXTS = [
    statement["text"]
    for kind in ("numeric_facts", "worded_facts")
    for file in sorted((GOLDEN / kind).glob("*.toml"))
    for statement in tomllib.loads(file.read_text("utf-8"))["statement"]
]
WRITTEN_ON = date(2024, 5, 14)

letters = st.text(alphabet="aAbBeE .-|", min_size=1, max_size=6)


def one_after_the_other(words):
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split(" "))) for word in longest_first)


@given(st.lists(letters, min_size=1, max_size=12), st.text(alphabet="aAbBeE .-|", max_size=30), st.booleans())
def test_shared_beginnings_match_what_the_words_one_after_the_other_match(words, text, any_case):
    flags = re.IGNORECASE if any_case else 0
    for tail in ("", r"\b", "$", r"\s"):
        quick = re.compile(any_of(words) + tail, flags)
        slow = re.compile(f"(?:{one_after_the_other(words)}){tail}", flags)
        assert [m.span() for m in quick.finditer(text)] == [m.span() for m in slow.finditer(text)]


@given(st.lists(letters, max_size=12), st.text(alphabet="aAbBeE .-|", max_size=30))
def test_a_text_without_the_fewest_words_has_none_of_them(words, text):
    assert any(word in text for word in fewest(words)) == any(word in text for word in words)


def test_no_hint_hides_a_time():
    for text in TEXTS:
        found = [
            phrase
            for group in _READERS
            for pattern, read in group.readers
            for match in pattern.finditer(text)
            for phrase in read(text, match, WRITTEN_ON)
        ]
        assert list(_candidates(text, WRITTEN_ON)) == found


def test_no_quick_look_hides_a_number():
    for text in TEXTS:
        assert may_hold_numerals(text) or not list(find_numerals(text))


@given(
    st.lists(st.sampled_from([*"-–*o>•·", "1.", "(1)", "2)", "a.", "The", "port.", "EUR", "5"]), max_size=12)
)
def test_no_quick_look_hides_a_bullet(words):
    text = " ".join(words)
    found = sorted([*_glyphs(text), *_dashes(text), *_numbers(text)], key=lambda bullet: bullet.start)
    assert list(find_inline_bullets(text)) == found


def test_no_quick_look_hides_who_must_act_next():
    hidden = [words for words in map(split_words, TEXTS) if not may_be_told_in(words)]
    assert len(hidden) > len(TEXTS) // 10
    assert [list(_stretches(words, find_runs(words))) for words in hidden] == [[] for _ in hidden]


@given(st.text(alphabet="aB_1.²é -", max_size=20), st.text(alphabet="aB1é", min_size=1, max_size=4))
def test_a_word_stands_where_a_pattern_with_edges_finds_it(text, word):
    assert stands_in(word, text) == (re.search(rf"\b{re.escape(word)}\b", text) is not None)


def test_every_number_begins_where_it_is_looked_for():
    for text in (*TEXTS, "one é two\u0301 ½ U.S. 3", "x_5 12Dec £3½m"):
        begins = {match.start() for match in _FIND.finditer(lowered(text))}
        assert begins <= set(starts_of_numerals(text))


def test_a_phrase_that_ends_before_a_word_is_the_one_that_a_search_from_each_word_finds():
    phrases = PhraseIndex((phrase, phrase) for phrase in ("a", "b a", "a b a", "A c"))
    for keys in product(("a", "b", "A", "c"), repeat=4):
        words = split_words(" ".join(keys))
        for at in range(1, 5):
            hits = [(first, phrases.at(words, first)) for first in range(max(0, at - 2), at)]
            found = next(((first, hit[1]) for first, hit in hits if hit and hit[0] == at), None)
            assert phrases.ends_at(words, at, within=2) == found


def test_an_altered_value_is_what_replace_gives():
    span = Span(start=1, end=4)
    assert altered(span, end=9) == replace(span, end=9)
    with pytest.raises(ValueError, match="no stretch"):
        altered(span, end=0)
