"""What reading letters anew changes, for a terminal: letter by letter, then what moves between neighbours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rich.text import Text

from service.commands.output import print_indented, shorten
from service.recording.told_rereadings import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from diffing.compare_readings import ReadingDifference, ReadOtherwise
    from service.recording.told_rereadings import PairCounts, ReadAnew, SeriesReadAnew

__all__ = ["print_rereadings"]

# Two to three lines of a terminal of 100 columns, for each side of a change.
_WORDS_SHOWN = 160
_MARGIN = 4


def print_rereadings(console: Console, told: Sequence[SeriesReadAnew], *, rehearsed: bool) -> None:
    """All that differs, old and new; a last line counts the letters."""
    for series in told:
        for letter in series.letters:
            _print_letter(console, letter)
        for pair in series.pairs:
            _print_pair(console, pair)
    letters = [letter for series in told for letter in series.letters]
    anew = sum(letter.outcome is Outcome.READ_ANEW for letter in letters)
    what = "would be read otherwise; nothing was written" if rehearsed else "read otherwise and recorded"
    console.print(Text(f"{anew} of {len(letters)} letters {what}", style="bold"))


def _print_letter(console: Console, letter: ReadAnew) -> None:
    readers = f"reader {letter.before}" + (f" → {letter.after}" if letter.after else "")
    console.print(
        Text.assemble((letter.key, "bold"), (f"  {readers}  ", "dim"), _outcome(letter)), soft_wrap=True
    )
    if letter.difference is not None:
        _print_difference(console, letter.difference)


def _outcome(letter: ReadAnew) -> str:
    match letter.outcome:
        case Outcome.THE_SAME:
            return "says the same"
        case Outcome.OLDER_READER:
            return "was read by a newer reader than this one: left as it is"
        case Outcome.REFUSED:
            return "cannot be read anew: left as it is"
        case Outcome.READ_ANEW:
            return ""


def _print_difference(console: Console, difference: ReadingDifference) -> None:
    for sign, style, statements in (("+", "green", difference.added), ("-", "red", difference.gone)):
        for one in statements:
            words = Text(f"{sign} {one.id}  {shorten(one.text, _WORDS_SHOWN)}", style=style)
            print_indented(console, words, margin=_MARGIN)
    for change in difference.changed:
        _print_change(console, change)
    if difference.elsewhere:
        console.print(
            Text(
                f"{'':{_MARGIN}}{difference.elsewhere} statements stand elsewhere, and say the same",
                style="dim",
            )
        )


def _print_change(console: Console, change: ReadOtherwise) -> None:
    name = "cut otherwise" if change.field == "text" else change.field.replace("_", " ")
    console.print(Text(f"{'':{_MARGIN}}~ {change.statement or 'the letter'}: {name}"), soft_wrap=True)
    for label, value in (("was", change.before), ("is", change.after)):
        print_indented(
            console, Text(shorten(_shown(value), _WORDS_SHOWN)), margin=_MARGIN + 6, label=f"{label}  "
        )


def _shown(value: Any) -> str:
    match value:
        case None | [] | "":
            return "nothing"
        case str():
            return value
        case [*parts] if all(isinstance(part, str) for part in parts):
            return ", ".join(parts)
        case _:
            return json.dumps(value, ensure_ascii=False)


def _print_pair(console: Console, pair: PairCounts) -> None:
    console.print(Text(f"What moves between {pair.old} and {pair.new}", style="bold"), soft_wrap=True)
    moved = [kind for kind in _kinds(pair) if pair.before.get(kind, 0) != pair.after.get(kind, 0)]
    for kind in moved:
        was, now = pair.before.get(kind, 0), pair.after.get(kind, 0)
        console.print(Text(f"{'':{_MARGIN}}{kind}  {was} → {now}"))
    if not moved:
        console.print(Text(f"{'':{_MARGIN}}as many changes of each kind as before", style="dim"))


def _kinds(pair: PairCounts) -> Iterable[str]:
    return dict.fromkeys((*pair.before, *pair.after))
