"""How firmly a statement commits somebody is read from the verb of its main clause, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapshots.facts.commitment import read_commitment
from snapshots.facts.folded_places import place_of_words
from snapshots.facts.phrase_search import split_words
from snapshots.letter import Column, Strength

ONGOING, NEXT, BODY = Column.ONGOING, Column.NEXT_STEPS, Column.BODY


def strength(text, column=ONGOING):
    read = read_commitment(text, column=column)
    return None if read is None else (read.strength.value, read.quote)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The lock at Vukovar was rebuilt in May.", ("done", "was rebuilt")),
        ("Dredging contract signed on 4 April.", ("done", "signed")),
        (
            "The ferry entered into force of service rules; it took effect in June.",
            ("done", "entered into force"),
        ),
        ("The harbour office will publish the tide tables.", ("will", "will publish")),
        ("The barges will soon be handed over to Osijek.", ("will", "will soon be handed")),
        ("The Board undertakes to fund the quay.", ("will", "undertakes to fund")),
        ("The tide gauge is to be moved to Pula.", ("to_be", "is to be moved")),
        ("A second crane is planned for Rijeka.", ("to_be", "is planned")),
        ("The new lamp is scheduled to be lit in autumn.", ("to_be", "is scheduled to be lit")),
        ("The survey is expected to be finished by spring.", ("expected", "is expected to be finished")),
        ("Work should begin at the northern pier.", ("expected", "should begin")),
        ("The tender is likely to open in July.", ("expected", "is likely to open")),
        ("The port authority aims to sign the lease in March.", ("aims", "aims to sign")),
        ("We hope to open the slipway in summer.", ("aims", "hope to open")),
        ("The aim is to conclude the talks in Split.", ("aims", "aim is to conclude")),
        ("The island will explore a night service.", ("explore", "will explore")),
        ("A joint pilot school could be founded in Zadar.", ("explore", "could be founded")),
        ("A third berth is being considered.", ("explore", "is being considered")),
    ],
)
def test_each_rung_of_the_ladder_is_read_with_its_words(text, expected):
    assert strength(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council will seek to lower the dues.", "aims"),
        ("The harbour will continue to explore options for the wreck.", "explore"),
        ("The bridge is expected to be opened by the mayor, who will speak.", "expected"),
        ("The yard should aim to launch two hulls.", "aims"),
    ],
)
def test_a_group_of_verbs_is_as_firm_as_its_weakest(text, expected):
    assert strength(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tug that will be sold was repaired in May.", ("done", "was repaired")),
        ("The pilots, who were trained in Split, will start in June.", ("will", "will start")),
        ("The charter was not signed yet; the owners hope to sign it in May.", ("aims", "hope to sign")),
        ("If the tide allows, divers would search the wreck that was found.", ("expected", "would search")),
    ],
)
def test_the_main_clause_decides_as_for_the_status(text, expected):
    assert strength(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Malta to confirm the mooring plan.", ("to_be", "to confirm")),
        ("Frontex to explore a mooring off Krk.", ("explore", "to explore")),
        ("Workshop on buoys in Lima (date tbc).", ("tbc", "tbc")),
        ("Sailing dates to be confirmed.", ("tbc", "to be confirmed")),
        ("Explore a mooring off Krk.", ("explore", "Explore")),
        ("Lamps to be delivered in March.", ("to_be", "to be delivered")),
    ],
)
def test_next_steps_without_a_verb_have_the_strength_of_their_words(text, expected):
    assert strength(text, NEXT) == expected


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("Talks on the fishing zone go on.", ONGOING),
        ("The quay is being rebuilt.", ONGOING),
        ("Repairs are on hold since March.", ONGOING),
        ("The talks have yet to begin.", ONGOING),
        ("There was a calm sea in spring.", BODY),
        ("The skippers were present.", BODY),
        ("Sign the lease.", NEXT),
        ("Workshop on buoys in the second quarter.", NEXT),
        ("The lighthouse is considered as a landmark.", ONGOING),
        ("Support for pilots of the May regatta.", ONGOING),
        ("", ONGOING),
    ],
)
def test_where_no_word_says_it_there_is_none(text, column):
    assert strength(text, column) is None


def test_the_rungs_stand_in_the_order_of_the_ladder():
    assert [rung.value for rung in Strength] == [
        "done",
        "will",
        "to_be",
        "expected",
        "aims",
        "explore",
        "tbc",
    ]


def test_words_behind_initials_and_loose_accents_are_quoted_as_they_stand():
    text = "The U.K. and the Cafe\u0301 of Pula will sign in May."
    read = read_commitment(text, column=ONGOING)
    span = read.spans[0]
    assert read.quote == "will sign" == text[span.start : span.end]


_PIECES = (
    "U.K.",
    "e\u0301",
    "\u00e9",
    "will",
    "sign",
    " ",
    ". ",
    "A.B.C.",
    "x",
    "\u0344",
    "\u1100\u1161",
    "\U0001f6a2",
    "\n",
)


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join))
def test_every_word_is_found_again_in_the_text_as_it_was_written(text):
    words = split_words(text)
    for at in range(len(words.keys)):
        place = place_of_words(text, words, at, at)
        if place is not None:
            assert split_words(text[place[0] : place[1]] + ".").keys[0].startswith(words.keys[at][0])


@given(st.text(max_size=80), st.sampled_from(Column))
def test_what_is_quoted_stands_there_in_any_text(text, column):
    read = read_commitment(text, column=column)
    if read is not None:
        assert text[read.spans[0].start : read.spans[0].end] == read.quote
