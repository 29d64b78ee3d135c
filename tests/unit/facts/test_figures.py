"""Figures in digits and words, in the ways in which letters of different countries write them."""

from decimal import Decimal

import pytest

from snapshots.facts.numbers import find_numerals, magnitude, read_figure


def numbers_in(text):
    return [(text[number.start : number.end], number.value) for number in find_numerals(text)]


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("7", 7),
        ("1250000", 1250000),
        ("1 250 000", 1250000),
        ("1\u00a0250\u202f000", 1250000),
        ("1,250,000", 1250000),
        ("1.250.000", 1250000),
        ("1'250'000", 1250000),
        ("1’250’000", 1250000),
        ("1,250", 1250),
        ("1,25", Decimal("1.25")),
        ("12,5", Decimal("12.5")),
        ("0,125", Decimal("0.125")),
        ("1,250.50", Decimal("1250.50")),
        ("1.250,50", Decimal("1250.50")),
        ("3½", Decimal("3.5")),
        ("¾", Decimal("0.75")),
    ],
)
def test_a_figure_is_read_in_every_countrys_writing(figure, value):
    assert read_figure(figure) == (value, False)


def test_a_single_point_before_three_digits_leaves_a_doubt():
    assert read_figure("4.500") == (Decimal("4.5"), True)


@pytest.mark.parametrize("figure", ["0.500", "4.50", "4.5000", "12345.678"])
def test_a_point_that_cannot_part_thousands_leaves_none(figure):
    assert read_figure(figure) == (Decimal(figure), False)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7),
        ("Twenty-seven", 27),
        ("two hundred and five", 205),
        ("one thousand two hundred", 1200),
        ("two million five hundred thousand", 2500000),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("two dozen", 24),
        ("a hundred", 100),
        ("half a million", 500000),
        ("8 million", 8000000),
        ("1.2 billion", 1200000000),
        ("500 crore", 5000000000),
    ],
)
def test_number_words_are_read(words, value):
    assert numbers_in(words) == [(words, value)]


def test_numbers_that_only_stand_together_stay_apart():
    assert numbers_in("between five and seven, or two one-day visits") == [
        ("five", 5),
        ("seven", 7),
        ("two", 2),
        ("one", 1),
    ]


@pytest.mark.parametrize("text", ["several million", "hundreds of people", "someone often attended", "F-16A"])
def test_no_number_is_read_where_none_is_said(text):
    assert [value for words, value in numbers_in(text) if words != "16"] == []


def test_a_year_and_a_count_after_it_are_two_numbers():
    assert numbers_in("in 2022 500 officers") == [("2022", 2022), ("500", 500)]


@pytest.mark.parametrize(
    ("words", "factor"),
    [("million", 10**6), ("M", 10**6), ("bn", 10**9), (" Mio.", 10**6), ("k", 1000), ("", 1)],
)
def test_a_magnitude_multiplies(words, factor):
    assert magnitude(words) == factor


def test_an_unknown_magnitude_is_refused():
    with pytest.raises(KeyError):
        magnitude("zillion")
