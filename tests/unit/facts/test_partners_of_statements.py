"""Whom a statement is about: its own names, its heading, and what it names only in passing."""

import pytest

from snapshots.facts.partners import find_partners, partners_named


def test_a_statement_without_names_is_about_its_headings_partner():
    assert find_partners("Two radars were delivered.", heading_partners=("LB",)) == ("LB",)


def test_a_statements_own_partner_wins_over_its_heading():
    assert find_partners("Libya received two radars.", heading_partners=("EG",)) == ("LY",)


def test_a_partner_of_a_heading_with_several_is_picked_by_the_statement():
    heading = partners_named("Cooperation with Mauritania and Senegal")
    assert heading == ("MR", "SN")
    assert find_partners("Senegal's budget support was adopted.", heading_partners=heading) == ("SN",)


def test_a_city_picks_a_partner_of_its_heading():
    assert find_partners("Scanners will be sent to Dakar.", heading_partners=("MR", "SN")) == ("SN",)


def test_a_city_does_not_outweigh_a_named_country():
    assert find_partners("Talks with Uzbekistan were held in Istanbul.") == ("UZ",)


def test_a_region_gives_way_to_its_countries():
    assert find_partners("Agencies are active in North Africa, above all in Morocco and Tunisia.") == (
        "MA",
        "TN",
    )


def test_a_region_alone_is_the_partner():
    assert find_partners("Equipment was delivered to North Africa.") == ("north-africa",)


def test_a_region_gives_way_to_the_country_of_its_heading():
    text = "One of four contracts for North Africa was signed."
    assert find_partners(text, heading_partners=("TN",)) == ("TN",)


def test_a_region_elsewhere_does_not_give_way_to_the_heading():
    assert find_partners("Lessons from Central Asia.", heading_partners=("TN",)) == ("central-asia",)


def test_a_continent_gives_way_to_anything_narrower():
    assert find_partners("In Africa, work with Kenya goes on.") == ("KE",)
    assert find_partners("Work in Africa goes on.") == ("africa",)


def test_a_member_state_joins_its_headings_partner():
    assert find_partners("Italy will send two boats.", heading_partners=("TN",)) == ("TN", "IT")


def test_a_member_state_alone_is_the_partner():
    assert find_partners("The joint operation in Finland was extended.") == ("FI",)


def test_a_member_state_that_hosts_is_the_partner_where_nobody_else_is_named():
    assert find_partners("Conference to be organised by Denmark next year.") == ("DK",)


def test_a_member_state_that_helps_is_no_partner():
    text = "In The Gambia a project implemented by Spain in partnership with Germany goes on."
    assert find_partners(text) == ("GM",)


@pytest.mark.parametrize(
    "text",
    [
        "EUR 20 million supports the reception of refugees from Sudan.",
        "EUR 20 million supports Sudanese refugees.",
        "EUR 20 million supports people fleeing Sudan and South Sudan.",
        "Controls along the land border with Libya were strengthened.",
        "Against the backdrop of the war in Sudan, support goes on.",
        "Controls were strengthened, modelled on Jordan and Lebanon.",
        "A Norwegian-funded project goes on.",
    ],
)
def test_what_is_named_in_passing_does_not_outweigh_the_heading(text):
    assert find_partners(text, heading_partners=("EG",)) == ("EG",)


def test_what_is_named_in_passing_does_not_outweigh_a_partner_of_the_statement():
    text = "Chinese and Russian citizens need no visa in Serbia."
    assert find_partners(text) == ("RS",)


def test_what_is_named_in_passing_counts_where_nobody_else_is_named():
    assert find_partners("EUR 20 million supports Sudanese refugees.") == ("SD",)


def test_a_text_without_names_and_heading_is_about_nobody_in_particular():
    assert find_partners("Work goes on.") == ()
    assert find_partners("") == ()


def test_a_city_narrows_a_heading_that_names_its_region():
    text = "Training course for border police in Tirana."
    assert find_partners(text, heading_partners=("western-balkans",)) == ("AL",)
    assert find_partners("Training course in Lima.", heading_partners=("western-balkans",)) == (
        "western-balkans",
    )


def test_a_gathering_named_by_its_city_is_about_nobody():
    assert find_partners("We meet in May, shortly after the Baku conference.") == ()
    assert find_partners("This is the fund's second report since it was founded in Bern.") == ("CH",)


@pytest.mark.parametrize(
    "text",
    [
        "Eight machines: contract concluded with a Croatian firm",
        "Contract for spare parts signed with a Swiss manufacturer",
        "Gas contract with a Norwegian supplier still open",
    ],
)
def test_who_supplies_is_no_partner(text):
    assert find_partners(text) == ()


def test_a_member_states_experts_are_no_partner_where_they_work_elsewhere():
    assert find_partners("Nine Swedish instructors have been in Moldova since May.") == ("MD",)
    assert find_partners("Nine Swedish instructors have been there since May.") == ("SE",)


def test_crossing_points_with_neighbours_name_them_in_passing():
    text = "38 scanners handed over to Ukraine at the crossing points with Poland and Romania"
    assert find_partners(text) == ("UA",)


def test_a_capital_that_one_negotiates_with_is_its_country():
    assert find_partners("I hope to conclude the talks with Washington in May.") == ("US",)


@pytest.mark.parametrize(
    ("text", "heading", "partners"),
    [
        ("Pumps were sent from the depots in Poland and Romania.", ("UA",), ("UA",)),
        ("Egypt received pumps from a depot in Poland.", (), ("EG",)),
        ("In Poland and Romania, depots were opened for this.", ("UA",), ("UA", "PL", "RO")),
        ("Depots were opened in Poland and Romania.", (), ("PL", "RO")),
        ("Depots were opened in Poland and Romania.", ("HU",), ("HU", "PL", "RO")),
    ],
)
def test_a_member_state_where_something_stands_is_no_partner_of_what_is_about_others(text, heading, partners):
    assert find_partners(text, heading_partners=heading) == partners


def test_where_a_region_meets_says_nothing_of_whom_it_is_about():
    assert find_partners("Steering committee in Tirana.", heading_partners=("western-balkans",)) == (
        "western-balkans",
    )
