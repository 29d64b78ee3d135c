"""Sums of money: currencies and figures in every order, what cannot be read, qualifiers, stages and shares."""

from decimal import Decimal

import pytest

from snapshots.facts.amounts import find_amounts


def sums(text):
    return [(amount.value, amount.currency) for amount in find_amounts(text)]


def only(text):
    (amount,) = find_amounts(text)
    return amount


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("EUR 48 million", 48000000, "EUR"),
        ("EUR 8million", 8000000, "EUR"),
        ("EUR 15 M", 15000000, "EUR"),
        ("€48m", 48000000, "EUR"),
        ("€1½ billion", 1500000000, "EUR"),
        ("EURm 48", 48000000, "EUR"),
        ("MEUR 48", 48000000, "EUR"),
        ("€m 48", 48000000, "EUR"),
        ("48 million euros", 48000000, "EUR"),
        ("48 MEUR", 48000000, "EUR"),
        ("250 k€", 250000, "EUR"),
        ("EUR 1 250 000", 1250000, "EUR"),
        ("EUR 1,250,000", 1250000, "EUR"),
        ("EUR 1.250.000", 1250000, "EUR"),
        ("CHF 1'250'000", 1250000, "CHF"),
        ("EUR 2,5 million", 2500000, "EUR"),
        ("US$ 2.3 bn", 2300000000, "USD"),
        ("$1.5 trillion", 1500000000000, "USD"),
        ("£3.2m", 3200000, "GBP"),
        ("C$35 million", 35000000, "CAD"),
        ("A$ 2 million", 2000000, "AUD"),
        ("NOK 120 million", 120000000, "NOK"),
        ("¥15 billion", 15000000000, "JPY"),
        ("INR 240 crore", 2400000000, "INR"),
        ("SDR 663.9 million", 663900000, "XDR"),
        ("UA 1.1 million", 1100000, "XUA"),
        ("3 million units of account", 3000000, "XUA"),
        ("KSh 5 billion", 5000000000, "KES"),
        ("500 000 PLN", 500000, "PLN"),
        ("two million US dollars", 2000000, "USD"),
        ("half a million euros", 500000, "EUR"),
        ("EUR one million", 1000000, "EUR"),
        ("45 million Norwegian kroner", 45000000, "NOK"),
        ("a 5-million-euro programme", 5000000, "EUR"),
    ],
)
def test_a_sum_is_read_in_whole_units_of_its_currency(text, value, currency):
    assert sums(f"It costs {text} in all.") == [(value, currency)]


def test_a_name_that_several_currencies_share_leaves_the_currency_open():
    assert sums("a grant of 5 billion CFA francs") == [(5000000000, None)]


@pytest.mark.parametrize(
    "text",
    [
        "ALL 27 members",
        "COP 28 in Dubai",
        "COP28",
        "SDG 13",
        "SAR 3 missions",
        "UA 2 border posts",
        "Euro 2024",
        "AND 5 others",
        "ISF 2",
    ],
)
def test_letters_that_only_look_like_a_currency_are_no_money(text):
    assert sums(text) == []


def test_a_doubtful_code_is_money_with_a_magnitude():
    assert sums("The Kingdom gave SAR 35 million") == [(35000000, "SAR")]


@pytest.mark.parametrize(
    "text",
    [
        "EUR A million",
        "EUR [tbc] million",
        "EUR [tbc]",
        "EUR xx million",
        "EUR tbc",
        "EUR … million",
        "EUR 1x million",
        "EUR several million",
        "several million euros",
        "tens of millions of euros",
        "a contract of EUR",
    ],
)
def test_what_cannot_be_read_as_one_figure_is_none_with_a_reason(text):
    amount = only(f"The fund pays {text}.")
    assert amount.value is None
    assert amount.reason
    assert amount.currency == "EUR"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("EUR 5-7 million", (5_000_000, 7_000_000)),
        ("EUR 5 million to EUR 7 million", (5_000_000, 7_000_000)),
        ("between EUR 2 and 3 million", (2_000_000, 3_000_000)),
        ("between 2 and 3 million euros", (2_000_000, 3_000_000)),
        ("3 to 4 million euros", (3_000_000, 4_000_000)),
        ("ranging from EUR 15 to 18 million", (15_000_000, 18_000_000)),
    ],
)
def test_a_range_is_its_two_ends(text, ends):
    low, high = find_amounts(f"The fund pays {text}.")
    assert (low.value, high.value) == ends
    assert (low.qualifier, high.qualifier) == ("at least", "up to")
    assert low.currency == high.currency == "EUR"


def test_the_ends_of_a_range_say_so():
    low, high = find_amounts("EUR 5-7 million")
    assert low.reason == "the lower end of a range, 5000000 to 7000000"
    assert high.reason == "the upper end of a range, 5000000 to 7000000"
    assert (low.quote, high.quote) == ("EUR 5", "7 million")


@pytest.mark.parametrize(
    "text", ["three 27m SAR vessels", "two 18 m ALL weather boats", "a 12m TOP sail cutters"]
)
def test_metres_before_capitals_are_no_money(text):
    assert sums(text) == []


def test_three_decimals_are_thousands_where_the_currency_has_none():
    assert sums("EUR 4.500 per household") == [(4500, "EUR")]


def test_three_decimals_are_left_open_where_the_currency_has_them():
    amount = only("TND 4.500 per household")
    assert (amount.value, amount.reason) == (None, "4.500 can be 4.5 or 4500")


def test_a_currency_said_twice_without_a_magnitude_is_read_as_it_stands_and_marked():
    amount = only("a wharf (EUR 10.5 EUR)")
    assert (amount.value, amount.quote) == (Decimal("10.5"), "EUR 10.5 EUR")
    assert "may be missing" in amount.reason


def test_a_change_from_one_sum_to_another_is_two_sums():
    assert sums("raised from EUR 15 million to EUR 18 million") == [(15000000, "EUR"), (18000000, "EUR")]
    assert sums("raised from EUR 15 to 18 million") == [(15000000, "EUR"), (18000000, "EUR")]


def test_a_figure_shares_the_magnitude_of_the_next_and_says_so():
    first, second = find_amounts("EUR 2.4 and EUR 3.1 million were paid")
    assert (first.value, second.value) == (2400000, 3100000)
    assert first.reason


def test_a_year_before_a_currency_is_no_sum():
    assert sums("In 2023 EUR 35 million was spent") == [(35000000, "EUR")]


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("around EUR 5 million", "around"),
        ("approximately EUR 5 million", "around"),
        ("indicatively EUR 5 million", "indicatively"),
        ("up to EUR 5 million", "up to"),
        ("almost EUR 5 million", "almost"),
        ("more than EUR 5 million", "more than"),
        ("at least EUR 5 million", "at least"),
        ("a total of EUR 5 million", "total"),
        ("the remaining EUR 5 million", "remaining"),
        ("EUR 5 million in total", "total"),
        ("EUR 5 million (tbc)", "tbc"),
        ("EUR [5] million", "tbc"),
        ("EUR 5 million", None),
    ],
)
def test_a_qualifier_is_read_from_the_words_next_to_the_figure(text, qualifier):
    amount = only(f"The port gets {text} for dredging.")
    assert (amount.value, amount.qualifier) == (5000000, qualifier)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("EUR 5 million was announced in May.", "announced"),
        ("The board adopted EUR 5 million for dredging.", "adopted"),
        ("EUR 5 million has been allocated to the port.", "allocated"),
        ("EUR 5 million was contracted with the yard.", "contracted"),
        ("Grant signed in May (EUR 5 million).", "signed"),
        ("EUR 5 million has been disbursed.", "disbursed"),
        ("EUR 5 million is to be contracted in May.", "announced"),
        ("A grant of EUR 5 million will be signed.", "announced"),
        ("The dredger costs EUR 5 million.", None),
    ],
)
def test_the_stage_is_the_nearest_word_and_what_is_to_come_is_only_announced(text, role):
    assert only(text).role == role


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("EUR 21 million, of which EUR 8 million for pilots", [None, 0]),
        ("EUR 21 million, of which 8 million for pilots", [None, 0]),
        ("EUR 21 million, including EUR 5 million for pilots and EUR 3 million for tugs", [None, 0, 0]),
        ("EUR 9 million with a EUR 4 million component for tugs", [None, 0]),
        ("EUR 9 million, EUR 4 million of it through the yard", [None, 0]),
        ("Of the EUR 90 million pledged, EUR 40 million has been paid", [None, 0]),
        ("EUR 40 million out of EUR 75 million", [1, None]),
        ("EUR 40 million, of which 9 million has been signed and 5 million paid", [None, 0, 0]),
        ("EUR 40 million (of which 9 million contracted, 5 million paid)", [None, 0, 0]),
        ("A pier (EUR 28 million) has a component on tugs, run by the yard, of EUR 8 million", [None, 0]),
        ("A loan of EUR 50 million, including a grant component of EUR 6 million", [None, 0]),
        ("A pier for EUR 28 million has a crane. A component of EUR 8 million is new", [None, None]),
        ("EUR 9 million for tugs. Including EUR 4 million for pilots", [None, None]),
        ("EUR 9 million, of which EUR 40 million for tugs", [None, None]),
        ("EUR 9 million, of which USD 4 million for tugs", [None, None]),
    ],
)
def test_a_share_points_at_its_whole(text, shares):
    assert [amount.part_of for amount in find_amounts(text)] == shares


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("EUR 8 million of the EUR 24 million loan was disbursed", ["disbursed", None]),
        ("EUR 8 million out of a total of EUR 24 million has been paid", ["disbursed", None]),
        ("EUR 8 million of the EUR 24 million loan will be paid", [None, "announced"]),
        ("EUR 8 million of the EUR 24 million pledged has been spent", [None, "announced"]),
        (
            "EUR 40 million, of which 9 million has been signed and 5 million paid",
            [None, "signed", "disbursed"],
        ),
    ],
)
def test_what_was_done_of_a_whole_is_said_of_its_share(text, roles):
    assert [amount.role for amount in find_amounts(text)] == roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("EUR 12 million, announced on 14 July 2031, was disbursed in November.", "disbursed"),
        ("The boats, worth EUR 12 million and announced in July, were delivered.", "disbursed"),
        ("The package of EUR 9 million announced last year is fully contracted.", "contracted"),
        ("EUR 6 million, as promised in October, has been paid out.", "disbursed"),
        ("The board has delivered two cranes worth EUR 7 million announced on 2 May.", "disbursed"),
        ("EUR 12 million announced in July is to be signed by March.", "announced"),
        ("The EUR 12 million announced in July have not been touched.", "announced"),
        ("EUR 8 million was announced in July; the boats were delivered in May.", "announced"),
        ("The board announced EUR 5 million for lamps that are delivered by sea.", "announced"),
    ],
)
def test_when_a_sum_was_announced_is_not_how_far_it_has_come(text, role):
    assert only(text).role == role


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("EUR 40 million is planned, 25 % of it (EUR 10 million) for Malta.", 0),
        ("The fund has EUR 40 million; a quarter of it (EUR 10 million) goes to Malta.", 0),
        ("EUR 40 million was set aside, of which half (EUR 20 million) has been paid.", 0),
        ("EUR 40 million was set aside. Two thirds of that amount, EUR 26 million, was paid.", 0),
        ("EUR 40 million was set aside, 25 % of the boats (EUR 10 million) are new.", None),
        ("EUR 4 million was set aside, half of it (EUR 20 million) for Malta.", None),
    ],
)
def test_a_fraction_of_a_sum_is_its_share_and_never_more_than_it(text, whole):
    assert [amount.part_of for amount in find_amounts(text)] == [None, whole]


def test_figures_that_count_things_after_of_which_are_no_money():
    assert sums("EUR 21 million for vaccines, of which 8 million doses arrived") == [(21000000, "EUR")]
    assert sums("EUR 21 million, of which 8 million is paid and 5 million people gain") == [
        (21000000, "EUR"),
        (8000000, "EUR"),
    ]


def test_a_text_without_money_has_none():
    assert find_amounts("") == ()
    assert find_amounts("The tender for 3 boats was closed in June 2021.") == ()
