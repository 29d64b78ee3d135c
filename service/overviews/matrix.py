"""Measures by letters: what each letter of a series says has become of each measure.

A cell tells apart what a letter says, what a letter that is held does not mention, and what is not known
because the letter is not held. A deadline or a sum stands in the cell of the letter that first names it, and
in each that names another.
"""

from __future__ import annotations

from calendar import month_name
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from service.addresses import item_path, letter_path
from service.overviews.letter_columns import LetterColumn
from service.projections.items import ListedItem
from service.projections.items_told import Told
from service.showing.plain_words import money, partner_name, window
from snapshots.letter import Statement, Status

__all__ = [
    "STATES",
    "Cell",
    "MatrixRow",
    "Note",
    "StateWords",
    "cells_of",
    "matrix_rows",
    "now_of",
    "states_now",
]

K = TypeVar("K")
_MONTHS = frozenset(month_name) - {""}


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWords:
    """What a state is called in a cell, how it is explained, and its tone."""

    word: str
    said: str
    tone: str


# In the order of the legend.
STATES: Final[dict[str, StateWords]] = {
    "done": StateWords(word="done", said="reported done", tone="forward"),
    "ongoing": StateWords(word="under way", said="under way", tone="figure"),
    "planned": StateWords(word="planned", said="planned", tone="new"),
    "on_hold": StateWords(word="on hold", said="on hold", tone="back"),
    "not_started": StateWords(word="not begun", said="said not to have begun", tone="back"),
    "silent": StateWords(
        word="not mentioned",
        said="the letter is held and does not mention it, though it was open",
        tone="quiet",
    ),
    "rested": StateWords(
        word="not mentioned, done",
        said="the letter is held and does not mention it; it was done before",
        tone="quiet",
    ),
    "before": StateWords(
        word="not yet", said="the letter is held; no letter had spoken of it so far", tone="quiet"
    ),
    "not_held": StateWords(
        word="not held", said="the letter is not held: what it says is not known", tone="quiet"
    ),
    "withdrawn": StateWords(
        word="withdrawn", said="the letter was withdrawn: what it said counts as not said", tone="quiet"
    ),
}

# Of letters that say nothing here, since they are not held, or no longer.
_NOT_HELD = {"not_held", "withdrawn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A deadline or a sum (`name`: `due`, `sum`) as first said, or as it is after it `moved` from `was`."""

    name: str
    words: str
    was: str = ""

    @property
    def moved(self) -> bool:
        """Whether an earlier letter said otherwise."""
        return bool(self.was)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one letter says of one measure: a state of STATES, where it says so, what is new of its figures.

    `words` are the letter's, for those who point at the cell; `path` is empty where there are none.
    """

    state: str
    path: str = ""
    words: str = ""
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A measure: its cells are as many as the columns, `now` is the state in the last letter that is held."""

    id: str
    label: str
    path: str
    partners: tuple[str, ...]
    kind: str
    group: str
    cells: tuple[Cell, ...]
    now: str


def matrix_rows(
    items: Iterable[ListedItem],
    told: Told,
    columns: Sequence[LetterColumn],
    *,
    group: Callable[[Statement], str],
) -> tuple[MatrixRow, ...]:
    """One row for each item, in the order given; `group` names what its last statement is listed under."""
    return tuple(_row(item, told.get(item.id, {}), columns, group) for item in items)


def cells_of(said: Mapping[str, tuple[Statement, ...]], columns: Sequence[LetterColumn]) -> tuple[Cell, ...]:
    """The cells of one item, given what each letter says of it."""
    cells: list[Cell] = []
    last: tuple[Statement, ...] = ()
    for column in columns:
        statements = said.get(column.key, ()) if column.held else ()
        cells.append(_cell(column, statements, last))
        last = statements or last
    return tuple(cells)


def now_of(cells: Sequence[Cell]) -> str:
    """The state in the newest letter that is held; `before` of an item of which no letter speaks."""
    return next((cell.state for cell in reversed(cells) if cell.state not in _NOT_HELD), "before")


def states_now(rows: Iterable[MatrixRow]) -> dict[str, int]:
    """How many rows are in each state now, in the order of STATES; none that no row is in."""
    counts = Counter(row.now for row in rows)
    return {state: counts[state] for state in STATES if counts[state]}


def _row(
    item: ListedItem,
    said: Mapping[str, tuple[Statement, ...]],
    columns: Sequence[LetterColumn],
    group: Callable[[Statement], str],
) -> MatrixRow:
    cells = cells_of(said, columns)
    last = said[item.last_letter][0] if item.last_letter in said else None
    return MatrixRow(
        id=item.id,
        label=item.label,
        path=item_path(item.id),
        partners=tuple(map(partner_name, item.partners)),
        kind=item.kind.value,
        group=group(last) if last else "",
        cells=cells,
        now=now_of(cells),
    )


def _cell(column: LetterColumn, statements: Sequence[Statement], last: Sequence[Statement]) -> Cell:
    """`last` is what the last letter before it that speaks of the measure says; nothing if none does."""
    if not column.held:
        return Cell(state="withdrawn" if column.withdrawn else "not_held")
    if not statements:
        return Cell(state=_silence(last))
    first = statements[0]
    return Cell(
        state=first.status.value,
        path=letter_path(column.key, statement=first.id),
        words=" ".join(first.text.split()),
        notes=tuple(_notes(statements, last)),
    )


def _silence(last: Sequence[Statement]) -> str:
    if not last:
        return "before"
    return "rested" if last[0].status is Status.DONE else "silent"


def _notes(statements: Sequence[Statement], last: Sequence[Statement]) -> Iterable[Note]:
    yield from _note("due", _windows(statements), _windows(last))
    yield from _note("sum", _sums(statements), _sums(last))


def _note(name: str, now: Mapping[K, str], was: Mapping[K, str]) -> Iterable[Note]:
    """The first value that the letter before did not have, with the first that it had and is gone."""
    fresh = [words for key, words in now.items() if key not in was]
    gone = [words for key, words in was.items() if key not in now]
    if fresh and (gone or not was):
        yield Note(name=name, words=fresh[0], was=gone[0] if gone else "")


def _windows(statements: Sequence[Statement]) -> dict[object, str]:
    times = [time for said in statements for time in said.deadlines if time.earliest or time.latest]
    found: dict[object, str] = {}
    for time in times:
        found.setdefault((time.earliest, time.latest), _narrow(window(time.earliest, time.latest)))
    return found


def _narrow(words: str) -> str:
    """A window in words for a narrow cell: "by 30 Sep 2024"."""
    return " ".join(word[:3] if word in _MONTHS else word for word in words.split(" "))


def _sums(statements: Sequence[Statement]) -> dict[object, str]:
    amounts = [amount for said in statements for amount in said.amounts if amount.value is not None]
    found: dict[object, str] = {}
    for amount in amounts:
        found.setdefault((amount.value, amount.currency), money(amount.value, amount.currency))
    return found
