"""The page of promises: what an older letter said would come, and what the newer one says became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from diffing.changes.describe_change import describe
from diffing.changes.typed_changes import ItemUnmentioned, Side
from diffing.comparison import Comparison
from diffing.linking.links import Alternative
from diffing.outcomes.promises import InTime, Outcome, Promise
from diffing.outcomes.slippage import Figures, OpenStep, Slippage, by_slip
from service.addresses import comparison_path, item_path, letter_path, within_series
from service.overviews.refused_pairs import RefusedPair, refused_pairs
from service.overviews.series_asked import AskedSeries, SeriesLink, address_of
from service.overviews.stretch_shown import Steps, each_once, stretch_shown
from service.showing.plain_words import letter_name, partner_name, slip, window

__all__ = [
    "ALL",
    "OUTCOMES",
    "AskedPromises",
    "FigureRow",
    "PromiseRow",
    "PromisesPage",
    "SortBy",
    "promise_rows_of",
    "promises_page",
]

# Asks for the whole series instead of two letters.
ALL: Final = "all"
SortBy = Literal["letter", "slip", "outcome"]
_SORTS: Final[dict[SortBy, str]] = {
    "letter": "as in the letter",
    "slip": "by slip",
    "outcome": "by outcome",
}

# How each outcome is called, and its tone; in the order in which an outcome is found.
OUTCOMES: Final[dict[Outcome, tuple[str, str]]] = {
    Outcome.KEPT: ("reported done", "forward"),
    Outcome.UNMENTIONED: ("no longer mentioned", "back"),
    Outcome.SLIPPED: ("slipped", "back"),
    Outcome.BROUGHT_FORWARD: ("brought forward", "forward"),
    Outcome.NARROWED: ("narrowed", "figure"),
    Outcome.BECAME_TBC: ("date to be confirmed now", "back"),
    Outcome.PASSED: ("its day went by", "back"),
    Outcome.STALLED: ("stalled", "back"),
    Outcome.UNDER_WAY: ("under way", "forward"),
    Outcome.REMOVED: ("without its day now", "back"),
    Outcome.OPEN: ("as it stood", "quiet"),
}
_IN_TIME = {InTime.MET: "in time", InTime.LATE: "late", InTime.UNDATED: "on a day that is not told"}
_COUNTED: Final[dict[str, str]] = {
    "deadlines": "with a day",
    "met": "done in time",
    "late": "done late",
    "undated": "done, day not told",
    "moved": "moved",
    "narrowed": "narrowed",
    "removed": "day dropped",
    "became_tbc": "tbc now",
    "unmentioned": "no longer mentioned",
    "ahead": "ahead",
    "passed": "went by",
}
# The oldest of them say most; the rest is in the matrix and in the file.
_MOST_STEPS = 15
# Rows at once; all of twenty letters were 700 kB.
_AT_ONCE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """A promise as it is shown; of what is no longer mentioned `refused` are the pairings looked at."""

    label: str
    path: str
    partners: str
    before: str
    before_path: str
    after: str
    after_path: str
    due: str
    due_now: str
    outcome: Outcome
    words: str
    tone: str
    in_time: str
    slip: str
    said: tuple[str, ...]
    between: str
    refused: tuple[RefusedPair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """What became of the deadlines of one group: a number for each of the page's `counted`, and days."""

    name: str
    numbers: tuple[int, ...]
    days: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """A next step that the latest letter leaves open, since when, and whether its day moved meanwhile."""

    label: str
    path: str
    partners: str
    since: str
    letters: int
    days: int
    moved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something that can be asked for by a link: how many, and whether it is asked for now."""

    name: str
    path: str
    chosen: bool
    number: int = 0
    tone: str = "quiet"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPromises:
    """What a reader asks for: two letters as `old..new` or ALL, an order, and one outcome or any.

    The page begins with the promise that is named `first`, else with the first.
    """

    letters: str
    sort: SortBy = "letter"
    outcome: str = ""
    first: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesPage:
    """All that the page shows; `shown` promises are of the outcome that is chosen, in the order that is.

    `rows` are those of this page, and `way` leads to those before and behind.
    """

    series: str
    others: tuple[SeriesLink, ...]
    heading: str
    comparison: str
    notes: tuple[str, ...]
    pairs: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    unchosen: str
    sorts: tuple[Choice, ...]
    rows: tuple[PromiseRow, ...]
    shown: int
    total: int
    way: Steps
    counted: tuple[str, ...]
    figures: tuple[tuple[str, tuple[FigureRow, ...]], ...]
    steps: tuple[StepShown, ...]
    csv: str


def promise_rows_of(
    promises: Iterable[Promise], comparisons: Mapping[tuple[str, str], Comparison]
) -> dict[int, PromiseRow]:
    """The row of each promise by its identity; `comparisons` are those that they are of, by their letters."""
    return {id(one): _row(one, comparisons[one.old, one.new]) for one in promises}


def promises_page(
    slippage: Slippage, rows: Mapping[int, PromiseRow], series: AskedSeries, asked: AskedPromises
) -> PromisesPage:
    """The page of these promises, of two letters or of a whole series, with their rows."""
    paths = _Paths(series=series, asked=asked)
    promises = _in_order(slippage.promises, asked.sort)
    chosen = [one for one in promises if not asked.outcome or one.outcome.value == asked.outcome]
    names = each_once(f"{within_series(one.old)}.{one.item}" for one in chosen)
    shown, way = stretch_shown(
        list(zip(names, chosen, strict=True)),
        first=asked.first,
        most=_AT_ONCE,
        name=lambda one: one[0],
        path=lambda begin: paths.to(**{"from": begin}),
    )
    return PromisesPage(
        series=series.name,
        others=series.links("/promises"),
        heading=_heading(slippage.letters),
        comparison=comparison_path(*slippage.letters) if len(slippage.letters) == _TWO else "",
        notes=slippage.notes,
        pairs=paths.pairs(),
        outcomes=paths.outcomes(slippage.promises),
        unchosen=paths.to(outcome=""),
        sorts=paths.sorts(),
        rows=tuple(rows[id(one)] for _, one in shown),
        shown=len(chosen),
        way=way,
        total=len(promises),
        counted=tuple(_COUNTED.values()),
        figures=tuple(_figure_tables(slippage)),
        steps=tuple(map(_step, slippage.open_steps[:_MOST_STEPS])),
        csv=paths.to(**{"as": "csv"}),
    )


_TWO = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Paths:
    """Where the same page is shown when something else is asked."""

    series: AskedSeries
    asked: AskedPromises

    def to(self, **other: str) -> str:
        asked = {
            "series": self.series.only,
            "letters": self.asked.letters,
            "sort": "" if self.asked.sort == "letter" else self.asked.sort,
            "outcome": self.asked.outcome,
        }
        return address_of("/promises", **(asked | other))

    def pairs(self) -> tuple[Choice, ...]:
        """Neighbours, the newest first, then the whole series."""
        labels = [letter.label for letter in self.series.letters]
        names = {letter.label: letter_name(letter.key) for letter in self.series.letters}
        found = [(f"{names[old]} → {names[new]}", f"{old}..{new}") for old, new in pairwise(labels)][::-1]
        if len(found) > 1:
            found.append(("all letters", ALL))
        return tuple(
            Choice(name=name, path=self.to(letters=pair, outcome=""), chosen=pair == self.asked.letters)
            for name, pair in found
        )

    def outcomes(self, promises: Sequence[Promise]) -> tuple[Choice, ...]:
        numbers = Counter(one.outcome for one in promises)
        return tuple(
            Choice(
                name=words,
                path=self.to(outcome=outcome.value),
                chosen=self.asked.outcome == outcome.value,
                number=numbers[outcome],
                tone=tone,
            )
            for outcome, (words, tone) in OUTCOMES.items()
            if numbers[outcome]
        )

    def sorts(self) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                name=words,
                path=self.to(sort="" if sort == "letter" else sort),
                chosen=self.asked.sort == sort,
            )
            for sort, words in _SORTS.items()
        )


def _in_order(promises: Sequence[Promise], sort: SortBy) -> Sequence[Promise]:
    if sort == "slip":
        return by_slip(promises)
    if sort == "outcome":
        order = list(OUTCOMES)
        return sorted(promises, key=lambda one: order.index(one.outcome))
    return promises


def _heading(letters: Sequence[str]) -> str:
    if len(letters) == _TWO:
        return f"Promised on {letter_name(letters[0])}, told on {letter_name(letters[1])}"
    return f"Promised in {len(letters)} letters, told in the letter after each"


def _row(promise: Promise, comparison: Comparison) -> PromiseRow:
    words, tone = OUTCOMES[promise.outcome]
    considered: tuple[Alternative, ...] = next(
        (one.considered for one in promise.changes if isinstance(one, ItemUnmentioned)), ()
    )
    return PromiseRow(
        label=promise.label,
        path=item_path(promise.item),
        partners=", ".join(map(partner_name, promise.partners)),
        before=_said(promise.before),
        before_path=letter_path(promise.old, statement=promise.before.statements[0]),
        after=_said(promise.after) if promise.after else "",
        after_path=letter_path(promise.new, statement=promise.after.statements[0]) if promise.after else "",
        due=window(promise.deadline.earliest, promise.deadline.latest) if promise.deadline else "",
        due_now=window(promise.deadline_after.earliest, promise.deadline_after.latest)
        if promise.deadline_after
        else "",
        outcome=promise.outcome,
        words=words,
        tone=tone,
        in_time=_IN_TIME[promise.in_time] if promise.in_time else "",
        slip=slip(promise.shift.least, promise.shift.most) if promise.shift else "",
        said=tuple(describe(change) for change in promise.changes),
        between=f"{within_series(promise.old)} → {within_series(promise.new)}",
        refused=refused_pairs(comparison, considered),
    )


def _said(side: Side) -> str:
    return " ".join(" ".join(quote.text.split()) for quote in side.quotes)


def _figure_tables(slippage: Slippage) -> Iterable[tuple[str, tuple[FigureRow, ...]]]:
    total = (_figures("All", slippage.total),)
    partners = sorted(slippage.by_partner.items(), key=lambda one: -len(one[1].deadlines))
    yield "By partner", (*_figure_rows(partners, partner_name, "no partner named"), *total)
    yield "By part", (*_figure_rows(slippage.by_part.items(), str, "under no heading"), *total)
    if len(slippage.by_letter) > 1:
        yield "By letter", (*_figure_rows(slippage.by_letter.items(), letter_name, ""), *total)


def _figure_rows(
    groups: Iterable[tuple[str, Figures]], name: Callable[[str], str], unnamed: str
) -> Iterable[FigureRow]:
    """The groups that have a deadline, in their order."""
    return (
        _figures(name(group) if group else unnamed, figures) for group, figures in groups if figures.deadlines
    )


def _figures(name: str, figures: Figures) -> FigureRow:
    return FigureRow(
        name=name,
        numbers=tuple(len(getattr(figures, counted)) for counted in _COUNTED),
        days=slip(*figures.days) if figures.days else "",
    )


def _step(step: OpenStep) -> StepShown:
    return StepShown(
        label=step.label,
        path=item_path(step.item),
        partners=", ".join(map(partner_name, step.partners)),
        since=letter_name(step.first.letter),
        letters=step.letters,
        days=step.days,
        moved=len(step.moved),
    )
