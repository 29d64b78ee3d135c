"""Which links are worth a look: a weak pair, and one that has a rival as good as itself."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from diffing.linking.doubtful_links import doubtful_links
from diffing.linking.links import Alternative, Link, Rule

SURE = Link(before=("s001",), after=("s001",), rule=Rule.BEST_MATCH, score=0.95)


scores = st.integers(1, 1000).map(lambda thousandths: thousandths / 1000)


def rival(score, before="s001", after="s009"):
    return Alternative(before=before, after=after, score=score)


def test_a_sure_link_is_in_no_doubt():
    assert doubtful_links([SURE, replace(SURE, alternatives=(rival(0.3),))]) == ()


def test_a_weak_link_is_sure_when_no_other_comes_near():
    assert doubtful_links([replace(SURE, score=0.4)]) == ()


def test_a_weak_link_with_a_rival_is_doubtful():
    (found,) = doubtful_links([replace(SURE, score=0.4, alternatives=(rival(0.3),))])
    assert (found.doubt, found.why) == (85, "the pair scores 0.400, another 0.300")


def test_a_link_with_a_rival_as_good_as_itself_is_doubtful():
    (found,) = doubtful_links([replace(SURE, alternatives=(rival(1.0), rival(0.2)))])
    assert found.doubt == 26
    assert found.why == "the pair scores 0.950, another 1.000"


def test_a_part_of_the_link_is_no_rival():
    both = replace(SURE, after=("s001", "s009"), alternatives=(rival(0.95),))
    assert doubtful_links([both]) == ()


def test_what_a_person_decided_is_in_no_doubt():
    assert doubtful_links([replace(SURE, rule=Rule.BY_DECISION, score=0.1)]) == ()


def test_the_most_doubtful_comes_first():
    weak = [
        replace(SURE, before=(f"s{n:03}",), score=score, alternatives=(rival(0.35, before=f"s{n:03}"),))
        for n, score in enumerate((0.45, 0.38, 0.41))
    ]
    assert [one.link.before for one in doubtful_links(weak)] == [("s001",), ("s002",), ("s000",)]


@given(scores, scores, scores)
def test_doubt_falls_with_the_score_and_rises_with_the_runner_up(score, less, best):
    low, high = sorted((score, less))
    assert doubt(low, best) >= doubt(high, best)
    assert doubt(best, low) <= doubt(best, high)


def doubt(score, best):
    """0 for what is not worth a look."""
    found = doubtful_links([replace(SURE, score=score, alternatives=(rival(best),))])
    return found[0].doubt if found else 0
