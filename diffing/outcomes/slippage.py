"""Deadlines through a series: met, moved, passed, removed, by item, partner, part and letter; what waits.

A figure is the promises that it counts, each with its changes. A deadline is counted once for each pair of
neighbouring letters that it stands between: one that was put off twice has moved twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from diffing.changes.measure import naming, quoted
from diffing.changes.plain_words import first_words
from diffing.changes.typed_changes import DeadlinePassed, DeadlineRemoved, Side
from diffing.comparison import Comparison
from diffing.item_ids import item_id
from diffing.outcomes.promises import InTime, Outcome, Promise, is_next_step, read_promises
from snapshots.letter import Letter, Statement

__all__ = ["Figures", "OpenStep", "Slippage", "by_slip", "read_slippage"]

ItemIds = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The promises of one group by what became of their deadlines; each in the series' order.

    Every promise with a deadline is in `deadlines`. `passed` has all of which the last day had gone by and
    that were not reported done. Of the others each has at most one place, and what has none is in `passed`:
    kept by its day (`met`), after it (`late`) or on a day that is not told (`undated`); given other days
    (`moved`), or some of the days that it had (`narrowed`); without its days now (`removed`, `became_tbc`);
    no longer mentioned (`unmentioned`); as it stood, and not over (`ahead`).
    """

    deadlines: tuple[Promise, ...]
    met: tuple[Promise, ...]
    late: tuple[Promise, ...]
    undated: tuple[Promise, ...]
    moved: tuple[Promise, ...]
    narrowed: tuple[Promise, ...]
    removed: tuple[Promise, ...]
    became_tbc: tuple[Promise, ...]
    unmentioned: tuple[Promise, ...]
    ahead: tuple[Promise, ...]
    passed: tuple[Promise, ...]

    @property
    def days(self) -> tuple[int, int] | None:
        """By how many days those that moved did so together, at least and at most; None where none did."""
        shifts = [promise.shift for promise in self.moved if promise.shift is not None]
        return (sum(s.least for s in shifts), sum(s.most for s in shifts)) if shifts else None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStep:
    """A next step that the latest letter leaves open, and since when it has been promised.

    `first` are the words of the earliest letter that promised it, `now` those of the latest. It is `letters`
    letters and `days` days old: 0 of both where the latest letter is the first to promise it. `moved` are
    its promises whose deadline moved since.
    """

    item: str
    label: str
    partners: tuple[str, ...]
    parts: tuple[str, ...]
    first: Side
    now: Side
    letters: int
    days: int
    moved: tuple[Promise, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slippage:
    """What became of the promises of a series of letters.

    `promises` stand by letter, the oldest first, and in its reading order. `by_item`, `by_partner`, `by_part`
    and `by_letter` (the key of the newer letter) have their groups in the order in which promises first
    speak of them; a promise for two partners is in both of their groups, one for none in that of the empty
    name. `open_steps` stand by age, the oldest first. `notes` are those of comparisons that were not made.
    """

    series: str | None
    letters: tuple[str, ...]
    promises: tuple[Promise, ...]
    total: Figures
    by_item: Mapping[str, Figures]
    by_partner: Mapping[str, Figures]
    by_part: Mapping[str, Figures]
    by_letter: Mapping[str, Figures]
    open_steps: tuple[OpenStep, ...]
    notes: tuple[str, ...]


def read_slippage(comparisons: Sequence[Comparison], *, item_ids: ItemIds | None = None) -> Slippage:
    """What became of what letters promised, from the comparisons of neighbours, the oldest first.

    Each comparison begins with the letter that the one before it ends with; there is one at least.
    `item_ids` gives the id of the item of each (letter key, statement id), as for `compare_letters`.
    """
    ids = item_ids or {}
    letters = (comparisons[0].old, *(one.new for one in comparisons))
    promises = tuple(one for pair in comparisons for one in read_promises(pair, item_ids=ids))
    return Slippage(
        series=letters[0].series,
        letters=tuple(letter.key for letter in letters),
        promises=promises,
        total=_figures(promises),
        by_item=_grouped(promises, lambda one: (one.item,)),
        by_partner=_grouped(promises, lambda one: one.partners or ("",)),
        by_part=_grouped(promises, lambda one: one.parts or ("",)),
        by_letter=_grouped(promises, lambda one: (one.new,)),
        open_steps=_open_steps(letters, promises, ids),
        notes=tuple(one.summary.note for one in comparisons if one.summary.note),
    )


def by_slip(promises: Iterable[Promise]) -> tuple[Promise, ...]:
    """The promises by how far they slipped, the furthest first; then those without a slip, in their order."""

    def place(promise: Promise) -> tuple[bool, int, int]:
        shift = promise.shift if promise.outcome in _MOVED else None
        return (False, -shift.most, -shift.least) if shift else (True, 0, 0)

    return tuple(sorted(promises, key=place))


_MOVED = (Outcome.SLIPPED, Outcome.BROUGHT_FORWARD)
# The letter speaks of it, and neither says that it is done nor gives it other days.
_GOES_ON = (Outcome.PASSED, Outcome.STALLED, Outcome.UNDER_WAY, Outcome.REMOVED, Outcome.OPEN)


def _figures(promises: Sequence[Promise]) -> Figures:
    dated = [promise for promise in promises if promise.deadline is not None]

    def those(fits: Callable[[Promise], bool]) -> tuple[Promise, ...]:
        return tuple(promise for promise in dated if fits(promise))

    return Figures(
        deadlines=tuple(dated),
        met=those(lambda p: p.in_time is InTime.MET),
        late=those(lambda p: p.in_time is InTime.LATE),
        undated=those(lambda p: p.in_time is InTime.UNDATED),
        moved=those(lambda p: p.outcome in _MOVED),
        narrowed=those(lambda p: p.outcome is Outcome.NARROWED),
        removed=those(lambda p: p.outcome in _GOES_ON and p.has(DeadlineRemoved)),
        became_tbc=those(lambda p: p.outcome is Outcome.BECAME_TBC),
        unmentioned=those(lambda p: p.outcome is Outcome.UNMENTIONED),
        ahead=those(lambda p: p.outcome in _GOES_ON and not p.has(DeadlinePassed, DeadlineRemoved)),
        passed=those(lambda p: p.has(DeadlinePassed)),
    )


def _grouped(promises: Sequence[Promise], names: Callable[[Promise], Sequence[str]]) -> dict[str, Figures]:
    groups: dict[str, list[Promise]] = {}
    for promise in promises:
        for name in names(promise):
            groups.setdefault(name, []).append(promise)
    return {name: _figures(members) for name, members in groups.items()}


def _open_steps(letters: Sequence[Letter], promises: Sequence[Promise], ids: ItemIds) -> tuple[OpenStep, ...]:
    """The next steps of the latest letter by item, the oldest first, then in reading order."""
    steps = [_steps_of(letter, ids) for letter in letters]
    found = [_open_step(item, letters, steps, promises) for item in steps[-1]]
    return tuple(sorted(found, key=lambda step: (-step.days, -step.letters)))


def _steps_of(letter: Letter, ids: ItemIds) -> dict[str, list[Statement]]:
    """The open next steps of a letter, by item, in reading order."""
    found: dict[str, list[Statement]] = {}
    for statement in letter.statements:
        if is_next_step(statement):
            item = ids.get((letter.key, statement.id)) or item_id(letter.key, statement.id)
            found.setdefault(item, []).append(statement)
    return found


def _open_step(
    item: str,
    letters: Sequence[Letter],
    steps: Sequence[Mapping[str, Sequence[Statement]]],
    promises: Sequence[Promise],
) -> OpenStep:
    first = next(at for at, one in enumerate(steps) if item in one)
    now = steps[-1][item]
    return OpenStep(
        item=item,
        label=first_words(naming(now).text),
        partners=tuple(dict.fromkeys(partner for said in now for partner in said.partners)),
        parts=tuple(dict.fromkeys(said.part for said in now if said.part is not None)),
        first=quoted(letters[first], steps[first][item]),
        now=quoted(letters[-1], now),
        letters=len(letters) - 1 - first,
        days=_days_between(letters[first].date, letters[-1].date),
        moved=tuple(p for p in promises if p.item == item and p.outcome in _MOVED),
    )


def _days_between(first: date, last: date) -> int:
    return (last - first).days
