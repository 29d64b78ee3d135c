"""The register of corrections: what was published and was not so, what it says now, why, and who decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from service.addresses import comparison_path, corrections_path, letter_path
from service.projections.entries import PublishedEntry
from service.showing.plain_words import day, letter_name

__all__ = ["CorrectionShown", "CorrectionsPage", "corrections_page"]

_OUTCOMES = {"corrected": "Corrected", "retracted": "Taken back", "restored": "Holds again"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionShown:
    """One correction; what there is not is empty. `said` and `says` are sentences, `where` two letters."""

    position: int
    outcome: str
    when: str
    series: str
    said: str
    says: str
    reason: str
    by: str
    withdrawn: str
    late: str
    where: str
    where_path: str
    history: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage:
    """All that the page shows; `of` is the entry whose corrections these are, empty for all."""

    of: str
    corrections: tuple[CorrectionShown, ...]
    more: str


def corrections_page(found: Sequence[PublishedEntry], *, of: str, following: str | None) -> CorrectionsPage:
    """The page of these corrections; `following` is the cursor of those behind them."""
    asked = [(name, value) for name, value in (("of", of), ("after", following)) if value]
    return CorrectionsPage(
        of=of,
        corrections=tuple(_shown(one) for one in found),
        more=f"{corrections_path()}?{urlencode(asked)}" if following else "",
    )


def _shown(entry: PublishedEntry) -> CorrectionShown:
    event, content = entry.event, entry.event.content
    pair = (event.old, event.new)
    return CorrectionShown(
        position=entry.position,
        outcome=_OUTCOMES[content["outcome"]],
        when=day(entry.published_at.date()),
        series=event.series,
        said=content["said_title"] or "",
        says=content["says_title"] or "",
        reason=content["reason"],
        by=f"{content['actor']} ({content['decision']})" if content["decision"] else "",
        withdrawn=letter_name(content["withdrawn"]) if content["withdrawn"] else "",
        late=letter_name(content["late"]) if content.get("late") else "",
        where=" to ".join(letter_name(key) for key in pair if key),
        where_path=comparison_path(pair[0], pair[1]) if pair[0] else letter_path(pair[1]),
        history=corrections_path(content["corrects"]["id"]),
    )
