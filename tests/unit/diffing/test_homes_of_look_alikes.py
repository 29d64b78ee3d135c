"""What looks like a pair of two letters joins it only when it is of its place, on its thing and of its sort."""

from dataclasses import replace

import pytest
from compared_letters import COMPANY, count, newer, older, say

from diffing.linking.clusters import Cluster, View
from diffing.linking.join_clusters import find_homes
from diffing.linking.link_statements import link_statements
from diffing.linking.links import Rule
from diffing.linking.subjects import read_subjects
from snapshots.letter import Kind, Status

PLANNED, DONE = Status.PLANNED, Status.DONE


def subjects(told, beside, across, *, things=None):
    """The three made ready, with what each is about, as in a letter that has many acts of a sort."""
    old, new = read_subjects(older(told, beside, *COMPANY), newer(across, *COMPANY))
    found = (old[0], old[1], new[0])
    if things is None:
        return found
    return tuple(
        replace(one, things=frozenset(about.split())) for one, about in zip(found, things, strict=True)
    )


def joins(told, beside, across, *, seen=0, kept=False):
    """Whether what is `told` joins the pair of what stands `beside` it and what the other letter says."""
    cluster = Cluster(before=[1], after=[0])
    view = View(
        mine=(told, beside),
        theirs=(across,),
        like={0: {1: 0}},
        seen={0: {0: seen}} if seen else {},
        paired={1: 0},
        counterpart={0: 1},
        mine_in={1: cluster},
        theirs_in={0: cluster},
        reports={0: 0} if kept else {},
    )
    return 0 in find_homes(view)


@pytest.mark.parametrize(
    ("beside", "kind", "joined"),
    [("nets", Kind.OTHER, True), ("lamps", Kind.OTHER, False), ("nets", Kind.MEETING, False)],
    ids=["the same thing", "another thing than its neighbour", "a meeting beside no meetings"],
)
def test_what_tells_no_fact_is_told_in_passing_of_its_own_thing_and_sort_alone(beside, kind, joined):
    facts = {"partners": ("HR",), "kind": Kind.OTHER}
    told = say("Work with Croatia on nets goes on.", **{**facts, "kind": kind, "topic": "Fishing"})
    pair = say("Croatia buys what its harbours ask for.", **facts), say("Nets and lamps in Croatia.", **facts)
    found = subjects(told, *pair, things=("nets", beside, "nets lamps"))
    assert joins(*found, seen=400) is joined


def stewards(islands, **facts):
    return say(f"The Sea Office will train stewards of the night ferry to {islands}.", **facts)


@pytest.mark.parametrize(("islands", "joined"), [("Krk", True), ("Krk and Cres", False)])
def test_a_promise_at_a_further_place_is_not_kept_with_its_look_alike(islands, joined):
    pair = stewards("Rab", status=PLANNED), stewards("Rab and Krk", status=DONE)
    found = subjects(stewards(islands, status=PLANNED), *pair, things=("x", "x", "x"))
    assert joins(*found, seen=300, kept=True) is joined


@pytest.mark.parametrize(("kind", "joined"), [(Kind.FUNDING, True), (Kind.MEETING, False)])
def test_a_conference_says_not_again_what_the_grant_for_its_subject_says(kind, joined):
    words = "Training of lock keepers at the river school of the province"
    pair = [say(f"{words}.", kind=Kind.FUNDING) for _ in range(2)]
    assert joins(*subjects(say(f"{words} soon.", kind=kind, topic="Schools"), *pair)) is joined


@pytest.mark.parametrize(("town", "joined"), [("Izola", True), ("Koper", False)])
def test_what_is_of_another_place_continues_no_part_of_the_whole(town, joined):
    told = say(f"Tenders for weather buoys in {town} are under way.", topic="Weather")
    pair = say("Tenders for sirens go on."), say("Tenders for sirens and weather buoys in Izola go on.")
    found = subjects(told, *pair, things=("buoys", "sirens", "sirens buoys"))
    assert joins(*found, seen=460) is joined


IT = {"partners": ("IT",)}


def study(town):
    return say(f"A study on the eel stocks of the lagoon in {town} is drawn up by the institute.", **IT)


def rules(old, new):
    """By which rule each statement of the older letter was paired, and with what."""
    return {link.before[0]: (link.after[0], link.rule) for link in link_statements(old, new).links}


def test_a_twin_at_another_place_is_no_rival_of_a_weaker_match():
    old = older(*COMPANY, study("Grado"), study("Muggia"))
    goes_on = say("Eels of Muggia: the chapters on nets, gates and weirs are drafted.", **IT)
    assert rules(old, newer(*COMPANY, study("Grado"), goes_on))["s012"] == ("s012", Rule.BEST_MATCH)


@pytest.mark.parametrize(("town", "linked"), [("Muggia", True), ("Grado", False)])
def test_where_a_measure_stood_nothing_of_another_place_goes_on(town, linked):
    old = older(*COMPANY, say("A study on the eel stocks in Muggia is being prepared.", **IT))
    text = f"The chapters on eel stocks off {town} are drafted by divers, who count nets and gates."
    assert ("s011" in rules(old, newer(*COMPANY, say(text, **IT)))) is linked


def test_what_is_on_another_thing_is_no_rival_of_what_stands_out():
    facts = {"quantities": (count(40, "days"),), **IT}
    counted = say("The eels in the lagoon are being counted by divers for 40 days.", **facts)
    drafted = say("Of eels the chapters on nets, gates, weirs and otters are drafted.", **IT)
    painted = say(
        "Larch piles, beams, rails and planks were tarred, nailed, sawn, planed and painted in white by masons, "
        "smiths, carpenters, ropers, sailors, coopers and joiners from Udine, Trento, Lecce for 40 days.",
        **facts,
    )
    found = rules(older(*COMPANY, counted), newer(drafted, painted, *COMPANY))
    assert found["s011"] == ("s001", Rule.BETWEEN_NEIGHBOURS)
