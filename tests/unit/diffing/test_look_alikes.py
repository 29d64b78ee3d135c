"""What looks like a measure and is another one joins it not, and is no rival of what truly continues it."""

from dataclasses import replace

import pytest
from compared_letters import COMPANY, eur, newer, older, say

from diffing.compare_letters import compare_letters
from diffing.linking.further_parts import is_of_another_place, meets_otherwise
from diffing.linking.kept_promises import reports_of_promises
from diffing.linking.left_over import left_under_one_heading
from diffing.linking.link_statements import link_statements
from diffing.linking.strangers import are_strangers, is_a_stranger_to_both, share_words_of_the_thing
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


@pytest.mark.parametrize(
    ("name", "town", "part", "gone"),
    [
        ("railway bridge", "Sliema", "ROADS", False),
        ("swing bridge", "Sliema", "ROADS", True),
        ("railway bridge", "Gozo", "ROADS", True),
        ("swing bridge", "Sliema", "PORTS", False),
    ],
    ids=["both words elsewhere", "one word that has similar ones", "of another town", "where it stood"],
)
def test_under_another_heading_a_measure_goes_on_in_words_of_the_thing(name, town, part, gone):
    old = older(*COMPANY, works("The survey of the railway bridge in Sliema is under way despite rain"))
    text = f"A team of engineers examines the {name} in {town} with two universities"
    now = works(text, part=part, priority=part.title())
    assert (unmentioned(old, newer(*COMPANY, now)) == [("s011",)]) is gone


def works(text, **facts):
    facts = {"part": "PORTS", "priority": "Ports", "partners": ("MT",), "kind": Kind.OTHER, **facts}
    return say(f"{text}.", **facts)


@pytest.mark.parametrize(
    ("mine", "theirs", "shares"),
    [
        ("The survey of the tide gauges goes on", "Engineers repaired sea-level gauges", True),
        ("The training of pilots goes on", "Nurses were trained", False),
        ("The training of lock keepers goes on", "Lock keepers were trained", True),
        ("The survey of the quay goes on", "Engineers repaired the museum", False),
        ("The survey for the mayor goes on", "Engineers asked the mayor", True),
    ],
    ids=["a word of its own", "the act", "the act and the thing", "in closing", "in closing and before"],
)
def test_a_word_of_the_thing_is_its_own_or_one_of_two_and_no_closing_phrase(mine, theirs, shares):
    closing = ", at the request of the mayor"
    assert share_words_of_the_thing(*the_first(works(mine + closing), works(theirs + closing))) is shares


@pytest.mark.parametrize(("priority", "shares"), [("Energy", False), ("Towns", True)])
def test_similar_words_of_its_own_heading_tell_of_no_thing(priority, shares):
    one, other = the_first(
        say("The grid operators are trained.", priority=priority, part=priority.upper()),
        say("Power auditors met.", priority=priority, part=priority.upper()),
    )
    assert ("~energy" in one.things & other.things) is shares


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


def the_first(*statements):
    subjects, _ = read_subjects(older(*statements, *COMPANY), newer(*COMPANY))
    return subjects[: len(statements)]


def about(subject, *things):
    """The subject, of whose words these tell what it is about, as in a letter that has many acts of a sort."""
    return replace(subject, things=frozenset(things))


@pytest.mark.parametrize(
    ("thing", "status", "strangers"),
    [("beds of reeds", PLANNED, True), ("beds of reeds", DONE, False), ("the slipway", PLANNED, False)],
    ids=["another thing", "another stage", "the same thing"],
)
def test_a_sentence_of_the_letter_proper_on_another_thing_is_a_stranger(thing, status, strangers):
    facts = {"partners": ("SI",)}
    line = say("A study on the slipway in Piran will be launched in autumn.", status=PLANNED, **facts)
    told = say(f"A study on {thing} in Piran will be launched in spring.", status=status, **facts, **BODY)
    one, other = the_first(told, line)
    assert are_strangers(about(one, thing), about(other, "the slipway")) is strangers


@pytest.mark.parametrize(
    ("thing", "town", "elsewhere"),
    [("buoys", "Koper", True), ("sirens", "Koper", False), ("buoys", "Izola", False)],
    ids=["another thing and place", "the same thing", "the place of the whole"],
)
def test_what_is_of_another_place_and_on_another_thing_is_no_further_part(thing, town, elsewhere):
    told = say(f"A tender for {thing} in {town} is under way.")
    beside, whole = say("A tender for sirens is under way."), say("The tender for sirens in Izola goes on.")
    one, two, both = the_first(told, beside, whole)
    assert is_of_another_place(about(one, thing), about(two, "sirens"), both) is elsewhere


def test_a_share_of_the_sum_is_a_further_part_wherever_it_is():
    sums = {"amounts": (eur(6),)}
    part = say("A tender for weather buoys in Koper (EUR 6 million) is under way.", **sums)
    beside = say("A tender for sirens is under way.")
    whole = say("A tender for sirens and buoys in Izola (EUR 6 million) goes on.", **sums)
    one, two, both = the_first(part, beside, whole)
    assert not is_of_another_place(about(one, "buoys"), about(two, "sirens"), both)


@pytest.mark.parametrize(
    ("kind", "across", "otherwise"),
    [
        (Kind.MEETING, Kind.FUNDING, True),
        (Kind.MEETING, Kind.MEETING, False),
        (Kind.FUNDING, Kind.FUNDING, False),
        (Kind.CONTRACT, Kind.FUNDING, False),
    ],
)
def test_a_conference_on_a_thing_is_not_the_grant_for_it(kind, across, otherwise):
    one = say("Conferences on lock keepers are in preparation.", kind=kind)
    pair = [say("A grant for lock keepers is paid out.", kind=across) for _ in range(2)]
    assert meets_otherwise(*the_first(one, *pair)) is otherwise


def test_a_report_from_another_town_keeps_no_promise():
    promise = say("The institute will hand in a study on eels in Muggia in May.", status=PLANNED)
    report = say("The institute handed in a study on eels in Grado in May.", status=DONE)
    there = replace(report, text=report.text.replace("Grado", "Muggia"))
    for told, kept in ((report, {}), (there, {10: 10})):
        old, new = read_subjects(older(*COMPANY, promise), newer(*COMPANY, told))
        assert reports_of_promises(old, new, {(10, 10): 900}) == kept
