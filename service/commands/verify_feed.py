"""`lettertrail verify-feed URL`: whether a feed is whole, from its head back to its first archive."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from service.commands.output import write_json
from service.commands.verify import keys_in
from service.routes.problem_table import INPUT_AT_FAULT

if TYPE_CHECKING:
    from service.feed_check.check_feed import CheckedFeed, Fault

__all__ = ["verify_feed"]

_URL = typer.Argument(
    metavar="URL", help="As in https://letters.example/feeds/changes.atom, with its filter."
)
_KEY = typer.Option("--key", help="A file with the public key, JSON, PEM or base64. Else the server's own.")
_JSON = typer.Option("--json", help="For programs: exact JSON.")


def verify_feed(
    url: Annotated[str, _URL],
    *,
    key: Annotated[Path | None, _KEY] = None,
    as_json: Annotated[bool, _JSON] = False,
) -> None:
    """Prove that a feed of changes misses nothing: the signature of its head, each archive by its hash.

    PASS, or FAIL with the first document that is wrong, and how. Without --key the keys are those that the
    server publishes, which proves that nobody in between changed anything; a key that you kept proves it
    against the server, too.
    """
    from service.feed_check.check_feed import check_feed
    from service.feed_check.fetch_document import HttpFetch

    if urlsplit(url).scheme not in {"http", "https"}:
        raise typer.BadParameter("give an address that begins with http:// or https://")
    known = keys_in(key) if key else None
    with HttpFetch(url) as fetch:
        found = check_feed(url, fetch, known)
    if as_json:
        write_json(_as_json(found))
    else:
        typer.echo(_said(found))
    if not found.is_whole:
        raise typer.Exit(INPUT_AT_FAULT)


def _as_json(found: CheckedFeed | Fault) -> dict[str, Any]:
    return {"result": "pass" if found.is_whole else "fail", **asdict(found)}


def _said(found: CheckedFeed | Fault) -> str:
    return f"{'PASS' if found.is_whole else 'FAIL'}: {found}"
