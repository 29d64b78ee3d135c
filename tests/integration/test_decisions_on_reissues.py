"""What was decided of a letter's statements is held of its corrected re-issue, or is said not to be."""

from itertools import permutations

import pytest
from decided_links import (
    MID,
    NEW,
    OLD,
    comparison,
    decide,
    entries,
    events,
    listed,
    made,
    put_off,
    rows,
    statement,
    undo,
    unrelated,
    with_letters,
)
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES

from service.decisions.correct_link import preview_correction
from service.errors import UnknownLetter, WithdrawnLetter
from service.recording.rebuild import rebuild
from service.recording.record_letter import record_letter
from service.recording.withdraw_letter import withdraw_letter
from service.verify import verify
from snapshots.link_decisions import Place

AGAIN = f"{MID}/2"
# One line more before all others, so that every statement has another id; a date that is put right; and the
# tender is gone, so that a decision about it finds nothing.
CORRECTED = (
    MAY.replace(b"|---|---|---|\n", b"|---|---|---|\n| Tugs | Malta: a tug was bought in March 2031. | |\n")
    .replace(b"in October 2031", b"in November 2031")
    .replace(b"Georgia: a tender for harbour lights at Poti will be launched in July 2031.", b"")
)


def together(engine, words, *, new=AGAIN):
    """Whether statements with these words of the two letters are linked."""
    one, other = statement(engine, OLD, words[0]), statement(engine, new, words[1])
    return any(
        one.statement in link["before"]["statements"] and other.statement in link["after"]["statements"]
        for link in comparison(engine, OLD, new)["alignments"]
    )


WORKSHOP = ("workshop on night navigation", "workshop on night navigation")
GRANT = ("A grant of EUR 3 million", "colours of harbour")


def test_a_reissue_is_compared_as_was_decided_of_the_letter_that_it_corrects(sqlite_engine):
    with_letters(sqlite_engine, JANUARY, MAY)
    made(sqlite_engine, decide("separate", put_off(sqlite_engine)))
    made(sqlite_engine, decide("confirm", unrelated(sqlite_engine)))
    record_letter(sqlite_engine, CORRECTED, series=SERIES)
    assert statement(sqlite_engine, AGAIN, WORKSHOP[1]).statement != put_off(sqlite_engine)[1].statement
    assert not together(sqlite_engine, WORKSHOP)
    assert together(sqlite_engine, GRANT)
    assert comparison(sqlite_engine, OLD, AGAIN)["receipt"]["decisions"] == ["d1", "d2"]
    made(sqlite_engine, undo("d1"))
    assert together(sqlite_engine, WORKSHOP)


def test_what_finds_no_words_in_the_reissue_is_named_when_it_comes_in_and_in_the_list(sqlite_engine):
    with_letters(sqlite_engine, JANUARY, MAY, SEPTEMBER)
    tender = statement(sqlite_engine, MID, "a tender for harbour lights")
    later = statement(sqlite_engine, NEW, "a tender for harbour lights")
    made(sqlite_engine, decide("confirm", (tender, later)))
    made(sqlite_engine, decide("separate", put_off(sqlite_engine)))
    recorded = record_letter(sqlite_engine, CORRECTED, series=SERIES)
    (lost,) = recorded.not_carried
    assert (lost.decision, lost.origin.statement, lost.letter) == ("d1", tender.statement, recorded.key)
    assert lost.why == "no statement there has its words"
    (carried,) = recorded.carried
    assert (carried.decision, carried.heir.letter) == ("d2", recorded.key)
    assert carried.heir.statement == statement(sqlite_engine, AGAIN, WORKSHOP[1]).statement
    first, second = listed(sqlite_engine)
    assert (first.carried, first.not_carried) == ((), (lost,))
    assert (second.carried, second.not_carried) == ((carried,), ())


def test_a_decision_made_after_the_reissue_says_what_it_means_there(sqlite_engine):
    with_letters(sqlite_engine, JANUARY, MAY, CORRECTED)
    workshop = put_off(sqlite_engine)
    would = preview_correction(sqlite_engine, SERIES, decide("separate", workshop))
    told = made(sqlite_engine, decide("separate", workshop))
    assert (would.carried, would.effects) == (told.carried, told.effects)
    assert [one.heir.letter for one in told.carried] == [f"{SERIES}/{AGAIN}"]
    assert (f"{SERIES}/{OLD}", f"{SERIES}/{AGAIN}") in [
        (one.old, one.new) for one in told.effects.comparisons
    ]


def test_who_decides_of_the_reissue_itself_is_heard_before_its_words(sqlite_engine):
    with_letters(sqlite_engine, JANUARY, MAY)
    before, workshop = put_off(sqlite_engine)
    made(sqlite_engine, decide("separate", (before, workshop)))
    record_letter(sqlite_engine, CORRECTED, series=SERIES)
    again = statement(sqlite_engine, AGAIN, WORKSHOP[1])
    told = made(sqlite_engine, decide("confirm", (before, again)))
    assert told.supersedes == ("d1",)
    assert together(sqlite_engine, WORKSHOP)
    assert not together(sqlite_engine, WORKSHOP, new=MID)
    assert [one.in_force for one in listed(sqlite_engine)] == [True, True]


@pytest.mark.parametrize("order", list(permutations((JANUARY, MAY, CORRECTED))))
def test_in_whatever_order_the_letters_came_a_decision_means_the_same(sqlite_engine, order):
    if order.index(CORRECTED) < order.index(MAY):
        order = [{MAY: CORRECTED, CORRECTED: MAY}.get(one, one) for one in order]
    with_letters(sqlite_engine, *order)
    made(sqlite_engine, decide("separate", put_off(sqlite_engine)))
    assert not together(sqlite_engine, WORKSHOP)
    assert not together(sqlite_engine, WORKSHOP, new=MID)


def test_what_was_decided_of_a_letter_that_is_withdrawn_goes_to_its_reissue(engine):
    with_letters(engine, JANUARY, MAY)
    made(engine, decide("separate", put_off(engine)))
    withdraw_letter(engine, SERIES, MID, reason="A page was missing.")
    ((idle,),) = [one.not_carried for one in listed(engine)]
    assert (idle.letter, idle.why) == (
        f"{SERIES}/{MID}",
        "its letter was withdrawn, and no re-issue of it is held",
    )
    record_letter(engine, CORRECTED, series=SERIES)
    assert [one.not_carried for one in listed(engine)] == [()]
    assert not together(engine, WORKSHOP)
    told = [one for one in entries(engine) if one.new == f"{SERIES}/{AGAIN}"]
    assert "deadline.moved" not in {one.kind for one in told if "navigation" in str(one.content)}
    before = rows(engine)
    rebuild(engine, authority="localhost")
    assert rows(engine) == before
    assert verify(engine).failures == ()


def test_a_statement_of_a_letter_that_is_withdrawn_cannot_be_decided_on(sqlite_engine):
    with_letters(sqlite_engine, JANUARY, MAY, SEPTEMBER)
    workshop = put_off(sqlite_engine)
    made(sqlite_engine, decide("separate", workshop))
    withdraw_letter(sqlite_engine, SERIES, MID, reason="Sent by mistake.")
    before = events(sqlite_engine)
    with pytest.raises(WithdrawnLetter, match="was withdrawn: Sent by mistake"):
        made(sqlite_engine, decide("confirm", workshop))
    assert events(sqlite_engine) == before
    assert made(sqlite_engine, undo("d1")).decision.id == "d1"
    with pytest.raises(UnknownLetter):
        made(sqlite_engine, decide("confirm", (workshop[0], Place(letter=AGAIN, statement="s001"))))


def test_what_was_shown_while_a_letter_was_held_can_be_had_when_it_is_withdrawn(engine):
    with_letters(engine, JANUARY, MAY, SEPTEMBER)
    made(engine, decide("separate", put_off(engine)))
    shown = {pair: comparison(engine, *pair) for pair in ((OLD, MID), (MID, NEW), (OLD, NEW))}
    position = events(engine)
    withdraw_letter(engine, SERIES, MID, reason="Sent by mistake.")
    for pair, was in shown.items():
        assert comparison(engine, *pair, as_of_position=position) == was
    assert comparison(engine, "previous", NEW, as_of_position=position) == shown[MID, NEW]
    with pytest.raises(WithdrawnLetter, match="was withdrawn: Sent by mistake"):
        comparison(engine, OLD, MID, as_of_position=events(engine))
    with pytest.raises(WithdrawnLetter):
        comparison(engine, OLD, MID)


def test_the_past_of_a_series_that_is_withdrawn_as_a_whole_can_be_had(sqlite_engine):
    with_letters(sqlite_engine, JANUARY, MAY)
    was, position = comparison(sqlite_engine), events(sqlite_engine)
    for label in (OLD, MID):
        withdraw_letter(sqlite_engine, SERIES, label, reason="Sent by mistake.")
    assert comparison(sqlite_engine, as_of_position=position) == was
    with pytest.raises(UnknownLetter):
        comparison(sqlite_engine, as_of_position=0)


def test_what_was_shown_before_a_reissue_came_in_can_be_had(sqlite_engine):
    with_letters(sqlite_engine, JANUARY, MAY)
    made(sqlite_engine, decide("separate", put_off(sqlite_engine)))
    was, position = comparison(sqlite_engine), events(sqlite_engine)
    record_letter(sqlite_engine, CORRECTED, series=SERIES)
    corrected, then = comparison(sqlite_engine, OLD, AGAIN), events(sqlite_engine)
    made(sqlite_engine, undo("d1"))
    assert comparison(sqlite_engine, as_of_position=position) == was
    assert comparison(sqlite_engine, OLD, AGAIN, as_of_position=then) == corrected
