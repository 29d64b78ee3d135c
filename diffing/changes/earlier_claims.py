"""What a letter says of earlier letters ("the EUR 600 million that I mentioned in my March letter"), checked.

A claim is held against the letter that it names: it is supported when that letter has its figures, or its
words; it differs when that letter says the like with other figures. A letter that is not held proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from diffing.words.stems import stem, words
from snapshots.facts.amounts import find_amounts
from snapshots.letter import Letter, Span, Statement
from snapshots.lexicon import load, per_series
from snapshots.sentences import sentence_spans, trimmed

__all__ = ["Claim", "Verdict", "check_claims"]

# Of the telling words of a claim, this share has to stand in one statement of the letter that it speaks of.
# Set on pairs of claims in our own words: true ones share 0.42 and more, made-up ones 0.25 at most.
_SUPPORTED_FROM = 0.34
# Shorter words tell little: "the", "with", "have".
_SHORTEST_TELLING = 4


class Verdict(StrEnum):
    """What the older letter, where it is held, has to say to a claim about it."""

    SUPPORTED = "supported"
    DIFFERS = "differs"
    NOT_FOUND = "not_found"
    LETTER_NOT_HELD = "letter_not_held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence about an earlier letter.

    `names` is how it names that letter, `letter` the key of the one meant if it is held, `statement` the id
    of the statement there that bears on it most, None when none does.
    """

    text: str
    span: Span
    names: str
    verdict: Verdict
    letter: str | None = None
    statement: str | None = None


def check_claims(letter: Letter, held: Iterable[Letter]) -> tuple[Claim, ...]:
    """The claims of a letter about earlier ones, in reading order, each against the letter that it names."""
    earlier = sorted((h for h in held if h.date < letter.date), key=lambda h: (h.date, h.reissue))
    return tuple(_checked(letter, sentence, mention, earlier) for sentence, mention in _mentions(letter.text))


# --- finding them -------------------------------------------------------------------------------------------


@per_series
def _mention() -> re.Pattern[str]:
    names = load("earlier_letters")
    keys = ("owners", "texts", "last", "before_a_date")
    owners, texts, last, of = ("|".join(map(re.escape, names[key])) for key in keys)
    months = "|".join(month.capitalize() for month in load("letterhead")["months"])
    return re.compile(
        rf"\b(?:{owners})\s+(?:"
        rf"(?:(?:{last})\s+)?(?:{texts})\s+(?:{of})\s+(?:\d{{1,2}}\s+)?"
        rf"(?P<m1>{months})(?:\s+(?P<y1>\d{{4}}))?"
        rf"|(?P<m2>{months})(?:\s+(?P<y2>\d{{4}}))?\s+(?:{texts})"
        rf"|(?P<last>{last})\s+(?:{texts}))\b",
        re.IGNORECASE,
    )


def _mentions(text: str) -> Iterator[tuple[Span, re.Match[str]]]:
    """Every sentence that speaks of an earlier letter, once; lines without a full stop are headings."""
    seen: set[int] = set()
    for mention in _mention().finditer(text):
        line = Span(start=text.rfind("\n", 0, mention.start()) + 1, end=_line_end(text, mention.end()))
        for sentence in sentence_spans(text, line):
            inside = sentence.start <= mention.start() < sentence.end
            if inside and sentence.start not in seen and text[sentence.end - 1] in ".!?":
                seen.add(sentence.start)
                yield sentence, mention


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


# --- checking them ------------------------------------------------------------------------------------------


def _checked(letter: Letter, sentence: Span, mention: re.Match[str], earlier: Sequence[Letter]) -> Claim:
    span = trimmed(letter.text, sentence.start, sentence.end) or sentence
    words_said = letter.text[span.start : span.end]
    meant = _meant(mention, letter.date, earlier)
    if meant is None:
        return Claim(text=words_said, span=span, names=mention.group(), verdict=Verdict.LETTER_NOT_HELD)
    verdict, bearing = _verdict(words_said.replace(mention.group(), " "), meant)
    return Claim(
        text=words_said,
        span=span,
        names=mention.group(),
        verdict=verdict,
        letter=meant.key,
        statement=bearing.id if bearing else None,
    )


def _meant(mention: re.Match[str], written_on: date, earlier: Sequence[Letter]) -> Letter | None:
    """The held letter that is named: by month, of the year before the letter at most; else the last one."""
    month = mention["m1"] or mention["m2"]
    if month is None:
        return earlier[-1] if earlier else None
    number = 1 + [m[:3] for m in load("letterhead")["months"]].index(month[:3].lower())
    year = mention["y1"] or mention["y2"]
    for letter in reversed(earlier):
        is_near = (written_on - letter.date).days <= _DAYS_OF_A_YEAR
        if letter.date.month == number and (letter.date.year == int(year) if year else is_near):
            return letter
    return None


_DAYS_OF_A_YEAR = 366


def _verdict(said: str, older: Letter) -> tuple[Verdict, Statement | None]:
    telling = _telling(said)
    best = max(older.statements, key=lambda s: _share(telling, s), default=None)
    if best is None:
        return Verdict.NOT_FOUND, None
    sums = {amount.value for amount in find_amounts(said) if amount.value is not None}
    there = _with_sums(older, sums)
    if sums and there is not None:
        return Verdict.SUPPORTED, there
    if _share(telling, best) < _SUPPORTED_FROM:
        return Verdict.NOT_FOUND, None
    return (Verdict.DIFFERS if sums and best.amounts else Verdict.SUPPORTED), best


def _with_sums(older: Letter, sums: set[Decimal]) -> Statement | None:
    """The first statement that has one of the sums that the claim speaks of."""
    return next((s for s in older.statements if sums & {a.value for a in s.amounts}), None)


def _telling(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if len(word) >= _SHORTEST_TELLING)


def _share(telling: frozenset[str], statement: Statement) -> float:
    return len(telling & _telling(statement.text)) / len(telling) if telling else 0.0
