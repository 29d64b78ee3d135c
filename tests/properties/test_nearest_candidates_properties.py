"""The search for candidates against ranking every place that shares a term that is looked up."""

from itertools import product

from compared_letters import newer, older, say
from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st

from diffing.linking.candidates import nearest, posted
from diffing.linking.subjects import read_subjects

WORDS = (
    "harbour",
    "pilot",
    "lantern",
    "dredger",
    "mooring",
    "beacon",
    "tide",
    "gauge",
    "Bar",
    "Kotor",
    "Budva",
)
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
# So many that those of a long letter find more places than are looked up, and some are too common.
MANY_WORDS = tuple("".join(one) for one in product("bdkl", "au", "mnrz", ("op", "ib")))
PARTNERS = ((), ("MT",), ("IT",), ("MT", "IT"), ("GR",))
partners = st.sampled_from(PARTNERS)
letters = st.lists(st.tuples(sentences, partners), min_size=1, max_size=16)


def said(told):
    words, about = told
    return say(words, partners=about)


def looked_up(one, others):
    """The terms of a statement that find somebody: not too common, the rarest first, until it is enough."""
    having = {term: sum(term in other.weights for other in others) for term in one.weights}
    found, left = set(), 300
    for count, term in sorted((count, term) for term, count in having.items()):
        left -= count
        if 0 < count <= max(30, round(len(others) * 0.04)) and (left >= 0 or not found):
            found.add(term)
    return found


def by_trying_all(one, others):
    """The places of those that share something, that which shares most beside both totals first.

    Of what is about other partners three tenths count.
    """
    terms = looked_up(one, others)
    shared = {other.at: sum(one.weights[t] for t in terms & other.weights.keys()) for other in others}
    for other in others:
        if one.partners and other.partners and one.partners.isdisjoint(other.partners):
            shared[other.at] = shared[other.at] * 300 // 1000
    return sorted(
        (at for at, weight in shared.items() if weight),
        key=lambda at: (-shared[at] / (one.total + others[at].total), at),
    )


def check_nearest(told, told_later, most):
    old, new = read_subjects(
        *(make(*map(said, those)) for make, those in ((older, told), (newer, told_later)))
    )
    found = nearest(old, posted(new), most=most)
    assert found == {one.at: tuple(by_trying_all(one, new)[:most]) for one in old}


@given(letters, letters, st.integers(1, 9))
def test_the_nearest_are_the_first_of_all_that_share_anything(told, told_later, most):
    check_nearest(told, told_later, most)


def many(chance, size):
    """So many statements of up to sixteen of the words each, about one of the partners or none."""
    return [
        (" ".join(chance.sample(MANY_WORDS, chance.randint(1, 16))), chance.choice(PARTNERS))
        for _ in range(size)
    ]


@few_examples(8)
@given(st.randoms(use_true_random=False), st.integers(60, 200), st.integers(1, 9))
def test_of_a_long_letter_the_rarest_words_are_looked_up(chance, size, most):
    check_nearest(many(chance, 20), many(chance, size), most)
