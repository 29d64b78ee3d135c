"""What a feed is made of, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

__all__ = ["EPOCH", "Category", "Entry", "Feed", "Related"]

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
class Entry:
    """One thing that was published, with all that a subscriber needs to understand it.

    `id` is a tag URI and never changes; `published` and `updated` are in UTC; `content` is HTML, safe to
    show; `summary` is plain words.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Entries, newest first, and what they are entries of; `hub_url` is of a WebSub hub, told of new ones."""

    id: str
    title: str
    subtitle: str
    home_url: str
    self_url: str
    entries: tuple[Entry, ...] = ()
    hub_url: str | None = None

    @property
    def updated(self) -> datetime:
        """When the newest entry was updated; the epoch when there is none: an empty feed never changes."""
        return max((entry.updated for entry in self.entries), default=EPOCH)
