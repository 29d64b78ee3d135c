"""Counts and percentages: what is counted, and what only looks like a count."""

from decimal import Decimal

import pytest

from snapshots.facts.quantities import find_quantities
from snapshots.letter import Span


def counts(text, taken=()):
    return [(quantity.value, quantity.unit) for quantity in find_quantities(text, taken=taken)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Seven Search and Rescue vessels were delivered.", 7, "Search and Rescue vessels"),
        ("Seven 11m boats were delivered.", 7, "boats"),
        ("Some 35 036 third country nationals returned.", 35036, "third country nationals"),
        ("Over 1,250 asylum seekers arrived.", 1250, "asylum seekers"),
        ("4.500 vaccinators were trained.", 4500, "vaccinators"),
        ("There are 8 million people in need.", 8000000, "people"),
        ("A further two patrol boats have been agreed.", 2, "patrol boats"),
        ("Two dozen epidemiologists will be hired.", 24, "epidemiologists"),
        ("A dozen schools were rebuilt.", 12, "schools"),
        ("50 European border guards are deployed.", 50, "border guards"),
        ("Three more Member States joined.", 3, "Member States"),
        ("The team has 209 staff.", 209, "staff"),
        ("One additional liaison officer will be sent.", 1, "liaison officer"),
        ("Ten Leopard 2 tanks have arrived.", 10, "Leopard 2 tanks"),
        ("A line of 145 km is planned.", 145, "km"),
        ("It exports 5.2 million tonnes a month.", 5200000, "tonnes"),
        ("Arrivals fell by 27 %.", 27, "%"),
        ("Arrivals fell by 27%.", 27, "%"),
        ("Arrivals fell by 27 per cent.", 27, "%"),
        ("Growth was 3¼ percent.", Decimal("3.25"), "%"),
        ("Growth was -0.5 %.", Decimal("-0.5"), "%"),
        ("Exports rose (+4.1%).", Decimal("4.1"), "%"),
        ("It rose by 1.4 percentage points.", Decimal("1.4"), "percentage points"),
        ("Spreads fell by 120 basis points.", 120, "basis points"),
        ("A delay of 18 months.", 18, "months"),
    ],
)
def test_a_count_has_the_noun_that_it_counts(text, value, unit):
    assert counts(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "This is the first meeting and the 4th dialogue.",
        "Article 25a and Annexes 2 and 3 apply.",
        "Pillar 5, Phase 2, Cluster 1 and lots 2 and 4 are open.",
        "Regulation (EU) 2021/1147, COM(2023) 755 and S/RES/2231 apply.",
        "The 10-point plan and the 10 Point Action Plan go on.",
        "COVID-19, F-16, G7, EU-27 and A320 are names.",
        "The 1951 Convention and the 2030 Agenda stand.",
        "The 1990s were better.",
        "A 36-month project with a two-year term.",
        "Two-thirds of the funds and three quarters of the staff.",
        "A 17m boat with 155 mm guns and a 220 kV line.",
        "The meeting starts at 10:30 or at 11 a.m.",
        "One of them said that one must go on as one.",
        "No one knows which one it is.",
        "It entered into force two days after the vote.",
        "Both sides met; the two sides agreed on three pillars.",
        "1. The pier is open. 2. The quay is not.",
        "It will (1) widen the pier, (2) dredge the port, and (3) train pilots.",
        "See https://example.org/2023/45 for more.",
        "",
    ],
)
def test_names_sizes_and_pronouns_are_no_counts(text):
    assert counts(text) == []


def test_the_figures_of_a_list_count_what_the_first_counts():
    text = "Officers deployed: 488 officers, of which 162 to Albania, 12 Kosovo and 30 to Montenegro."
    assert counts(text) == [(488, "officers"), (162, "officers"), (12, "officers"), (30, "officers")]


def test_a_bare_figure_counts_the_noun_before_it():
    assert counts("On deployments in the region, we are currently at 488.") == [(488, "deployments")]


def test_the_ends_of_a_range_share_their_unit():
    assert counts("Between five and seven vessels.") == [(5, "vessels"), (7, "vessels")]
    assert counts("10-15 officers") == [(10, "officers"), (15, "officers")]
    assert counts("3-4 %") == [(3, "%"), (4, "%")]


def test_a_part_of_a_count_has_its_unit():
    assert counts("Five of the eight labs are open.") == [(5, "labs"), (8, "labs")]
    assert counts("19 of 27 capitals replied.") == [(19, "capitals"), (27, "capitals")]


def test_what_other_readers_have_taken_is_left_alone():
    text = "EUR 5 million for 12 boats by 6 March 2024"
    taken = (Span(start=0, end=13), Span(start=27, end=42))
    assert counts(text, taken) == [(12, "boats")]


def test_a_percentage_is_quoted_with_its_sign():
    (share,) = find_quantities("a 27 % fall", taken=())
    assert (share.quote, share.spans) == ("27 %", (Span(start=2, end=6),))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Five of nine cranes dismantled", [(5, "cranes"), (9, "cranes")]),
        ("Membership has grown to 46.", [(46, "membership")]),
        ("Membership rose from 41 last autumn to 46", [(41, "membership"), (46, "membership")]),
        ("The line 82 per cent built", [(82, "%")]),
        ("We intend to reach one million by May.", [(1_000_000, "in all")]),
        ("The other five will be hired in May.", [(5, "others")]),
        ("Tariffs fell to zero.", []),
        ("They fell by the million.", []),
    ],
)
def test_a_level_a_goal_and_the_rest_are_counts_without_a_noun_behind_them(text, expected):
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A list of divers who can sail at short notice is being set up; 60 have signed up.",
            [(60, "divers")],
        ),
        ("The list is open. 140 have so far applied.", [(140, "in all")]),
        ("The list is open; 140 are as many as last year.", []),
        ("The day was fixed. 15 May it is.", []),
    ],
)
def test_a_figure_that_begins_a_clause_before_its_verb_counts_who_acts(text, expected):
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There are 900 wardens, among them 46 in Split and 39 in Bari.", [900, 46, 39]),
        ("There are 40 boats, including 12 in Split and 8 in Bari.", [40, 12, 8]),
        ("The course for 300 wardens has begun, with a first 42 in training.", [300, 42]),
        ("The crews were trained in Bari, where 47 of them have finished.", [47]),
        ("A survey of 2030, including 2029, was published.", []),
    ],
)
def test_a_bare_figure_counts_what_was_named_before(text, expected):
    assert [value for value, _ in counts(text)] == expected


def test_one_of_a_count_is_a_part_and_one_of_many_is_none():
    assert counts("One of four tugs delivered.") == [(1, "tugs"), (4, "tugs")]
    assert counts("One out of 12 wells ran dry.") == [(1, "wells"), (12, "wells")]
    assert counts("One of the reasons is the weather.") == []


def test_all_with_a_figure_counts_what_was_counted_before():
    assert counts("Two plans came in May, so that all 27 are there.") == [(2, "plans"), (27, "plans")]
