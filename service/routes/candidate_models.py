"""Watched places and candidates, as OpenAPI describes them and as they are decided of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from service.routes.reading_models import Out, SameDayOut, SourceOut

__all__ = [
    "AcceptedOut",
    "AnswerIn",
    "ArrivalOut",
    "CandidateList",
    "CandidateOut",
    "CandidateShown",
    "WatchedSourceList",
]


class ProblemOfDocument(Out):
    """A document at a watched place that is no candidate, and why."""

    document: str
    problem: str


class WatchedSourceOut(Out):
    """A place that is watched for letters; of a folder only the last part of its path is told.

    `problem` says why the place could not be looked at, `failures` how often in a row.
    """

    id: str
    series: str
    place: str
    links: str | None = Field(description="Letters are the links of the page that look like this.")
    every_seconds: int
    next_check_at: datetime
    checked_at: datetime | None
    failures: int = Field(ge=0)
    problem: str | None
    documents: int = Field(ge=0)
    problems: list[ProblemOfDocument]


class WatchedSourceList(Out):
    """Watched places by series and place."""

    sources: list[WatchedSourceOut]
    next: str | None


class AnswerOut(Out):
    """Who decided of a candidate, and why; `letter` is the key of the letter that it is, null if rejected."""

    actor: str
    reason: str
    letter: str | None
    answered_at: datetime


class CandidateOut(Out):
    """A document that was found at a watched place; `id` names it within its series."""

    id: str
    series: str
    state: Literal["waiting", "accepted", "rejected"]
    date: date
    place: str
    source: SourceOut
    found_at: datetime
    answer: AnswerOut | None


class CandidateList(Out):
    """Candidates by series, in the order in which they were found."""

    candidates: list[CandidateOut]
    next: str | None


class EntryToCome(Out):
    """An entry that would go out."""

    kind: str
    title: str
    minor: bool
    item: str | None


class ArrivalOut(Out):
    """What accepting it would record and publish; `letter` is the key that it would get.

    Among the entries are those of kind `correction`, of what it would make untrue that was published.
    """

    letter: str
    title: str | None
    statements: int
    findings: int
    already_recorded: bool
    same_day: SameDayOut | None
    entries: list[EntryToCome]


class CandidateShown(CandidateOut):
    """A candidate with what accepting it would do."""

    arrival: ArrivalOut


class AcceptedOut(CandidateOut):
    """A candidate as it was decided of; `entries` counts those that went out now."""

    entries: int


class AnswerIn(Out):
    """What a person says of a candidate."""

    verdict: Literal["accept", "reject"]
    actor: str = Field(description="Who decides: a name or a role, kept for ever.", examples=["registrar"])
    reason: str = Field(description="Why, for those who read the record.")
