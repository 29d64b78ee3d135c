"""What one letter says of one measure, in one statement or in several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from diffing.changes.plain_words import first_words
from diffing.changes.typed_changes import Quote, Side
from diffing.linking.place import elsewhere
from snapshots.letter import Amount, Column, Letter, Quantity, Statement, Status, TimeExpression

__all__ = ["Measure", "naming", "quoted", "read_measure"]

Fact = TypeVar("Fact", Amount, Quantity, TimeExpression)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One or more statements of a letter on one measure, the one that the rest follow or repeat first."""

    statements: tuple[Statement, ...]
    side: Side

    @property
    def status(self) -> Status:
        """What the first statement says has become of it."""
        return self.statements[0].status

    @property
    def partners(self) -> tuple[str, ...]:
        """The partners of all statements, in order of first mention."""
        return tuple(dict.fromkeys(p for statement in self.statements for p in statement.partners))

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the letter in which it stands, in order."""
        return tuple(dict.fromkeys(s.part for s in self.statements if s.part is not None))

    @property
    def label(self) -> str:
        """The first words of the statement that names it, enough to know the measure by."""
        return first_words(naming(self.statements).text)

    def of(self, statements: Sequence[Statement]) -> Measure:
        """The measure by these of its statements alone, with their quotes; `statements` is not empty."""
        ids = tuple(statement.id for statement in statements)
        quotes = tuple(quote for quote in self.side.quotes if quote.statement in ids)
        return Measure(
            statements=tuple(statements), side=Side(letter=self.side.letter, statements=ids, quotes=quotes)
        )

    def that_have(self, facts: Callable[[Statement], Sequence[Fact]]) -> tuple[Statement, ...]:
        """The statements whose facts of one sort count.

        Those that stand with the first one; where these have none, those that say it elsewhere in the letter:
        a repetition often rounds a figure, and is not to be read as another one.
        """
        first = self.statements[0]
        near = [s for s in self.statements if not elsewhere(first, s) and facts(s)]
        return tuple(near or [s for s in self.statements if facts(s)])


def naming(statements: Sequence[Statement]) -> Statement:
    """The one of these by which a measure is known: the annex names one, the letter proper several."""
    return next((s for s in statements if s.column is not Column.BODY), statements[0])


def read_measure(letter: Letter, statements: Sequence[Statement]) -> Measure:
    """The measure that these statements of `letter` report on; `statements` is not empty."""
    return Measure(statements=tuple(statements), side=quoted(letter, statements))


def quoted(letter: Letter, statements: Sequence[Statement]) -> Side:
    """What `letter` says in these of its statements, word for word."""
    quotes = [
        Quote(text=letter.text[span.start : span.end], start=span.start, end=span.end, statement=statement.id)
        for statement in statements
        for span in statement.spans
    ]
    ids = tuple(statement.id for statement in statements)
    return Side(letter=letter.key, statements=ids, quotes=tuple(quotes))
