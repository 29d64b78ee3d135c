"""The words of a letter that something was read from, or that a finding rests on, each with what it says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from service.addresses import finding_anchor
from service.pages.letter_text import single_blanks
from service.pages.shown_values import amount_words, time_words
from service.showing.plain_words import quantity
from snapshots.broken_lines import statement_as_read
from snapshots.letter import Amount, Letter, Span, Statement, TimeExpression

__all__ = ["MarkedText", "Piece", "finding_spans", "marked_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words with single blanks: `marks` are the classes of what they are, `title` says what that is.

    Both are empty for words that nothing was read from. `anchors` are of findings that begin here.
    """

    text: str
    marks: str = ""
    title: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    span: Span
    names: str
    title: str
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """A letter's text, the places where a mark begins or ends, in order, and what covers each from there."""

    text: str
    cuts: tuple[int, ...]
    covering: Mapping[int, tuple[_Mark, ...]]

    def pieces_of(self, spans: Iterable[Span]) -> tuple[Piece, ...]:
        """The words of these places as one text; what goes on from one to the next is one piece."""
        pieces: list[Piece] = []
        for span in spans:
            first, *others = self.pieces(span.start, span.end)
            pieces += [*_with_blank(pieces.pop(), first), *others] if pieces else [first, *others]
        return tuple(pieces)

    def pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        """The words between two offsets, cut where their marks change."""
        inside = self.cuts[bisect_right(self.cuts, start) : bisect_left(self.cuts, end)]
        edges = [start, *inside, end]
        return tuple(self._piece(left, right) for left, right in pairwise(edges))

    def _piece(self, start: int, end: int) -> Piece:
        place = bisect_right(self.cuts, start)
        marks = self.covering.get(self.cuts[place - 1], ()) if place else ()
        return Piece(
            text=single_blanks(self.text[start:end]),
            marks=" ".join(dict.fromkeys(word for mark in marks for word in mark.names.split())),
            title="; ".join(dict.fromkeys(mark.title for mark in marks)),
            anchors=tuple(mark.anchor for mark in marks if mark.anchor and mark.span.start == start),
        )


def _with_blank(before: Piece, after: Piece) -> tuple[Piece, ...]:
    """Two pieces with a blank between them, which is marked where both say the same."""
    if after.anchors or (before.marks, before.title) != (after.marks, after.title):
        return before, Piece(text=" "), after
    return (replace(before, text=f"{before.text} {after.text}"),)


def marked_text(letter: Letter) -> MarkedText:
    """The letter's text with the marks of its facts and findings."""
    marks = sorted((*_fact_marks(letter), *_finding_marks(letter)), key=lambda mark: mark.span)
    cuts = sorted({edge for mark in marks for edge in (mark.span.start, mark.span.end)})
    return MarkedText(text=letter.text, cuts=tuple(cuts), covering=_covering(marks, cuts))


def finding_spans(letter: Letter, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans without blanks at their ends; one of nothing but blanks is left out."""
    return tuple(_narrowed(letter.text, spans))


def _narrowed(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for span in spans:
        words = text[span.start : span.end]
        start = span.start + len(words) - len(words.lstrip())
        end = span.start + len(words.rstrip())
        if start < end:
            yield Span(start=start, end=end)


def _covering(marks: list[_Mark], cuts: list[int]) -> dict[int, tuple[_Mark, ...]]:
    """At each cut, the marks that hold from there to the next one."""
    found: dict[int, tuple[_Mark, ...]] = {}
    open_marks: list[_Mark] = []
    waiting = iter([*marks, None])
    following = next(waiting)
    for cut in cuts:
        open_marks = [mark for mark in open_marks if mark.span.end > cut]
        while following is not None and following.span.start == cut:
            open_marks.append(following)
            following = next(waiting)
        found[cut] = tuple(open_marks)
    return found


def _finding_marks(letter: Letter) -> Iterator[_Mark]:
    for number, finding in enumerate(letter.findings, 1):
        for place, span in enumerate(finding_spans(letter, finding.spans), 1):
            yield _Mark(
                span=span,
                names=f"found {finding.severity.value}",
                title=f"{finding.severity.value}: {finding.message}",
                anchor=finding_anchor(number, place),
            )


def _fact_marks(letter: Letter) -> Iterator[_Mark]:
    for statement in letter.statements:
        for name, title, spans in _facts(statement_as_read(statement)):
            for span in spans:
                yield _Mark(span=span, names=f"fact {name}", title=title)


def _facts(statement: Statement) -> Iterator[tuple[str, str, tuple[Span, ...]]]:
    for amount in statement.amounts:
        yield "amount", _sum(amount, statement), amount.spans
    for time in statement.deadlines:
        yield "deadline", f"deadline: {_time(time)}", time.spans
    for time in statement.dates:
        yield "date", f"date: {_time(time)}", time.spans
    for count in statement.quantities:
        yield "figure", f"figure: {quantity(count.value, count.unit)}", count.spans


def _sum(amount: Amount, statement: Statement) -> str:
    if amount.value is None:
        return f"sum: {amount_words(amount)}{f', {amount.reason}' if amount.reason else ''}"
    whole = None if amount.part_of is None else statement.amounts[amount.part_of]
    return f"sum: {amount_words(amount)}{f', part of {amount_words(whole)}' if whole else ''}"


def _time(time: TimeExpression) -> str:
    return time_words(time) + (", the year inferred" if time.year_inferred else "")
