"""Ledgers and what became of promises, as OpenAPI describes them.

diffing/money/ledger_json.py and diffing/outcomes/slippage_json.py write them.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from diffing.money.ledger_moves import MoveKind
from diffing.money.money_lines import Place, Stage
from diffing.outcomes.promises import InTime, Outcome
from service.routes.change_models import SideOut, WindowOut
from service.routes.reading_models import Out
from snapshots.letter import Column

__all__ = ["LedgerMovesOut", "LedgerOut", "SlippageOut"]

_SUM = r"^-?[0-9]+(\.[0-9]+)?$"
ExactSum = Annotated[str, Field(pattern=_SUM, description="All digits, in whole units of the currency.")]
Days = Annotated[tuple[int, int] | None, Field(description="At least and at most so many days later.")]


class AmountRefOut(Out):
    """An amount of the same letter: the statement, and which of its amounts, from 0."""

    statement: str
    index: int = Field(ge=0)


class LineOut(Out):
    """An amount of a letter, with the words that it was read from, and its place in the ledger.

    Only what is `summed` is in a total; `why` says why another is not. `belongs_to` is the amount that it is
    a share of, or that it may repeat. `others` says that the sum is not its partners' alone,
    `stage_doubt` why its stage may be another one; it is empty where no word of the sentence speaks for that.
    """

    letter: str
    statement: str
    index: int = Field(ge=0)
    quote: str
    spans: list[tuple[int, int]]
    sentence: str
    column: Column
    partners: list[str]
    others: bool
    stage: Stage
    stage_doubt: str
    value: ExactSum | None
    currency: str | None
    qualifier: str | None
    place: Place
    why: str
    belongs_to: AmountRefOut | None


class CurrencySumOut(Out):
    """What a letter sums to in one currency."""

    currency: str
    value: ExactSum


class StageSumOut(CurrencySumOut):
    """What a letter sums to at one stage in one currency."""

    stage: Stage


class TotalOut(Out):
    """A sum with the lines that it sums; one for several partners stands once, under all of them."""

    partners: list[str]
    others: bool
    stage: Stage
    currency: str
    value: ExactSum
    lines: list[LineOut]


class EnvelopeOut(Out):
    """A sum with its shares; `unexplained` is what they leave of it, null where that cannot be said."""

    whole: LineOut
    parts: list[LineOut]
    unexplained: ExactSum | None


class LedgerOut(Out):
    """The money of one letter, or what of it concerns one `partner`, alone or with others.

    Every amount stands once: among the lines of `totals`, as a part of an envelope with the place `part`, or
    in one of the lists apart: `repeated` may be counted already, `so_far` may take in others, `former` held
    once, `limit` only bounds a sum, `per_unit` is for one of several, `unreadable` is not certain.
    """

    letter: str
    series: str | None
    date: date
    partner: str | None
    sums: list[CurrencySumOut]
    stages: list[StageSumOut]
    totals: list[TotalOut]
    envelopes: list[EnvelopeOut]
    repeated: list[LineOut]
    so_far: list[LineOut]
    former: list[LineOut]
    limit: list[LineOut]
    per_unit: list[LineOut]
    unreadable: list[LineOut]


class MoneyMoveOut(Out):
    """A sum of the older letter and what it is in the newer; null where that letter has it in no total."""

    kind: MoveKind
    item: str
    currency: str
    difference: ExactSum
    before: LineOut | None
    after: LineOut | None


class StageMoveOut(Out):
    """The sums that went from one stage to another, and what they come to in either letter."""

    currency: str
    stage_before: Stage
    stage_after: Stage
    before: ExactSum
    after: ExactSum
    moves: list[MoneyMoveOut]


class LedgerMovesOut(Out):
    """The money of two letters, and what became of each sum; `moves` add up to the difference of totals."""

    old: LedgerOut
    new: LedgerOut
    note: str
    stages: list[StageMoveOut]
    moves: list[MoneyMoveOut]


class ChangeNamedOut(Out):
    """A change of the comparison of both letters."""

    kind: str
    sentence: str


class PromiseOut(Out):
    """A promise of the letter `old`, and what the letter `new` says has become of it.

    `days` is how far its deadline moved; `in_time` is null but for what was kept and had a deadline.
    """

    item: str
    label: str
    partners: list[str]
    parts: list[str]
    old: str
    new: str
    next_step: bool
    outcome: Outcome
    in_time: InTime | None
    deadline: WindowOut | None
    deadline_after: WindowOut | None
    days: Days
    before: SideOut
    after: SideOut | None
    changes: list[ChangeNamedOut]


Counted = Annotated[list[int], Field(description="Places in `promises`, from 0.")]


class FiguresOut(Out):
    """Promises with a deadline by what became of it; `days` is how far those that `moved` did together.

    `passed` are all of which the last day had gone by, not reported done; else each has one place at most.
    """

    deadlines: Counted
    met: Counted
    late: Counted
    undated: Counted
    moved: Counted
    narrowed: Counted
    removed: Counted
    became_tbc: Counted
    unmentioned: Counted
    ahead: Counted
    passed: Counted
    days: Days


class ItemFiguresOut(FiguresOut):
    """The figures of one item."""

    item: str
    label: str


class PartnerFiguresOut(FiguresOut):
    """The figures of one partner; null of what names none. A promise for two is with both."""

    partner: str | None


class PartFiguresOut(FiguresOut):
    """The figures of one part of the letters; null of what stands in none."""

    part: str | None


class LetterFiguresOut(FiguresOut):
    """The figures of what was promised in the letter before this one."""

    letter: str


class OpenStepOut(Out):
    """A next step that the latest letter leaves open; its age in letters and in days since `first`."""

    item: str
    label: str
    partners: list[str]
    parts: list[str]
    first: SideOut
    now: SideOut
    letters: int = Field(ge=0)
    days: int = Field(ge=0)
    moved: Counted


class SlippageOut(Out):
    """What became of the promises of a series: each promise, and figures that list those that they count."""

    series: str | None
    letters: list[str]
    notes: list[str]
    promises: list[PromiseOut]
    total: FiguresOut
    by_item: list[ItemFiguresOut]
    by_partner: list[PartnerFiguresOut]
    by_part: list[PartFiguresOut]
    by_letter: list[LetterFiguresOut]
    open_steps: list[OpenStepOut]
