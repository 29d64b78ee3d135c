"""How a letter divides up into statements, headings, running headers and narrative: a bar and its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from service.showing.plain_words import share
from snapshots.letter import Coverage, Letter

__all__ = ["BAR_WIDTH", "Stretch", "coverage_bar"]

# What the widths of a bar's stretches add up to: fine enough for a page number in a long letter.
BAR_WIDTH = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One of the four: `name` is the class of its marks, `label` its name for people, `said` what it is.

    `left` and `width` place it in a bar that is BAR_WIDTH wide.
    """

    name: str
    label: str
    said: str
    characters: str
    share: str
    left: int
    width: int


def coverage_bar(letter: Letter) -> tuple[Stretch, ...]:
    """The four in the order of the bar, each there even where the letter has none of it."""
    whole = letter.coverage.characters
    end = 0
    stretches = []
    for name, label, said, count in _four(letter):
        left = _along(end, whole)
        end += count
        stretches.append(
            Stretch(
                name=name,
                label=label,
                said=said,
                characters=f"{count:,}",
                share=share(count, whole),
                left=left,
                width=_along(end, whole) - left,
            )
        )
    return tuple(stretches)


def _along(count: int, whole: int) -> int:
    return round(BAR_WIDTH * count / whole) if whole else 0


def _four(letter: Letter) -> Iterator[tuple[str, str, str, int]]:
    coverage: Coverage = letter.coverage
    number = _counted(letter.statements, "statement")
    yield "statement", "Statements", f"{number}, each on one measure", coverage.statements
    yield "headed", "Headings", _counted(letter.headings, "heading"), coverage.headings
    yield "running", "Running headers and footers", _places(letter), coverage.running
    yield "narrative", "Narrative", "words that report on no measure", coverage.narrative


def _counted(things: Iterable[object], noun: str) -> str:
    number = len(tuple(things))
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _places(letter: Letter) -> str:
    """Older records know how much there is of them, and not where: the map shows them with the narrative."""
    if letter.coverage.running and not letter.running:
        return "their places were not kept; marked as narrative"
    return "what pages repeat, and their numbers"
