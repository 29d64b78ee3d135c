"""A list goes on label by label, though not a word under a label is the same."""

from dataclasses import replace

import pytest
from compared_letters import COMPANY, count, due, newer, older, on, say

from diffing.linking.link_statements import link_statements
from snapshots.letter import Status

DONE, PLANNED = Status.DONE, Status.PLANNED


def in_list(text, *, topic="Safety at sea", **facts):
    return say(text, **{"part": "HARBOURS", "topic": topic, **facts})


def linked(*old_lines, new_lines):
    """Whether the first of the older lines is linked with the first of the newer."""
    old, new = older(*old_lines, *COMPANY), newer(*new_lines, *COMPANY)
    first, other = old.statements[0].id, new.statements[0].id
    return any(first in link.before and other in link.after for link in link_statements(old, new).links)


BEFORE = in_list("Malta: decree with the speaker.", partners=("MT",))
AFTER = in_list("Malta: completed in May.", partners=("MT",), status=DONE)
OTHERS = (
    in_list("Cyprus: buoys moored.", partners=("CY",)),
    in_list("Greece: flares renewed.", partners=("GR",)),
)


def test_what_stands_alone_under_its_label_on_both_sides_is_one_measure():
    assert linked(BEFORE, *OTHERS, new_lines=(AFTER, *OTHERS))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((BEFORE, in_list("Malta: new quay.", partners=("MT",))), (AFTER,)),
        ((BEFORE,), (in_list("Malta: completed in May.", topic="Fishing", partners=("MT",), status=DONE),)),
        (
            (in_list("Malta: opened.", partners=("MT",), status=DONE),),
            (in_list("Malta: decree with the speaker.", partners=("MT",)),),
        ),
    ],
    ids=["two lines under the label", "a list of another name", "what was done is not under way again"],
)
def test_other_lines_are_not_one_measure_by_their_label_alone(before, after):
    assert not linked(*before, *OTHERS, new_lines=(*after, *OTHERS))


SEALED = in_list("Malta: signed on 9 May.", partners=("MT",), status=DONE, dates=(on("2030-05-09"),))
FREIGHT = ("oats", "rye", "hay", "peat", "salt", "tar", "rope")
PROMISE = say(
    "Malta: signature of the pact on safety at sea foreseen for May.",
    status=PLANNED,
    topic=None,
    partners=("MT",),
    deadlines=(due("2030-05-31"),),
)
DRAFT = in_list("Malta: draft with lawyers.", partners=("MT",))


def joined(line, *, report=SEALED, rest=OTHERS):
    """Whether the line goes on in the report beside the promise that the report keeps."""
    old, new = older(line, PROMISE, *rest, *COMPANY), newer(report, *rest, *COMPANY)
    ids = {statement.id for statement in old.statements[:2]}
    links = link_statements(old, new).links
    return any(ids <= set(link.before) and new.statements[0].id in link.after for link in links)


def test_a_line_goes_on_under_its_label_though_its_promise_has_the_report():
    assert joined(DRAFT)


def test_a_line_goes_on_under_its_label_though_others_share_more_of_its_words():
    line = in_list("Tern: price agreed, clauses with lawyers.", partners=("MT",))
    promise = replace(PROMISE, text="Tern: signature of the pact on safety at sea foreseen for May.")
    report = replace(SEALED, text="Tern: 27 pacts on safety at sea signed on 9 May.")
    alike = [
        say(f"{words} of {what}.", partners=("MT",), topic=None, status=status)
        for what in FREIGHT
        for words, status in (
            ("Price agreed, clauses with lawyers", Status.ONGOING),
            ("Tern: 27 pacts on safety at sea signed on behalf", DONE),
        )
    ]
    rest = (*OTHERS, *alike, *COMPANY)
    old, new = older(line, promise, *rest), newer(report, *rest)
    (link,) = [one for one in link_statements(old, new).links if new.statements[0].id in one.after]
    assert old.statements[0].id in link.before


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        (in_list("Malta: draft with lawyers.", topic="Fishing", partners=("MT",)), OTHERS),
        (DRAFT, (*OTHERS, in_list("Malta: new quay.", partners=("MT",)))),
        (
            in_list("Malta: visited on 3 May.", partners=("MT",), status=DONE, dates=(on("2029-05-03"),)),
            OTHERS,
        ),
    ],
    ids=["a list of another name", "two lines under the label", "another event"],
)
def test_a_line_of_another_list_or_event_does_not(line, rest):
    assert not joined(line, rest=rest)


def club(members, partner, day):
    return say(
        f"Club of Harbours (CH): {members} members since {partner} joined.",
        part="HARBOURS",
        priority="Clubs",
        topic=None,
        status=DONE,
        partners=(partner,),
        quantities=(count(members, "members"),),
        dates=(on(day),),
    )


def test_a_count_goes_on_under_the_name_of_its_measure_whoever_made_it_grow():
    told = club(41, "CY", "2030-05-09")
    wish = say(
        "Cyprus: to join the CH by May.",
        status=PLANNED,
        topic=None,
        partners=("CY",),
        deadlines=(due("2030-05-31"),),
    )
    old, new = older(club(40, "MT", "2029-07-01"), wish, *COMPANY), newer(told, *COMPANY)
    links = link_statements(old, new).links
    assert any(old.statements[0].id in link.before and new.statements[0].id in link.after for link in links)


@pytest.mark.parametrize(
    ("label", "linked_to"),
    [("Inner Strait", False), ("Outer Strait", True), ("Channel and Outer Strait", True)],
    ids=["another label", "its label", "a longer one"],
)
def test_on_weak_evidence_a_line_under_another_label_is_another(label, linked_to):
    before = say("Outer Strait: aircraft of the coast watch go on flying over the lanes.", topic=None)
    said = "after the storm two cutters and one aircraft began a search of the wrecks"
    after = say(f"{label}: {said}.", topic=None, status=DONE)
    assert linked(before, new_lines=(after,)) is linked_to
