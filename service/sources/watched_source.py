"""A place that is watched for letters of a series, and what is remembered of it from check to check.

`place` is a folder or a web address. A web address is the letter itself, or, with `links`, a page that links
to letters: those whose address matches the pattern. The id is made of series, place and pattern, so that
adding the same again changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from service.sources.check_schedule import AT_LEAST

__all__ = ["Document", "Looked", "Memory", "Visit", "WatchedSource", "is_web_address", "source_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a document was when we last had it.

    `where` is its address, or the name of a file in the folder. `etag` and `last_modified` are as the server
    gave them; for a file `etag` has its size and time. `problem` says why it is no candidate, if it is none.
    """

    where: str
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What was seen at a place, each document once, in order of address; and what went wrong last.

    `failures` counts the checks in a row in which the place could not be looked at, `problem` says why;
    `checked_at` is when it was last looked at, `stopped_at` the first document that was not asked for then.
    """

    visits: tuple[Visit, ...] = ()
    checked_at: datetime | None = None
    failures: int = 0
    problem: str | None = None
    stopped_at: str | None = None

    def visit(self, where: str) -> Visit | None:
        """What is remembered of a document; None for one that was not seen before."""
        return next((one for one in self.visits if one.where == where), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedSource:
    """A place and how often it is looked at."""

    id: str
    series: str
    place: str
    links: str | None
    every: timedelta
    next_check_at: datetime
    memory: Memory = Memory()

    def __post_init__(self) -> None:
        if self.every < AT_LEAST:
            raise ValueError(f"a place is looked at every {AT_LEAST} at most")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Bytes that were found and not seen before; `url` is where they came from, None for a file."""

    where: str
    data: bytes
    filename: str | None = None
    media_type: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a check saw: documents that are new or other than before, and all visits as they stand now.

    `problem` says why the place itself could not be looked at; `not_before` is when its server wants us back.
    `stopped_at` is the first document that was not asked for; `left` says that there was no room for it.
    """

    documents: tuple[Document, ...] = ()
    visits: tuple[Visit, ...] = ()
    problem: str | None = None
    not_before: datetime | None = None
    stopped_at: str | None = None
    left: bool = False


def source_id(series: str, place: str, links: str | None) -> str:
    """The id of a watched place: 12 hexadecimal digits."""
    return sha256("\n".join((series, place, links or "")).encode()).hexdigest()[:12]


def is_web_address(place: str) -> bool:
    """Whether it is to be asked for over HTTP; else it is a folder."""
    return place.lower().startswith(("http://", "https://"))
