"""What the address of a feed asks for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from service.feed_documents.document import Document
from service.feed_documents.make_documents import FeedMaker

__all__ = ["AskedFeed", "make_asked", "read_asked"]

_CHANGES = {"changes.atom": "atom", "changes.rss": "rss", "changes.json": "json"}
_CORRECTIONS = {"corrections.atom": "atom", "corrections.json": "json"}
_DEADLINES = {"deadlines.ics": "ics"}
# What each sort of feed may be asked with, besides its name.
_PARAMETERS = {
    **dict.fromkeys(_CHANGES, frozenset({"series", "q", "minor", "archive"})),
    **dict.fromkeys(_CORRECTIONS, frozenset()),
    **dict.fromkeys(_DEADLINES, frozenset({"series", "q"})),
}
_DIGITS = 6
_MINOR = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFeed:
    """A feed by its name, as `changes.atom`, and what it is narrowed to; no `archive` is the current one."""

    name: str
    series: str | None = None
    query: str = ""
    minor: bool = False
    archive: int | None = None


def read_asked(name: str, query_string: bytes) -> AskedFeed | None:
    """What is asked; None for what no feed can be asked, a parameter that stands twice too."""
    given = parse_qsl(query_string.decode("latin-1"), keep_blank_values=True)
    asked = dict(given)
    if len(asked) < len(given) or not asked.keys() <= _PARAMETERS.get(name, frozenset()):
        return None
    minor = _MINOR.get(asked.get("minor", "no"))
    archive = _number(asked.get("archive"))
    if name not in _PARAMETERS or minor is None or archive == 0 or asked.get("series") == "":
        return None
    return AskedFeed(
        name=name, series=asked.get("series"), query=asked.get("q", ""), minor=minor, archive=archive
    )


def make_asked(maker: FeedMaker, asked: AskedFeed, home: str) -> Document | None:
    """The document; None for the archive behind the last, which is not full yet. Raises as the maker does."""
    format_ = asked.name.rpartition(".")[2]
    question = maker.question(format_, home=home, series=asked.series, query=asked.query, minor=asked.minor)
    if asked.name in _CORRECTIONS:
        return maker.corrections(question)
    if asked.name in _DEADLINES:
        return maker.deadlines(question)
    if asked.archive is not None:
        return maker.archive(question, asked.archive)
    return maker.changes(question)


def _number(written: str | None) -> int | None:
    """The number of an archive, None where none is asked for; 0 for what is no number."""
    if written is None:
        return None
    return int(written) if written.isascii() and written.isdigit() and len(written) <= _DIGITS else 0
