"""What stands against a pair: only what both would rather have, however like what is gone was."""

from dataclasses import replace

import pytest
from compared_letters import COMPANY, eur, newer, older, say
from hypothesis import given
from hypothesis import strategies as st

from diffing.linking.candidates import nearest, posted
from diffing.linking.further_parts import is_told_at_another_of_its_places
from diffing.linking.link_statements import link_statements
from diffing.linking.rivals import Held
from diffing.linking.strangers import is_a_stranger_to_both
from diffing.linking.subjects import read_subjects
from diffing.linking.told_again import lines_of_annex, repeats, told_under_another_name
from snapshots.letter import Column, Kind, Status

PLANNED = Status.PLANNED
BODY = {"column": Column.BODY, "part": None, "topic": None}
EDGES = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 1000), min_size=1)


@given(EDGES, st.randoms(use_true_random=False))
def test_a_stable_matching_has_no_two_that_would_rather_have_each_other(evidence, chance):
    taken, free = {}, sorted(evidence)
    chance.shuffle(free)
    for i, j in sorted(free, key=evidence.__getitem__, reverse=True):
        if i not in taken and j not in taken.values():
            taken[i] = j
    us = Held.of(taken, evidence)
    for pair in taken.items():
        at_an_end = [edge for edge in evidence if edge != pair and (edge[0] == pair[0] or edge[1] == pair[1])]
        assert not any(us.would_rather(edge, pair) for edge in at_an_end)


def test_what_is_free_or_has_less_would_rather():
    evidence = {(0, 0): 500, (0, 1): 600, (1, 1): 700}
    assert Held.of({}, evidence).would_rather((0, 1), (0, 0))
    assert not Held.of({1: 1}, evidence).would_rather((0, 1), (0, 0))
    assert Held.of({1: 1}, {**evidence, (1, 1): 550}).would_rather((0, 1), (0, 0))


def survey(island, *, by="The Council of Islands", says="will hand in a study on", **facts):
    facts = {"partners": ("HR",), "priority": "Tides", **facts}
    return say(f"{by} {says} tide tables of {island}.", **facts)


def test_a_look_alike_that_stands_on_in_its_own_words_keeps_no_pair_apart():
    old = older(*COMPANY, survey("Krk", status=PLANNED), survey("Rab", status=PLANNED))
    goes_on = say(
        "The pilots work on a study on tide tables of Krk, with the help of two universities.",
        partners=("HR",),
        priority="Harbours",
        topic="Berths",
    )
    new = newer(*COMPANY, survey("Rab", status=PLANNED), goes_on)
    pairs = {(link.before, link.after) for link in link_statements(old, new).links}
    assert {(("s011",), ("s012",)), (("s012",), ("s011",))} <= pairs


def test_the_same_phrase_of_other_partners_fills_no_list_of_candidates():
    phrase = "After two rounds of talks with the harbour masters the wardens will be sworn in."
    others = [say(phrase, partners=(code,), status=PLANNED) for code in ("NO", "SE", "FI", "DK", "EE", "LV")]
    mine = say(f"{phrase[:-1]} at last.", partners=("IS",), status=PLANNED)
    went_on = say("The wardens have been sworn in.", partners=("IS",), status=Status.DONE)
    old, new = read_subjects(older(*COMPANY, mine), newer(*COMPANY, *others, went_on))
    assert nearest([old[10]], posted(new), most=1) == {10: (16,)}


def test_a_word_of_an_act_tells_no_thing():
    told = say("The tender for gangways was launched, and preparations go on.", partners=("MT",))
    (*_, subject), _ = read_subjects(older(*COMPANY, told), newer(*COMPANY))
    assert subject.things == {"gangwa"}


@pytest.mark.parametrize(
    ("words", "names"),
    [("nine X-ray vans", set()), ("a Hvar-based crew", {"based", "hvar"}), ("a crew on Hvar", {"hvar"})],
)
def test_a_letter_before_a_hyphen_is_no_name(words, names):
    told = say(f"The ministry asked for {words}.")
    (*_, subject), _ = read_subjects(older(*COMPANY, told), newer(*COMPANY))
    assert subject.names == names


@pytest.mark.parametrize(
    ("facts", "part"),
    [({}, True), ({"partners": ("IT",)}, False), ({"priority": "Roads"}, False)],
    ids=["there", "of another partner", "under another priority"],
)
def test_each_of_two_places_has_its_part_though_the_thing_has_another_name(facts, part):
    whole = survey("Krk and Rab", status=PLANNED)
    beside = survey("Krk", status=PLANNED)
    told = replace(survey("Rab", status=PLANNED, **facts), text="Gauges at the quay of Rab are to be read.")
    old, new = read_subjects(older(*COMPANY, beside, told), newer(*COMPANY, whole))
    assert is_told_at_another_of_its_places(old[11], old[10], new[10]) is part


def test_nearly_the_same_words_of_another_thing_under_another_heading_say_nothing_again():
    sum_told = {"partners": ("MT",), "amounts": (eur(9),)}
    lamps = say("Malta: the purchase of lamps is under way, for EUR 9 million.", priority="Light", **sum_told)
    dogs = say("Malta: the purchase of dogs is under way, for EUR 9 million.", priority="Fur", **sum_told)
    here = replace(lamps, priority="Fur")
    for other, again in ((dogs, False), (here, True)):
        _, new = read_subjects(older(*COMPANY), newer(*COMPANY, replace(lamps, part="SHORE"), other))
        assert repeats(new[10], new, {10: {11: 900}}, {11}) is again


@pytest.mark.parametrize(
    ("text", "amounts", "line"),
    [
        ("EUR 9 million is ready.", (eur(9),), 10),
        ("Lamps are being bought.", (), 11),
        ("Much is done.", (), None),
    ],
    ids=["the same sum", "the same thing", "neither"],
)
def test_the_letter_proper_tells_again_the_line_that_shares_a_fact_or_else_a_thing(text, amounts, line):
    facts = {"partners": ("MT",), "kind": Kind.FUNDING}
    cranes = say("Cranes cost EUR 9 million.", amounts=(eur(9),), **facts)
    lamps = say("Lamps cost EUR 4 million.", amounts=(eur(4),), **facts)
    told = say(text, amounts=amounts, **facts, **BODY)
    _, new = read_subjects(older(*COMPANY), newer(*COMPANY, cranes, lamps, told))
    assert told_under_another_name(new[12], lines_of_annex(new)) == line


def test_what_is_about_other_things_and_another_place_than_a_pair_is_a_stranger_to_it():
    there = {"partners": ("IT",), "priority": "Ports", "topic": "Berths"}
    cranes = say("Cranes are being bought for Bari.", **there)
    old, new = read_subjects(
        older(*COMPANY, cranes),
        newer(*COMPANY, cranes, say("Divers are being trained in Genoa.", **there)),
    )
    assert is_a_stranger_to_both(new[11], new[10], old[10])
    _, here = read_subjects(
        older(*COMPANY, cranes), newer(*COMPANY, cranes, say("Divers are being trained in Bari.", **there))
    )
    assert not is_a_stranger_to_both(here[11], here[10], old[10])
