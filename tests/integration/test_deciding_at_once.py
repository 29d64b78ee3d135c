"""Several people decide at once: each decision is recorded whole, and of what contradicts the last one stands."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from decided_links import MID, decide, listed, made, put_off, rows, undo, with_letters
from harbour_letters import JANUARY, MAY, SERIES

from service.errors import WithdrawnLetter
from service.recording.rebuild import rebuild
from service.recording.withdraw_letter import withdraw_letter
from service.verify import verify


def at_once(*acts):
    """What each gives, or raises, when all begin together."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        try:
            return act()
        except WithdrawnLetter as error:
            return error

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_of_two_that_contradict_both_are_recorded_and_the_last_one_stands(engine):
    with_letters(engine, JANUARY, MAY)
    workshop = put_off(engine)
    told = at_once(
        lambda: made(engine, decide("confirm", workshop)), lambda: made(engine, decide("separate", workshop))
    )
    first, second = sorted(told, key=lambda one: one.position)
    assert (first.decision.id, first.supersedes) == ("d1", ())
    assert (second.decision.id, second.supersedes) == ("d2", ("d1",))
    assert [one.in_force for one in listed(engine)] == [False, True]
    before = rows(engine)
    rebuild(engine, authority="localhost")
    assert rows(engine) == before


def test_the_same_decision_from_two_sides_is_recorded_once(engine):
    with_letters(engine, JANUARY, MAY)
    workshop = put_off(engine)
    told = at_once(*[lambda: made(engine, decide("separate", workshop))] * 2)
    assert sorted(one.already for one in told) == [False, True]
    assert {one.decision.id for one in told} == {"d1"}
    assert len(listed(engine)) == 1
    told = at_once(*[lambda: made(engine, undo("d1"))] * 2)
    assert sorted(one.already for one in told) == [False, True]


def test_deciding_on_a_letter_while_it_is_withdrawn_holds_or_says_why_not(engine):
    with_letters(engine, JANUARY, MAY)
    workshop = put_off(engine)
    decision, _ = at_once(
        lambda: made(engine, decide("separate", workshop)),
        lambda: withdraw_letter(engine, SERIES, MID, reason="Sent by mistake."),
    )
    recorded = listed(engine)
    if isinstance(decision, WithdrawnLetter):
        assert recorded == ()
    else:
        assert [one.decision.id for one in recorded] == [decision.decision.id]
        assert [one.letter for one in recorded[0].not_carried] == [f"{SERIES}/{MID}"]
    before = rows(engine)
    rebuild(engine, authority="localhost")
    assert rows(engine) == before
    assert verify(engine).failures == ()
