"""The money of two letters compared: what each sum of the older has become, and what came and went.

Sums are followed by the links of the comparison and by nothing else: of an item that both letters speak of,
equal sums are one, then those that stand near similar words. Each sum that is in a total of either letter is
in exactly one move, so that the moves add up to the difference of the totals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from diffing.changes.pair_facts import pair_amounts
from diffing.comparison import Comparison
from diffing.item_ids import item_id
from diffing.linking.links import Link
from diffing.money.ledger import Ledger, about_partner, exact_sum, read_ledger
from diffing.money.money_lines import Line, Place, Stage
from snapshots.letter import Letter, Statement
from snapshots.lexicon import words_of_series

__all__ = ["LedgerMoves", "MoneyMove", "MoveKind", "StageMove", "compare_ledgers", "moves_about_partner"]

ItemIds = Mapping[tuple[str, str], str]


class MoveKind(StrEnum):
    """What became of a sum: another stage is said; only its value changed; neither; one letter lacks it.

    That the newer letter no longer says a stage is no move to another one.
    """

    STAGE = "stage"
    VALUE = "value"
    STANDS = "stands"
    ADDED = "added"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyMove:
    """A sum of the older letter and what it is in the newer; None where that letter has it in no total.

    `item` is the id of the item of the newer line's statement, or of the older's.
    """

    kind: MoveKind
    item: str
    before: Line | None
    after: Line | None

    @property
    def difference(self) -> Decimal:
        """What the move adds to the total of its currency; a sum that moves to another currency is two."""
        after = self.after.value if self.after else None
        before = self.before.value if self.before else None
        return exact_sum((after or Decimal(0), -(before or Decimal(0))))

    @property
    def currency(self) -> str:
        """Of both lines, where there are two."""
        line = self.after or self.before
        return line.currency or "" if line else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMove:
    """The sums that went from one stage to another, with the moves that they are the total of.

    `before` and `after` are what they come to in the older and in the newer letter.
    """

    currency: str
    stage_before: Stage
    stage_after: Stage
    before: Decimal
    after: Decimal
    moves: tuple[MoneyMove, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerMoves:
    """Two ledgers and what lies between them.

    `moves` stand in the newer letter's reading order, those that it has no more behind in the older's;
    `stages` in the order of the currencies, then of both stages. `note` is that of the comparison: where too
    little corresponds to compare by, nothing is followed.
    """

    old: Ledger
    new: Ledger
    moves: tuple[MoneyMove, ...]
    stages: tuple[StageMove, ...]
    note: str


def compare_ledgers(comparison: Comparison, *, item_ids: ItemIds | None = None) -> LedgerMoves:
    """What became of the money of the older letter of a comparison in the newer one.

    `item_ids` gives the id of the item of each (letter key, statement id), as for `compare_letters`.
    """
    with words_of_series(comparison.new.series):
        return _moved(comparison, item_ids or {})


def _moved(comparison: Comparison, ids: ItemIds) -> LedgerMoves:
    old, new = read_ledger(comparison.old), read_ledger(comparison.new)
    links = () if comparison.summary.note else comparison.alignments
    pairs = [pair for link in links for pair in _followed(link, comparison, old, new)]
    before = {one.ref for one, _ in pairs}
    after = {other.ref: one for one, other in pairs}
    moves = [_move(_item(ids, line), after.get(line.ref), line) for line in new.apart(Place.SUMMED)]
    gone = [line for line in old.apart(Place.SUMMED) if line.ref not in before]
    moves += [_move(_item(ids, line), line, None) for line in gone]
    return LedgerMoves(
        old=old, new=new, moves=tuple(moves), stages=_stages(moves), note=comparison.summary.note
    )


def moves_about_partner(compared: LedgerMoves, partner: str) -> LedgerMoves:
    """What became of the sums that concern a partner in either letter, alone or with others."""
    moves = [
        move
        for move in compared.moves
        if any(line is not None and partner in line.partners for line in (move.before, move.after))
    ]
    return LedgerMoves(
        old=about_partner(compared.old, partner),
        new=about_partner(compared.new, partner),
        moves=tuple(moves),
        stages=_stages(moves),
        note=compared.note,
    )


def _followed(link: Link, comparison: Comparison, old: Ledger, new: Ledger) -> Iterator[tuple[Line, Line]]:
    """The sums of an item that are one in both letters."""
    before, lines_before = _with_own_sums(comparison.old, link.before, old)
    after, lines_after = _with_own_sums(comparison.new, link.after, new)
    for pair in pair_amounts(before, after):
        if pair.before is not None and pair.after is not None:
            yield lines_before[id(pair.before)], lines_after[id(pair.after)]


def _with_own_sums(
    letter: Letter, wanted: Sequence[str], ledger: Ledger
) -> tuple[list[Statement], dict[int, Line]]:
    """Statements with those of their amounts that are in a total, and the line of each of these amounts.

    The amounts are new objects, so that each is known from its equal in another statement.
    """
    said = {statement.id: statement for statement in letter.statements}
    lines: dict[int, Line] = {}
    cut = []
    for one in wanted:
        summed = [line for line in ledger.apart(Place.SUMMED) if line.statement == one]
        amounts = tuple(replace(line.amount) for line in summed)
        lines.update(zip(map(id, amounts), summed, strict=True))
        cut.append(replace(said[one], amounts=amounts))
    return cut, lines


def _item(ids: ItemIds, line: Line) -> str:
    return ids.get((line.letter, line.statement)) or item_id(line.letter, line.statement)


def _move(item: str, before: Line | None, after: Line | None) -> MoneyMove:
    return MoneyMove(kind=_kind(before, after), item=item, before=before, after=after)


def _kind(before: Line | None, after: Line | None) -> MoveKind:
    if before is None or after is None:
        return MoveKind.ADDED if before is None else MoveKind.GONE
    if after.stage not in (before.stage, Stage.UNKNOWN):
        return MoveKind.STAGE
    return MoveKind.STANDS if before.value == after.value else MoveKind.VALUE


def _stages(moves: Sequence[MoneyMove]) -> tuple[StageMove, ...]:
    groups: dict[tuple[str, Stage, Stage], list[MoneyMove]] = {}
    for move in moves:
        if move.before is not None and move.after is not None:
            groups.setdefault((move.currency, move.before.stage, move.after.stage), []).append(move)
    order = list(Stage)
    keys = sorted(groups, key=lambda key: (key[0], order.index(key[1]), order.index(key[2])))
    return tuple(_stage_move(key, groups[key]) for key in keys)


def _stage_move(key: tuple[str, Stage, Stage], moves: Sequence[MoneyMove]) -> StageMove:
    currency, before, after = key
    return StageMove(
        currency=currency,
        stage_before=before,
        stage_after=after,
        before=exact_sum(m.before.value for m in moves if m.before and m.before.value is not None),
        after=exact_sum(m.after.value for m in moves if m.after and m.after.value is not None),
        moves=tuple(moves),
    )
