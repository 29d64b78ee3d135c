"""One class for each kind of change: what moved in a measure between an older and a newer letter.

The union `Change` is closed: whoever matches on it ends in `assert_never`. `kind` is the public name of the
contract and never changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from diffing.changes.commitment_drift import Drift
from diffing.intervals import Shift
from diffing.linking.links import Alternative, Link
from snapshots.letter import Amount, Quantity, Status, TimeExpression

__all__ = [
    "KINDS",
    "AmountChanged",
    "Change",
    "ContractSigned",
    "DeadlineMoved",
    "DeadlinePassed",
    "DeadlineRemoved",
    "DeadlineSet",
    "ItemAdded",
    "ItemCompleted",
    "ItemMerged",
    "ItemMoved",
    "ItemProgressed",
    "ItemResumed",
    "ItemReworded",
    "ItemSplit",
    "ItemStalled",
    "ItemUnmentioned",
    "QuantityChanged",
    "Quote",
    "Side",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A stretch of a letter's canonical text: `letter.text[start:end] == text`."""

    text: str
    start: int
    end: int
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one letter says of a measure: the letter's key, the statements, and their words in order."""

    letter: str
    statements: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What all kinds have.

    `before` is None when the older letter does not speak of the measure, `after` when the newer does not.
    `partners` are those of both sides, the newer's first; `parts` the parts of the letters in which it
    stands. `label` names the measure in a few of its own words. `importance` runs from 0 to 100, and `why`
    says what it rests on. `drift` is told by one change of a link, the first. Changes of a cosmetic kind are
    minor, counted and hidden by default, unless they tell a drift.
    """

    kind: ClassVar[str]
    cosmetic: ClassVar[bool] = False

    item: str
    partners: tuple[str, ...]
    before: Side | None
    after: Side | None
    link: Link | None
    parts: tuple[str, ...] = ()
    label: str = ""
    importance: int = 0
    why: str = ""
    drift: Drift | None = None

    @property
    def minor(self) -> bool:
        """Whether it says nothing that a reader has to know."""
        return self.cosmetic and self.drift is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAdded(_Change):
    """The older letter does not speak of it; `considered` are the pairings that were refused."""

    kind: ClassVar[str] = "item.added"
    status: Status
    considered: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSigned(_Change):
    """A contract is newly reported signed or concluded, planned before or not."""

    kind: ClassVar[str] = "contract.signed"
    amount: Amount | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCompleted(_Change):
    """Open before, reported done now."""

    kind: ClassVar[str] = "item.completed"
    status_before: Status
    status_after: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemProgressed(_Change):
    """The status moved forward, short of done."""

    kind: ClassVar[str] = "item.progressed"
    status_before: Status
    status_after: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStalled(_Change):
    """The status moved back, or to on hold."""

    kind: ClassVar[str] = "item.stalled"
    status_before: Status
    status_after: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemUnmentioned(_Change):
    """Open before, no trace now; `considered` are the pairings that were looked at and refused."""

    kind: ClassVar[str] = "item.unmentioned"
    status: Status
    considered: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResumed(_Change):
    """Back after one letter or more.

    `last_seen` is the key of the letter that last spoke of it, `gone_days` are from its date on.
    """

    kind: ClassVar[str] = "item.resumed"
    status: Status
    last_seen: str
    gone_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineSet(_Change):
    """A deadline where there was none, an added item's too."""

    kind: ClassVar[str] = "deadline.set"
    deadline: TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMoved(_Change):
    """Another deadline than before."""

    kind: ClassVar[str] = "deadline.moved"
    deadline_before: TimeExpression
    deadline_after: TimeExpression
    shift: Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinePassed(_Change):
    """Its last day lies before the newer letter's date, and the newer letter does not report it done."""

    kind: ClassVar[str] = "deadline.passed"
    deadline: TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRemoved(_Change):
    """It goes on without the deadline that it had."""

    kind: ClassVar[str] = "deadline.removed"
    deadline: TimeExpression


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountChanged(_Change):
    """Another sum of the same currency in the same place."""

    kind: ClassVar[str] = "amount.changed"
    amount_before: Amount
    amount_after: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityChanged(_Change):
    """Another count of the same thing."""

    kind: ClassVar[str] = "quantity.changed"
    quantity_before: Quantity
    quantity_after: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSplit(_Change):
    """One statement became several."""

    kind: ClassVar[str] = "item.split"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMerged(_Change):
    """Several statements became one."""

    kind: ClassVar[str] = "item.merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMoved(_Change):
    """Another part, priority or column; `place_before` and `place_after` name what differs, in this order."""

    kind: ClassVar[str] = "item.moved"
    cosmetic: ClassVar[bool] = True
    place_before: tuple[tuple[str, str | None], ...]
    place_after: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReworded(_Change):
    """The same facts in other words; reported only where nothing else changed."""

    kind: ClassVar[str] = "item.reworded"
    cosmetic: ClassVar[bool] = True


Change = (
    ItemAdded
    | ContractSigned
    | ItemCompleted
    | ItemProgressed
    | ItemStalled
    | ItemUnmentioned
    | ItemResumed
    | DeadlineSet
    | DeadlineMoved
    | DeadlinePassed
    | DeadlineRemoved
    | AmountChanged
    | QuantityChanged
    | ItemSplit
    | ItemMerged
    | ItemMoved
    | ItemReworded
)

# In the order in which a reader wants them: what is new and done, what slipped, what figures say, the rest.
KINDS: tuple[str, ...] = (
    ItemAdded.kind,
    ContractSigned.kind,
    ItemCompleted.kind,
    ItemProgressed.kind,
    ItemStalled.kind,
    ItemUnmentioned.kind,
    ItemResumed.kind,
    DeadlineSet.kind,
    DeadlineMoved.kind,
    DeadlinePassed.kind,
    DeadlineRemoved.kind,
    AmountChanged.kind,
    QuantityChanged.kind,
    ItemSplit.kind,
    ItemMerged.kind,
    ItemMoved.kind,
    ItemReworded.kind,
)
