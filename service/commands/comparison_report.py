"""What moved, for a terminal: counts by kind, then the changes, those that matter most first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.padding import Padding
from rich.text import Text

from service.change_card import Card, change_card
from service.commands.redlined_words import redlined_words
from service.plain_words import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

__all__ = ["print_comparison"]

_TONES = {"forward": "green", "back": "yellow", "new": "cyan", "figure": "magenta", "quiet": "dim"}
_MARGIN = 5


def print_comparison(
    console: Console, comparison: dict[str, Any], *, names: tuple[str, str], show_minor: bool
) -> None:
    """A comparison given as public JSON; `names` are what the two letters are called."""
    cards = [change_card(change) for change in comparison["changes"]]
    shown = [card for card in cards if show_minor or not card.minor]
    console.print(Text(f"What moved between {names[0]} and {names[1]}", style="bold"))
    _print_counts(console, shown)
    for number, movement in enumerate(_movements(shown), 1):
        _print_movement(console, number, movement)
    hidden = len(cards) - len(shown)
    if hidden:
        console.print(
            Text(f"\n{hidden} more are only reworded or moved elsewhere: --all shows them.", style="dim")
        )


def _print_counts(console: Console, cards: Sequence[Card]) -> None:
    counted = Counter(card.kind for card in cards)
    if not counted:
        console.print("Nothing moved: what stands in both says the same.")
        return
    line = Text()
    for kind, words in KINDS.items():
        if count := counted[kind]:
            line.append(" · " if line else "")
            line.append(f"{count} {words.one if count == 1 else words.many}", style=_TONES[words.tone])
    console.print(line)


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
    for card in cards:
        console.print(Padding(Text(card.sentence), (0, 0, 0, _MARGIN)))
    for name, side in (("old", cards[0].before), ("new", cards[0].after)):
        if side:
            words = Text.assemble((f"{name}  ", "dim"), redlined_words(side.pieces))
            console.print(Padding(words, (0, 0, 0, _MARGIN)))
