"""Sentences that break off: their end was lost when the text was extracted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from snapshots.letter import Finding, Severity, Span, Statement
from snapshots.sentences import ends_hanging, ends_sentence, has_finite_verb

__all__ = ["check_cut_words"]

# Some letters put no full stops at all; where this share of sentences has one, a missing one is a sign.
_USUAL = 0.8
_SENTENCE_NEXT = re.compile(r"\s+[A-Z][a-z]+\s")
# Shorter lines are titles and catchwords, which have none.
_SHORTEST_SENTENCE = 8


def check_cut_words(statements: Iterable[Statement], text: str) -> Iterator[Finding]:
    """`words.cut` for each sentence that ends in the middle, and `number.cut` where a count stands there.

    One that is parted at a semicolon goes on, one that ends with a figure or a date only lost its stop.
    """
    sentences = [s for s in statements if _is_sentence(s.text)]
    ended = {s.id for s in sentences if s.text.endswith(":") or ends_sentence(s.text + _next_mark(s, text))}
    usual = len(ended) >= _USUAL * len(sentences)
    for statement in sentences:
        unended = usual and statement.id not in ended and not _ends_in_figure(statement)
        if (unended or ends_hanging(statement.text)) and not _is_slip(statement, text):
            last = statement.spans[-1]
            word = statement.text.split()[-1]
            yield from _cut_number(statement)
            yield Finding(
                code="words.cut",
                severity=Severity.WARNING,
                message=f"{statement.id}: the sentence breaks off at “{word}”; its end may be lost",
                spans=(Span(start=last.end - len(word), end=last.end),),
            )


def _is_slip(statement: Statement, text: str) -> bool:
    """Whether a comma stands for the stop: the next sentence begins right behind it."""
    return statement.text.endswith(",") and _SENTENCE_NEXT.match(text, statement.spans[-1].end) is not None


def _ends_in_figure(statement: Statement) -> bool:
    """Whether a sum or a time ends the statement: "in force since 1 May 2023"."""
    end = statement.spans[-1].end
    times = (*statement.deadlines, *statement.dates)
    ends = [fact.spans[-1].end for fact in times] + [amount.spans[-1].end for amount in statement.amounts]
    return end in ends


def _cut_number(statement: Statement) -> Iterator[Finding]:
    """A count whose noun is the word at the cut: "73 185 intercept"."""
    last = statement.spans[-1]
    word = statement.text.split()[-1]
    for quantity in statement.quantities:
        gap = last.end - len(word) - quantity.spans[-1].end
        if 0 <= gap <= 1:
            spans = (*quantity.spans[:-1], Span(start=quantity.spans[-1].start, end=last.end))
            yield Finding(
                code="number.cut",
                severity=Severity.WARNING,
                message=f"{statement.id}: what “{quantity.quote}” counts breaks off at “{word}”",
                spans=spans,
            )


def _next_mark(statement: Statement, text: str) -> str:
    end = statement.spans[-1].end
    return text[end : end + 1]


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _SHORTEST_SENTENCE and has_finite_verb(text)
