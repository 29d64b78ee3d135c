from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from service.showing.plain_words import (
    COUNTED,
    KINDS,
    balance,
    money,
    partner_name,
    quantity,
    share,
    slip,
    status,
    window,
)


@pytest.mark.parametrize(
    ("value", "currency", "words"),
    [
        ("35000000", "EUR", "EUR 35 million"),
        ("10500000", "EUR", "EUR 10.5 million"),
        ("1250000000", "NOK", "NOK 1.25 billion"),
        ("1234567", "EUR", "EUR 1,234,567"),
        ("12500.50", "GBP", "GBP 12,500.5"),
        ("700", "EUR", "EUR 700"),
        ("0", "EUR", "EUR 0"),
        ("5000000", None, "5 million"),
    ],
)
def test_a_sum_is_said_exactly(value, currency, words):
    assert money(Decimal(value), currency) == words


def test_a_sum_that_cannot_be_read_says_so():
    assert money(None, "EUR") == "EUR unreadable"
    assert money(None, None) == "unreadable"


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (date(2024, 1, 1), date(2024, 3, 31), "Q1 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 7, 1), date(2024, 12, 31), "the second half of 2024"),
        (date(2024, 2, 1), date(2024, 4, 30), "1 February to 30 April 2024"),
        (date(2024, 2, 1), date(2024, 2, 1), "1 February 2024"),
        (date(2023, 12, 6), date(2023, 12, 7), "6 to 7 December 2023"),
        (date(2024, 3, 1), date(2024, 5, 31), "spring 2024"),
        (date(2024, 12, 1), date(2025, 2, 28), "winter 2024/25"),
        (date(2024, 5, 1), date(2024, 8, 31), "mid-2024"),
        (date(2024, 8, 1), date(2024, 10, 31), "1 August to 31 October 2024"),
        (date(2023, 12, 1), date(2024, 1, 31), "1 December 2023 to 31 January 2024"),
        (None, date(2023, 12, 31), "by 31 December 2023"),
        (date(2024, 1, 5), None, "from 5 January 2024"),
        (None, None, "no date yet"),
    ],
)
def test_a_window_has_the_name_that_people_give_it(earliest, latest, words):
    assert window(earliest, latest) == words


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (91, 91, "91 days later"),
        (-91, -91, "91 days earlier"),
        (1, 1, "1 day later"),
        (10, 40, "10 to 40 days later"),
        (-40, -10, "10 to 40 days earlier"),
        (0, 30, "0 to 30 days later"),
        (-30, 0, "0 to 30 days earlier"),
        (-20, 5, "20 days earlier to 5 later"),
        (0, 0, "the same day"),
        (0, 1460, "0 to 1,460 days later"),
    ],
)
def test_a_slip_says_its_direction(least, most, words):
    assert slip(least, most) == words


def test_counts_and_shares():
    assert quantity(Decimal(73185), "interceptions") == "73,185 interceptions"
    assert quantity(Decimal("27.50"), "%") == "27.5%"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("NO", "Norway"),
        ("XK", "Kosovo"),
        ("western-balkans", "Western Balkans"),
        ("horn-of-africa", "Horn of Africa"),
        ("BA", "Bosnia and Herzegovina"),
        ("no-such-place", "No-such-place"),
    ],
)
def test_partners_have_names(code, name):
    assert partner_name(code) == name


def test_a_status_is_said_in_words():
    assert [status(value) for value in ("ongoing", "on_hold", "half_way")] == [
        "under way",
        "on hold",
        "half way",
    ]


def test_no_words_pass_a_verdict():
    words = " ".join(f"{kind.one} {kind.many}" for kind in KINDS.values())
    assert not {"dropped", "failed", "cancelled", "abandoned", "broken"} & set(words.split())


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (27, 100, "27%"),
        (1, 3, "33%"),
        (0, 100, "0%"),
        (0, 0, "0%"),
        (1, 1_000, "under 1%"),
        (999, 1_000, "over 99%"),
        (1_000, 1_000, "100%"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_to_all(part, whole, words):
    assert share(part, whole) == words


def test_how_statements_add_up_is_told_in_no_words_that_a_count_of_changes_has():
    told = balance(carried=80, unmentioned=20, added=1)
    assert told == (
        "Of the older letter's 100 statements 80 go on in the newer one and 20 do not; 1 statement of the "
        "newer letter continues none of the older."
    )
    for words in KINDS.values():
        assert not re.search(rf"\b({words.one}|{words.many})\b", told)
    assert "changes" in COUNTED
