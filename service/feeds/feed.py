"""What a feed is made of, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from service.feeds.archive_chain import Chain

__all__ = ["EPOCH", "Category", "Entry", "Feed", "Related", "Retraction", "rfc3339"]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """What an entry is about: `scheme` says what sort of thing `term` names, `label` names it to people."""

    scheme: str
    term: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another page about the same thing."""

    url: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """The id of an entry that is taken back, why, and by whom that was decided, if by somebody."""

    entry: str
    why: str
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was published, with all that a subscriber needs to understand it.

    `id` is a tag URI and never changes; `published` and `updated` are in UTC; `content` is HTML, safe to
    show; `summary` is plain words. `position` is its place in the log, where documents tell it; `retracts` is
    the entry that it tells to be taken back.
    """

    id: str
    title: str
    url: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    categories: tuple[Category, ...] = ()
    related: tuple[Related, ...] = ()
    position: int | None = None
    retracts: Retraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Entries, newest first, and what they are entries of; `hub_url` is of a WebSub hub, told of new ones.

    With `chain` it is a document of a feed whose whole history is kept; an archive is in the log's order.
    """

    id: str
    title: str
    subtitle: str
    home_url: str
    self_url: str
    entries: tuple[Entry, ...] = ()
    hub_url: str | None = None
    chain: Chain | None = None

    @property
    def updated(self) -> datetime:
        """When the newest entry was updated; the epoch when there is none: an empty feed never changes."""
        return max((entry.updated for entry in self.entries), default=EPOCH)


def rfc3339(moment: datetime) -> str:
    """The moment in UTC, to the second: `2023-12-13T08:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
