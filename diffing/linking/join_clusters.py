"""Where statements without a counterpart belong: to a measure that is linked, as a part of it or said again.

One sentence of the older letter may be three in the newer, and a letter tells the same measure in several
places. Such statements join the cluster of the measure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from diffing.linking.clusters import Home, View
from diffing.linking.further_parts import (
    another_event,
    count_one_thing,
    meets_otherwise,
    names_another,
)
from diffing.linking.likeness import newly_shared
from diffing.linking.list_labels import ITS_LINE, is_labelled_by_partner
from diffing.linking.offered_homes import offered_homes
from diffing.linking.place import elsewhere
from diffing.linking.sequels import (
    goes_on,
    is_a_step_of_its_own,
    says_that_it_goes_on,
    speaks_of_the_rest,
)
from diffing.linking.similarity import named_otherwise
from diffing.linking.strangers import about_other_things
from diffing.linking.subjects import Subject
from diffing.linking.told_again import (
    AboutAndStatus,
    is_another_step,
    lines_of_annex,
    told_under_another_name,
)
from snapshots.letter import Status

__all__ = ["find_homes"]

# In thousandths; DESIGN.md, decision 5, has what each rests on.
_LEFT_OVER = 400
# What tells no fact of its own, and is as like a statement on the same partners as a weak pair is.
_TOLD_IN_PASSING = 370
# A promise and how the measure stands are told under one heading and topic, or the report tells of both.
_KEPT_PART = 100
_CLEARLY_KEPT = 600
_WORK_PROMISE_REPORT = (Status.ONGOING, Status.PLANNED, Status.DONE)


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
    if previous is None or is_a_step_of_its_own(subject, before):
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
    offers = [*offered_homes(view, subject)]
    best = max((margin for margin, _ in offers), default=-1)
    return next((home for margin, home in offers if margin == best and best >= 0), None)
