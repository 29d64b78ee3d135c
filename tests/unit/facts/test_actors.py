"""Organisations under one name each, and what is none of them."""

import pytest

from snapshots.facts.actors import find_actors


def test_actors_come_once_each_in_the_order_of_first_mention():
    text = "Frontex, the European Commission, UNHCR and again Frontex met IOM."
    assert find_actors(text) == ("Frontex", "Commission", "UNHCR", "IOM")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("the European Border and Coast Guard Agency", "Frontex"),
        ("the EU Agency for Asylum", "EUAA"),
        ("the International Monetary Fund", "IMF"),
        ("the World Health Organization", "WHO"),
        ("the Council of the EU", "Council"),
        ("a Member State", "Member States"),
        ("the EU Agencies", "EU agencies"),
        ("Commissioner Smith", "Commission"),
        ("the European Union Agency for Asylum", "EUAA"),
        ("INTERPOL", "Interpol"),
    ],
)
def test_an_organisation_has_one_name(text, actor):
    assert find_actors(f"It was decided by {text}.") == (actor,)


@pytest.mark.parametrize(
    "text",
    [
        "the Council of Ministers of Bosnia and Herzegovina",
        "the Fisheries Council",
        "a Truth Commission",
        "the Commission of Inquiry",
        "a commission of 2 %",
        "an iom and a who",
    ],
)
def test_what_shares_a_word_with_an_organisation_is_not_it(text):
    assert find_actors(f"It was decided by {text}.") == ()


def test_the_european_council_is_not_the_council():
    assert find_actors("The European Council met.") == ("European Council",)
    assert find_actors("The Council met.") == ("Council",)


def test_an_organisation_is_no_partner():
    from snapshots.facts.partners import find_partners

    assert find_partners("The African Union and the Asian Development Bank met the IMF.") == ()
