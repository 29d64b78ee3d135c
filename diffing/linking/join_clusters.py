"""Where statements without a counterpart belong: to a measure that is linked, as a part of it or said again.

One sentence of the older letter may be three in the newer, and a letter tells the same measure in several
places. Such statements join the cluster of the measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from diffing.intervals import has_a_date
from diffing.linking.further_parts import (
    NEXT_TO_IT,
    PLAINLY_PROMISED,
    add_up,
    adds,
    another_event,
    brings_a_partner,
    count_one_thing,
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
from diffing.linking.list_labels import ITS_LINE, is_labelled_by_partner
from diffing.linking.place import elsewhere
from diffing.linking.sequels import (
    are_counted_in,
    counts_on,
    goes_on,
    says_that_it_goes_on,
    speaks_of_the_rest,
)
from diffing.linking.similarity import named_otherwise, partner_fit
from diffing.linking.strangers import about_other_things, is_a_stranger_to_both
from diffing.linking.subjects import Subject
from diffing.linking.told_again import (
    AboutAndStatus,
    Resemblances,
    is_another_step,
    least_to_be_said_again,
    lines_of_annex,
    told_under_another_name,
)
from snapshots.letter import Column, Status

__all__ = ["Cluster", "Home", "View", "find_homes"]

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
_LEFT_OVER = 400
# What tells no fact of its own, and is as like a statement on the same partners as a weak pair is.
_TOLD_IN_PASSING = 370
# A promise and how the measure stands are told under one heading and topic, or the report tells of both.
_KEPT_PART = 100
_CLEARLY_KEPT = 600
_WORK_PROMISE_REPORT = (Status.ONGOING, Status.PLANNED, Status.DONE)


@dataclass(slots=True)
class Cluster:
    """One measure in both letters: places in either, the pair that it rests on first."""

    before: list[int]
    after: list[int]
    split: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One letter as seen when its unpaired statements look for a cluster.

    `like` compares with statements of the same letter, `seen` with those of the other; `paired` gives the
    counterpart of each paired place and `counterpart` leads back, `mine_in` the cluster of each paired place
    of this letter, `theirs_in` that of the other; `reports` leads from a promise of this letter
    to what in the other reports it kept, `lines` from a line of a list to the one under its label there.
    """

    mine: Sequence[Subject]
    theirs: Sequence[Subject]
    like: Resemblances
    seen: Resemblances
    paired: Mapping[int, int]
    counterpart: Mapping[int, int]
    mine_in: Mapping[int, Cluster]
    theirs_in: Mapping[int, Cluster]
    reports: Mapping[int, int]
    lines: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The cluster that a statement joins: as a further part of the measure, or because it says it again."""

    cluster: Cluster
    is_part: bool


def find_homes(view: View) -> dict[int, Home]:
    """Where each unpaired place of the letter belongs; those that belong nowhere are missing."""
    homes: dict[int, Home] = {}
    lines = lines_of_annex(view.mine)
    for subject in view.mine:
        if subject.at in view.paired:
            continue
        home = (
            _kept_with(view, subject)
            or _led_to_it(view, subject)
            or _under_its_label(view, subject)
            or _taken_up_again(view, subject)
            or _what_is_left(view, subject)
            or _home(view, subject)
            or _home_of_previous(view, subject, homes)
            or _says_no_more(view, subject)
            or _by_another_name(view, subject, lines)
        )
        if home is not None:
            homes[subject.at] = home
    return homes


def _says_no_more(view: View, subject: Subject) -> Home | None:
    """The cluster of what the other letter says nearest to this, when this tells no fact of its own.

    "Talks with Albania go on" under another heading is no measure of its own. A line under the same heading
    that shares the partner and an ordinal with it, and no word that tells what it is about, is one.
    """
    said = subject.statement
    found = _nearest(view, subject)
    if found is None or found[1] < _TOLD_IN_PASSING or found[0] not in view.theirs_in:
        return None
    across, beside = view.theirs[found[0]], view.mine[view.counterpart[found[0]]]
    facts = (said.amounts, said.quantities, said.dates, said.deadlines)
    same = bool(subject.partners) and subject.partners == across.partners
    if named_otherwise(subject, across) or about_other_things(subject, across):
        return None
    if about_other_things(subject, beside) or meets_otherwise(subject, beside, across):
        return None
    if any(facts) or said.status is Status.PLANNED or not same:
        return None
    return Home(cluster=view.theirs_in[found[0]], is_part=False)


def _nearest(view: View, subject: Subject) -> tuple[int, int] | None:
    """The place of the other letter for which most speaks, the first of equals, with how much does."""
    return max(view.seen.get(subject.at, {}).items(), key=lambda one: (one[1], -one[0]), default=None)


def _by_another_name(
    view: View, subject: Subject, lines: Mapping[AboutAndStatus, Sequence[Subject]]
) -> Home | None:
    """The cluster of the annex line that alone can be what this sentence of the letter proper tells again."""
    line = told_under_another_name(subject, lines)
    cluster = None if line is None else view.mine_in.get(line)
    return None if cluster is None else Home(cluster=cluster, is_part=False)


def _home_of_previous(view: View, subject: Subject, homes: Mapping[int, Home]) -> Home | None:
    """The cluster that the sentence right before joined, when this one goes on about it."""
    previous, before = homes.get(subject.at - 1), view.mine[subject.at - 1]
    if previous is None or _is_a_step_of_its_own(subject, before):
        return None
    return previous if goes_on(subject, before) else None


def _kept_with(view: View, subject: Subject) -> Home | None:
    """The cluster of the statement that reports this promise kept, where that continues another one."""
    report = view.reports.get(subject.at)
    if report is None or report not in view.theirs_in:
        return None
    if named_otherwise(subject, view.theirs[report]) or about_other_things(subject, view.theirs[report]):
        return None
    beside = view.mine[view.counterpart[report]]
    if names_another(subject, beside, view.theirs[report]):
        return None
    alike = subject.statement.topic == beside.statement.topic
    told = alike or newly_shared(view.theirs[report], beside, subject) >= _KEPT_PART
    one_measure = told and _under_one_heading(subject, beside)
    clearly = view.seen[subject.at][report] >= _CLEARLY_KEPT
    return Home(cluster=view.theirs_in[report], is_part=False) if one_measure or clearly else None


def _led_to_it(view: View, subject: Subject) -> Home | None:
    """The cluster of a promise whose report is also what this work, told beside the promise, has led to."""
    found = _nearest(view, subject)
    if found is None or found[1] < _CLEARLY_KEPT or found[0] not in view.theirs_in:
        return None
    report, beside = view.theirs[found[0]], view.mine[view.counterpart[found[0]]]
    states = tuple(one.statement.status for one in (subject, beside, report))
    came_of_it = subject.written_on < report.written_on and states == _WORK_PROMISE_REPORT
    if not came_of_it or not _under_one_heading(subject, beside) or is_another_step(subject, beside):
        return None
    if named_otherwise(subject, report) or about_other_things(subject, beside):
        return None
    return Home(cluster=view.theirs_in[found[0]], is_part=False)


def _under_its_label(view: View, subject: Subject) -> Home | None:
    """The cluster of the line that alone goes on under its label, though a promise has been paired with it.

    What was done is not continued by another event, unless both count the same thing.
    """
    line = view.lines.get(subject.at)
    if line is None or line not in view.theirs_in or view.seen.get(subject.at, {}).get(line, 0) < ITS_LINE:
        return None
    across = view.theirs[line]
    done_before = subject.statement.status is Status.DONE and across.statement.status is not Status.DONE
    if done_before or (another_event(subject, across) and not count_one_thing(subject, across)):
        return None
    another = is_labelled_by_partner(subject) and about_other_things(subject, across)
    if another or named_otherwise(subject, across):
        return None
    return Home(cluster=view.theirs_in[line], is_part=False)


def _taken_up_again(view: View, subject: Subject) -> Home | None:
    """The cluster of a report which also says that what stood still goes on: "resumed after the mission"."""
    if subject.statement.status is not Status.ON_HOLD or not subject.partners:
        return None
    seen = sorted(view.seen.get(subject.at, {}).items(), key=lambda one: (-one[1], one[0]))
    found = (z for z, _ in seen if z in view.theirs_in and _is_resumed_by(subject, view.theirs[z]))
    report = next(found, None)
    return None if report is None else Home(cluster=view.theirs_in[report], is_part=False)


def _is_resumed_by(subject: Subject, report: Subject) -> bool:
    if subject.partners != report.partners or subject.things.isdisjoint(report.things):
        return False
    later = subject.written_on < report.written_on and says_that_it_goes_on(report.statement.text)
    return later and not named_otherwise(subject, report)


def _what_is_left(view: View, subject: Subject) -> Home | None:
    """The cluster of the promise of which this plans the rest, and whose first part is reported."""
    said = subject.statement
    found = _nearest(view, subject)
    if found is None or found[1] < _LEFT_OVER or found[0] not in view.theirs_in:
        return None
    promise = view.theirs[found[0]]
    is_promise = promise.statement.status is Status.PLANNED and promise.written_on < subject.written_on
    if said.status is not Status.PLANNED or not is_promise or not speaks_of_the_rest(said.text):
        return None
    return Home(cluster=view.theirs_in[found[0]], is_part=True)


def _under_one_heading(one: Subject, other: Subject) -> bool:
    a, b = one.statement, other.statement
    return a.priority == b.priority and not elsewhere(a, b)


def _home(view: View, subject: Subject) -> Home | None:
    """The cluster for which most speaks beyond its bar; of equals, the first in reading order."""
    offers = [
        *_said_again(view, subject),
        *_continued(view, subject),
        *_continued_beside(view, subject),
        *_gone_on(view, subject),
    ]
    best = max((margin for margin, _ in offers), default=-1)
    return next((home for margin, home in offers if margin == best and best >= 0), None)


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
    if _is_a_step_of_its_own(subject, previous) and not newly_shared(whole, previous, subject):
        return
    if goes_on(subject, previous, whole):
        yield 0, Home(cluster=view.mine_in[y], is_part=counts_on(subject, view.mine[y]))


def _is_a_step_of_its_own(subject: Subject, previous: Subject) -> bool:
    """Whether what it goes on about is over, and it has a day of its own ahead: the lessons of a drill."""
    if not any(map(has_a_date, subject.statement.deadlines)) or counts_on(subject, previous):
        return False
    states = previous.statement.status, subject.statement.status
    return states == (Status.DONE, Status.PLANNED) and not speaks_of_the_rest(subject.statement.text)
