"""The search for candidates against ranking every place that shares a term that is not too common."""

from compared_letters import newer, older, say
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
partners = st.sampled_from(((), ("MT",), ("IT",), ("MT", "IT")))
letters = st.lists(st.tuples(sentences, partners), min_size=1, max_size=16)


def said(told):
    words, about = told
    return say(words, partners=about)


def by_trying_all(one, others):
    """The places of those that share something, that which shares most beside both totals first.

    Of what is about other partners three tenths count.
    """
    shared = {
        other.at: sum(one.weights[t] for t in one.weights.keys() & other.weights.keys()) for other in others
    }
    for other in others:
        if one.partners and other.partners and one.partners.isdisjoint(other.partners):
            shared[other.at] = shared[other.at] * 300 // 1000
    return sorted(
        (at for at, weight in shared.items() if weight),
        key=lambda at: (-shared[at] / (one.total + others[at].total), at),
    )


@given(letters, letters, st.integers(1, 9))
def test_the_nearest_are_the_first_of_all_that_share_anything(told, told_later, most):
    old, new = read_subjects(
        *(make(*map(said, those)) for make, those in ((older, told), (newer, told_later)))
    )
    found = nearest(old, posted(new), most=most)
    assert found == {one.at: tuple(by_trying_all(one, new)[:most]) for one in old}
