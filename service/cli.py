"""The command line, `lettertrail`: which commands there are. Each is a file in `commands/`."""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from service.commands import candidates, sources, subscriptions
from service.commands.compare import compare
from service.commands.decide import decide
from service.commands.deliver import deliver
from service.commands.demo import demo
from service.commands.export import export
from service.commands.history import history
from service.commands.ingest import ingest
from service.commands.keys import keys
from service.commands.ledger import ledger
from service.commands.links import links
from service.commands.outcome import with_exit_code
from service.commands.read import read
from service.commands.rebuild import rebuild
from service.commands.reread import reread
from service.commands.serve import serve
from service.commands.slippage import slippage
from service.commands.usage import run
from service.commands.verify import verify
from service.commands.verify_feed import verify_feed
from service.commands.withdraw import withdraw

__all__ = ["app", "main"]

app = typer.Typer(
    name="lettertrail",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    read,
    compare,
    ledger,
    ingest,
    history,
    links,
    decide,
    withdraw,
    slippage,
    serve,
    deliver,
    demo,
    verify,
    verify_feed,
    keys,
    rebuild,
    reread,
    export,
):
    app.command()(with_exit_code(command))
for group in (sources.app, candidates.app, subscriptions.app):
    app.add_typer(group)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"lettertrail {version('lettertrail')}")
        raise typer.Exit


@app.callback()
def _lettertrail(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Which version this is.")
    ] = False,
) -> None:
    """Track successive official letters: what each says, what moved between them, and in which words.

    read, compare and ledger work on files alone. The others keep letters in the database
    that LETTERTRAIL_DATABASE_URL names: sqlite:///lettertrail.db unless it is set,
    or postgresql+psycopg://user@host/name.
    """


def main() -> None:
    """Run the command that was asked for, and exit: 0 done, 1 input at fault, 2 usage, 3 our fault."""
    # What is logged for those who run a service is not told besides by a command that says it in a line.
    logging.getLogger("service").addHandler(logging.NullHandler())
    sys.exit(run(app, name="lettertrail"))
