"""Phrases among words: whole, longest first, written as the vocabulary asks."""

import pytest

from snapshots.facts.phrase_search import PhraseIndex, split_words


def found(phrases, text):
    index = PhraseIndex((phrase, phrase) for phrase in phrases)
    return [value for _, _, value in index.find(split_words(text))]


def test_only_whole_words_count():
    assert found(["Mali"], "Malian, normality, Mali-based") == ["Mali"]


def test_the_longest_phrase_wins_and_none_overlap():
    assert found(["Guinea", "New Guinea", "Papua New Guinea"], "Papua New Guinea, Guinea") == [
        "Papua New Guinea",
        "Guinea",
    ]


@pytest.mark.parametrize(("text", "hits"), [("Turkey", 1), ("TURKEY", 1), ("turkey", 0)])
def test_a_capital_asks_for_a_capital(text, hits):
    assert len(found(["Turkey"], text)) == hits


@pytest.mark.parametrize(("text", "hits"), [("BiH", 1), ("BIH", 0), ("bih", 0)])
def test_an_abbreviation_stands_as_written(text, hits):
    assert len(found(["BiH"], text)) == hits


@pytest.mark.parametrize("text", ["western Balkans", "Western Balkans", "WESTERN BALKANS"])
def test_small_letters_fit_any_case(text):
    assert found(["western Balkans"], text) == ["western Balkans"]


@pytest.mark.parametrize("text", ["sub-Saharan Africa", "sub Saharan\nAfrica", "sub–Saharan Africa"])
def test_blanks_hyphens_and_line_breaks_are_alike(text):
    assert found(["sub-Saharan Africa"], text) == ["sub-Saharan Africa"]


@pytest.mark.parametrize("text", ["Guinea, Bissau", "in Guinea. Bissau", "Guinea (Bissau)"])
def test_a_comma_a_stop_or_a_bracket_ends_a_name(text):
    assert found(["Guinea-Bissau"], text) == []


def test_words_say_where_they_stand():
    words = split_words("Côte d'Ivoire")
    assert [words.text[start:end] for start, end in zip(words.starts, words.ends, strict=True)] == [
        "Cote",
        "d",
        "Ivoire",
    ]
