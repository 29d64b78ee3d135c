"""Whatever was decided, of whatever letters: it holds, and every statement still stands in one place."""

import json
from collections import Counter
from datetime import date

from compared_letters import letter, say
from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st

from diffing.change_json import comparison_to_json
from diffing.compare_letters import compare_letters
from diffing.items import follow_items, item_ids
from diffing.linking.link_statements import link_statements
from snapshots.letter import Column, Status
from snapshots.link_decisions import Decision, Pair, Place, Verdict, settle

DAYS = (date(2030, 3, 1), date(2030, 6, 15), date(2030, 9, 1))
THINGS = ("tugs", "buoys", "the crane at Split", "a lighthouse lamp", "pilots of Kotor")
ACTS = ("will be ordered", "were delivered", "are being repaired", "are on hold")


@st.composite
def statements(draw):
    status = draw(st.sampled_from([Status.DONE, Status.PLANNED, Status.ONGOING]))
    return say(
        f"{draw(st.sampled_from(THINGS)).capitalize()} {draw(st.sampled_from(ACTS))} {draw(st.sampled_from(('', 'in May', 'by the board')))}.",
        status=status,
        column=draw(st.sampled_from(Column)),
        partners=draw(st.sampled_from([(), ("HR",), ("IT",)])),
    )


@st.composite
def series(draw):
    """Three letters, in the order in which they came in."""
    made = [letter(*draw(st.lists(statements(), min_size=1, max_size=7)), written=day) for day in DAYS]
    return draw(st.permutations(made))


@st.composite
def decisions(draw, letters, max_size=4):
    by_date = sorted(letters, key=lambda one: one.date)
    made = []
    for number in range(1, draw(st.integers(0, max_size)) + 1):
        old, new = draw(st.sampled_from([(0, 1), (1, 2), (0, 2)]))
        pairs = [
            Pair(before=draw(place_in(by_date[old])), after=draw(place_in(by_date[new])))
            for _ in range(draw(st.integers(1, 2)))
        ]
        verdict = draw(st.sampled_from([Verdict.CONFIRM, Verdict.SEPARATE]))
        made.append(
            Decision(number=number, verdict=verdict, pairs=tuple(sorted(set(pairs))), actor="x", reason="y")
        )
    return made


def place_in(one):
    return st.sampled_from([Place(letter=one.key, statement=said.id) for said in one.statements])


@st.composite
def decided_series(draw):
    letters = draw(series())
    return letters, draw(decisions(letters))


def pairs_of_letters(letters):
    by_date = sorted(letters, key=lambda one: one.date)
    return [(old, new) for at, old in enumerate(by_date) for new in by_date[at + 1 :]]


@given(decided_series())
def test_every_statement_stands_in_exactly_one_place(made):
    letters, decided = made
    for old, new in pairs_of_letters(letters):
        linking = link_statements(old, new, settled=settle(decided))
        before = Counter(one for link in linking.links for one in link.before)
        before += Counter(one for group in linking.unmentioned for one in group.statements)
        after = Counter(one for link in linking.links for one in link.after)
        after += Counter(one for group in linking.added for one in group.statements)
        assert before == Counter(one.id for one in old.statements)
        assert after == Counter(one.id for one in new.statements)


@given(decided_series())
def test_what_is_one_measure_is_linked_and_what_is_not_never_is(made):
    letters, decided = made
    settled = settle(decided)
    for old, new in pairs_of_letters(letters):
        linking = link_statements(old, new, settled=settled)
        linked = {(a, b) for link in linking.links for a in link.before for b in link.after}
        for said in old.statements:
            for other in new.statements:
                one = settled.measures.get(Place(letter=old.key, statement=said.id))
                two = settled.measures.get(Place(letter=new.key, statement=other.id))
                if one is not None and one == two:
                    assert (said.id, other.id) in linked
                elif None not in {one, two} and settled.are_apart(one, two):
                    assert (said.id, other.id) not in linked


@given(decided_series())
@few_examples(20)
def test_items_hold_what_was_decided_and_every_statement_once(made):
    letters, decided = made
    settled = settle(decided)
    items = follow_items(letters, decisions=decided)
    ids = item_ids(items)
    assert set(ids) == {(one.key, said.id) for one in letters for said in one.statements}
    assert len(ids) == sum(len(a.statement_ids) for item in items for a in item.appearances)
    for one, measure in settled.measures.items():
        for two, other in settled.measures.items():
            same = ids[one.letter, one.statement] == ids[two.letter, two.statement]
            assert same or measure != other
            assert not (same and settled.are_apart(measure, other))


@given(decided_series(), st.randoms(use_true_random=False))
@few_examples(20)
def test_decisions_that_do_not_contradict_give_the_same_items_in_any_order(made, random):
    letters, decided = made
    if settle(decided).overruled:
        return
    order = list(range(1, len(decided) + 1))
    random.shuffle(order)
    again = [
        Decision(number=number, verdict=one.verdict, pairs=one.pairs, actor=one.actor, reason=one.reason)
        for number, one in zip(order, decided, strict=True)
    ]
    assert follow_items(letters, decisions=decided) == follow_items(letters, decisions=again)


@given(decided_series())
@few_examples(20)
def test_a_decision_about_other_letters_changes_no_byte(made):
    letters, decided = made
    old, new, other = letters
    elsewhere = [
        one for one in decided if any(other.key in (p.before.letter, p.after.letter) for p in one.pairs)
    ]
    if settle(elsewhere).apart or len(elsewhere) > 1:
        return  # by way of the third letter, two decisions may say something of these two
    old, new = sorted((old, new), key=lambda one: one.date)
    alone = json.dumps(comparison_to_json(compare_letters(old, new)))
    assert json.dumps(comparison_to_json(compare_letters(old, new, decisions=elsewhere))) == alone


@given(decided_series())
def test_the_decisions_of_a_receipt_are_all_that_were_needed(made):
    letters, decided = made
    ids = item_ids(follow_items(letters, decisions=decided))
    for old, new in pairs_of_letters(letters):
        served = compare_letters(old, new, item_ids=ids, decisions=decided)
        kept = served.receipt.given
        again = {(one.letter, one.statement): one.item for one in kept.items}
        assert compare_letters(old, new, item_ids=again, decisions=kept.decided) == served
