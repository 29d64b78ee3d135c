"""`lettertrail keys`: the public keys by which receipts of comparisons are checked."""

from __future__ import annotations

from typing import Annotated

import typer

from service.commands.output import write_json

__all__ = ["keys"]


def keys(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="As /v1/keys gives them.")] = False,
) -> None:
    """Show the public keys by which receipts are checked; the first one signs, and is made if need be."""
    from service.commands.recorded_letters import read_settings
    from service.signing.signing_keys import keys_to_json, signing_keys

    held = signing_keys(read_settings())
    public = held.public()
    if as_json:
        write_json(keys_to_json(public))
        return
    if not public:
        typer.echo("lettertrail: receipts are not signed; set LETTERTRAIL_SIGNING_KEY to a file", err=True)
    for place, key in enumerate(public):
        typer.echo(f"{key.id}  Ed25519  {key.base64}{'' if place else '  signs'}")
    if held.path:
        typer.echo(f"in {held.path}", err=True)
