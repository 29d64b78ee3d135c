"""What a statement says, in the words in which a page shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.addresses import letter_path
from service.showing.plain_words import actor_name, money, quantity, status, strength, window
from snapshots.broken_lines import statement_as_read
from snapshots.letter import Amount, Certainty, Column, Statement, Status, Strength, TimeExpression

__all__ = ["StatementShown", "amount_words", "shown_statement", "time_words"]

_COLUMNS = {
    Column.BODY: "letter proper",
    Column.ONGOING: "ongoing column",
    Column.NEXT_STEPS: "next-steps column",
}
_CERTAINTY = {Certainty.FIRM: "", Certainty.INDICATIVE: "indicative", Certainty.TBC: "to be confirmed"}
_TONES = {Status.DONE: "forward", Status.ON_HOLD: "back", Status.PLANNED: "new", Status.ONGOING: "figure"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementShown:
    """A statement's words with single blanks, where they stand, and its facts in words."""

    text: str
    path: str
    column: str
    part: str
    status: str
    tone: str
    deadlines: tuple[str, ...]
    dates: tuple[str, ...]
    amounts: tuple[str, ...]
    quantities: tuple[str, ...]
    promised: tuple[str, ...]
    turns: tuple[str, ...]
    blockers: tuple[str, ...]


def shown_statement(letter: str, statement: Statement) -> StatementShown:
    """The statement of the letter of that key, ready to be shown."""
    statement = statement_as_read(statement)
    return StatementShown(
        text=" ".join(statement.text.split()),
        path=letter_path(letter, statement=statement.id),
        column=_COLUMNS[statement.column],
        part=statement.part or "",
        status=status(statement.status.value),
        tone=_TONES.get(statement.status, "quiet"),
        deadlines=_distinct(time_words(time) for time in statement.deadlines),
        dates=_distinct(time_words(time) for time in statement.dates),
        amounts=_distinct(amount_words(amount) for amount in statement.amounts),
        quantities=_distinct(quantity(one.value, one.unit) for one in statement.quantities),
        promised=_promised(statement),
        turns=_distinct(actor_name(one) for one in statement.next_actors if not one.blocking),
        blockers=_distinct(actor_name(one) for one in statement.next_actors if one.blocking),
    )


def _promised(statement: Statement) -> tuple[str, ...]:
    """How firmly, with the words; nothing for what is done, which the status says."""
    said = statement.commitment
    if said is None or said.strength is Strength.DONE:
        return ()
    return (f"{strength(said.strength)}: “{' '.join(said.quote.split())}”",)


def amount_words(amount: Amount) -> str:
    """The sum with what the letter says of it: `up to EUR 35 million contracted`."""
    return " ".join(filter(None, (amount.qualifier, money(amount.value, amount.currency), amount.role)))


def time_words(time: TimeExpression) -> str:
    """The days that are meant, and how firmly: `by 31 May 2024, indicative`."""
    certainty = _CERTAINTY[time.certainty]
    if time.earliest is None and time.latest is None:
        return f"“{' '.join(time.quote.split())}”, no date"
    return f"{window(time.earliest, time.latest)}{', ' if certainty else ''}{certainty}"


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
