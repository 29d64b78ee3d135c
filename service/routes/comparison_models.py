"""A comparison of two letters, as OpenAPI describes it; diffing/change_json.py writes it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from service.routes.change_models import AlignmentOut, ChangeOut
from service.routes.reading_models import Out
from service.routes.receipt_models import ReceiptOut

__all__ = ["ComparisonOut"]


class ComparedLetterOut(Out):
    key: str
    series: str | None
    date: date
    title: str | None
    filename: str | None
    statements: int


class SummaryOut(Out):
    counts: dict[str, int]
    carried: int
    unmentioned: int
    added: int
    aligned: float = Field(ge=0, le=1)
    note: str


class ClaimOut(Out):
    """What the newer letter says of an earlier one, held against the older letter of the comparison."""

    text: str
    start: int
    end: int
    names: str
    verdict: Literal["supported", "differs", "not_found", "letter_not_held"]
    letter: str | None
    statement: str | None


class ComparisonOut(Out):
    """What moved between two letters, the most important first, as `lettertrail compare --json` gives it."""

    old: ComparedLetterOut
    new: ComparedLetterOut
    changes: list[ChangeOut]
    alignments: list[AlignmentOut]
    summary: SummaryOut
    claims: list[ClaimOut]
    receipt: ReceiptOut
