"""How countries and regions are told from other words: by whole names, as letters write them."""

import pytest
from babel import Locale

from snapshots.facts.partners import find_partners, partners_named
from snapshots.lexicon import load

PARTNERS = load("partners")
NAMES = [
    (name, partner)
    for group in ("countries", "regions")
    for partner, entry in PARTNERS[group].items()
    for name in entry["names"]
]
PEOPLE = [
    (name, partner)
    for group in ("countries", "regions")
    for partner, entry in PARTNERS[group].items()
    for name in entry.get("people", ())
]
PLACES = [
    (name, partner) for partner, entry in PARTNERS["countries"].items() for name in entry.get("places", ())
]
# In CLDR and no country of ISO 3166-1: unions, "unknown region", pseudo-locales, parts of countries.
NO_COUNTRIES = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}


def test_every_country_of_iso_3166_is_known():
    territories = {code for code in Locale("en").territories if len(code) == 2 and code.isalpha()}
    assert set(PARTNERS["countries"]) == territories - NO_COUNTRIES


@pytest.mark.parametrize(("name", "partner"), NAMES)
def test_every_name_is_found(name, partner):
    assert find_partners(f"The agreement with {name} was signed in May.") == (partner,)


@pytest.mark.parametrize(("name", "partner"), NAMES)
def test_every_name_is_found_after_a_hyphen(name, partner):
    assert find_partners(f"An EU-{name} dialogue was held.") == (partner,)


@pytest.mark.parametrize(("name", "partner"), PEOPLE)
def test_every_adjective_is_found(name, partner):
    assert find_partners(f"Talks with the {name} authorities went on.") == (partner,)


@pytest.mark.parametrize(("name", "partner"), PLACES)
def test_every_place_stands_for_its_country(name, partner):
    assert find_partners(f"A mission travelled to {name} in May.") == (partner,)


@pytest.mark.parametrize("region", PARTNERS["regions"])
def test_a_region_has_members_that_are_known(region):
    members = set(PARTNERS["regions"][region].get("members", "").split())
    assert members <= set(PARTNERS["countries"]) | set(PARTNERS["regions"])


@pytest.mark.parametrize(
    ("written", "partner"),
    [
        ("Côte d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("Co\u0302te d\u02bcIvoire", "CI"),
        ("Türkiye", "TR"),
        ("Turkiye", "TR"),
        ("TÜRKIYE", "TR"),
        ("São Tomé and Príncipe", "ST"),
        ("Guinea‑Bissau", "GW"),
        ("Timor–Leste", "TL"),
        ("Bosnia & Herzegovina", "BA"),
        ("St. Lucia", "LC"),
        ("U.K.", "GB"),
        ("U.S.", "US"),
    ],
)
def test_accents_apostrophes_and_hyphens_do_not_matter(written, partner):
    assert find_partners(f"The agreement with {written} was signed.") == (partner,)


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Guinea-Bissau and Equatorial Guinea signed", ("GW", "GQ")),
        ("Papua New Guinea signed", ("PG",)),
        ("South Sudan signed", ("SS",)),
        ("the Dominican Republic signed", ("DO",)),
        ("the Democratic Republic of the Congo signed", ("CD",)),
        ("the Republic of the Congo signed", ("CG",)),
        ("Congo-Brazzaville and the DRC signed", ("CG", "CD")),
        ("North Korea protested", ("KP",)),
        ("Korea and Guinea signed", ("KR", "GN")),
        ("Sudan, unlike Dominica, signed", ("SD",)),
        ("clinics in Niger State", ("NG",)),
        ("the Turkish Cypriot community", ("CY",)),
        ("farms in Central Macedonia", ("GR",)),
        ("support for West African customs offices", ("west-africa",)),
        ("in the Central African Republic", ("CF",)),
        ("Nigeria and the Niger signed", ("NG", "NE")),
        ("the Gulf of Guinea", ("west-africa",)),
    ],
)
def test_the_longest_name_wins(text, partners):
    assert find_partners(text) == partners


@pytest.mark.parametrize(
    "text",
    [
        "a Roman road",
        "a malicious mandate",
        "roast turkey and china plates",
        "the chad of a punched card",
        "the Indian Ocean",
        "a loan of 40 million US dollars",
        "2 million Swiss francs",
        "a guinea pig",
        "the African Development Bank",
        "Mr Jordan chaired",
        "barges on the Congo River",
        "tension on the Korean Peninsula",
        "the Niger Delta",
        "the Spanish Presidency of the Council",
        "the Samoa Agreement",
        "an office in New Jersey",
    ],
)
def test_what_only_looks_like_a_partner_is_none(text):
    assert find_partners(f"There was talk of {text}.") == ()


def test_the_processes_and_texts_named_after_a_city_are_not_about_its_country():
    assert find_partners("The Khartoum Process and the Rabat Declaration guide the work.") == ()


def test_the_venue_of_a_world_conference_is_no_partner():
    assert find_partners("At COP29 in Baku the target was adopted.") == ()


def test_a_heading_in_capitals_is_read_like_any_other():
    assert find_partners("WESTERN BALKANS ACTION PLAN") == ("western-balkans",)


def test_partners_come_in_the_order_of_their_first_mention():
    text = "Morocco, Tunisia and Egypt; then Tunisia again, and Morocco"
    assert find_partners(text) == ("MA", "TN", "EG")


@pytest.mark.parametrize("name", PARTNERS["shared_names"])
def test_a_shared_name_is_borne_by_countries_that_are_known(name):
    assert set(PARTNERS["shared_names"][name]["bearers"].split()) <= set(PARTNERS["countries"])


@pytest.mark.parametrize(
    ("text", "heading", "partners"),
    [
        ("Congo and Gabon share the survey.", "", ("GA",)),
        ("The Congolese authorities replied.", "", ()),
        ("The Dominican authorities replied.", "", ()),
        ("Congo has ratified; Kinshasa deposits it in May.", "", ("CD",)),
        ("The Congolese authorities replied.", "Congo-Brazzaville", ("CG",)),
        ("Congo is to reply.", "Uganda and the DRC", ("CD",)),
        ("The authorities replied.", "Congo", ()),
        ("A clinic opened in Kinshasa.", "Congo", ("CD",)),
        ("Shelters for refugees from Sudan were built.", "Congo", ()),
        ("The DRC, and Congo-Brazzaville, met; Congo is host.", "", ("CD", "CG")),
    ],
)
def test_a_name_that_two_countries_bear_is_theirs_who_are_named_beside_it_or_nobodys(text, heading, partners):
    assert find_partners(text, heading_partners=partners_named(heading)) == partners
