"""Deadlines as an iCalendar object (RFC 5545): whole days, a vague window as a span of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import icalendar

from service.feeds.xml_text import legal
from snapshots.letter import Certainty

__all__ = ["MEDIA_TYPE", "Deadline", "write_calendar"]

MEDIA_TYPE = "text/calendar"
_STATUS = {Certainty.FIRM: "CONFIRMED", Certainty.INDICATIVE: "TENTATIVE", Certainty.TBC: "TENTATIVE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """When an item is to happen, as the last letter that speaks of it has it.

    `uid` stays when the deadline moves, and `moves` counts how often it has. Both days are inclusive; a
    window that opens at no named day ("by June") has `earliest` None. `said_at` is when that letter was
    recorded. `cancelled` says why it is a deadline no more, and is empty while it is one.
    """

    uid: str
    title: str
    words: str
    earliest: date | None
    latest: date
    certainty: Certainty
    said_at: datetime
    url: str
    moves: int = 0
    categories: tuple[str, ...] = ()
    cancelled: str = ""


def write_calendar(title: str, deadlines: tuple[Deadline, ...]) -> bytes:
    """A calendar with one event per deadline, by day, then by UID; same deadlines, same bytes."""
    calendar = icalendar.Calendar()
    # On one line: a title has what a reader asked for in it, and the library does not escape an X- property.
    name = " ".join(legal(title).split())
    calendar.add("prodid", "-//Lettertrail//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for deadline in sorted(deadlines, key=lambda one: (one.earliest or one.latest, one.latest, one.uid)):
        calendar.add_component(_event(deadline))
    body: bytes = calendar.to_ical()
    return body


def _event(deadline: Deadline) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", deadline.uid)
    said_at = deadline.said_at.astimezone(UTC).replace(microsecond=0)
    event.add("dtstamp", said_at)
    event.add("last-modified", said_at)
    event.add("sequence", deadline.moves)
    event.add("dtstart", deadline.earliest or deadline.latest)
    event.add("dtend", deadline.latest + timedelta(days=1))  # the first day after it (RFC 5545, 3.6.1)
    event.add("summary", legal(deadline.title))
    event.add("description", legal(deadline.words))
    event.add("url", deadline.url)
    event.add("status", "CANCELLED" if deadline.cancelled else _STATUS[deadline.certainty])
    if deadline.cancelled:
        event.add("comment", legal(deadline.cancelled))
    event.add("transp", "TRANSPARENT")
    if deadline.categories:
        event.add("categories", [legal(category) for category in deadline.categories])
    return event
