"""Two capitals are a country's code only where the words round them show one."""

import pytest

from snapshots.facts.partners import find_partners


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Called for an EU-TR Joint Committee.", ("TR",)),
        ("An MA–EU dialogue was held.", ("MA",)),
        ("EU-MD energy talks continue.", ("MD",)),
        ("TR recalled its offer.", ("TR",)),
        ("TN will appoint a contact point.", ("TN",)),
        ("Meetings with TN authorities continue.", ("TN",)),
        ("Technical talks ongoing with GR on ferries.", ("GR",)),
        ("Talks with EL were held.", ("GR",)),
        ("Kick-off with DE, HU and AT took place.", ("DE", "HU", "AT")),
        ("Relocation from five States (CY, EL, IT, MT and ES).", ("CY", "GR", "IT", "MT", "ES")),
        ("The IT authorities and the LY coast guard met.", ("IT", "LY")),
        ("A visit by the BG Minister of Interior.", ("BG",)),
    ],
)
def test_a_code_beside_words_for_a_state_counts(text, partners):
    assert find_partners(text) == partners


@pytest.mark.parametrize(
    "text",
    [
        "New IT systems were delivered.",
        "The project comes with IT and communication supply.",
        "AT the same time, work continues.",
        "BE it as it may, work continues.",
        "IS the plan complete?",
        "The HR department and the PM office replied.",
        "The EU-AU summit was held.",
        "EU-MS cooperation on EU-AI rules.",
        "Wind parks with 410 MW were connected, and 1.6 GW are to follow.",
        "Meetings at 10 AM and 3 PM.",
        "The price per unit fell, and capacity in MW has doubled.",
        "Storage of MW scale is planned.",
        "A loan of UA 40 million was signed.",
        "Exports rose to 12 BN, of which 3 TJ of gas.",
        "Emissions of CO and NO fell.",
        "TALKS WITH THE EU ARE TO GO ON IN IT AND TO BE HELD AT SEA",
        "Tell US: WHO IS IN?",
        "SE and SI units",
    ],
)
def test_a_word_of_two_capitals_is_no_country(text):
    assert set(find_partners(text)) <= {"US"}


def test_a_text_in_capitals_has_no_codes():
    assert find_partners("SUPPORT TO IT, DE AND US PROGRAMMES") == ()
