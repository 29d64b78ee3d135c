"""The values that say what one letter says: frozen, keyword-only, made of tuples, valid once made.

Offsets count Unicode code points in the letter's canonical text, `Letter.text`. Every quote re-slices:
`text[span.start:span.end]` is the words that the fact was read from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

__all__ = [
    "Amount",
    "Box",
    "Certainty",
    "Column",
    "Commitment",
    "Coverage",
    "Finding",
    "Heading",
    "HeadingLevel",
    "Kind",
    "Letter",
    "NextActor",
    "Quantity",
    "Severity",
    "Source",
    "Span",
    "Statement",
    "Status",
    "Strength",
    "TimeExpression",
]


class Column(StrEnum):
    """Where a statement stands: in the letter proper, or in one of the annex's two columns."""

    BODY = "body"
    ONGOING = "ongoing"
    NEXT_STEPS = "next_steps"


class Kind(StrEnum):
    """What sort of measure a statement reports on."""

    CONTRACT = "contract"
    FUNDING = "funding"
    AGREEMENT = "agreement"
    MEETING = "meeting"
    DELIVERY = "delivery"
    DEPLOYMENT = "deployment"
    LEGISLATION = "legislation"
    INDICATOR = "indicator"
    OTHER = "other"


class Status(StrEnum):
    """What the letter says has become of a measure; never a verdict."""

    DONE = "done"
    ONGOING = "ongoing"
    PLANNED = "planned"
    ON_HOLD = "on_hold"
    NOT_STARTED = "not_started"


class Strength(StrEnum):
    """How firmly a measure is promised, the firmest first: the ladder of commitments."""

    DONE = "done"
    WILL = "will"
    TO_BE = "to_be"
    EXPECTED = "expected"
    AIMS = "aims"
    EXPLORE = "explore"
    TBC = "tbc"


class Certainty(StrEnum):
    """How firmly a time is given."""

    FIRM = "firm"
    INDICATIVE = "indicative"
    TBC = "tbc"


class HeadingLevel(StrEnum):
    """What a heading governs."""

    TITLE = "title"
    PART = "part"
    PRIORITY = "priority"
    TOPIC = "topic"
    COLUMN = "column"


class Severity(StrEnum):
    """How much a finding matters to someone who relies on the reading."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open stretch of the canonical text, in code points; never empty, never negative."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no stretch of text: {self.start}..{self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where words stand on a page: points (1/72 inch) from the page's top left corner; page counts from 1."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum of money as the letter gives it.

    `value` is in whole units of `currency` (ISO 4217), so "EUR 35 million" is 35000000; it is None when the
    words cannot be read as one figure, and then `reason` says why. `spans` are several where a page break
    cuts the words; `quote` is the first of them. `part_of` counts, from 0, the amount of the same statement
    that this one is a share of.
    """

    value: Decimal | None
    currency: str | None
    quote: str
    spans: tuple[Span, ...]
    qualifier: str | None = None
    role: str | None = None
    part_of: int | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time in the letter's words, as an interval of days, both ends inclusive.

    An end that the words leave open is None; both are None for "soon" and "tbc". `edtf` is the Extended
    Date/Time Format of the interval (ISO 8601-2:2019, level 1), empty when both ends are open.
    """

    quote: str
    spans: tuple[Span, ...]
    earliest: date | None
    latest: date | None
    edtf: str
    certainty: Certainty = Certainty.FIRM
    year_inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A count or percentage that is not money; `unit` is the counted noun, or "%"."""

    value: Decimal
    unit: str
    quote: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """How firmly the main clause of a statement commits somebody, and the words that say so."""

    strength: Strength
    quote: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextActor:
    """Who is named as having to act next: a partner by `partner` True, else an organisation or a body.

    `who` is the partner's code or region, or the actor's name (AU is Australia as a partner, the African
    Union as an actor). `blocking`: the words say that nothing goes on because of them ("blocked by").
    """

    who: str
    quote: str
    spans: tuple[Span, ...]
    partner: bool = False
    blocking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The smallest stretch of a letter that reports on one measure.

    `spans` are in reading order; `text` is their words joined by one blank. `partners` are ISO 3166-1
    alpha-2 codes (Kosovo XK) and region slugs, `actors` the organisations that act; both in order of first
    mention and without repeats. `deadlines` lie ahead when seen from the letter's date, `dates` behind.
    `commitment` is None, and `next_actors` empty, where no word says it.
    """

    id: str
    spans: tuple[Span, ...]
    text: str
    column: Column
    part: str | None = None
    priority: str | None = None
    topic: str | None = None
    parent: str | None = None
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    partners: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    kind: Kind = Kind.OTHER
    status: Status = Status.ONGOING
    amounts: tuple[Amount, ...] = ()
    deadlines: tuple[TimeExpression, ...] = ()
    dates: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    commitment: Commitment | None = None
    next_actors: tuple[NextActor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading, which governs the statements that follow it and is none itself."""

    text: str
    span: Span
    level: HeadingLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something about the letter that its reader should know: `code` is stable, `message` a sentence."""

    code: str
    severity: Severity
    message: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How the letter's non-blank characters divide up: counts that add up to `characters`."""

    characters: int
    statements: int
    headings: int
    running: int
    narrative: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes that a letter was read from: `sha256` in lower-case hexadecimal."""

    sha256: str
    media_type: str
    filename: str | None = None
    url: str | None = None
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter as read: its words, and what they say.

    `running` are the page headers, footers and page numbers that stand in `text`, in their order; what
    belongs neither to them nor to a statement or a heading is narrative.
    """

    series: str | None
    date: date
    text: str
    reader: str
    source: Source
    coverage: Coverage
    statements: tuple[Statement, ...] = ()
    headings: tuple[Heading, ...] = ()
    running: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()
    title: str | None = None
    author: str | None = None
    reference: str | None = None
    refers_to: str | None = None
    reissue: int = 1

    @property
    def key(self) -> str:
        """`<series>/<date>`, with `/2` and so on for a corrected re-issue."""
        key = f"{self.series or 'unfiled'}/{self.date.isoformat()}"
        return key if self.reissue == 1 else f"{key}/{self.reissue}"
