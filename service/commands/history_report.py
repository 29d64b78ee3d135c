"""The life of one item, for a terminal: each letter's words, and what moved from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from service.commands.fact_lines import fact_lines
from service.commands.output import print_indented
from service.projections.letters import Withdrawn
from service.showing.change_card import change_card
from service.showing.plain_words import day, partner_name, status

if TYPE_CHECKING:
    from rich.console import Console

    from service.projections.entries import PublishedEntry
    from service.projections.items import ItemHistory, Mention
    from snapshots.letter import Statement

__all__ = ["print_history"]

_MARGIN = 3


def print_history(console: Console, found: ItemHistory) -> None:
    """Every letter that came in, oldest first, those that are silent on the item or were withdrawn too."""
    item = found.item
    console.print(Text(item.label, style="bold"))
    partners = ", ".join(map(partner_name, item.partners))
    about = " · ".join(part for part in (item.series, item.kind.value, partners) if part)
    console.print(Text(f"{about}\nid {item.id} · {item.slug}", style="dim"), soft_wrap=True)
    for row in _in_time(found):
        if isinstance(row, Withdrawn):
            _print_withdrawn(console, row)
        else:
            changes = [one for one in found.changes if one.event.new == row.letter.key]
            _print_mention(console, row, changes)
    for named in found.not_held:
        console.print(Text(f"\n{named.words}: letter not held (named by {named.named_by})", style="dim"))


def _in_time(found: ItemHistory) -> list[Mention | Withdrawn]:
    rows: list[Mention | Withdrawn] = [*found.mentions, *found.withdrawn]
    return sorted(rows, key=lambda row: (row.letter.date, row.letter.reissue))


def _print_withdrawn(console: Console, withdrawn: Withdrawn) -> None:
    console.print(Text.assemble(("\n" + day(withdrawn.letter.date), "bold"), "  ", ("withdrawn", "dim")))
    print_indented(console, Text(withdrawn.reason, style="dim"), margin=_MARGIN)


def _print_mention(console: Console, mention: Mention, changes: list[PublishedEntry]) -> None:
    spoken = mention.statements
    what = status(spoken[0].status) if spoken else "held, not mentioned"
    console.print(
        Text.assemble(("\n" + day(mention.letter.date), "bold"), "  ", (what, "cyan" if spoken else "dim"))
    )
    for card in (change_card(change.event.content) for change in changes):
        line = "; ".join((card.words.one, *fact_lines([card])))
        print_indented(console, Text(line, style="magenta"), margin=_MARGIN)
    for statement in spoken:
        print_indented(console, _words(statement), margin=_MARGIN)


def _words(statement: Statement) -> Text:
    return Text.assemble(f"“{statement.text}” ", (f"{statement.id}, {statement.column.value}", "dim"))
