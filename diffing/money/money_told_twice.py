"""Which sums of a letter may be counted twice: told again elsewhere, or in a sum of all that was given.

Letters tell a measure in the letter proper and again in the annex, and under two headings of the annex.
Whether it is the same money only a person can say; so one telling is summed and the others stand apart, with
the telling that they may repeat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, combinations, pairwise

from diffing.linking.likeness import likeness, resemblance
from diffing.linking.subjects import Subject, read_subjects
from diffing.money.money_lines import Line, Place, Ref, Stage, in_reading_order
from diffing.words.ordinals import another_of_its_kind
from diffing.words.stems import words
from snapshots.facts.word_patterns import any_of
from snapshots.letter import Column, Letter, Statement
from snapshots.lexicon import load, per_series

__all__ = ["place_repetitions"]

# In thousandths, how much alike two statements with the same sum are that may be one measure. Of the pairs of
# two real letters that stand in two places and name the same partners, those that tell one measure have 335
# and more; with the sum the same, little else has to be. Where the partners are others, or are not named, and
# where they stand side by side, two measures of one price are more likely than one that is told twice.
_ELSEWHERE = 320
_SIDE_BY_SIDE = 640
_AGAIN = "the same sum for the same partners, in words that are alike"
_SO_FAR = "a sum of all so far, which others of the same partners may be in"
# "A further sum of around" stands this many words before a figure.
_WORDS_BEFORE = 4
# How far from a figure the words stand that make it a sum of all so far.
_REACH = 60

_STAGES = tuple(stage for stage in Stage if stage is not Stage.UNKNOWN)


def place_repetitions(letter: Letter, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those that may be counted already in their place; of each sum one telling stays summed.

    That is a share, which is in its whole already; else the one that names a stage, the furthest; then the
    annex's; then the first.
    """
    once = _without_sums_so_far(lines)
    repeated: dict[Ref, Ref] = {}
    for tellings in _told_alike([line for line in once if _is_a_measure(line)], _told(letter)):
        counted = min(tellings, key=lambda line: _last_choice(line, once))
        repeated.update({line.ref: counted.ref for line in tellings if line is not counted})
    return tuple(_repeating(line, repeated.get(line.ref)) for line in once)


def _is_a_measure(line: Line) -> bool:
    """Whether a line may be told twice: what is summed, and a share, which is in its whole already."""
    return line.place in (Place.SUMMED, Place.PART)


def _is_passing(line: Line) -> bool:
    """Whether it is a share told beside its whole: that it equals another sum says little."""
    return line.belongs_to is not None and line.belongs_to[0] == line.statement


def _repeating(line: Line, counted: Ref | None) -> Line:
    if counted is None or line.place is not Place.SUMMED:
        return line
    return replace(line, place=Place.REPEATED, why=_AGAIN, belongs_to=counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A statement that tells of money; `run` counts the headings and columns that change before it."""

    subject: Subject
    run: int


def _told(letter: Letter) -> dict[str, _Told]:
    said = in_reading_order(letter)
    alone, _ = read_subjects(replace(letter, statements=said), replace(letter, statements=()))
    changes = [one != other for one, other in pairwise([None, *map(_place, said)])]
    runs = accumulate(map(int, changes))
    return {one.statement.id: _Told(subject=one, run=run) for one, run in zip(alone, runs, strict=True)}


def _told_alike(lines: Sequence[Line], told: dict[str, _Told]) -> Iterator[list[Line]]:
    """Groups of lines, two or more, that may be tellings of one sum."""
    for equal in _by_sum(lines):
        group = {line.ref: line.ref for line in equal}
        for one, other in combinations(equal, 2):
            if _may_be_one(one, other, told):
                kept, gone = sorted((group[one.ref], group[other.ref]))
                group = {ref: kept if first == gone else first for ref, first in group.items()}
        for first in sorted(set(group.values())):
            members = [line for line in equal if group[line.ref] == first]
            if len(members) > 1:
                yield members


def _by_sum(lines: Sequence[Line]) -> Iterator[list[Line]]:
    groups: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.currency, line.value), []).append(line)
    yield from (group for group in groups.values() if len(group) > 1)


def _may_be_one(one: Line, other: Line, told: dict[str, _Told]) -> bool:
    """Whether two lines of the same sum may be one measure; never two of one statement."""
    a, b = told[one.statement], told[other.statement]
    if one.statement == other.statement or another_of_its_kind(a.subject.numbered, b.subject.numbered):
        return False
    if _is_on_top(one) != _is_on_top(other):
        return False
    same_partners = bool(one.partners) and set(one.partners) == set(other.partners)
    apart = a.run != b.run
    in_passing = _is_passing(one) or _is_passing(other)
    least = _ELSEWHERE if same_partners and apart and not in_passing else _SIDE_BY_SIDE
    mine, theirs = set(one.partners), set(other.partners)
    alike = max(likeness(a.subject, b.subject), resemblance(a.subject, b.subject))
    return bool(mine & theirs or mine == theirs) and alike >= least


def _is_on_top(line: Line) -> bool:
    """Whether the words right before the figure say that it is a further one."""
    before, _, _ = line.sentence.partition(line.amount.quote)
    return not set(load("ledger")["on_top"]["words"]).isdisjoint(words(before)[-_WORDS_BEFORE:])


def _place(said: Statement) -> tuple[object, ...]:
    return said.column, said.part, said.priority, said.topic


def _last_choice(line: Line, lines: Sequence[Line]) -> tuple[bool, int, bool, int]:
    stage = _STAGES.index(line.stage) if line.stage in _STAGES else -1
    return line.place is not Place.PART, -stage, line.column is Column.BODY, lines.index(line)


def _without_sums_so_far(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, sums of all so far in their place where others are summed that may be in them.

    Their shares are summed then: they are no longer in a whole that is.
    """
    summed = [line for line in lines if line.place is Place.SUMMED]
    apart = {line.ref for line in summed if _is_so_far(line) and any(_within(one, line) for one in summed)}
    placed = (replace(line, place=Place.SO_FAR, why=_SO_FAR) if line.ref in apart else line for line in lines)
    return tuple(
        replace(line, place=Place.SUMMED, why="")
        if line.place is Place.PART and line.belongs_to in apart
        else line
        for line in placed
    )


def _within(one: Line, whole: Line) -> bool:
    """Whether a sum may be in another one: it is smaller, for the same or fewer, and not of all so far."""
    if one.currency != whole.currency or not whole.partners or _is_so_far(one):
        return False
    if one.value is None or whole.value is None or one.value >= whole.value:
        return False
    return bool(one.partners) and set(one.partners) <= set(whole.partners)


def _is_so_far(line: Line) -> bool:
    before, quote, after = line.sentence.partition(line.amount.quote)
    last = re.split(r"[.;!?](?=\s)", before)[-1][-_REACH:]
    first = re.split(r"[.;!?](?=\s)", after)[0][:_REACH]
    words_before, words_after = _cues()
    return bool(quote) and bool(words_before.search(last) or words_after.search(first))


@per_series
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    cues = load("ledger")["so_far"]
    before, after = (rf"\b{any_of(cues[name])}\b" for name in ("before", "after"))
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)
