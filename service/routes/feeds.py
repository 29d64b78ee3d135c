"""The feeds over HTTP, as OpenAPI describes them; most answers are given before (feed_layer.py)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse

from service.errors import BadFilter, UnknownArchive, UnknownSeries
from service.feed_documents.document import Document
from service.feed_documents.make_documents import FeedMaker
from service.feeds.atom import MEDIA_TYPE as ATOM
from service.feeds.conditional_get import is_unchanged
from service.feeds.icalendar import MEDIA_TYPE as ICALENDAR
from service.feeds.json_feed import MEDIA_TYPE as JSON_FEED
from service.feeds.rss import MEDIA_TYPE as RSS
from service.record_faults import UnusableSigningKey
from service.routes.asked_feed import AskedFeed, make_asked
from service.routes.home_address import home_of
from service.routes.problem_table import INVALID_REQUEST
from service.routes.problems import problem_responses

__all__ = ["router"]

router = APIRouter(prefix="/feeds", tags=["feeds"])


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
    archive: Annotated[
        int | None,
        Query(ge=1, le=999_999, description="The archive of this number, from 1; else the current document."),
    ] = None


_AskedChanges = Annotated[_Changes, Depends()]
_AskedDeadlines = Annotated[_Narrowed, Depends()]


def _answers(media_type: str) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of a feed."""
    return {
        200: {"content": {media_type: {}}, "description": "The feed; the same entries give the same bytes."},
        304: {"description": "Nothing is new: the client has it already."},
        307: {
            "description": "This archive is not full yet: what it will hold stands in the current document."
        },
        **problem_responses(UnknownSeries, UnknownArchive, BadFilter, UnusableSigningKey, INVALID_REQUEST),
    }


@router.head("/changes.atom", include_in_schema=False)
@router.get("/changes.atom", response_class=Response, responses=_answers(ATOM))
def changes_as_atom(request: Request, asked: _AskedChanges) -> Response:
    """What moved, as Atom: an entry for each letter, then one for each change, the newest letter first.

    Its archives hold all that it ever brought, as it was published (RFC 5005): each names the SHA-256 of the
    one before, and the current document is signed, so that `lettertrail verify-feed` can prove it complete.
    """
    return _answer_changes(request, asked, "changes.atom")


@router.head("/changes.rss", include_in_schema=False)
@router.get("/changes.rss", response_class=Response, responses=_answers(RSS))
def changes_as_rss(request: Request, asked: _AskedChanges) -> Response:
    """The same as RSS 2.0."""
    return _answer_changes(request, asked, "changes.rss")


@router.head("/changes.json", include_in_schema=False)
@router.get("/changes.json", response_class=Response, responses=_answers(JSON_FEED))
def changes_as_json_feed(request: Request, asked: _AskedChanges) -> Response:
    """The same as JSON Feed 1.1; `next_url` leads back through the archives."""
    return _answer_changes(request, asked, "changes.json")


@router.head("/corrections.atom", include_in_schema=False)
@router.get("/corrections.atom", response_class=Response, responses=_answers(ATOM))
def corrections_as_atom(request: Request) -> Response:
    """What was corrected, as Atom: an entry for each correction, the newest first."""
    return _answer(request, AskedFeed(name="corrections.atom"))


@router.head("/corrections.json", include_in_schema=False)
@router.get("/corrections.json", response_class=Response, responses=_answers(JSON_FEED))
def corrections_as_json_feed(request: Request) -> Response:
    """The same as JSON Feed 1.1."""
    return _answer(request, AskedFeed(name="corrections.json"))


@router.head("/deadlines.ics", include_in_schema=False)
@router.get("/deadlines.ics", response_class=Response, responses=_answers(ICALENDAR))
def deadlines_as_calendar(request: Request, asked: _AskedDeadlines) -> Response:
    """Deadlines as iCalendar: whole days, a vague window as a span; one that moves stays the same event.

    A filter is one of items here, as at `/v1/items`: `kind:contract` is the kind of the measure. All that is
    here is of `kind:deadline`, too; other kinds of changes are refused.
    """
    return _answer(request, AskedFeed(name="deadlines.ics", series=asked.series, query=asked.q))


def _answer_changes(request: Request, asked: _Changes, name: str) -> Response:
    minor = asked.minor == "yes"
    feed = AskedFeed(name=name, series=asked.series, query=asked.q, minor=minor, archive=asked.archive)
    return _answer(request, feed)


def _answer(request: Request, asked: AskedFeed) -> Response:
    maker: FeedMaker = request.app.state.feeds
    document = make_asked(maker, asked, home_of(request))
    if document is None:
        current = request.url.remove_query_params("archive")
        return RedirectResponse(str(current))
    return _response(request, document)


def _response(request: Request, document: Document) -> Response:
    unchanged = is_unchanged(
        etag=document.etag,
        last_modified=document.last_modified,
        if_none_match=request.headers.get("if-none-match"),
        if_modified_since=request.headers.get("if-modified-since"),
    )
    response = Response(b"" if unchanged else document.body, status_code=304 if unchanged else 200)
    response.raw_headers = list(document.unchanged if unchanged else document.plain)
    return response
