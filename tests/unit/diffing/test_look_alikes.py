"""What looks like a measure and is another one joins it not, and is no rival of what truly continues it."""

from dataclasses import replace

import pytest
from compared_letters import COMPANY, eur, newer, older, say

from diffing.compare_letters import compare_letters
from diffing.linking.left_over import left_under_one_heading
from diffing.linking.link_statements import link_statements
from diffing.linking.strangers import is_a_stranger_to_both
from diffing.linking.subjects import read_subjects
from diffing.linking.told_again import repeats
from snapshots.letter import Column, Kind, Status

PLANNED, DONE = Status.PLANNED, Status.DONE


def cluster(old, new, before):
    (found,) = [link for link in link_statements(old, new).links if before in link.before]
    return found


def ferry(island, **facts):
    return say(
        f"The Sea Office will train 30 stewards of the night ferry to {island} in May.",
        **{"status": PLANNED, "partners": ("HR",), **facts},
    )


def test_nearly_the_same_words_of_another_place_say_nothing_again():
    old = older(ferry("Krk"), *COMPANY, ferry("Rab"))
    new = newer(*COMPANY, ferry("Krk", topic="Crews"))
    assert cluster(old, new, "s001").before == ("s001",)
    assert [gone.statements for gone in link_statements(old, new).unmentioned] == [("s012",)]


def test_a_part_at_the_other_of_two_places_joins_whoever_acts():
    apart = [
        say("The Sea Office will train stewards of the night ferry to Krk.", status=PLANNED),
        say("The Island Council will train stewards of the night ferry to Rab.", status=PLANNED),
    ]
    whole = say("The Sea Office will train stewards of the night ferry to Krk and Rab.", status=PLANNED)
    link = cluster(older(*COMPANY, *apart), newer(*COMPANY, whole), "s011")
    assert set(link.before) == {"s011", "s012"}


BODY = {"column": Column.BODY, "part": None, "topic": None}


@pytest.mark.parametrize(
    ("amount", "stranger"), [(eur(4), True), (eur(9), False)], ids=["another sum", "the same sum"]
)
def test_the_letter_proper_tells_again_what_shares_a_word_or_a_fact(amount, stranger):
    lamps = say("Malta: EUR 9 million for harbour lamps.", partners=("MT",), amounts=(eur(9),))
    told = say(f"Malta: {amount.quote} for quayside cranes.", partners=("MT",), amounts=(amount,), **BODY)
    old, new = read_subjects(older(*COMPANY, lamps), newer(*COMPANY, lamps, told))
    assert is_a_stranger_to_both(new[11], new[10], old[10]) is stranger


def box(name, *, status=PLANNED, kind=Kind.OTHER, **facts):
    facts = {"partners": ("NO",), "priority": "Signals", **facts}
    return say(name, status=status, kind=kind, **facts)


def left(before, after, *, scores, rivals=()):
    """The pairs that are left for each other; `rivals` stand behind the first two, `scores` are by places."""
    old, new = read_subjects(older(*COMPANY, before), newer(*COMPANY, after, *rivals))
    return left_under_one_heading(old, new, {}, scores, [(10, 10)])


def test_a_candidate_that_no_pass_would_take_is_no_rival():
    before = box("Work on the signal box in Bodo is to begin.")
    after = box("The interlocking centre in Bodo is being built.", status=Status.ONGOING)
    elsewhere = box("A lighthouse for whale watchers in Bodo.", priority="Coasts", part="COASTS")
    for weak in (elsewhere, replace(elsewhere, topic="Tourism")):
        scores = {(10, 10): 360, (10, 11): 340}
        assert left(before, after, scores=scores, rivals=[weak]) == {(10, 10): 360}
    scores = {(10, 10): 360, (10, 11): 340}
    near = box("The points in Bodo are being renewed.", status=Status.ONGOING)
    assert left(before, after, scores=scores, rivals=[near]) == {}


@pytest.mark.parametrize(
    ("kind", "status", "score", "goes_on"),
    [
        (Kind.DELIVERY, PLANNED, 300, True),
        (Kind.MEETING, PLANNED, 300, False),
        (Kind.MEETING, PLANNED, 470, True),
        (Kind.DELIVERY, DONE, 470, False),
    ],
)
def test_under_a_name_that_shares_no_word_only_the_same_sort_of_measure_goes_on(kind, status, score, goes_on):
    before = box("The signal box of the valley line.", kind=kind, status=status)
    after = box("An interlocking centre.", kind=Kind.DELIVERY, status=Status.ONGOING)
    assert bool(left(before, after, scores={(10, 10): score})) is goes_on


def moved(before, after):
    found = compare_letters(older(*COMPANY, *before), newer(*COMPANY, *after)).changes
    return [change for change in found if change.kind == "item.moved"]


def grant(towns, amount, **facts):
    text = f"A grant for pumping stations in {towns} ({amount.quote}) is in preparation."
    return say(text, amounts=(amount,), partners=("IT",), **facts)


def test_a_part_of_a_split_measure_that_moves_is_quoted_alone():
    whole = grant("Ancona and Pescara", eur(12))
    stays, goes = grant("Ancona", eur(7)), grant("Pescara", eur(5), part="RIVERS")
    (change,) = moved([whole], [stays, goes])
    assert change.place_after == (("part", "RIVERS"),)
    assert (change.before.statements, change.after.statements) == (("s011",), ("s012",))


def test_a_part_of_a_merged_measure_that_stood_elsewhere_has_moved():
    stays, comes = grant("Ancona", eur(7)), grant("Pescara", eur(5), part="RIVERS")
    (change,) = moved([stays, comes], [grant("Ancona and Pescara", eur(12))])
    assert change.place_before == (("part", "RIVERS"),)
    assert (change.before.statements, change.after.statements) == (("s012",), ("s011",))


def test_a_measure_split_where_it_stood_has_not_moved():
    whole = grant("Ancona and Pescara", eur(12))
    assert moved([whole], [grant("Ancona", eur(7)), grant("Pescara", eur(5))]) == []


def course(crew, **facts):
    text = f"A conference on the training of {crew} in Sliema{facts.pop('more', '')}."
    return say(text, **{"kind": Kind.MEETING, "partners": ("MT",), "priority": "Ports", **facts})


def unmentioned(old, new):
    return [gone.statements for gone in link_statements(old, new).unmentioned]


@pytest.mark.parametrize(
    ("crew", "priority", "gone"),
    [
        ("nurses", "Health", True),
        ("pilots", "Health", False),
        ("helmsmen", "Ports", False),
    ],
    ids=["others elsewhere", "the same elsewhere", "another name where it stood"],
)
def test_under_another_heading_the_act_alone_is_no_pair(crew, priority, gone):
    old = older(*COMPANY, course("pilots", more=" was called off for want of rooms, the mayor said"))
    new = newer(
        *COMPANY,
        course(
            crew, priority=priority, part=priority.upper(), more=", after lengthy consultations with unions"
        ),
    )
    assert (unmentioned(old, new) == [("s011",)]) is gone


STUDY = {"partners": ("MT",), "kind": Kind.OTHER}


def study(name, **facts):
    return say(f"The survey of the {name} in Sliema, Malta is under way.", **{**STUDY, **facts})


@pytest.mark.parametrize(
    ("body", "others", "gone"),
    [
        ({}, (), False),
        ({"partners": ("IT",)}, (), True),
        ({"status": PLANNED}, (), True),
        ({"kind": Kind.MEETING, "text": "Envoys discuss interlocking in Sliema."}, (), True),
        ({}, (study("tide mill"),), True),
    ],
    ids=["the only line", "another partner", "another stage", "another sort", "two such lines"],
)
def test_the_letter_proper_may_tell_the_only_line_of_its_sort_under_another_name(body, others, gone):
    text = "A study on the interlocking centre in Sliema goes on."
    told = say(**{"text": text, **STUDY, **BODY, **body})
    lines = [study("signal box"), *others]
    assert (unmentioned(older(told, *COMPANY, *lines), newer(*COMPANY, *lines)) == [("s001",)]) is gone


def test_what_names_another_town_or_is_only_alike_elsewhere_repeats_nothing():
    here = say(
        "A feasibility study on the ward in Krk will be launched.", partners=("HR",), priority="Health"
    )
    there = replace(here, text="A feasibility study on the ward in Rab will be launched.", priority="Energy")
    old = older(*COMPANY, here, replace(there, part="ENERGY"))
    subjects, _ = read_subjects(old, newer(*COMPANY))
    assert not repeats(subjects[11], subjects, {11: {10: 800}}, {10})
    again = older(*COMPANY, here, replace(here, part="ENERGY"))
    subjects, _ = read_subjects(again, newer(*COMPANY))
    assert not repeats(subjects[11], subjects, {11: {10: 700}}, {10})
    assert repeats(subjects[11], subjects, {11: {10: 720}}, {10})
