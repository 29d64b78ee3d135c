"""Changes as OpenAPI describes them; diffing/change_json.py writes them.

There is one model for each shape of `facts`. They are made here for two bases: a change in a comparison, and
a published one, which has more members.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

from pydantic import Field, create_model

from service.routes.correction_models import CorrectionOut
from service.routes.reading_models import Out
from snapshots.letter import Certainty, Column, Status, Strength

__all__ = [
    "AlignmentOut",
    "AlternativeOut",
    "ChangeOut",
    "ChangesOut",
    "PublishedChangeOut",
    "SideOut",
    "WindowOut",
]


class QuoteOut(Out):
    """Words of a letter: an exact substring of its canonical text."""

    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    statement: str


class SideOut(Out):
    """What one letter says of a measure."""

    letter: str
    statements: list[str]
    quotes: list[QuoteOut]


class AlternativeOut(Out):
    """A pairing that was considered and not taken."""

    before: str
    after: str
    score: float


class _Evidence(Out):
    rule: str
    score: float = Field(ge=0, le=1)
    reasons: list[str]
    alternatives: list[AlternativeOut]
    split: bool
    merged: bool


class LinkOut(_Evidence):
    """Which statements continue which, by their ids."""

    before: list[str]
    after: list[str]


class AlignmentOut(_Evidence):
    """Which statements continue which, in their words."""

    before: SideOut
    after: SideOut


class WindowOut(Out):
    """A deadline as an interval of days, both ends inclusive, an open end null."""

    earliest: date | None
    latest: date | None
    edtf: str
    certainty: Certainty
    quote: str


class SumOut(Out):
    """A sum in whole units of its currency; null where it cannot be read."""

    value: str | None
    currency: str | None
    quote: str


class CountOut(Out):
    """A count or percentage."""

    value: float
    unit: str
    quote: str


class UnpairedFacts(Out):
    status: Status
    considered: list[AlternativeOut]


class ResumedFacts(Out):
    status: Status
    last_seen: str
    gone_days: int | None = None


class SignedFacts(Out):
    amount: SumOut | None = None


class StatusesOut(Out):
    before: Status
    after: Status


class PromiseOut(Out):
    """How firm a promise is, and the words that say so."""

    strength: Strength
    quote: str


class DriftOut(Out):
    """A promise of another strength than before; told by one change of a measure."""

    before: PromiseOut
    after: PromiseOut
    direction: Literal["strengthened", "weakened"]


class _MayDrift(Out):
    commitment: DriftOut | None = Field(default=None, description="Only where the promise drifted.")


class StatusFacts(_MayDrift):
    status: StatusesOut


class DeadlineSetFacts(_MayDrift):
    before: None
    after: WindowOut


class DeadlineRemovedFacts(_MayDrift):
    before: WindowOut
    after: None


class DeadlineMovedFacts(_MayDrift):
    before: WindowOut
    after: WindowOut
    days: tuple[int, int] = Field(description="At least and at most so many days later; negative is earlier.")
    narrowed: bool
    widened: bool
    firmed_up: bool
    became_tbc: bool


class DeadlinePassedFacts(_MayDrift):
    deadline: WindowOut


class DeadlineClosedFacts(Out):
    """The last day is over in this time zone."""

    deadline: WindowOut
    zone: str


class AmountFacts(_MayDrift):
    before: SumOut
    after: SumOut


class QuantityFacts(_MayDrift):
    before: CountOut
    after: CountOut


class PlaceFacts(Out):
    before: dict[str, str | None]
    after: dict[str, str | None]


class NoFacts(Out):
    pass


class RewordedFacts(_MayDrift):
    pass


class _ChangeBase(Out):
    item: str
    label: str
    sentence: str
    partners: list[str]
    parts: list[str]
    before: SideOut | None
    after: SideOut | None
    link: LinkOut | None
    importance: int = Field(ge=0, le=100)
    why: str
    minor: bool


class NamedSumOut(Out):
    value: str
    currency: str | None


class _PublishedBase(_ChangeBase):
    position: int = Field(description="Its place in the log; a follower goes on after the last one it saw.")
    id: str = Field(
        description="The id of its entry in feeds, for ever: who is given an entry twice knows it by it."
    )
    published_at: datetime
    series: str
    old: str
    new: str
    amounts: list[NamedSumOut] = Field(description="The sums that its statements name.")
    columns: list[Column] = Field(
        default_factory=list, description="Where its statements stand; absent in what was published earlier."
    )
    statuses: list[Status] = Field(
        default_factory=list,
        description="What the newer letter says, or the older where it is silent; absent as `columns` is.",
    )


_SHAPES: tuple[tuple[str, Any, type[Out]], ...] = (
    ("Unpaired", Literal["item.added", "item.unmentioned"], UnpairedFacts),
    ("Resumed", Literal["item.resumed"], ResumedFacts),
    ("Signed", Literal["contract.signed"], SignedFacts),
    ("StatusMoved", Literal["item.completed", "item.progressed", "item.stalled"], StatusFacts),
    ("DeadlineSet", Literal["deadline.set"], DeadlineSetFacts),
    ("DeadlineRemoved", Literal["deadline.removed"], DeadlineRemovedFacts),
    ("DeadlineMoved", Literal["deadline.moved"], DeadlineMovedFacts),
    ("DeadlinePassed", Literal["deadline.passed"], DeadlinePassedFacts),
    ("AmountChanged", Literal["amount.changed"], AmountFacts),
    ("QuantityChanged", Literal["quantity.changed"], QuantityFacts),
    ("Moved", Literal["item.moved"], PlaceFacts),
    ("WithoutFacts", Literal["item.split", "item.merged"], NoFacts),
    ("Reworded", Literal["item.reworded"], RewordedFacts),
)


# What the clock tells between letters; no comparison has it.
_SHAPES_BETWEEN_LETTERS: tuple[tuple[str, Any, type[Out]], ...] = (
    ("DeadlineClosed", Literal["deadline.closed"], DeadlineClosedFacts),
)


def _shapes_of(
    shapes: tuple[tuple[str, Any, type[Out]], ...], base: type[Out], prefix: str
) -> list[type[Out]]:
    return [
        create_model(
            f"{prefix}{name}", __base__=base, __doc__=base.__doc__, kind=(kinds, ...), facts=(facts, ...)
        )
        for name, kinds, facts in shapes
    ]


def _one_of(*models: type[Out]) -> Any:
    return Annotated[Union[tuple(models)], Field(discriminator="kind")]  # noqa: UP007  made of a list


if TYPE_CHECKING:  # a checker cannot follow models that are made
    ChangeOut = _ChangeBase
    PublishedChangeOut = _PublishedBase
    PublishedEntryOut = _PublishedBase
else:
    ChangeOut = _one_of(*_shapes_of(_SHAPES, _ChangeBase, "Change"))
    _PUBLISHED = _shapes_of((*_SHAPES, *_SHAPES_BETWEEN_LETTERS), _PublishedBase, "PublishedChange")
    PublishedChangeOut = _one_of(*_PUBLISHED)
    PublishedEntryOut = _one_of(*_PUBLISHED, CorrectionOut)


class ChangesOut(Out):
    """Published changes, and corrections of changes, in the order of the log, each as it was published."""

    changes: list[PublishedEntryOut]
    next: int | None = Field(description="Ask for what is `after` this; null where there is no more for now.")
    through: int = Field(description="The position up to which this answer is complete.")
