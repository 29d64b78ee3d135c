"""A letter's reading as OpenAPI describes it; what is sent is written by snapshots/letter_json.py."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from snapshots.letter import Certainty, Column, HeadingLevel, Kind, Severity, Status, Strength

__all__ = ["FindingOut", "LetterOut", "Out", "Reading", "SameDayOut", "StatementOut", "TimeOut"]

Spans = list[tuple[int, int]]


class Out(BaseModel):
    """A public shape: it has these members and no others."""

    model_config = ConfigDict(extra="forbid")


class Fact(Out):
    """Where the words of a fact stand in the letter's text."""

    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    spans: Spans


class AmountOut(Fact):
    """A sum of money, in whole units of its currency, as a decimal string."""

    value: str | None = Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")
    currency: str | None
    qualifier: str | None
    role: str | None
    part_of: int | None
    reason: str | None


class TimeOut(Fact):
    """A time as an interval of days, both ends inclusive, an open end null."""

    earliest: date | None
    latest: date | None
    edtf: str
    certainty: Certainty
    year_inferred: bool


class QuantityOut(Fact):
    """A count or percentage that is not money."""

    value: float | str
    unit: str


class CommitmentOut(Fact):
    """How firmly the main clause commits somebody, the firmest first: done, will, ... tbc."""

    strength: Strength


class NextActorOut(Fact):
    """Who is named as having to act next: a partner by its code, or an actor by name; whether as blocking."""

    who: str
    partner: bool
    blocking: bool


class BoxOut(Out):
    """Where words stand on a page, in points from its top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class StatementOut(Out):
    """What the letter says about one measure."""

    id: str
    spans: Spans
    text: str
    page: int | None
    boxes: list[BoxOut]
    column: Column
    part: str | None
    priority: str | None
    topic: str | None
    parent: str | None
    partners: list[str]
    actors: list[str]
    kind: Kind
    status: Status
    amounts: list[AmountOut]
    deadlines: list[TimeOut]
    dates: list[TimeOut]
    quantities: list[QuantityOut]
    commitment: CommitmentOut | None
    next_actors: list[NextActorOut]


class HeadingOut(Out):
    """A heading of the letter."""

    text: str
    start: int
    end: int
    level: HeadingLevel


class CoverageOut(Out):
    """How the letter's non-blank characters divide up."""

    characters: int
    statements: int
    headings: int
    running: int
    narrative: int


class SourceOut(Out):
    """The bytes that the letter was read from."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    media_type: str
    filename: str | None
    url: str | None
    received_at: datetime | None


class FindingOut(Out):
    """Something about the letter that a reader should know."""

    code: str
    severity: Severity
    message: str
    spans: Spans


class LetterOut(Out):
    """The letter itself."""

    key: str
    series: str | None
    date: date
    reissue: int = Field(ge=1)
    title: str | None
    author: str | None
    reference: str | None
    refers_to: str | None
    source: SourceOut
    text: str
    reader: str
    headings: list[HeadingOut]
    running: Spans
    coverage: CoverageOut


class Reading(Out):
    """What one letter says, as `lettertrail read --json` gives it."""

    letter: LetterOut
    statements: list[StatementOut]
    findings: list[FindingOut]


class SameDayOut(Out):
    """A letter of the same day that is held: another would be, or is, its re-issue; `says` is for people.

    `alike` is the share of words, 0 to 1, that both have: nearly all for one letter in two formats.
    """

    letter: str
    alike: float = Field(ge=0, le=1)
    says: str
