"""What became of each sum between two letters, as a page shows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from diffing.money.ledger import exact_sum
from diffing.money.ledger_moves import LedgerMoves, MoneyMove, MoveKind, StageMove
from diffing.money.money_lines import Line, Stage
from service.addresses import comparison_path, item_path
from service.overviews.money_lines_shown import STAGES, LineShown, line_shown, owners
from service.showing.plain_words import letter_name, money

__all__ = ["MOVES", "MoveRow", "MovesShown", "items_shown", "moves_shown"]

# How each sort of move is called, and its tone, in the order of the page.
MOVES: Final[dict[MoveKind, tuple[str, str]]] = {
    MoveKind.STAGE: ("another stage", "forward"),
    MoveKind.VALUE: ("another sum", "figure"),
    MoveKind.ADDED: ("not said before", "new"),
    MoveKind.GONE: ("in no total now", "back"),
    MoveKind.STANDS: ("as it stood", "quiet"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRow:
    """A sum in both letters; a side is None where that letter has it in no total."""

    words: str
    tone: str
    whose: str
    item: str
    item_path: str
    before: LineShown | None
    after: LineShown | None
    difference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceRow:
    """What both letters sum to in one currency, and the difference, to which the moves add up."""

    currency: str
    before: str
    after: str
    difference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovesShown:
    """Between which letters, how many of each sort, what went from stage to stage, and every sum that moved.

    Sums that `stand` as they stood are none of the rows: they add nothing, and are in the file.
    """

    old: str
    new: str
    path: str
    note: str
    counts: tuple[tuple[str, str, int], ...]
    balance: tuple[BalanceRow, ...]
    stages: tuple[str, ...]
    rows: tuple[MoveRow, ...]
    stand: int


def items_shown(moves: LedgerMoves) -> set[str]:
    """The ids of the items whose sums moved: those that a page names."""
    return {move.item for move in _moved(moves)}


def moves_shown(moves: LedgerMoves, labels: Mapping[str, str]) -> MovesShown:
    """The moves, by sort and then in the newer letter's order; `labels` name items by their ids."""
    numbers = Counter(move.kind for move in moves.moves)
    order = list(MOVES)
    rows = sorted(_moved(moves), key=lambda one: order.index(one.kind))
    return MovesShown(
        old=letter_name(moves.old.letter),
        new=letter_name(moves.new.letter),
        path=comparison_path(moves.old.letter, moves.new.letter),
        note=moves.note,
        counts=tuple((words, tone, numbers[kind]) for kind, (words, tone) in MOVES.items() if numbers[kind]),
        balance=_balance(moves),
        stages=tuple(_stage(one) for one in moves.stages if _went_on(one)),
        rows=tuple(_row(move, labels) for move in rows),
        stand=numbers[MoveKind.STANDS],
    )


def _moved(moves: LedgerMoves) -> Iterator[MoneyMove]:
    return (move for move in moves.moves if move.kind is not MoveKind.STANDS)


def _balance(moves: LedgerMoves) -> tuple[BalanceRow, ...]:
    old, new = moves.old.by_currency(), moves.new.by_currency()
    return tuple(
        BalanceRow(
            currency=currency,
            before=money(old.get(currency, Decimal(0)), currency),
            after=money(new.get(currency, Decimal(0)), currency),
            difference=_difference(
                exact_sum((new.get(currency, Decimal(0)), -old.get(currency, Decimal(0)))), currency
            ),
        )
        for currency in sorted({*old, *new})
    )


def _went_on(move: StageMove) -> bool:
    """A stage that the newer letter no longer says is no move to another one."""
    return move.stage_after not in {move.stage_before, Stage.UNKNOWN}


def _stage(move: StageMove) -> str:
    count = "1 sum" if len(move.moves) == 1 else f"{len(move.moves)} sums"
    now = f", now {money(move.after, move.currency)}" if move.after != move.before else ""
    return (
        f"{count} of {money(move.before, move.currency)} together: {STAGES[move.stage_before]} before, "
        f"{STAGES[move.stage_after]} now{now}"
    )


def _row(move: MoneyMove, labels: Mapping[str, str]) -> MoveRow:
    words, tone = MOVES[move.kind]
    line: Line | None = move.after or move.before
    return MoveRow(
        words=words,
        tone=tone,
        whose=owners(line.partners, others=line.others) if line else "",
        item=labels.get(move.item, ""),
        item_path=item_path(move.item),
        before=line_shown(move.before) if move.before else None,
        after=line_shown(move.after) if move.after else None,
        difference=_difference(move.difference, move.currency),
    )


def _difference(value: Decimal, currency: str) -> str:
    if not value:
        return ""
    return f"{money(abs(value), currency)} {'more' if value > 0 else 'less'}"
