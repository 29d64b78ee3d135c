"""Sentences that break off: their end was lost when the text was extracted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from snapshots.letter import Finding, Severity, Span, Statement
from snapshots.sentences import ends_hanging, ends_sentence, has_finite_verb

__all__ = ["check_cut_words"]

# Some letters put no full stops at all; where this share of sentences has one, a missing one is a sign.
_USUAL = 0.8
# Shorter lines are titles and catchwords, which have none.
_SHORTEST_SENTENCE = 8


def check_cut_words(statements: Iterable[Statement], text: str) -> Iterator[Finding]:
    """`words.cut` for each sentence that ends in the middle of one; one parted at a semicolon goes on."""
    sentences = [s for s in statements if _is_sentence(s.text)]
    ended = {s.id for s in sentences if s.text.endswith(":") or ends_sentence(s.text + _next_mark(s, text))}
    usual = len(ended) >= _USUAL * len(sentences)
    for statement in sentences:
        if ends_hanging(statement.text) or (usual and statement.id not in ended):
            last = statement.spans[-1]
            word = statement.text.split()[-1]
            yield Finding(
                code="words.cut",
                severity=Severity.WARNING,
                message=f"{statement.id}: the sentence breaks off at “{word}”; its end may be lost",
                spans=(Span(start=last.end - len(word), end=last.end),),
            )


def _next_mark(statement: Statement, text: str) -> str:
    end = statement.spans[-1].end
    return text[end : end + 1]


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= _SHORTEST_SENTENCE and has_finite_verb(text)
