"""The feeds over HTTP: read the question, write the entries, send nothing to those who have them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy import Connection

from service.addresses import corrections_path, feed_path
from service.errors import BadFilter, UnknownSeries
from service.feeds.atom import MEDIA_TYPE as ATOM
from service.feeds.atom import write_atom
from service.feeds.conditional_get import etag_of, http_date, is_unchanged
from service.feeds.deadlines import calendar_events
from service.feeds.entries import entry_of, newest_letters_first
from service.feeds.feed import EPOCH, Feed
from service.feeds.feed_ids import corrections_feed_id, feed_id
from service.feeds.icalendar import MEDIA_TYPE as ICALENDAR
from service.feeds.icalendar import write_calendar
from service.feeds.json_feed import MEDIA_TYPE as JSON_FEED
from service.feeds.json_feed import write_json_feed
from service.feeds.rss import MEDIA_TYPE as RSS
from service.feeds.rss import write_rss
from service.projections.deadlines import deadlines_held
from service.projections.entries import corrections_made, newest_entries
from service.projections.filter_names import read_filter
from service.projections.letters import series_held
from service.routes.asking import engine_of
from service.routes.home_address import home_of
from service.routes.problem_table import INVALID_REQUEST
from service.routes.problems import problem_responses

__all__ = ["router"]

router = APIRouter(prefix="/feeds", tags=["feeds"])

# The largest letter seen brings 246 changes. Whatever its size, the newest letter is in the feed as a whole;
# older ones are while there is room for them.
_MOST_ENTRIES = 300
# Entries looked at for that: cosmetic ones, about a quarter of all, are among them.
_LOOKED_AT = 1_000
_NO_LINKS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Narrowed:
    """What every feed can be narrowed to."""

    series: Annotated[str | None, Query(description="Only letters of this series.")] = None
    q: Annotated[str, Query(description="Only what this filter holds of, as in `partner:EG amount>=5m`.")] = (
        ""
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Changes(_Narrowed):
    """A feed of changes hides the cosmetic ones unless it is asked not to."""

    minor: Annotated[
        Literal["yes", "no"],
        Query(description="`yes` adds cosmetic changes: the same facts in other words or in another place."),
    ] = "no"


_AskedChanges = Annotated[_Changes, Depends()]
_AskedDeadlines = Annotated[_Narrowed, Depends()]


def _answers(media_type: str) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of a feed."""
    return {
        200: {"content": {media_type: {}}, "description": "The feed; the same entries give the same bytes."},
        304: {"description": "Nothing is new: the client has it already."},
        **problem_responses(UnknownSeries, BadFilter, INVALID_REQUEST),
    }


@router.head("/changes.atom", include_in_schema=False)
@router.get("/changes.atom", response_class=Response, responses=_answers(ATOM))
def changes_as_atom(request: Request, asked: _AskedChanges) -> Response:
    """What moved, as Atom: an entry for each letter, then one for each change, the newest letter first."""
    return _answer_changes(request, asked, "changes.atom", write_atom, ATOM)


@router.head("/changes.rss", include_in_schema=False)
@router.get("/changes.rss", response_class=Response, responses=_answers(RSS))
def changes_as_rss(request: Request, asked: _AskedChanges) -> Response:
    """The same as RSS 2.0."""
    return _answer_changes(request, asked, "changes.rss", write_rss, RSS)


@router.head("/changes.json", include_in_schema=False)
@router.get("/changes.json", response_class=Response, responses=_answers(JSON_FEED))
def changes_as_json_feed(request: Request, asked: _AskedChanges) -> Response:
    """The same as JSON Feed 1.1."""
    return _answer_changes(request, asked, "changes.json", write_json_feed, JSON_FEED)


@router.head("/corrections.atom", include_in_schema=False)
@router.get("/corrections.atom", response_class=Response, responses=_answers(ATOM))
def corrections_as_atom(request: Request) -> Response:
    """What was corrected, as Atom: an entry for each correction, the newest first."""
    return _answer_corrections(request, "corrections.atom", write_atom, ATOM)


@router.head("/corrections.json", include_in_schema=False)
@router.get("/corrections.json", response_class=Response, responses=_answers(JSON_FEED))
def corrections_as_json_feed(request: Request) -> Response:
    """The same as JSON Feed 1.1."""
    return _answer_corrections(request, "corrections.json", write_json_feed, JSON_FEED)


@router.head("/deadlines.ics", include_in_schema=False)
@router.get("/deadlines.ics", response_class=Response, responses=_answers(ICALENDAR))
def deadlines_as_calendar(request: Request, asked: _AskedDeadlines) -> Response:
    """Deadlines as iCalendar: whole days, a vague window as a span; one that moves stays the same event.

    A filter is one of items here, as at `/v1/items`: `kind:contract` is the kind of the measure. All that is
    here is of `kind:deadline`, too; other kinds of changes are refused.
    """
    with engine_of(request).connect() as connection:
        _check_series(connection, asked.series)
        held = deadlines_held(connection, series=asked.series, query=asked.q)
    events = calendar_events(held, authority=request.app.state.authority, home=home_of(request))
    body = write_calendar(_title("Lettertrail: deadlines", asked), events)
    return _answer(request, body, ICALENDAR, max((event.said_at for event in events), default=EPOCH))


def _answer_changes(
    request: Request, asked: _Changes, name: str, write: Callable[[Feed], bytes], media_type: str
) -> Response:
    with engine_of(request).connect() as connection:
        _check_series(connection, asked.series)
        feed = _feed(connection, asked, name, request)
    return _answer(request, write(feed), media_type, feed.updated, links=websub_links(feed))


def _answer_corrections(
    request: Request, name: str, write: Callable[[Feed], bytes], media_type: str
) -> Response:
    home = home_of(request)
    with engine_of(request).connect() as connection:
        rows = corrections_made(connection, limit=_MOST_ENTRIES)
    feed = Feed(
        id=corrections_feed_id(request.app.state.authority),
        title="Lettertrail: corrections",
        subtitle="What was published and is not so: what it said, what it says now, why, and who decided.",
        home_url=home + corrections_path(),
        self_url=home + feed_path(name),
        entries=tuple(entry_of(one.event, published_at=one.published_at, home=home) for one in rows),
    )
    return _answer(request, write(feed), media_type, feed.updated)


def _feed(connection: Connection, asked: _Changes, name: str, request: Request) -> Feed:
    minor, home = asked.minor == "yes", home_of(request)
    wanted = read_filter(connection, asked.q) if asked.q.strip() else None
    rows = newest_entries(connection, series=asked.series, wanted=wanted, limit=_LOOKED_AT)
    published = newest_letters_first(
        [(row.event, row.published_at) for row in rows],
        most=_MOST_ENTRIES,
        minor=minor or (wanted is not None and wanted.wants_minor),
        filtered=wanted is not None,
    )
    return Feed(
        id=feed_id(request.app.state.authority, series=asked.series, query=asked.q, minor=minor),
        title=_title("Lettertrail: what moved", asked),
        subtitle="For each letter an entry with the counts, then one for each change, in the letters' words.",
        home_url=f"{home}/",
        self_url=home + feed_path(name, series=asked.series or "", query=asked.q, minor=minor),
        entries=tuple(entry_of(event, published_at=at, home=home) for event, at in published),
        hub_url=None if asked.q.strip() or minor else request.app.state.settings.websub_hub,
    )


def _title(title: str, asked: _Narrowed) -> str:
    return " · ".join(filter(None, (title, asked.series, asked.q)))


def _check_series(connection: Connection, series: str | None) -> None:
    """A feed of a series that nobody has recorded is a mistake in the address, not an empty feed."""
    if series is not None and series not in (known := series_held(connection)):
        raise UnknownSeries(series, known)


def websub_links(feed: Feed) -> dict[str, str]:
    """The Link header by which a feed names its hub and itself (WebSub, 4); none where there is no hub."""
    if feed.hub_url is None:
        return {}
    return {"Link": f'<{feed.hub_url}>; rel="hub", <{feed.self_url}>; rel="self"'}


def _answer(
    request: Request,
    body: bytes,
    media_type: str,
    last_modified: datetime,
    *,
    links: Mapping[str, str] = _NO_LINKS,
) -> Response:
    etag = etag_of(body)
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(last_modified),
        "Cache-Control": "public, no-cache",
        "X-Content-Type-Options": "nosniff",
        **links,
    }
    if is_unchanged(
        etag=etag,
        last_modified=last_modified,
        if_none_match=request.headers.get("if-none-match"),
        if_modified_since=request.headers.get("if-modified-since"),
    ):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers | {"Content-Type": f"{media_type}; charset=utf-8"})
