"""Words on which two wordings meet: folded, cut, stemmed, explained, grouped."""

import pytest
from compared_letters import say

from diffing.linking.narrative import names_a_measure
from diffing.words.abbreviations import expansions
from diffing.words.stems import stem, words
from diffing.words.terms import read_terms, similar_units, weigh, with_similar
from snapshots.letter import Column, Kind


def test_words_are_folded_and_figures_kept_whole():
    found = words("The Côte d’Azur’s 35 036 anti-smuggling boats, 11m, 26% and EUR 7.5 million")
    assert found == (
        *("the", "cote", "d'azur", "s", "35036", "anti", "smuggling", "boats"),
        *("11m", "26%", "and", "eur", "7.5", "million"),
    )


@pytest.mark.parametrize(
    "family",
    [
        "negotiate negotiating negotiated negotiation negotiations negotiator",
        "deploy deployed deploying deployment deployments",
        "organise organised organising organisation organizations",
        "agree agreed agreement agreements",
        "deliver delivered delivering delivers",
        "vessel vessels",
        "authority authorities",
        "align aligned alignment",
    ],
)
def test_a_family_of_words_has_one_stem(family):
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("patrol", "party"), ("border", "broad"), ("lamp", "lamb")])
def test_strangers_keep_their_own_stems(one, other):
    assert stem(one) != stem(other)


def test_an_abbreviation_is_explained_by_initials_in_either_letter():
    found = expansions(["The Coastal Data Exchange (CDE) is open.", "The CDE grows.", "SRO is at sea."])
    assert found == {"cde": ("coastal", "data", "exchange")}


def test_a_set_phrase_in_small_letters_explains_when_it_is_common():
    texts = [
        "boats for search and rescue",
        "search and rescue at sea",
        "a search and rescue zone",
        "SAR boats",
    ]
    assert expansions(texts)["sar"] == ("search", "and", "rescue")


def test_an_abbreviation_and_its_words_are_one_term():
    told = read_terms([say("The Coastal Data Exchange is open."), say("The CDE is open.")])
    assert "^cde" in told[0].terms
    assert "^cde" in told[1].terms


def test_similar_words_share_a_term():
    told = read_terms([say("A boat was dispatched."), say("The ship was sent.")])
    assert set(told[0].terms) & set(told[1].terms) >= {"~vessel", "~deploying"}


def test_what_is_rare_weighs_more_than_what_is_common():
    told = read_terms(
        [say(f"The harbour of {name} is dredged.") for name in ("Bar", "Budva", "Kotor", "Bar")]
    )
    weights = weigh(told)[2].of
    assert weights["kotor"] > weights["dredg"]


def test_units_meet_by_their_groups_and_percent_by_itself():
    assert set(similar_units("patrol vessels")) & set(similar_units("boats"))
    assert similar_units("per cent") == similar_units("%") == ("%",)
    assert not set(similar_units("officers")) & set(similar_units("boats"))


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (say("Nobody can do it alone.", column=Column.BODY), False),
        (say("Under discussion are:"), False),
        (say("Nobody can do it alone."), True),
        (say("Egypt received two boats.", column=Column.BODY, kind=Kind.DELIVERY, partners=("EG",)), True),
        (say("Egypt is on our minds.", column=Column.BODY, partners=("EG",)), False),
        (say("The new Coastal Fund opens.", column=Column.BODY, kind=Kind.FUNDING), True),
    ],
)
def test_a_measure_is_told_from_an_argument(statement, expected):
    assert names_a_measure(statement) is expected


def test_a_word_of_an_act_has_no_similar_words_that_only_its_stem_shares():
    assert "~penalty" not in with_similar([stem("sent")])
