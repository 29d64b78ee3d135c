"""A place as somebody names it becomes one that can be watched, or an error that says what is wrong."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from service.errors import BadSource
from service.recording.record_letter import check_series_name
from service.sources.check_schedule import AT_LEAST
from service.sources.watched_source import WatchedSource, is_web_address, source_id

__all__ = ["USUALLY", "read_interval", "watch_place"]

USUALLY = timedelta(hours=6)
_AT_MOST = timedelta(days=30)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_LONGEST = 2_000


def watch_place(
    place: str, *, series: str, links: str | None, every: timedelta, now: datetime
) -> WatchedSource:
    """The place, to be looked at for the first time at once.

    A folder is kept with its full path. Raises BadSeriesName, and BadSource for what cannot be watched.
    """
    check_series_name(series)
    if not AT_LEAST <= every <= _AT_MOST:
        raise BadSource(place, "it can be looked at every minute at the most and every 30 days at the least")
    kept = _address(place) if is_web_address(place) else _folder(place, links)
    return WatchedSource(
        id=source_id(series, kept, links),
        series=series,
        place=kept,
        links=links,
        every=every,
        next_check_at=now,
    )


def read_interval(words: str) -> timedelta:
    """As in 30m, 6h or 2d; raises BadSource."""
    found = re.fullmatch(r"([0-9]{1,5})([mhd])", words.strip().lower())
    if found is None:
        raise BadSource(words, "an interval is written as in 30m, 6h or 2d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _address(place: str) -> str:
    try:
        parts = urlsplit(place)
        parts.port  # noqa: B018  it raises for what is no number
    except ValueError as error:
        raise BadSource(place, "it cannot be read as an address") from error
    if len(place) > _LONGEST or not place.isascii() or not place.isprintable() or " " in place:
        raise BadSource(place, f"an address has no blanks, no other than ASCII signs, {_LONGEST} at most")
    if not parts.hostname:
        raise BadSource(place, "it names no host")
    if "@" in parts.netloc:
        raise BadSource(place, "it has a name or a password in it, which would be kept and shown")
    return parts._replace(fragment="").geturl()


def _folder(place: str, links: str | None) -> str:
    if links is not None:
        raise BadSource(place, "a folder has no links; leave --links out")
    folder = Path(place).expanduser()
    if not place.strip() or not folder.is_dir():
        is_file = bool(place.strip()) and folder.is_file()
        why = "it is a file; name the folder that it lies in" if is_file else "there is no such folder"
        raise BadSource(place, why)
    return str(folder.resolve())
