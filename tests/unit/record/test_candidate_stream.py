"""What was found, and what people say of it: each decision acts when it should, and not where it already did."""

from datetime import date

import pytest

from snapshots.candidate_stream import (
    NOTHING_FOUND,
    Fate,
    decide_accept,
    decide_found,
    decide_reject,
    evolve,
    find_candidate,
    fold,
)
from snapshots.errors import BadDecision, UnknownCandidate
from snapshots.letter import Source
from snapshots.letter_events import CandidateAccepted, CandidateFound, CandidateRejected

WHO = {"actor": "The registrar", "reason": "It is on the office's paper."}
LETTER = "harbours/2031-01-09"


def found(sha256="aa", text="bb"):
    return CandidateFound(
        place="/srv/letters",
        source=Source(sha256=sha256 * 32, media_type="text/plain"),
        date=date(2031, 1, 9),
        text_sha256=text * 32,
    )


def after(*events):
    return fold(events)


def test_what_is_found_waits():
    (event,) = decide_found(NOTHING_FOUND, found())
    (candidate,) = after(event).candidates
    assert (candidate.id, candidate.fate, candidate.found) == ("c1", Fate.WAITING, found())


@pytest.mark.parametrize("again", [found(), found(text="cc"), found(sha256="dd")])
def test_the_same_bytes_or_the_same_text_are_found_once(again):
    assert decide_found(after(found()), again) == ()


def test_other_bytes_with_another_text_are_another_candidate():
    assert decide_found(after(found()), found("dd", "ee")) == (found("dd", "ee"),)


def test_what_was_rejected_is_not_found_again():
    rejected = CandidateRejected(candidate=1, **WHO)
    assert decide_found(after(found(), rejected), found()) == ()


def test_an_accepted_candidate_is_the_letter_that_it_was_recorded_as():
    (event,) = decide_accept(after(found()), "c1", letter=LETTER, **WHO)
    assert event == CandidateAccepted(candidate=1, letter=LETTER, **WHO)
    candidate = find_candidate(after(found(), event), "c1")
    assert (candidate.fate, candidate.answer.letter, candidate.answer.number) == (Fate.ACCEPTED, LETTER, 2)


def test_accepting_or_rejecting_again_records_nothing():
    accepted = CandidateAccepted(candidate=1, letter=LETTER, **WHO)
    assert decide_accept(after(found(), accepted), "c1", letter=LETTER, **WHO) == ()
    assert decide_reject(after(found(), CandidateRejected(candidate=1, **WHO)), "c1", **WHO) == ()


def test_what_was_rejected_may_be_accepted_later():
    state = after(found(), CandidateRejected(candidate=1, **WHO))
    (event,) = decide_accept(state, "c1", letter=LETTER, **WHO)
    assert evolve(state, event).candidates[0].fate is Fate.ACCEPTED


def test_what_was_accepted_is_taken_back_by_withdrawing_the_letter():
    state = after(found(), CandidateAccepted(candidate=1, letter=LETTER, **WHO))
    with pytest.raises(BadDecision, match=f"recorded as {LETTER}; withdraw"):
        decide_reject(state, "c1", **WHO)


@pytest.mark.parametrize("name", ["c2", "1", "", "C1"])
def test_an_unknown_candidate_is_named_with_those_there_are(name):
    with pytest.raises(UnknownCandidate, match="the last ones are c1"):
        decide_reject(after(found()), name, **WHO)


def test_who_decides_says_who_and_why():
    for blank in ({"actor": " "}, {"reason": ""}, {"reason": "\u202e"}):
        with pytest.raises(BadDecision):
            decide_reject(after(found()), "c1", **WHO | blank)


def test_a_candidate_keeps_its_id_however_many_answers_there_are_before_it():
    state = after(found(), CandidateRejected(candidate=1, **WHO), found("dd", "ee"))
    assert [one.id for one in state.candidates] == ["c1", "c3"]
