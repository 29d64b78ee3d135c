"""Clusters that a statement without a counterpart may join by what it says, each with how much speaks for it.

A measure is said again, or goes on in a further part: near the statement, or wherever the other letter has
something like it.
"""

from __future__ import annotations

from collections.abc import Iterator

from diffing.linking.clusters import Home, View
from diffing.linking.further_parts import (
    NEXT_TO_IT,
    PLAINLY_PROMISED,
    add_up,
    adds,
    another_event,
    brings_a_partner,
    is_another,
    is_its_neighbours_like,
    is_of_another_place,
    is_one_of_two,
    is_the_step_after,
    is_told_at_another_of_its_places,
    make_up,
    meets_otherwise,
    names_another,
    stand_together,
)
from diffing.linking.likeness import newly_shared, resemblance
from diffing.linking.place import elsewhere
from diffing.linking.sequels import are_counted_in, counts_on, goes_on, is_a_step_of_its_own
from diffing.linking.similarity import named_otherwise, partner_fit
from diffing.linking.strangers import is_a_stranger_to_both
from diffing.linking.subjects import Subject
from diffing.linking.told_again import is_another_step, least_to_be_said_again
from snapshots.letter import Column

__all__ = ["offered_homes"]

# All in thousandths; DESIGN.md, decision 5, has what each rests on. What says a measure again is like both
# statements of its pair; a part tells a seventh of the whole that its neighbour leaves out, or a quarter
# when it stands elsewhere and is like the whole.
_ALIKE = 350
_FURTHER_PART = 150
_PART_ELSEWHERE = 260
_LIKE_THE_WHOLE = 450
# Beside the telling for another of its partners, and for one of them too.
_LIKE_ITS_SHARE = 300
_PLAIN_PART = 100
_ANCHORED = 30
_NOT_UNLIKE = 250
# What the letter proper tells again in other words, and is nearly a pair with what its annex line goes with.
_NEARLY_A_PAIR = 450


def offered_homes(view: View, subject: Subject) -> Iterator[tuple[int, Home]]:
    """Every cluster that the statement may join, with by how much it is beyond its bar; below 0 it is not.

    What says the measure again comes before its further parts, each in reading order; one cluster may be
    offered more than once.
    """
    yield from _said_again(view, subject)
    yield from _continued(view, subject)
    yield from _continued_beside(view, subject)
    yield from _gone_on(view, subject)


def _said_again(view: View, subject: Subject) -> Iterator[tuple[int, Home]]:
    """Clusters whose pair is much the same, both its statement of this letter and that of the other.

    The other letter's must be about the same partners; this one's need not, when that was about both.
    """
    at = subject.at
    own = {y for y in view.like[at] if y in view.paired}
    own |= {view.counterpart[z] for z in view.seen.get(at, {}) if z in view.counterpart}
    for y in sorted(own):
        beside, across = view.mine[y], view.theirs[view.paired[y]]
        nearly = view.seen.get(at, {}).get(view.paired[y], 0) >= _NEARLY_A_PAIR
        retold = nearly and _retells(subject, beside, across)
        alike = _how_alike(subject, beside, across)
        if not (retold or alike) or is_a_stranger_to_both(subject, beside, across):
            continue
        if names_another(subject, beside, across) or meets_otherwise(subject, beside, across):
            continue
        if retold:
            yield 0, Home(cluster=view.mine_in[y], is_part=False)
        if alike and not is_another(subject, beside, across):
            is_part = is_one_of_two(subject, beside, across) or (
                not elsewhere(subject.statement, beside.statement) and adds(subject, beside, across)
            )
            yield (
                alike - least_to_be_said_again(subject, beside),
                Home(cluster=view.mine_in[y], is_part=is_part),
            )


def _how_alike(subject: Subject, beside: Subject, across: Subject) -> int:
    """The more that it is like one of a pair when it is like both, else 0."""
    fit = partner_fit(subject, across)
    if fit < _ALIKE:
        return 0
    like_across = resemblance(subject, across) * fit // 1000
    if like_across < _ALIKE:
        return 0
    like_beside = resemblance(subject, beside)
    return max(like_across, like_beside) if like_beside >= _ALIKE else 0


def _retells(subject: Subject, beside: Subject, across: Subject) -> bool:
    """Whether the letter proper tells what the annex tells, as the other letter names it.

    Body and annex of one letter may call a thing by two names, of which the other letter has one.
    """
    if (subject.statement.column is Column.BODY) == (beside.statement.column is Column.BODY):
        return False
    if named_otherwise(subject, across) or named_otherwise(subject, beside):
        return False
    another = is_another_step(subject, beside) or another_event(subject, across)
    return not another and not subject.things.isdisjoint(across.things)


def _continued(view: View, subject: Subject) -> Iterator[tuple[int, Home]]:
    """Clusters of which this is a further part: it tells what the pair leaves out of the whole."""
    counterpart = view.counterpart
    for z, score in sorted(view.seen.get(subject.at, {}).items()):
        whole = view.theirs[z]
        if score < _LIKE_ITS_SHARE or z not in counterpart or another_event(subject, whole):
            continue
        beside = view.mine[counterpart[z]]
        counted = are_counted_in(whole, subject, beside) or add_up(subject, beside, whole)
        if score < _LIKE_THE_WHOLE and not (
            counted
            or is_its_neighbours_like(subject, beside, whole)
            or is_told_at_another_of_its_places(subject, beside, whole)
        ):
            continue
        if is_a_stranger_to_both(subject, beside, whole) or brings_a_partner(subject, beside, whole):
            continue
        if is_of_another_place(subject, beside, whole):
            continue
        if counted or is_one_of_two(subject, beside, whole):
            yield 0, Home(cluster=view.theirs_in[z], is_part=True)
        elif not (is_the_step_after(subject, beside, whole, score) or names_another(subject, beside, whole)):
            plainly = score >= PLAINLY_PROMISED
            named = bool(subject.names & whole.names - beside.names)
            least = _PLAIN_PART if plainly else _FURTHER_PART if named else _PART_ELSEWHERE
            in_turn = plainly and counts_on(subject, beside)
            value = newly_shared(whole, beside, subject) - least
            yield 0 if in_turn else value, Home(cluster=view.theirs_in[z], is_part=True)


def _continued_beside(view: View, subject: Subject) -> Iterator[tuple[int, Home]]:
    """Clusters of which this is a further part that stands beside one; it need not be very like the whole."""
    for y in range(subject.at - NEXT_TO_IT, subject.at + NEXT_TO_IT + 1):
        if y not in view.paired:
            continue
        beside, whole = view.mine[y], view.theirs[view.paired[y]]
        if not stand_together(subject, beside) or is_another_step(subject, beside):
            continue
        if make_up(subject, beside, whole):
            yield 0, Home(cluster=view.mine_in[y], is_part=True)
            continue
        anchored = _ANCHORED if subject.anchors & whole.anchors else 0
        value = (newly_shared(whole, beside, subject) + anchored) * partner_fit(whole, subject) // 1000
        if value < _FURTHER_PART or resemblance(subject, whole) < _NOT_UNLIKE:
            continue
        if another_event(subject, whole) or is_a_stranger_to_both(subject, beside, whole):
            continue
        if not (names_another(subject, beside, whole) or brings_a_partner(subject, beside, whole)):
            yield value - _FURTHER_PART, Home(cluster=view.mine_in[y], is_part=True)


def _gone_on(view: View, subject: Subject) -> Iterator[tuple[int, Home]]:
    """The cluster of the sentence right before, when this one goes on about it."""
    y = subject.at - 1
    if y not in view.paired:
        return
    previous, whole = view.mine[y], view.theirs[view.paired[y]]
    if is_a_step_of_its_own(subject, previous) and not newly_shared(whole, previous, subject):
        return
    if goes_on(subject, previous, whole):
        yield 0, Home(cluster=view.mine_in[y], is_part=counts_on(subject, view.mine[y]))
