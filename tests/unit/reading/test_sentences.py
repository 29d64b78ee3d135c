"""Where sentences end, and where words break off."""

import pytest

from snapshots.letter import Span
from snapshots.sentences import ends_hanging, ends_sentence, has_finite_verb, sentence_spans, trimmed


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentence_spans(text, Span(start=0, end=len(text)))]


def test_a_full_stop_before_a_capital_ends_a_sentence() -> None:
    assert sentences("The mill was built. It stands by the river.") == [
        "The mill was built.",
        "It stands by the river.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The plan covers approx. 40 mills along the river.",
        "Tools, e.g. Saws and planes, were bought.",
        "See Art. 5 of the Statute.",
        "The Mayor, J. Smith, opened the mill.",
        "A sum of EUR 4.5 million was paid.",
        "The mills (see the list. It is long) were sold.",
    ],
)
def test_no_sentence_ends_inside_an_abbreviation_a_number_or_a_bracket(text: str) -> None:
    assert sentences(text) == [text]


def test_an_abbreviation_in_capitals_may_end_a_sentence() -> None:
    assert sentences("Talks were held with EU MS. Following them, a plan was made.") == [
        "Talks were held with EU MS.",
        "Following them, a plan was made.",
    ]


def test_a_sentence_may_open_with_an_amount_or_a_quote() -> None:
    assert len(sentences('It is done. €4 million was paid. "Never again," he said.')) == 3


@pytest.mark.parametrize(
    "words", ["a contract of EUR", "worth up to", "signed by the", "(in", "mills, barns and", "€"]
)
def test_words_that_want_another_hang(words: str) -> None:
    assert ends_hanging(words)


@pytest.mark.parametrize(
    "words", ["The mill was sold.", "Border management", "EUR 5 million", "the river (Lower Valley)"]
)
def test_finished_words_do_not_hang(words: str) -> None:
    assert not ends_hanging(words)


def test_a_stop_inside_brackets_or_quotes_still_ends_a_sentence() -> None:
    assert ends_sentence("(the mill was sold.)")
    assert ends_sentence("“It is sold.”")
    assert not ends_sentence("the mill was sold")


def test_a_verb_is_told_from_a_noun_phrase() -> None:
    assert has_finite_verb("The mill was sold")
    assert not has_finite_verb("Sale of the mill by the river")


def test_trimming_blanks_gives_none_when_nothing_is_left() -> None:
    assert trimmed("a  b", 1, 3) is None
    assert trimmed("a bc d", 1, 5) == Span(start=2, end=4)


def test_the_month_of_may_is_no_verb() -> None:
    assert not has_finite_verb("Almery, 1 May 2024")
    assert has_finite_verb("the mill may be sold")


def test_a_letter_behind_a_figure_is_a_magnitude_and_may_end_a_sentence() -> None:
    assert sentences("Each dock costs EUR 1.4 M. Works began.") == [
        "Each dock costs EUR 1.4 M.",
        "Works began.",
    ]
