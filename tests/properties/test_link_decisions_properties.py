"""Decisions settle as they would by a slow and obvious search, and in whatever order they are given."""

from hypothesis import given
from hypothesis import strategies as st

from snapshots.link_decisions import Decision, Pair, Place, Verdict, settle

letters = st.sampled_from(["s/2030-01-01", "s/2030-02-01", "s/2030-03-01"])


@st.composite
def pairs(draw):
    one, other = sorted(draw(st.lists(letters, min_size=2, max_size=2, unique=True)))
    ids = st.sampled_from(["s1", "s2"])
    return Pair(before=Place(letter=one, statement=draw(ids)), after=Place(letter=other, statement=draw(ids)))


@st.composite
def decisions(draw, max_size=7):
    made = draw(
        st.lists(
            st.tuples(
                st.sampled_from([Verdict.CONFIRM, Verdict.SEPARATE]),
                st.lists(pairs(), min_size=1, max_size=2),
            ),
            max_size=max_size,
        )
    )
    return [
        Decision(number=number, verdict=verdict, pairs=tuple(sorted(set(some))), actor="x", reason="y")
        for number, (verdict, some) in enumerate(made, 1)
    ]


def possible(held):
    """Whether pairs that are one and pairs that are apart can all be true: the slow and obvious way."""
    group = {}
    for _, pair in held:
        group.setdefault(pair.before, {pair.before})
        group.setdefault(pair.after, {pair.after})
    for verdict, pair in held:
        if verdict is not Verdict.SEPARATE:
            joined = group[pair.before] | group[pair.after]
            group.update(dict.fromkeys(joined, joined))
    return all(pair.after not in group[pair.before] for verdict, pair in held if verdict is Verdict.SEPARATE)


@given(decisions())
def test_of_what_contradicts_the_later_holds(made):
    held = []
    for decision in reversed(made):
        for pair in decision.pairs:
            if possible([*held, (decision.verdict, pair)]):
                held.append((decision.verdict, pair))
    settled = settle(made)
    assert {(one.verdict, pair) for one, pair in settled.holding} == set(held)


@given(decisions(), st.randoms(use_true_random=False))
def test_the_order_in_which_they_are_given_does_not_matter(made, random):
    shuffled = list(made)
    random.shuffle(shuffled)
    assert settle(shuffled) == settle(made)


@given(decisions(), st.randoms(use_true_random=False))
def test_what_does_not_contradict_gives_the_same_in_whatever_order_it_was_decided(made, random):
    if settle(made).overruled:
        return
    order = list(range(len(made)))
    random.shuffle(order)
    again = [
        Decision(number=place + 1, verdict=one.verdict, pairs=one.pairs, actor="x", reason="y")
        for place, one in zip(order, made, strict=True)
    ]
    first, second = settle(made), settle(again)
    assert (first.measures, first.apart) == (second.measures, second.apart)
    assert not second.overruled


@given(decisions())
def test_what_is_overruled_contradicts_later_decisions_alone(made):
    for number, against in settle(made).overruled.items():
        assert all(other > number for other in against)
