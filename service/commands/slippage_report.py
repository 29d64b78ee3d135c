"""What became of promises, for a terminal: figures by letter and partner, the last promises, what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from service.commands.output import shorten
from service.showing.plain_words import letter_name, partner_name

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["print_slippage"]

Json = Mapping[str, Any]

# What the other columns of the promises take; where little is left, their words are cut by the table.
_OTHER_COLUMNS = 52
_FEWEST_WORDS = 48
_FIGURES = {
    "deadlines": "all",
    "met": "met",
    "late": "late",
    "undated": "undated",
    "moved": "moved",
    "narrowed": "narrowed",
    "removed": "removed",
    "became_tbc": "tbc",
    "unmentioned": "silent",
    "ahead": "ahead",
    "passed": "passed",
}
_OUTCOMES = {
    "brought_forward": "brought forward",
    "became_tbc": "became tbc",
    "under_way": "under way",
    "removed": "deadline removed",
}
_KEPT = {"met": "kept in time", "late": "kept late"}


def print_slippage(console: Console, slippage: Json, last: Sequence[Json]) -> None:
    """All in public JSON; `last` are the promises between the last two letters, the furthest slip first."""
    console.print(Text(f"What became of the promises of {slippage['series']}", style="bold"))
    for note in slippage["notes"]:
        console.print(Text(f"  {note}", style="yellow"))
    _print_figures(console, slippage)
    console.print(Text(f"\nPromised on {letter_name(slippage['letters'][-2])}", style="bold"))
    console.print(_promises(last, max(_FEWEST_WORDS, console.width - _OTHER_COLUMNS)))
    console.print(Text(f"\nOpen on {letter_name(slippage['letters'][-1])}", style="bold"))
    console.print(_open_steps(slippage["open_steps"]))


def _print_figures(console: Console, slippage: Json) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for name in ("", *(_FIGURES[name] for name in _FIGURES), "days"):
        table.add_column(name, justify="left" if not name else "right", no_wrap=True)
    table.add_row("all letters", *_cells(slippage["total"]), style="bold")
    for group in slippage["by_letter"]:
        table.add_row(letter_name(group["letter"]), *_cells(group))
    for group in slippage["by_partner"]:
        name = partner_name(group["partner"]) if group["partner"] else "no partner named"
        table.add_row(name, *_cells(group))
    console.print(table)


def _cells(figures: Json) -> list[str]:
    return [str(len(figures[name]) or "·") for name in _FIGURES] + [_days(figures["days"])]


def _days(days: Sequence[int] | None) -> str:
    if days is None:
        return ""
    least, most = days
    return f"{least:+}" if least == most else f"{least:+}…{most:+}"


def _promises(promises: Sequence[Json], room: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for name in ("outcome", "days", "due", "now", "promise"):
        table.add_column(name, no_wrap=True)
    for promise in promises:
        named = _OUTCOMES.get(promise["outcome"], promise["outcome"])
        outcome = _KEPT.get(promise["in_time"], named)
        words = " ".join(quote["quote"] for quote in promise["before"]["quotes"])
        due, now = _window(promise["deadline"]), _window(promise["deadline_after"])
        table.add_row(outcome, _days(promise["days"]), due, now, Text(shorten(words, room)))
    return table


def _window(window: Json | None) -> str:
    """The last day of a window, or its first where it has no last."""
    day = window and (window["latest"] or window["earliest"])
    return date.fromisoformat(day).isoformat() if day else ""


def _open_steps(steps: Sequence[Json]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    for name in ("letters", "days", "moved"):
        table.add_column(name, justify="right")
    table.add_column("next step", no_wrap=True)
    for step in steps:
        moved = str(len(step["moved"]) or "·")
        table.add_row(str(step["letters"]), str(step["days"]), moved, Text(step["label"]))
    return table
