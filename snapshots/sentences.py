"""Where sentences and clauses begin and end, in prose and in table cells: offsets, never copies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice

from snapshots.currency_codes import is_currency_code
from snapshots.letter import Span
from snapshots.lexicon import load

__all__ = [
    "LONGEST_SENTENCE",
    "Word",
    "ends_hanging",
    "ends_sentence",
    "has_finite_verb",
    "is_finite_verb",
    "sentence_spans",
    "trimmed",
    "words_of",
]

Word = re.Match[str]

# The longest sentence measured has 885 characters, the longest cell without a full stop 2,000. What is longer
# is no sentence but harm, or a text that lost its stops: passes that look at all words of a sentence for each
# of them stay quick on it only when it is cut.
LONGEST_SENTENCE = 3000

_WORD = re.compile(r"\S+")
# A mark that may end a sentence, the closing quotes and brackets after it, and blanks before the next one,
# which may begin with a name such as "eHealth" or "iOM".
_END = re.compile(r"""[.!?]["'”’)\]]*(?=\s+["'“‘(\[]*(?:[A-Z0-9À-ÖØ-Þ€$£]|[a-z][A-Z]))""")
_LAST_WORD = re.compile(r"[\w.'-]+$")
# "EUR 1.4 M." is no initial.
_AFTER_A_FIGURE = re.compile(r"\d\s?[A-Za-z]$")
# Longer than any abbreviation.
_LAST_WORD_WITHIN = 40
# "2." in front of a list's member.
_MEMBER = re.compile(r"\s*\d{1,9}\s*")
_OPENING, _CLOSING = "\"'“‘([", ".,;:!?\"'”’)]"


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(load("sentences")[name])


def words_of(text: str, span: Span, *, most: int | None = None) -> list[Word]:
    """The blank-separated words of the span, the first `most` or all, as matches with offsets in the text."""
    return list(islice(_WORD.finditer(text, span.start, span.end), most))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without blanks at its edges; None when there is nothing else in it."""
    words = text[start:end]
    bare = words.strip()
    if not bare:
        return None
    begin = start + len(words) - len(words.lstrip())
    return Span(start=begin, end=begin + len(bare))


def sentence_spans(text: str, span: Span) -> Iterator[Span]:
    """The sentences of the span, in order, without the blanks between them.

    A full stop ends none after an abbreviation that is not in capitals, after a single initial (one behind a
    figure is a magnitude), behind the number of a list's member, or inside a bracket that is still open.
    What has no end for LONGEST_SENTENCE characters is cut between two words.
    """
    start = counted = span.start
    still_open = 0
    for mark in _END.finditer(text, span.start, span.end):
        still_open += _opened(text, counted, mark.end())
        counted = mark.end()
        if still_open <= 0 and _ends_here(text, start, mark):
            yield from _cut(text, start, mark.end())
            start, still_open = mark.end(), 0
    yield from _cut(text, start, span.end)


def _opened(text: str, start: int, end: int) -> int:
    return text.count("(", start, end) - text.count(")", start, end)


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentence without blanks around it, in pieces if it is longer than any."""
    while end - start > LONGEST_SENTENCE:
        blank = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        stop = blank if blank > start else start + LONGEST_SENTENCE
        if piece := trimmed(text, start, stop):
            yield piece
        start = stop
    if rest := trimmed(text, start, end):
        yield rest


def _ends_here(text: str, start: int, mark: re.Match[str]) -> bool:
    if _MEMBER.fullmatch(text, start, mark.start()):
        return False
    if text[mark.start()] != ".":
        return True
    last = _LAST_WORD.search(text[max(start, mark.start() - _LAST_WORD_WITHIN) : mark.start()])
    word = last.group() if last else ""
    if len(word) > 1 and word.isupper():
        return True
    if len(word) == 1 and word.isalpha():
        return (
            _AFTER_A_FIGURE.search(text[max(start, mark.start() - _LAST_WORD_WITHIN) : mark.start()])
            is not None
        )
    return word.lower() not in _set("abbreviations")


def ends_sentence(words: str) -> bool:
    """Whether the words close with a mark that ends a sentence or a list's member."""
    return words.rstrip().rstrip("\"'”’)]").endswith((".", "!", "?", ";")) or words.rstrip().endswith(
        (".)", ";)")
    )


def ends_hanging(words: str) -> bool:
    """Whether the words break off: after "of the", a comma, a dash, a currency or an open bracket."""
    bare = words.rstrip()
    last = bare.rsplit(None, 1)[-1] if bare else ""
    return (
        bare.endswith((",", "(", "-", "–", "—", "€", "$", "£", "/", "&"))
        or last.lower().strip("(\"'“‘") in _set("hanging")
        or is_currency_code(last)
        or bare.count("(") > bare.count(")")
    )


def has_finite_verb(words: str) -> bool:
    """Whether the words hold a verb that makes them a sentence rather than a heading; May is a month."""
    return any(map(is_finite_verb, words.split()))


@lru_cache(maxsize=8192)
def is_finite_verb(word: str) -> bool:
    """Whether one blank-separated word, with the marks around it, is such a verb."""
    bare = word.lstrip(_OPENING).rstrip(_CLOSING)
    return bare.lower() in _set("finite_verbs") and bare != "May"
