"""What programs look for at well-known addresses: a contact, a map, an icon, what to leave alone."""

from __future__ import annotations

from datetime import UTC
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from service.pages.site_map import MappedPage, mapped_pages, site_part, write_site_map
from service.pages.static_files import static_file
from service.projections.items import item_ids_listed
from service.projections.letters import list_letters
from service.routes.asking import Database
from service.routes.home_address import home_of
from service.routes.problem_table import NOT_FOUND
from service.settings import Settings

__all__ = ["router"]

router = APIRouter(include_in_schema=False)

PartOfMap = Annotated[int, Path(ge=1)]

_MOST_LETTERS = 10_000
# Nobody's index gains by our API, by pictures of pages, or by every filter that can be asked for.
_ROBOTS = "User-agent: *\nAllow: /static/\nDisallow: /v1/\nDisallow: /page-images/\nDisallow: /*?\n"


@router.head("/robots.txt")
@router.get("/robots.txt")
def show_robots(request: Request) -> Response:
    """What crawlers may leave alone (RFC 9309), and where the map is."""
    return _text(f"{_ROBOTS}\nSitemap: {home_of(request)}/sitemap.xml\n")


@router.head("/.well-known/security.txt")
@router.get("/.well-known/security.txt")
def show_security(request: Request) -> Response:
    """Where to report a hole (RFC 9116); 404 where the settings name nobody."""
    settings: Settings = request.app.state.settings
    if settings.security_contact is None or settings.security_expires is None:
        raise HTTPException(NOT_FOUND.status)
    lines = {
        "Contact": settings.security_contact,
        "Expires": settings.security_expires.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": "en",
        "Canonical": f"{home_of(request)}/.well-known/security.txt",
    }
    return _text("".join(f"{name}: {value}\n" for name, value in lines.items()))


@router.head("/sitemap.xml")
@router.get("/sitemap.xml")
def show_site_map(request: Request, database: Database) -> Response:
    """Every page, or where there are more than fit into one file, the files that list them."""
    with database.connect() as connection:
        pages = _pages(connection)
    return Response(write_site_map(pages, home=home_of(request)), media_type="application/xml")


@router.head("/sitemap-{part}.xml")
@router.get("/sitemap-{part}.xml")
def show_part_of_site_map(request: Request, database: Database, part: PartOfMap) -> Response:
    """One of those files."""
    with database.connect() as connection:
        written = site_part(_pages(connection), part, home=home_of(request))
    if written is None:
        raise HTTPException(NOT_FOUND.status)
    return Response(written, media_type="application/xml")


@router.head("/favicon.ico")
@router.get("/favicon.ico")
def show_icon() -> Response:
    """The icon, for what looks for it here without reading the page."""
    found = static_file("favicon.ico")
    if found is None:
        raise HTTPException(NOT_FOUND.status)
    headers = {"Cache-Control": "public, max-age=86400", "X-Content-Type-Options": "nosniff"}
    return Response(found.data, media_type=found.media_type, headers=headers)


def _pages(connection: Connection) -> tuple[MappedPage, ...]:
    letters = list_letters(connection, limit=_MOST_LETTERS).rows
    return mapped_pages(letters, item_ids_listed(connection))


def _text(words: str) -> Response:
    return Response(words, media_type="text/plain", headers={"X-Content-Type-Options": "nosniff"})
