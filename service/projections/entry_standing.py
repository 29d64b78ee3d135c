"""How an entry stands since it was corrected or retracted: the columns beside what was published."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from service.filters.entry_facets import kept_facets
from service.projections.tables import compact_json
from snapshots.letter_events import EntryCorrected, EntryPublished, EntryRetracted
from snapshots.letter_json import moment_to_json

if TYPE_CHECKING:
    from sqlalchemy import Row

__all__ = ["AS_PUBLISHED", "Standing", "details_of", "facets_column", "stands_after", "stands_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The columns of this name; of an entry that was only retracted, the last three are empty."""

    corrections: int = 0
    retracted: int = 0
    updated_at: str | None = None
    standing_item: str | None = None
    standing_facets: str | None = None
    standing: str | None = None

    def columns(self) -> dict[str, Any]:
        """Each by its name."""
        return asdict(self)


AS_PUBLISHED = Standing()


def stands_after(before: Standing, event: EntryCorrected | EntryRetracted, recorded_at: datetime) -> Standing:
    """How it stands after one more event; what is retracted keeps what it said last."""
    updated = replace(
        before,
        corrections=before.corrections + 1,
        retracted=int(isinstance(event, EntryRetracted)),
        updated_at=moment_to_json(recorded_at),
    )
    if isinstance(event, EntryRetracted):
        return updated
    return replace(
        updated,
        standing_item=event.item,
        standing_facets=facets_column(event.content["kind"], event.content),
        standing=details_of(event),
    )


def stands_in(row: Row[Any]) -> Standing:
    """How the entry of a row stands."""
    return Standing(**{name: getattr(row, name) for name in Standing.__slots__})


def details_of(event: EntryPublished | EntryCorrected) -> str:
    """What is kept of an entry as JSON; a correction leaves it with the newer letter that it had."""
    new = {"new": event.new} if isinstance(event, EntryPublished) else {}
    said = {"old": event.old, "title": event.title, "minor": event.minor, "content": event.content}
    return compact_json(said | new)


def facets_column(kind: str, content: Any) -> str | None:
    """What a filter is tried on; none of what no filter holds of."""
    kept = kept_facets(kind, content)
    return None if kept is None else compact_json(kept)
