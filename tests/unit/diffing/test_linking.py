"""Which statement continues which: one test for each thing the passes promise."""

from dataclasses import replace

import pytest
from compared_letters import COMPANY, count, due, eur, letter, newer, older, on, say

from diffing.linking.link_statements import link_statements
from diffing.linking.links import Rule
from diffing.linking.similarity import reasons_for
from diffing.linking.subjects import read_subjects
from snapshots.letter import Column, Kind, Status

PLANNED = Status.PLANNED
DONE = Status.DONE


def linked(old, new):
    """Pairs of statement ids, the first of each side."""
    return {(link.before[0], link.after[0]) for link in link_statements(old, new).links}


def only_link(old, new, before):
    (found,) = [link for link in link_statements(old, new).links if before in link.before]
    return found


def test_a_statement_in_the_same_words_is_linked_wherever_it_stands():
    moved = (*COMPANY[5:], *COMPANY[:5])
    linking = link_statements(older(*COMPANY), newer(*moved))
    assert {link.rule for link in linking.links} == {Rule.SAME_WORDS}
    assert linking.added == linking.unmentioned == ()


def test_a_measure_told_in_other_words_is_linked():
    before = say("Two tugs for the port of Bari are to be ordered before the summer.", status=PLANNED)
    after = say("The purchase of two tugboats for Bari harbour is planned.", status=PLANNED)
    assert ("s011", "s001") in linked(older(*COMPANY, before), newer(after, *COMPANY))


ARGUED = "We have taken forward the {} strands of work by which our harbours are to be made safer, {}."


@pytest.mark.parametrize(
    ("after", "goes_on"),
    [
        (ARGUED.format("five", "each with its own timetable"), True),
        ("Our harbours are close to our hearts, and much work is left to make them safer.", False),
    ],
)
def test_an_argument_is_linked_where_it_is_told_nearly_in_the_same_words(after, goes_on):
    facts = {"column": Column.BODY, "kind": Kind.OTHER, "part": None, "topic": None}
    before = say(ARGUED.format("four", "each with its own timetable"), **facts)
    found = linked(older(*COMPANY, before), newer(*COMPANY, say(after, **facts)))
    assert (("s011", "s011") in found) is goes_on


def test_the_same_words_about_another_partner_are_no_continuation():
    egypt = say("A contract for six radar masts is in preparation.", partners=("EG",), kind=Kind.CONTRACT)
    tunisia = replace(egypt, partners=("TN",))
    linking = link_statements(older(*COMPANY, egypt), newer(*COMPANY, tunisia))
    assert [gone.statements for gone in linking.unmentioned] == [("s011",)]
    assert [added.statements for added in linking.added] == [("s011",)]
    assert linking.unmentioned[0].considered[0].after == "s011"


def test_each_of_two_like_measures_finds_its_own_partner():
    pair = [
        say(f"The contract for the radar mast in {port} is to be signed.", status=PLANNED, partners=(code,))
        for port, code in (("Alexandria", "EG"), ("Bizerte", "TN"))
    ]
    signed = [
        say(f"The contract for the radar mast of {port} has been signed.", status=DONE, partners=(code,))
        for port, code in (("Bizerte", "TN"), ("Alexandria", "EG"))
    ]
    found = linked(older(*COMPANY, *pair), newer(*COMPANY, *signed))
    assert {("s011", "s012"), ("s012", "s011")} <= found


def test_a_promise_is_linked_with_the_fact_not_with_the_next_promise():
    """Both newer statements tell of the dialogue in the same words; one is the meeting that was announced."""
    announced = say(
        "The third dialogue on ship safety will be held on 20 May 2030.",
        status=PLANNED,
        kind=Kind.MEETING,
        deadlines=(on("2030-05-20", quote="on 20 May 2030"),),
    )
    held = say(
        "A dialogue on ship safety took place on 20 May 2030 in Porto.",
        status=DONE,
        kind=Kind.MEETING,
        dates=(on("2030-05-20", quote="on 20 May 2030"),),
    )
    next_one = say(
        "The next dialogue on ship safety is to be held in 2031.",
        status=PLANNED,
        kind=Kind.MEETING,
        deadlines=(due("2031-12-31", "2031-01-01", quote="in 2031"),),
    )
    assert ("s011", "s012") in linked(older(*COMPANY, announced), newer(*COMPANY, next_one, held))


def test_what_happened_before_the_older_letter_does_not_keep_its_promise():
    promised = say(
        "Twelve more divers are to be sent to Varna in June to clear the port of mines.",
        status=PLANNED,
        deadlines=(due("2030-06-30", "2030-06-01", quote="in June"),),
        quantities=(count(12, "divers", quote="Twelve"),),
    )
    long_ago = say(
        "The divers' school in Varna has been open to cadets of all navies since 3 April 2027.",
        status=DONE,
        dates=(on("2027-04-03", quote="on 3 April 2027"),),
    )
    assert ("s011", "s011") not in linked(older(*COMPANY, promised), newer(*COMPANY, long_ago))


def test_one_statement_that_became_two_is_a_split():
    whole = say(
        "A grant for pumping stations in Ancona and Pescara (EUR 12 million) is in preparation.",
        amounts=(eur(12),),
    )
    halves = [
        say(f"A grant for the pumping station in {town} ({sum_.quote}) is in preparation.", amounts=(sum_,))
        for town, sum_ in (("Ancona", eur(7)), ("Pescara", eur(5)))
    ]
    link = only_link(older(*COMPANY, whole), newer(*COMPANY, *halves), "s011")
    assert set(link.after) == {"s011", "s012"}
    assert link.split
    assert not link.merged


def test_two_statements_that_became_one_are_a_merge():
    halves = [
        say(
            f"A course for {n} harbour pilots from {port} will start in May.",
            status=PLANNED,
            partners=(code,),
        )
        for n, port, code in ((20, "Vlora", "AL"), (15, "Kotor", "ME"))
    ]
    whole = say(
        "A joint course for 35 harbour pilots from Vlora and Kotor will start in May.",
        status=PLANNED,
        partners=("AL", "ME"),
    )
    link = only_link(older(*COMPANY, *halves), newer(*COMPANY, whole), "s011")
    assert set(link.before) == {"s011", "s012"}
    assert link.merged


def test_the_letter_proper_repeating_the_annex_is_one_measure():
    body = say(
        "I will host a conference on harbour safety in Ghent on 4 May.",
        status=PLANNED,
        column=Column.BODY,
        kind=Kind.MEETING,
        deadlines=(on("2030-05-04", quote="on 4 May"),),
    )
    annex = say(
        "Conference on harbour safety, to be held in Ghent on 4 May.",
        status=PLANNED,
        kind=Kind.MEETING,
        deadlines=(on("2030-05-04", quote="on 4 May"),),
    )
    after = say(
        "The conference on harbour safety was held in Ghent on 4 May.",
        status=DONE,
        kind=Kind.MEETING,
        dates=(on("2030-05-04", quote="on 4 May"),),
    )
    link = only_link(older(body, *COMPANY, annex), newer(*COMPANY, after), "s001")
    assert set(link.before) == {"s001", "s012"}
    assert not link.merged


def test_every_link_says_why_and_who_came_second():
    before = say("Two tugs for Bari are to be ordered for EUR 9 million.", status=PLANNED, amounts=(eur(9),))
    after = say("The order for two tugs for Bari (EUR 9 million) was placed.", status=DONE, amounts=(eur(9),))
    rival = say("Two tugs were repaired in Bari.", status=DONE)
    link = only_link(older(*COMPANY, before), newer(*COMPANY, after, rival), "s011")
    assert 0 < link.score <= 1
    assert "as far as one would expect by now" in link.reasons
    assert ("s011", "s012") in {(one.before, one.after) for one in link.alternatives}


def test_a_weak_pair_is_taken_only_beside_its_neighbours():
    """The same two statements, alone among strangers and between neighbours that have their counterparts."""
    before = say("Gaps remain in the cover of the northern coast by radar.", topic="Radar", part="SEA")
    after = say(
        "Few radar sets look out over the northern waters, and ships pass unseen.", topic="Watch", part="AIR"
    )
    among = (*COMPANY[:5], before, *COMPANY[5:]), (*COMPANY[:5], after, *COMPANY[5:])
    alone = (before, *COMPANY), (*COMPANY, after)
    beside = link_statements(older(*among[0]), newer(*among[1]))
    assert ("s006", "s006") in {(link.before[0], link.after[0]) for link in beside.links}
    assert [link.rule for link in beside.links if link.before[0] == "s006"] == [Rule.BETWEEN_NEIGHBOURS]
    assert ("s001", "s011") not in linked(older(*alone[0]), newer(*alone[1]))


def test_sentences_that_only_argue_are_not_linked_with_each_other():
    arguments = [
        say(
            "Nobody can master the sea alone, and we must do more together.",
            column=Column.BODY,
            kind=Kind.OTHER,
        ),
        say(
            "Nobody masters the sea alone, and together we must do more.", column=Column.BODY, kind=Kind.OTHER
        ),
    ]
    assert ("s001", "s001") not in linked(older(arguments[0], *COMPANY), newer(arguments[1], *COMPANY))


@pytest.mark.parametrize("empty", [letter(), letter(written=older().date)])
def test_a_letter_that_says_nothing_has_no_links(empty):
    assert link_statements(empty, newer(*COMPANY)).links == ()
    assert link_statements(newer(*COMPANY), empty).links == ()


@pytest.mark.parametrize(
    ("promised", "reported", "next_one"),
    [
        (
            "Third batch of buoys for Bari, 40 buoys, to be laid in May.",
            "Bari: third batch of buoys laid on 3 May.",
            "Fourth batch of buoys for Bari, 40 buoys, to be laid in autumn.",
        ),
        (
            "Phase II of the dredging at Bari is to begin.",
            "Bari: phase II of the dredging completed.",
            "Phase III of the dredging at Bari is to begin.",
        ),
        (
            "Second payment for the dredging at Bari by the end of April.",
            "The second payment for the dredging was made.",
            "Third and last payment for the dredging at Bari by December.",
        ),
    ],
)
def test_what_is_numbered_continues_under_its_number(promised, reported, next_one):
    before = older(*COMPANY, say(promised, status=PLANNED))
    after = newer(*COMPANY, say(reported, status=DONE), say(next_one, status=PLANNED))
    linking = link_statements(before, after)
    assert ("s011", "s011") in linked(before, after)
    assert [added.statements for added in linking.added] == [("s012",)]


def test_another_number_of_a_planned_measure_is_another_measure():
    old = older(*COMPANY, say("The fourth lot of radar masts is to be ordered in May.", status=PLANNED))
    new = newer(*COMPANY, say("The fifth lot of radar masts is to be ordered in May.", status=PLANNED))
    assert [gone.statements for gone in link_statements(old, new).unmentioned] == [("s011",)]


def test_of_what_comes_round_the_latest_one_continues_the_one_before():
    old = older(*COMPANY, say("The second course of the Bari pilot school was passed by 16.", status=DONE))
    new = newer(*COMPANY, say("The third course of the Bari pilot school was passed by 18.", status=DONE))
    assert ("s011", "s011") in linked(old, new)


def test_a_promise_kept_joins_the_report_that_also_tells_how_the_measure_stands():
    stands = say(
        "Albania and the ports negotiate an agreement on shared pilots; most of it is agreed.",
        partners=("AL",),
    )
    promise = say("Signature of the agreement with Albania.", status=PLANNED, partners=("AL",))
    report = say("The agreement on shared pilots with Albania was signed.", status=DONE, partners=("AL",))
    after = say("Albania: entry into force.", status=PLANNED, partners=("AL",))
    link = only_link(older(*COMPANY, stands, promise), newer(*COMPANY, report, after), "s012")
    assert (link.before, link.after) == (("s011", "s012"), ("s011",))


def test_what_was_signed_before_is_no_part_of_what_was_signed_since():
    purchase = say(
        "Bari and Brindisi are leading the purchase of two further floating cranes.", column=Column.BODY
    )
    signed = say(
        "A contract for mooring ropes was signed with two rope makers that day; it is worth a little.",
        status=DONE,
        kind=Kind.CONTRACT,
        column=Column.BODY,
        dates=(on("2030-02-01"),),
    )
    cranes = say(
        "The contract for the two floating cranes of Bari and Brindisi was signed that day.",
        status=DONE,
        kind=Kind.CONTRACT,
        column=Column.BODY,
        dates=(on("2030-05-20"),),
    )
    link = only_link(older(*COMPANY, purchase, signed), newer(*COMPANY, cranes), "s011")
    assert (link.before, link.after) == (("s011",), ("s011",))


def test_the_next_meeting_is_not_the_one_that_was_held():
    held = say("The Harbour Council met in Bari.", status=DONE, kind=Kind.MEETING)
    tbc = say("Further Harbour Council, date and place to be confirmed.", status=PLANNED, kind=Kind.MEETING)
    after = say("Next Harbour Council to meet after the elections.", status=PLANNED, kind=Kind.MEETING)
    assert ("s012", "s011") in linked(older(*COMPANY, held, tbc), newer(*COMPANY, after))


def test_a_large_figure_is_known_without_its_noun():
    oysters = count(1_000_000, "oysters", quote="one million")
    before = say("We mean to plant one million oysters by then.", status=PLANNED, quantities=(oysters,))
    goal = count(1_000_000, "goal", quote="one million")
    after = say("The goal of one million will not be met.", status=PLANNED, quantities=(goal,))
    old, new = read_subjects(older(*COMPANY, before), newer(*COMPANY, after))
    assert "both alone have 1000000" in reasons_for(old[-1], new[-1])


def test_what_was_said_of_two_partners_and_is_now_said_of_each_is_one_measure_split():
    both = say(
        "Projects on safe moorings with Albania and Montenegro were adopted in January 2030.",
        status=Status.DONE,
        partners=("AL", "ME"),
    )
    one = say(
        "The contract for the project on safe moorings with Albania was signed on 4 May 2030.",
        status=Status.DONE,
        partners=("AL",),
        dates=(on("2030-05-04"),),
    )
    other = say(
        "The contract for the project on safe moorings with Montenegro is to be signed in August 2030.",
        status=Status.PLANNED,
        partners=("ME",),
    )
    linking = link_statements(older(*COMPANY, both), newer(*COMPANY, one, other))
    found = next(link for link in linking.links if link.before == ("s011",))
    assert (set(found.after), found.split) == ({"s011", "s012"}, True)
