"""Corrections of what was published, as OpenAPI describes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from service.routes.reading_models import Out

__all__ = ["CorrectionList", "CorrectionOut"]


class CorrectedEntryOut(Out):
    """The entry that a correction is about."""

    id: str
    position: int
    kind: str


class CauseOut(Out):
    """The event of the log that made an entry untrue, by its stream and its version there."""

    stream: str
    version: int


class CorrectionOut(Out):
    """A correction of an entry that was published: what it said, what it says now, why, who decided.

    `said` and `says` are contents of entries, as they are published: `said` is null of an entry that is
    restored, `says` of one that is retracted.
    """

    position: int
    id: str
    published_at: datetime
    kind: Literal["correction"]
    outcome: Literal["corrected", "retracted", "restored"]
    corrects: CorrectedEntryOut
    series: str
    old: str | None
    new: str
    item: str | None
    label: str
    partners: list[str]
    parts: list[str]
    minor: bool
    sentence: str
    said: dict[str, Any] | None
    says: dict[str, Any] | None
    said_title: str | None
    says_title: str | None
    reason: str
    actor: str | None = Field(description="Who decided; null where a letter was withdrawn or came in late.")
    decision: str | None = Field(description="The decision on links, by its id.")
    withdrawn: str | None = Field(description="The letter that was withdrawn, by its key.")
    late: str | None = Field(
        default=None,
        description="The letter that came in late, by its key; older corrections have none.",
    )
    because: CauseOut


class CorrectionList(Out):
    """Corrections, the newest first."""

    corrections: list[CorrectionOut]
    next: str | None
