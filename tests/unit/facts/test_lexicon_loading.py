"""Vocabularies are read once, and a missing one is an error."""

import re

import pytest

from snapshots.facts.word_patterns import any_of, holds_any, lowered, stands_before
from snapshots.lexicon import load


def test_a_vocabulary_is_read_once():
    assert load("currencies") is load("currencies")


def test_a_missing_vocabulary_is_an_error():
    with pytest.raises(FileNotFoundError):
        load("no_such_words")


def test_every_sign_and_name_of_a_currency_leads_to_a_known_code():
    currencies = load("currencies")
    named = {*currencies["signs"].values(), *currencies["names"].values()} - {""}
    assert named <= set(currencies["codes"])
    assert set(currencies["codes_with_another_meaning"]) <= {*currencies["codes"], *currencies["signs"]}


def test_the_longest_of_the_words_matches_first():
    assert re.match(any_of(["end", "end of", "the end"]), "end  of").group() == "end  of"
    assert re.match(any_of([]), "") is None


def test_lower_case_keeps_every_character_in_place():
    text = "DİYARBAKIR and İZMİR"
    assert len(lowered(text)) == len(text)
    assert lowered("MAY") == "may"


def test_looking_back_is_bounded_and_looking_for_words_is_plain():
    assert stands_before(re.compile(r"by\s$"), "by May", 3) is not None
    assert stands_before(re.compile(r"^by.*$"), "by" + " " * 100, 102) is None
    assert holds_any("in due course", ("soon", "due"))
    assert not holds_any("later", ("soon",))
