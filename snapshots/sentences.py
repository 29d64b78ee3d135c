"""Where sentences and clauses begin and end, in prose and in table cells: offsets, never copies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from snapshots.letter import Span
from snapshots.lexicon import load

__all__ = [
    "Word",
    "ends_hanging",
    "ends_sentence",
    "has_finite_verb",
    "sentence_spans",
    "trimmed",
    "words_of",
]

Word = re.Match[str]

_WORD = re.compile(r"\S+")
# A mark that may end a sentence, the closing quotes and brackets after it, and blanks before the next one.
_END = re.compile(r"""[.!?]["'”’)\]]*(?=\s+["'“‘(\[]*[A-Z0-9À-ÖØ-Þ€$£])""")
_LAST_WORD = re.compile(r"[\w.'-]+$")
_EDGE = re.compile(r"""^[\s"'“‘(\[]+|[\s.,;:!?"'”’)\]]+$""")


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(load("sentences")[name])


def words_of(text: str, span: Span) -> list[Word]:
    """The blank-separated words of the span, as matches with offsets into the text, in order."""
    return list(_WORD.finditer(text, span.start, span.end))


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

    A full stop ends none after an abbreviation that is not in capitals, after a single initial, behind
    the number of a list's member, or inside a bracket that is still open.
    """
    start = span.start
    for mark in _END.finditer(text, span.start, span.end):
        if _ends_here(text, start, mark):
            if sentence := trimmed(text, start, mark.end()):
                yield sentence
            start = mark.end()
    if rest := trimmed(text, start, span.end):
        yield rest


def _ends_here(text: str, start: int, mark: re.Match[str]) -> bool:
    before = text[start : mark.start()]
    if (before + mark.group()).count("(") > (before + mark.group()).count(")"):
        return False
    if before.strip().isdigit():
        return False
    if text[mark.start()] != ".":
        return True
    last = _LAST_WORD.search(before)
    word = last.group() if last else ""
    if len(word) > 1 and word.isupper():
        return True
    return not (word.lower() in _set("abbreviations") or (len(word) == 1 and word.isalpha()))


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
        or last in _currency_codes()
        or bare.count("(") > bare.count(")")
    )


@cache
def _currency_codes() -> frozenset[str]:
    return frozenset(load("currencies").get("codes", ()))


def has_finite_verb(words: str) -> bool:
    """Whether the words hold a verb that makes them a sentence rather than a heading; May is a month."""
    verbs = _set("finite_verbs")
    bare = (_EDGE.sub("", word) for word in words.split())
    return any(word.lower() in verbs and word != "May" for word in bare)
