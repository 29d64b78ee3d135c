"""The identifiers that subscribers' programs remember for ever.

They are tag URIs (RFC 4151), `tag:<authority>,2023:<what>`. They are written into the log when an entry is
published and never made anew: a changed scheme here changes the ids of later entries only. The year is that
of the first letter; the authority is a host name that the operator of the service holds.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

__all__ = [
    "authority_of",
    "calendar_uid",
    "category_scheme",
    "change_entry_id",
    "correction_entry_id",
    "correction_ids",
    "corrections_feed_id",
    "feed_id",
    "letter_entry_id",
]

_YEAR = "2023"
# What a path or a query may have besides letters and digits (RFC 3986); so may tag URIs (RFC 4151, 2.1).
_PLAIN = "-._~/:@!$'()*,;=?"


def authority_of(public_url: str) -> str:
    """The host name of the service, in lower case, as tag URIs want it; `localhost` where there is none."""
    return (urlsplit(public_url).hostname or "localhost").lower()


def letter_entry_id(authority: str, *, series: str, old: str | None, new: str) -> str:
    """The id of the one entry that announces a letter and counts what moved since the older one.

    `old` and `new` are what follows the series in a letter's key: `2023-12-13`, or `2023-12-13/2`.
    """
    return _tag(authority, f"{series}/{_pair(old, new)}")


def change_entry_id(authority: str, *, series: str, old: str | None, new: str, change: str) -> str:
    """The id of the entry of one change; `change` tells it from the other changes between the two letters.

    Without an `old` letter it is of what became of the one letter with time.
    """
    return _tag(authority, f"{series}/{_pair(old, new)}/{change}")


def correction_entry_id(entry: str, number: int) -> str:
    """The id of the entry that tells of a correction; those of an entry, given by its id, count from 1."""
    return f"{correction_ids(entry)}{number}"


def correction_ids(entry: str) -> str:
    """What the ids of an entry's corrections begin with."""
    return f"{entry}/correction/"


def corrections_feed_id(authority: str) -> str:
    """The id of the feed of all corrections."""
    return _tag(authority, "feeds/corrections")


def feed_id(authority: str, *, series: str | None, query: str | None, minor: bool = False) -> str:
    """The id of a feed: the same question always has the same id, in whatever format it is asked."""
    asked = [("series", series), ("q", query), ("minor", "yes" if minor else None)]
    question = "&".join(f"{name}={_escaped(value)}" for name, value in asked if value)
    return _tag(authority, f"feeds/changes{'?' if question else ''}") + question


def calendar_uid(authority: str, *, item: str, place: int = 0) -> str:
    """The UID of the event of an item's deadline; it stays when the deadline moves (RFC 5545, 3.8.4.7).

    An item may have several deadlines at once: `place` counts them from 0 in the order of the letter.
    """
    return f"{item}{f'.{place + 1}' if place else ''}@{authority}"


def category_scheme(authority: str, name: str) -> str:
    """What says, in a category, whether its term is a `kind`, a `partner`, a `part` or a `series`."""
    return _tag(authority, f"schemes/{name}")


def _tag(authority: str, specific: str) -> str:
    return f"tag:{authority},{_YEAR}:{quote(specific, safe=_PLAIN)}"


def _escaped(value: str) -> str:
    return quote(value, safe=_PLAIN.replace("=", "").replace("?", ""))


def _pair(old: str | None, new: str) -> str:
    return f"{old}..{new}" if old else new
