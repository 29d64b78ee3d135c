"""Lists of feeds over HTTP, for feed readers that take many at once."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from service.errors import BadFilter
from service.feeds.conditional_get import etag_of, http_date, is_unchanged
from service.feeds.feed import EPOCH
from service.feeds.opml import MEDIA_TYPE, write_opml
from service.projections.choices_offered import offered
from service.projections.filter_names import read_filter
from service.projections.letters import last_recorded
from service.routes.asking import engine_of
from service.routes.home_address import home_of
from service.routes.problem_table import INVALID_REQUEST
from service.routes.problems import problem_responses
from service.subscribing.feed_lists import By, feed_groups, feed_of

__all__ = ["router"]

router = APIRouter(prefix="/feeds", tags=["feeds"])

_FILES = {"atom": "changes.atom", "rss": "changes.rss", "json": "changes.json"}


@router.head("/subscriptions.opml", include_in_schema=False)
@router.get(
    "/subscriptions.opml",
    response_class=Response,
    responses={
        200: {"content": {MEDIA_TYPE: {}}, "description": "The list; what there is gives the same bytes."},
        304: {"description": "Nothing is new: the client has it already."},
        **problem_responses(BadFilter, INVALID_REQUEST),
    },
)
def feeds_as_opml(
    request: Request,
    *,
    by: Annotated[
        By | None, Query(description="A feed for each of these; without, the feed of all, and all of them.")
    ] = None,
    q: Annotated[
        str, Query(description="What each of the feeds is narrowed to, as in `kind:deadline`.")
    ] = "",
    form: Annotated[
        Literal["atom", "rss", "json"], Query(alias="format", description="The feeds' format.")
    ] = "atom",
) -> Response:
    """Feeds to be taken into a feed reader at once (OPML 2.0)."""
    query, home = " ".join(q.split()), home_of(request)
    with engine_of(request).connect() as connection:
        read_filter(connection, query)
        known, modified = offered(connection), last_recorded(connection) or EPOCH
    groups = feed_groups(known, [by] if by else list(By), query=query, file=_FILES[form], home=home)
    whole = () if by else (feed_of(query or "what moved", query, file=_FILES[form], home=home),)
    body = write_opml("Lettertrail: feeds", feeds=whole, groups=groups, modified=modified)
    return _unless_unchanged(request, body, modified)


def _unless_unchanged(request: Request, body: bytes, modified: datetime) -> Response:
    etag = etag_of(body)
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(modified),
        "Cache-Control": "public, no-cache",
        "X-Content-Type-Options": "nosniff",
    }
    # By the hash alone: when a letter came in says nothing of whom links were corrected to be about.
    if is_unchanged(
        etag=etag,
        last_modified=modified,
        if_none_match=request.headers.get("if-none-match"),
        if_modified_since=None,
    ):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers | {"Content-Type": f"{MEDIA_TYPE}; charset=utf-8"})
