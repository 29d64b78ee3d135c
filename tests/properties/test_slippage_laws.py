"""Laws of promises that hold for any letters: none is lost, none stands twice, each figure is what it counts."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from compared_letters import COMPANY, NEW_DATE, OLD_DATE, due, letter, say
from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st

from diffing.changes.typed_changes import DeadlineMoved, DeadlinePassed
from diffing.compare_letters import compare_letters
from diffing.items import follow_items, item_ids
from diffing.outcomes.promises import InTime, Outcome, is_next_step
from diffing.outcomes.slippage import by_slip, read_slippage
from snapshots.letter import Certainty, Status

THINGS = ["dredger", "school", "lighthouse", "ferry line", "archive", "breakwater"]
PLACES = ["Cres", "Vlora", "Poti", "Agadir"]
days = st.integers(-120, 400).map(lambda number: OLD_DATE + timedelta(days=number))


@st.composite
def deadlines(draw):
    if draw(st.integers(0, 4)) == 0:
        return due(None, certainty=draw(st.sampled_from([Certainty.TBC, Certainty.FIRM])))
    last = draw(days)
    first = draw(st.one_of(st.none(), st.integers(0, 90).map(lambda n: last - timedelta(days=n))))
    return due(last.isoformat(), first and first.isoformat())


@st.composite
def measures(draw):
    status = draw(st.sampled_from(Status))
    what, where = draw(st.sampled_from(THINGS)), draw(st.sampled_from(PLACES))
    verb = "was finished" if status is Status.DONE else "will be finished"
    return say(
        f"The {what} of {where} {verb} by the harbour board.",
        status=status,
        partners=draw(st.sampled_from([(), ("HR",), ("AL", "GE")])),
        deadlines=tuple(draw(st.lists(deadlines(), max_size=2))),
        dates=tuple(draw(st.lists(days.map(lambda day: due(day.isoformat(), day.isoformat())), max_size=1))),
    )


said = st.lists(measures(), max_size=7)


def followed(*letters):
    dates = (OLD_DATE, NEW_DATE, date(2030, 11, 2))
    series = [letter(*COMPANY, *one, written=day) for one, day in zip(letters, dates, strict=True)]
    ids = item_ids(follow_items(series))
    return series, read_slippage(
        [compare_letters(a, b, item_ids=ids) for a, b in pairwise(series)], item_ids=ids
    )


@few_examples(15)
@given(said, said, said)
def test_every_next_step_of_a_letter_has_one_outcome_in_the_next(first, second, third):
    series, slippage = followed(first, second, third)
    for one in series[:-1]:
        steps = [statement.id for statement in one.statements if is_next_step(statement)]
        told = Counter(
            statement for p in slippage.promises if p.old == one.key for statement in p.before.statements
        )
        assert [told[step] for step in steps] == [1] * len(steps)
        assert max(told.values(), default=1) == 1


@few_examples(15)
@given(said, said, said)
def test_every_deadline_is_in_one_figure_and_figures_are_what_they_count(first, second, third):
    _, slippage = followed(first, second, third)
    groups = [slippage.total, *slippage.by_item.values(), *slippage.by_letter.values()]
    for one in groups:
        places = [
            *(one.met, one.late, one.undated, one.moved, one.narrowed, one.removed),
            *(one.became_tbc, one.unmentioned, one.ahead),
        ]
        told = Counter(id(promise) for place in places for promise in place)
        assert max(told.values(), default=1) == 1
        assert {id(p) for p in one.deadlines} == told.keys() | {id(p) for p in one.passed}
    passed = [p for p in slippage.promises if p.deadline and p.has(DeadlinePassed)]
    assert list(slippage.total.passed) == passed
    for counted in (slippage.by_item, slippage.by_letter):
        assert sum(len(one.deadlines) for one in counted.values()) == len(slippage.total.deadlines)


@few_examples(15)
@given(said, said, said)
def test_an_outcome_rests_on_the_changes_that_it_opens_into(first, second, third):
    _, slippage = followed(first, second, third)
    for promise in slippage.promises:
        assert (promise.after is None) <= (promise.outcome is Outcome.UNMENTIONED)
        assert (promise.in_time is not None) <= (promise.outcome is Outcome.KEPT)
        moved = (Outcome.SLIPPED, Outcome.BROUGHT_FORWARD, Outcome.NARROWED)
        assert (promise.outcome in moved) <= promise.has(DeadlineMoved)
        if promise.in_time is InTime.LATE:
            assert promise.deadline.latest < date.fromisoformat(promise.new.partition("/")[2])


@few_examples(10)
@given(said, said, said)
def test_sorting_by_slip_loses_no_promise_and_puts_the_furthest_first(first, second, third):
    _, slippage = followed(first, second, third)
    ordered = by_slip(slippage.promises)
    assert Counter(map(id, ordered)) == Counter(map(id, slippage.promises))
    slips = [p.shift.most for p in ordered if p.outcome in (Outcome.SLIPPED, Outcome.BROUGHT_FORWARD)]
    assert slips == sorted(slips, reverse=True)


def test_a_letter_against_itself_keeps_every_promise_open():
    one = letter(
        *COMPANY, say("A ferry will sail to Cres.", status=Status.PLANNED, deadlines=(due("2030-12-31"),))
    )
    again = replace(one, date=NEW_DATE)
    slippage = read_slippage([compare_letters(one, again)])
    assert {promise.outcome for promise in slippage.promises} == {Outcome.OPEN}
