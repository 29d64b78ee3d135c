"""What moved, for a terminal: counts by kind, then the changes, those that matter most first."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from rich.text import Text

from service.commands.fact_lines import fact_lines
from service.commands.output import print_indented
from service.commands.redlined_words import redlined_words
from service.showing.change_card import Card, change_card
from service.showing.plain_words import CLAIM_VERDICTS, COUNTED, KINDS, balance, day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

__all__ = ["print_comparison"]

_TONES = {"forward": "green", "back": "yellow", "new": "cyan", "figure": "magenta", "quiet": "dim"}
_MARGIN = 5
_MARGIN_OF_WORDS = 10


def print_comparison(
    console: Console, comparison: dict[str, Any], *, names: tuple[str, str], show_minor: bool
) -> None:
    """A comparison given as public JSON; `names` are what the two letters' files are called."""
    cards = [change_card(change) for change in comparison["changes"]]
    shown = [card for card in cards if show_minor or not card.minor]
    days = [day(date.fromisoformat(comparison[side]["date"])) for side in ("old", "new")]
    console.print(Text(f"What moved between {days[0]} and {days[1]}", style="bold"))
    console.print(Text(f"  {names[0]} → {names[1]}", style="dim"))
    _print_counts(console, shown)
    _print_balance(console, comparison["summary"])
    for number, movement in enumerate(_movements(shown), 1):
        _print_movement(console, number, movement)
    _print_claims(console, comparison["claims"])
    hidden = len(cards) - len(shown)
    if hidden:
        console.print(
            Text(f"\n{hidden} more are only reworded or moved elsewhere: --all shows them.", style="dim")
        )


def _print_claims(console: Console, claims: Sequence[dict[str, Any]]) -> None:
    """What the newer letter says of earlier ones, with what came of checking it."""
    if claims:
        console.print(Text("\nWhat it says of earlier letters", style="bold"))
    for claim in claims:
        print_indented(console, Text(f"{CLAIM_VERDICTS[claim['verdict']]}: {claim['text']}"), margin=2)


def _print_counts(console: Console, cards: Sequence[Card]) -> None:
    counted = Counter(card.kind for card in cards)
    if not counted:
        console.print("Nothing moved: what stands in both says the same.")
        return
    for tone, style in _TONES.items():
        named = [
            f"{counted[kind]} {words.one if counted[kind] == 1 else words.many}"
            for kind, words in KINDS.items()
            if words.tone == tone and counted[kind]
        ]
        if named:
            console.print(Text(f"  {' · '.join(named)}", style=style))
    print_indented(console, Text(COUNTED, style="dim"), margin=2)


def _print_balance(console: Console, summary: dict[str, Any]) -> None:
    """How many statements have a counterpart; and where those are too few for a comparison, that."""
    line = balance(**{name: summary[name] for name in ("carried", "unmentioned", "added")})
    print_indented(console, Text(line, style="dim"), margin=2)
    if summary["note"]:
        print_indented(console, Text(summary["note"], style="yellow"), margin=2)


def _movements(cards: Sequence[Card]) -> list[list[Card]]:
    """Changes of one item that rest on the same words, together at the place of the first of them."""
    together: dict[object, list[Card]] = {}
    for card in cards:
        together.setdefault((card.item, card.before, card.after), []).append(card)
    return list(together.values())


def _print_movement(console: Console, number: int, cards: list[Card]) -> None:
    head = Text.assemble((f"\n{number:>3}. ", "dim"))
    for place, card in enumerate(cards):
        head.append(" · " if place else "")
        head.append(card.words.one, style=f"bold {_TONES[card.words.tone]}")
    if cards[0].partners:
        head.append(f"  {', '.join(partner.name for partner in cards[0].partners)}", style="bold")
    console.print(head)
    for line in fact_lines(cards):
        print_indented(console, Text(line), margin=_MARGIN)
    for name, side in (("old", cards[0].before), ("new", cards[0].after)):
        if side:
            label = f"{name}  "
            print_indented(console, redlined_words(side.pieces), margin=_MARGIN_OF_WORDS, label=label)
