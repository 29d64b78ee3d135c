"""What a feed is asked for, whatever the address that it is asked at."""

from __future__ import annotations

from dataclasses import dataclass

from service.addresses import feed_path
from service.feeds.feed_ids import feed_id
from service.filters.filter_language import Filter

__all__ = ["FeedQuestion", "Wanted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedQuestion:
    """Which changes, in which format (`atom`, `rss`, `json`), with links that begin with `home`.

    `query` is the filter as it was asked for, `minor` adds cosmetic changes; `authority` is the host name for
    ids of feeds.
    """

    format: str
    home: str
    authority: str
    series: str | None = None
    query: str = ""
    minor: bool = False

    @property
    def feed_id(self) -> str:
        """The feed's id, the same in all formats."""
        return feed_id(self.authority, series=self.series, query=self.query, minor=self.minor)

    def address(self, archive: int | None = None) -> str:
        """Where its current document is, or an archive by its number."""
        return self.home + feed_path(
            f"changes.{self.format}",
            series=self.series or "",
            query=self.query,
            minor=self.minor,
            archive=archive,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a question means to a database: its filter read, None where it has none."""

    series: str | None
    filter: Filter | None
    minor: bool
