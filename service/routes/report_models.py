"""A redline as OpenAPI describes it; service/reports/redline_document.py writes it."""

from __future__ import annotations

from pydantic import Field

from diffing.wording.redline import Mark
from service.reports.redline_document import Fate
from service.routes.reading_models import Out

__all__ = ["RedlineOut"]


class PieceOut(Out):
    """Words with what became of them; those with `old`, joined, are the older wording, with `new` the newer.

    What moved has a number, `move`, in both of its places.
    """

    text: str
    mark: Mark
    old: bool
    new: bool
    move: int | None


class RedlinedOut(Out):
    """The statements of one measure in either letter, and both wordings as one text."""

    fate: Fate
    before: list[str] = Field(description="Ids of the older letter's statements.")
    after: list[str] = Field(description="Ids of the newer letter's statements.")
    heading: str
    place: str
    pieces: list[PieceOut]


class RedlineOut(Out):
    """Every statement of two letters, each once (`as=redline-json`)."""

    old: str
    new: str
    statements: list[RedlinedOut]
