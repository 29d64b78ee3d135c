"""`lettertrail history ITEM`: one measure through all the letters of its series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.outcome import CommandFault
from service.commands.output import open_console, shorten
from service.errors import AmbiguousItem, UnknownItem
from service.routes.problem_table import INPUT_AT_FAULT

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from service.projections.items import ListedItem

__all__ = ["NoSuchItem", "history"]

# What fits a screen; who finds more has to say more.
_ITEMS_LISTED = 20


class NoSuchItem(CommandFault, LookupError):
    """Nothing that is held has this id, this short name, or these words."""

    def __init__(self, wanted: str) -> None:
        self.wanted = wanted
        super().__init__(f"no item has the id, the short name or the words {wanted!r}; try fewer words")


def history(
    item: Annotated[
        str,
        typer.Argument(metavar="ITEM", help="Its id, its short name, or words that a letter uses for it."),
    ],
) -> None:
    """Show one item through the letters: what each said of it, and what moved in between."""
    from service.commands.recorded_letters import open_held_record, read_settings

    with open_held_record(read_settings()) as engine, engine.connect() as connection:
        found = _found(connection, item)
        if len(found) == 1:
            from service.commands.history_report import print_history
            from service.projections.items import load_item

            print_history(open_console(), load_item(connection, found[0].id))
            return
    for one in found[:_ITEMS_LISTED]:
        typer.echo(f"{one.id}  {one.series}  {one.slug}  {shorten(one.label, 70)}")
    many = f"more than {_ITEMS_LISTED}" if len(found) > _ITEMS_LISTED else str(len(found))
    typer.echo(f"lettertrail: {many} items are meant by this; name one by its id", err=True)
    raise typer.Exit(INPUT_AT_FAULT)


def _found(connection: Connection, wanted: str) -> list[ListedItem]:
    """The items of this id or short name; else those with these words, one more than are listed."""
    from service.projections.items import find_items, load_item

    try:
        return [load_item(connection, wanted).item]
    except AmbiguousItem as several:
        return [load_item(connection, one).item for one in several.ids[: _ITEMS_LISTED + 1]]
    except UnknownItem:
        words = wanted.replace("-", " ")
        found = list(find_items(connection, words, limit=_ITEMS_LISTED + 1).rows)
    if not found:
        raise NoSuchItem(wanted)
    return found
