"""`lettertrail serve`: the pages, the API and the feeds over HTTP."""

from __future__ import annotations

import errno
import logging
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.outcome import CommandFault

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Engine

    from service.settings import Settings

__all__ = ["AddressUnusable", "serve"]

# Of more series than fit a screen, the pages list the rest.
_SERIES_NAMED = 5


class AddressUnusable(CommandFault, OSError):
    """The server cannot listen at the address; the message says what to do."""


def serve(
    *,
    host: Annotated[
        str | None, typer.Option(metavar="H", help="Address to listen at.", show_default="127.0.0.1")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(metavar="P", min=0, max=65535, help="Port to listen at.", show_default="8000"),
    ] = None,
) -> None:
    """Serve pages, API and feeds until Ctrl-C. LETTERTRAIL_HOST and LETTERTRAIL_PORT set other defaults."""
    from service.commands.recorded_letters import open_record, read_settings

    settings = read_settings()
    wanted = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = settings.model_copy(update=wanted)
    with _listen(settings.host, settings.port) as listener:
        # Before the first request: a database that cannot be had is said here, in one line.
        with open_record(settings) as engine:
            compared = _series_to_compare(engine)
        for line in _where_to_look(settings.public_url or _address(listener), compared):
            typer.echo(line)
        _serve(settings, listener)


def _listen(host: str, port: int) -> socket.socket:
    """A socket that listens there already, so that nobody can take the port in between."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise AddressUnusable(_why_not(host, port, error)) from error


def _why_not(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {port} of {host} is taken by another program; stop that one, or take another port: "
            f"lettertrail serve --port {port + 1}, or PORT={port + 1} make run"
        )
    return f"cannot listen at {host}, port {port}: {error.strerror or error}; choose another --host or --port"


def _series_to_compare(engine: Engine) -> tuple[str, ...]:
    """The series that have two letters at least."""
    from service.projections.letters import list_series

    with engine.connect() as connection:
        rows = list_series(connection, limit=_SERIES_NAMED).rows
    return tuple(row.series for row in rows if row.letters > 1)


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _where_to_look(base: str, compared: Iterable[str]) -> list[str]:
    found = [f"  {base}/compare/{series}/previous..latest" for series in compared]
    heading = ["What moved between the last two letters:"] if found else []
    return [f"Lettertrail is at {base} (Ctrl-C stops it)", *heading, *found]


def _serve(settings: Settings, listener: socket.socket) -> None:
    import uvicorn

    from service.app import create_app

    app = create_app(settings)

    class Server(uvicorn.Server):
        """Waits, when it ends, for what it is answering: so streams, which have no end, are ended first."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            app.state.log_watch.end()
            await super().shutdown(sockets=sockets)

    # Its own words on starting name a socket; ours name an address that a browser takes.
    config = uvicorn.Config(app, log_level="info")
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    logging.basicConfig(format="%(levelname)s:     %(message)s")
    Server(config).run(sockets=[listener])
