"""Subscriptions and what was sent to them, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from service.commands.output import print_indented

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

__all__ = ["print_delivery", "print_subscription", "print_subscriptions"]

Json = dict[str, Any]

_MARGIN = 4


def print_subscriptions(console: Console, subscriptions: Sequence[Json]) -> None:
    """Each on two lines: where it goes, what it is of, and how it stands."""
    for one in subscriptions:
        print_subscription(console, one)
    if not subscriptions:
        console.print("Nothing is sent to anybody; lettertrail subscriptions add URL has it sent.")


def print_subscription(console: Console, told: Json) -> None:
    """Where it goes, what it is of, and how it stands."""
    console.print(Text(f"{told['id']}  {told['url']}"), soft_wrap=True)
    _print(console, _of(told))
    if told["note"]:
        _print(console, told["note"])
    _print(console, _state(told), "dim" if told["state"] == "active" and not told["failures"] else "yellow")


def print_delivery(console: Console, told: Json) -> None:
    """An attempt on one line: when, which entry, what was answered."""
    what = "a test" if told["position"] is None else f"entry {told['position']}"
    again = f", try {told['attempt']}" if told["attempt"] > 1 else ""
    answer = "no answer" if told["status"] is None else f"answered {told['status']}"
    line = f"{_second(told['at'])}  {what}{again}: {answer} in {told['milliseconds']} ms"
    if told["note"] and not told["taken"]:
        line += f": {told['note']}"
    _print(console, line, "dim" if told["taken"] else "yellow")


def _of(told: Json) -> str:
    series = told["series"] or "all series"
    asked = f", {told['q']}" if told["q"] else ""
    return f"{series}{asked}{', cosmetic changes too' if told['minor'] else ''}"


def _state(told: Json) -> str:
    if told["disabled"]:
        return f"disabled since {_second(told['disabled']['at'])}: {told['disabled']['why']}"
    if told["failures"]:
        return f"failed {told['failures']} times, tried again at {_second(told['next_try'])}"
    return f"active, sent up to position {told['position']}"


def _second(moment: str) -> str:
    return f"{moment[:19].replace('T', ' ')} UTC"


def _print(console: Console, words: str, style: str = "dim") -> None:
    print_indented(console, Text(words, style), margin=_MARGIN)
