"""Which sum, figure or deadline of one wording is the same one in the other, moved or not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import log10
from typing import Generic, TypeVar

from diffing.changes.fact_words import CLAUSE_END, FactWords, words_around
from diffing.intervals import has_a_date, same_window
from diffing.linking.assignment import best_pairs
from diffing.words.stems import words
from diffing.words.terms import similar_units, with_similar
from diffing.words.word_lists import phrases_of, single_words_of
from snapshots.letter import Amount, Quantity, Statement, TimeExpression
from snapshots.lexicon import per_series

__all__ = ["FactPair", "have_one_unit", "is_given_up", "pair_amounts", "pair_deadlines", "pair_quantities"]

Fact = TypeVar("Fact", Amount, Quantity, TimeExpression)

# Two sums of one measure: ten times more or less is another sum, not the same one moved. On three pairs of
# letters no change is another with 5, three are lost with 2, a false one is told with 100.
_LARGEST_FACTOR = 10
_NO_PAIR = 0
# What one word in common counts that says what both facts are for, beside one that only stands near them.
# With 1 to 6 three pairs of letters have the same changes; with 0 sums of one sentence change places.
_PURPOSE = 3
# Fewer than these are told by their noun alone: the third round and two articles are not five rounds. Between
# seven pairs of letters and eight generated ones no change is another with 5; one is lost with 15.
_MANY = 10
# Counts of one noun pair before those of two, however many words these have in common.
_SAME_NOUN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPair(Generic[Fact]):
    """A fact of the older wording and the same of the newer; None where it has no counterpart.

    `alike` says that both stand near similar words ("signed by November" and "to be concluded in 2024"), or
    are the same.
    """

    before: Fact | None
    after: Fact | None
    alike: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed(Generic[Fact]):
    """A fact with the stems of the words near it, and what these are similar to.

    `about` are those that say what it is for. `is_increment` says that it comes on top of something: "three
    more"; `holds` that it is what the letter says of now: neither a value that stands for comparison nor a
    day that was given up.
    """

    fact: Fact
    near: frozenset[str]
    about: frozenset[str] = frozenset()
    is_increment: bool = False
    holds: bool = True


def pair_amounts(before: Sequence[Statement], after: Sequence[Statement]) -> tuple[FactPair[Amount], ...]:
    """Equal sums first, then what is left, of one currency, by role and nearby words; in the older's order.

    Sums that cannot be read pair with nothing and are left out.
    """
    old = [one for one in _placed(before, lambda s: s.amounts, "compared") if one.fact.value is not None]
    new = [one for one in _placed(after, lambda s: s.amounts, "compared") if one.fact.value is not None]
    return _pairs(old, new, _same_sum, _sums_fit)


def pair_quantities(
    before: Sequence[Statement], after: Sequence[Statement]
) -> tuple[FactPair[Quantity], ...]:
    """Equal counts first, then what is left, of similar nouns, by nearby words; in the older's order."""
    old = _placed(before, lambda s: s.quantities, "compared")
    new = _placed(after, lambda s: s.quantities, "compared")
    return _pairs(old, new, _same_count, _counts_fit)


def pair_deadlines(
    before: Sequence[Statement], after: Sequence[Statement]
) -> tuple[FactPair[TimeExpression], ...]:
    """Equal windows first, then what is left, by nearby words and order; those without a day are left out."""
    old = [one for one in _placed(before, lambda s: s.deadlines, "earlier") if has_a_date(one.fact)]
    new = [one for one in _placed(after, lambda s: s.deadlines, "earlier") if has_a_date(one.fact)]
    return _pairs(old, new, same_window, _windows_fit)


def _placed(
    statements: Sequence[Statement], facts: Callable[[Statement], Sequence[Fact]], given_up: str
) -> list[_Placed[Fact]]:
    """The facts of the statements; those that hold no longer, by the cues of `given_up`, only alone."""
    found = [
        _Placed(
            fact=fact,
            near=around.near,
            about=around.about,
            is_increment=_on_top(around),
            holds=not is_given_up(around.start, given_up)
            and (given_up != "earlier" or not _is_put_off(around.end)),
        )
        for s in statements
        for fact, around in zip(facts(s), words_around(s, facts(s)), strict=True)
    ]
    return [one for one in found if one.holds] or found


# How many words may stand between a cue such as "initially" and the day: "initially announced for".
# Letters put a participle and a preposition there; with 1 to 5 three pairs of letters have the same changes.
_BETWEEN = 3
_CLAUSE_END = re.compile(r"[;,:.](?=\s)")


def is_given_up(start: str, name: str) -> bool:
    """Whether the words right before a fact say that it held once, or is there to compare with.

    `start` is the text before it; `name` says which cues count: of sums and counts "compared", of days
    "earlier".
    """
    before = words(_CLAUSE_END.split(start)[-1])
    reach = _BETWEEN if name == "earlier" else 0
    ends = range(len(before), max(0, len(before) - reach - 1), -1)
    return any(
        _end_with_a_cue(before[:end], name)
        for end in ends
        if single_words_of("superseded", "onward").isdisjoint(before[end:])
    )


def _end_with_a_cue(cut: tuple[str, ...], name: str) -> bool:
    known = _cues(name)
    return any(cut[-length:] in known for length in range(1, _longest(name) + 1))


def _is_put_off(end: str) -> bool:
    """Whether the words right after a day put it off to another: "due in spring, has been postponed to May".

    Right after: in the same clause, with only words in between that link the two ("has been", "and now").
    """
    after = words(CLAUSE_END.split(end, maxsplit=1)[0])
    linked = takewhile(single_words_of("superseded", "linking").__contains__, after)
    reach = sum(1 for _ in linked)
    return any(_begin_with_a_cue(after[at:], "later") for at in range(reach + 1))


def _begin_with_a_cue(cut: tuple[str, ...], name: str) -> bool:
    known = _cues(name)
    return any(cut[:length] in known for length in range(1, _longest(name) + 1))


@per_series
def _cues(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(phrases_of("superseded", name))


@per_series
def _longest(name: str) -> int:
    return max(map(len, _cues(name)))


def _on_top(around: FactWords) -> bool:
    beside = (*words(around.start)[-1:], *words(around.end)[:1])
    return not single_words_of("superseded", "on_top").isdisjoint(beside)


def _pairs(
    old: list[_Placed[Fact]],
    new: list[_Placed[Fact]],
    same: Callable[[Fact, Fact], bool],
    fit: Callable[[_Placed[Fact], _Placed[Fact]], int],
) -> tuple[FactPair[Fact], ...]:
    if not (old or new):
        return ()
    taken = _equal(old, new, same)
    left = [i for i in range(len(old)) if i not in taken]
    free = [j for j in range(len(new)) if j not in taken.values()]
    # The order breaks ties: the first of the older goes with the first of the newer.
    worth = {
        (i, j): fit(old[i], new[j]) * 100 - abs(m - n) for m, i in enumerate(left) for n, j in enumerate(free)
    }
    taken.update(best_pairs({edge: value for edge, value in worth.items() if value > _NO_PAIR}))
    pairs: list[FactPair[Fact]] = [
        FactPair(
            before=one.fact,
            after=new[taken[i]].fact if i in taken else None,
            alike=i in taken and (bool(_likeness(one, new[taken[i]])) or same(one.fact, new[taken[i]].fact)),
        )
        for i, one in enumerate(old)
    ]
    pairs += [FactPair(before=None, after=one.fact) for j, one in enumerate(new) if j not in taken.values()]
    return tuple(pairs)


def _equal(
    old: list[_Placed[Fact]], new: list[_Placed[Fact]], same: Callable[[Fact, Fact], bool]
) -> dict[int, int]:
    worth = {
        (i, j): 100 * (1 + _likeness(one, other)) - abs(i - j)
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if same(one.fact, other.fact) and not _are_for_others(one, other, old, new)
    }
    return best_pairs(worth)


def _likeness(one: _Placed[Fact], other: _Placed[Fact]) -> int:
    """How many telling words both have near them; those that say what they are for count more."""
    return len(one.near & other.near) + _PURPOSE * len(one.about & other.about)


def _are_for_others(
    one: _Placed[Fact], other: _Placed[Fact], old: Sequence[_Placed[Fact]], new: Sequence[_Placed[Fact]]
) -> bool:
    """Whether two equal facts are for two things, each of which the other side has a fact for.

    "EUR 5 million for pumps, 8 for pipes", now "8 for pumps, 10 for pipes".
    """
    if not one.about or not other.about or one.about & other.about:
        return False
    return any(one.about & rival.about for rival in new) and any(other.about & rival.about for rival in old)


def _same_sum(one: Amount, other: Amount) -> bool:
    return one.value == other.value and one.currency == other.currency


def _sums_fit(one: _Placed[Amount], other: _Placed[Amount]) -> int:
    a, b = one.fact, other.fact
    if a.currency != b.currency or not a.value or not b.value:
        return _NO_PAIR
    if not 1 / _LARGEST_FACTOR <= a.value / b.value <= _LARGEST_FACTOR:
        return _NO_PAIR
    alike = (a.part_of is None) == (b.part_of is None)
    return max(1, 6 + 4 * alike + 2 * (a.role == b.role) + 2 * _likeness(one, other) - _apart(a, b))


def _apart(one: Amount | Quantity, other: Amount | Quantity) -> int:
    """How far one has to grow or shrink to be the other: 4 where it is tenfold, 0 where one has no size."""
    if not one.value or not other.value:
        return 0
    return round(4 * abs(log10(one.value / other.value)))


def _same_count(one: Quantity, other: Quantity) -> bool:
    return one.value == other.value and have_one_unit(one, other)


def have_one_unit(one: Quantity, other: Quantity) -> bool:
    """Whether both count the same thing, by the nouns beside them: "short-range radars" and "radars"."""
    return bool(set(similar_units(one.unit)) & set(similar_units(other.unit)))


def _counts_fit(one: _Placed[Quantity], other: _Placed[Quantity]) -> int:
    nearness = 1 + _likeness(one, other)
    if not have_one_unit(one.fact, other.fact):
        return nearness if _counts_the_same(one, other) else _NO_PAIR
    nearness += _SAME_NOUN - _apart(one.fact, other.fact)
    return nearness if one.is_increment == other.is_increment else max(1, nearness // 4)


def _counts_the_same(one: _Placed[Quantity], other: _Placed[Quantity]) -> bool:
    """Whether the noun of one stands near the other: "410 persons returned" and "returns rose to 560"."""
    a, b = one.fact, other.fact
    if "%" in {*similar_units(a.unit), *similar_units(b.unit)} or min(a.value, b.value) < _MANY:
        return False
    if not 1 / _LARGEST_FACTOR <= a.value / b.value <= _LARGEST_FACTOR:
        return False
    return not (other.near.isdisjoint(_noun(a)) and one.near.isdisjoint(_noun(b)))


def _noun(count: Quantity) -> frozenset[str]:
    return with_similar(similar_units(count.unit)[-1:])


def _windows_fit(one: _Placed[TimeExpression], other: _Placed[TimeExpression]) -> int:
    return 1 + _likeness(one, other)
