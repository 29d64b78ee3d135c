"""Which links are worth a look: a weak pair, and one that has a rival as good as itself."""

from dataclasses import replace

from diffing.linking.doubtful_links import doubtful_links
from diffing.linking.links import Alternative, Link, Rule

SURE = Link(before=("s001",), after=("s001",), rule=Rule.BEST_MATCH, score=0.95)


def rival(score, before="s001", after="s009"):
    return Alternative(before=before, after=after, score=score)


def test_a_sure_link_is_in_no_doubt():
    assert doubtful_links([SURE, replace(SURE, alternatives=(rival(0.3),))]) == ()


def test_a_weak_link_is_doubtful_though_no_other_comes_near():
    (found,) = doubtful_links([replace(SURE, score=0.4)])
    assert (found.doubt, found.why) == (600, "the pair scores 0.400, and no other comes near")


def test_a_link_with_a_rival_as_good_as_itself_is_doubtful():
    (found,) = doubtful_links([replace(SURE, alternatives=(rival(1.0), rival(0.2)))])
    assert found.doubt == 525
    assert found.why == "the pair scores 0.950, another 1.000"


def test_a_part_of_the_link_is_no_rival():
    both = replace(SURE, after=("s001", "s009"), alternatives=(rival(0.95),))
    assert doubtful_links([both]) == ()


def test_what_a_person_decided_is_in_no_doubt():
    assert doubtful_links([replace(SURE, rule=Rule.BY_DECISION, score=0.1)]) == ()


def test_the_most_doubtful_comes_first():
    weak = [replace(SURE, before=(f"s{n:03}",), score=score) for n, score in enumerate((0.45, 0.38, 0.41))]
    assert [one.link.before for one in doubtful_links(weak)] == [("s001",), ("s002",), ("s000",)]
