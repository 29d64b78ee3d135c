"""Sentences: plain, without a verdict, and telling whose measure it is."""

import pytest
from compared_letters import COMPANY, count, due, eur, newer, older, on, say

from diffing.changes.describe_change import describe
from diffing.changes.plain_words import window, window_name
from diffing.compare_letters import compare_letters
from snapshots.letter import Kind, Status

PLANNED, ONGOING, DONE, ON_HOLD = Status.PLANNED, Status.ONGOING, Status.DONE, Status.ON_HOLD
EGYPT = {"partners": ("EG",), "kind": Kind.CONTRACT, "topic": "Works"}
BY_NOVEMBER = due("2029-11-30", quote="by 30 November 2029")
BY_DECEMBER = due("2030-12-31", quote="by 31 December 2030")


def boats(rest, **facts):
    return say(f"Boats for the coast guard of Egypt {rest}", **{**EGYPT, **facts})


@pytest.mark.parametrize(
    ("before", "after", "sentences"),
    [
        (
            boats("are to come by 30 November 2029.", status=PLANNED, deadlines=(BY_NOVEMBER,)),
            boats("are to come by 31 December 2030.", status=PLANNED, deadlines=(BY_DECEMBER,)),
            [
                "Egypt: deadline moved from 30 November 2029 to 31 December 2030, 396 days later",
                "Egypt: deadline passed: by 30 November 2029, not reported done",
            ],
        ),
        (
            boats("(EUR 12 million) are being built.", amounts=(eur(12),)),
            boats("(EUR 12.5 million) are being built.", amounts=(eur(12.5),)),
            ["Egypt: sum changed from EUR 12 million to EUR 12.5 million"],
        ),
        (
            boats("train 40 sailors.", quantities=(count(40, "sailors"),)),
            boats("train 45 sailors.", quantities=(count(45, "sailors"),)),
            ["Egypt: figure changed from 40 sailors to 45 sailors"],
        ),
        (
            boats("are to be built.", status=PLANNED),
            boats("are to be built, which is on hold.", status=ON_HOLD),
            ["Egypt: planned before, now on hold"],
        ),
        (
            boats("are to be delivered.", status=PLANNED),
            boats("were delivered.", status=DONE),
            ["Egypt: planned before, now reported done"],
        ),
        (
            boats("are to be built.", status=PLANNED),
            boats(
                "are to be built in 2031.",
                status=PLANNED,
                deadlines=(due("2031-12-31", "2031-01-01", quote="in 2031"),),
            ),
            ["Egypt: deadline set: in 2031"],
        ),
        (
            boats(
                "are to be built on 3 May 2031.",
                status=PLANNED,
                deadlines=(on("2031-05-03", quote="on 3 May 2031"),),
            ),
            boats("are to be built.", status=PLANNED),
            ["Egypt: no deadline any more; it was on 3 May 2031"],
        ),
        (boats("are being built."), None, ["Egypt: under way before, no longer mentioned"]),
        (None, boats("are to be built.", status=PLANNED), ["Egypt: new, planned"]),
    ],
)
def test_a_change_is_said_in_a_plain_sentence(before, after, sentences):
    old, new = older(*COMPANY, *filter(None, [before])), newer(*COMPANY, *filter(None, [after]))
    found = [describe(change) for change in compare_letters(old, new).changes if not change.minor]
    assert [sentence.partition(" (Boats for")[0] for sentence in found] == sentences
    assert all(sentence.endswith(").") for sentence in found)


def test_a_long_list_of_partners_is_cut():
    many = say("Six navies train together off Crete.", partners=("EG", "TN", "MA", "DZ", "LY", "JO"))
    (change,) = compare_letters(older(*COMPANY), newer(*COMPANY, many)).changes
    assert describe(change).startswith("Egypt, Tunisia, Morocco and 3 more: new, under way (Six navies")


def test_no_sentence_passes_a_verdict():
    gone = say("A second cutter is being stationed at Pula.")
    (change,) = compare_letters(older(*COMPANY, gone), newer(*COMPANY)).changes
    assert not any(word in describe(change) for word in ("dropped", "cancelled", "failed", "abandoned"))


def test_a_place_is_told_in_plain_words_and_a_sentence_begins_with_a_capital():
    before = say("A mole for Cres is to be built.", status=PLANNED, topic=None)
    after = say("A mole for Cres is to be built.", topic=None)
    old, new = older(*COMPANY, before), newer(*COMPANY, after)
    (moved,) = [change for change in compare_letters(old, new).changes if change.kind == "item.moved"]
    assert describe(moved).startswith("Moved from the next steps to what is under way (")


@pytest.mark.parametrize(
    ("earliest", "latest", "alone", "in_a_move"),
    [
        ("2031-03-01", "2031-05-31", "in spring 2031", "spring 2031"),
        ("2031-12-01", "2032-02-29", "in winter 2031/32", "winter 2031/32"),
        ("2031-01-01", "2031-04-30", "in early 2031", "early 2031"),
        ("2031-05-01", "2031-08-31", "in mid-2031", "mid-2031"),
        ("2031-07-01", "2031-12-31", "in the second half of 2031", "the second half of 2031"),
        ("2031-04-01", "2031-06-30", "in Q2 2031", "Q2 2031"),
        ("2031-02-01", "2031-02-28", "in February 2031", "February 2031"),
        ("2031-01-01", "2031-12-31", "in 2031", "2031"),
        ("2031-12-03", "2031-12-04", "between 3 and 4 December 2031", "3–4 December 2031"),
        (
            "2031-11-28",
            "2031-12-02",
            "between 28 November and 2 December 2031",
            "28 November – 2 December 2031",
        ),
        (
            "2031-12-30",
            "2032-01-02",
            "between 30 December 2031 and 2 January 2032",
            "30 December 2031 – 2 January 2032",
        ),
        ("2031-05-03", "2031-05-03", "on 3 May 2031", "3 May 2031"),
        (None, "2031-05-31", "by 31 May 2031", "any day up to 31 May 2031"),
        (None, None, "a date to be confirmed", "a date to be confirmed"),
    ],
)
def test_a_window_is_called_as_people_call_it(earliest, latest, alone, in_a_move):
    time = due(latest, earliest)
    assert (window(time), window_name(time)) == (alone, in_a_move)


def first_sentence(before, after):
    return describe(compare_letters(older(*COMPANY, before), newer(*COMPANY, after)).changes[0])


def test_a_deadline_that_moves_is_named_by_its_end_and_one_that_narrows_by_all_its_days():
    until = boats("are to come by the end of August 2030.", status=PLANNED, deadlines=(due("2030-08-31"),))
    later = boats("are to come by the end of May 2031.", status=PLANNED, deadlines=(due("2031-05-31"),))
    within = boats(
        "are to come in August 2030.", status=PLANNED, deadlines=(due("2030-08-31", "2030-08-01"),)
    )
    assert first_sentence(until, later).startswith(
        "Egypt: deadline moved from 31 August 2030 to 31 May 2031, "
    )
    assert first_sentence(until, within).startswith(
        "Egypt: deadline changed from any day up to 31 August 2030 to August 2030, narrower"
    )
