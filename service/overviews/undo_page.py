"""The page on which a decision is taken back."""

from __future__ import annotations

from dataclasses import dataclass

from service.overviews.correction_shown import CorrectionShown
from service.overviews.review_link import CorrectionForm
from service.overviews.review_queue import VERDICTS
from service.overviews.series_asked import AskedSeries, address_of
from service.projections.decisions import ListedDecision
from service.showing.plain_words import day

__all__ = ["UndoPage", "undo_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoPage:
    """The decision as it stands, the form as it was filled in, and what undoing would change, once asked."""

    series: str
    queue: str
    action: str
    id: str
    verdict: str
    actor: str
    reason: str
    on: str
    form: CorrectionForm
    told: CorrectionShown | None


def undo_page(
    series: AskedSeries,
    listed: ListedDecision,
    *,
    form: CorrectionForm | None = None,
    told: CorrectionShown | None = None,
) -> UndoPage:
    """The page of a decision that was not taken back yet."""
    made = listed.decision
    return UndoPage(
        series=series.name,
        queue=address_of("/review", series=series.only),
        action=address_of("/review/undo", series=series.name, decision=made.id),
        id=made.id,
        verdict=VERDICTS[made.verdict],
        actor=made.actor,
        reason=made.reason,
        on=day(listed.recorded_at.date()),
        form=form or CorrectionForm(),
        told=told,
    )
