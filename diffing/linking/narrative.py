"""Which statements of the letter proper only argue, and name no measure that one could follow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diffing.intervals import has_a_date, names_days
from diffing.words.stems import words
from diffing.words.word_lists import begins_with, ends_of_phrases, phrases_of, single_words_of
from snapshots.letter import Column, Kind, Quantity, Statement, Status
from snapshots.lexicon import load, per_series

__all__ = ["names_a_measure"]

# "Under discussion are:" announces measures and names none; "Europol." is what is left of a line.
_LEAD_IN = 5
_FRAGMENT = 2
_FEW = 10
# Nobody says in passing that a thing of a certain sort stands still.
_HALTED = frozenset({Status.ON_HOLD, Status.NOT_STARTED})


def names_a_measure(statement: Statement) -> bool:
    """Whether it says of something in particular what has become of it.

    All of the annex does, but for words that only announce what follows. A sentence of the letter proper does
    when it has a sum or a figure on something; or is about a certain sort of measure and says whom it
    concerns, who acts, what it is called, or on which day; or says for whom and by when. Who is asked
    for something by a day ("I would ask you to name a contact point by 3 May") is concerned, too, and
    so is who writes and promises something for a day.
    """
    if _is_a_remnant(statement):
        return False
    if (
        statement.column is not Column.BODY
        or statement.amounts
        or any(map(_is_a_figure, statement.quantities))
    ):
        return True
    if statement.status in _HALTED and statement.kind is not Kind.OTHER:
        return True
    concerned = bool(statement.partners or statement.actors)
    has_a_day = any(map(has_a_date, statement.deadlines))
    if has_a_day and (_asks_who_reads(statement.text) or _is_promised_by_who_writes(statement)):
        return True
    if statement.kind is Kind.OTHER:
        return concerned and (has_a_day or any(map(names_days, statement.dates)))
    if any(map(names_days, statement.deadlines)):
        return True
    return concerned or _named().search(statement.text) is not None


def _asks_who_reads(text: str) -> bool:
    """Whether it asks those whom the letter is written to, whose names no reader finds in a "you"."""
    return _requests().search(" ".join(words(text))) is not None


def _is_promised_by_who_writes(statement: Statement) -> bool:
    """Whether who writes the letter is to do it: "I will present a strategy in May"."""
    if statement.status is not Status.PLANNED:
        return False
    cut = words(statement.text)
    promised = phrases_of("narrative", "promised")
    ends = ends_of_phrases(cut, phrases_of("narrative", "promising"))
    return any(begins_with(cut, promised, at=_past_an_adverb(cut, at)) for at in ends)


def _past_an_adverb(cut: Sequence[str], at: int) -> int:
    """The place behind the adverb that stands at `at`, if one does: "I will also present"."""
    if at == len(cut):
        return at
    adverb = cut[at] in single_words_of("narrative", "promising_adverbs")
    return at + (adverb or cut[at].endswith(tuple(single_words_of("narrative", "adverb_endings"))))


@per_series
def _named() -> re.Pattern[str]:
    """Two capitalised words in a row, or an abbreviation: something that has a name."""
    within = "|".join(load("narrative")["within_names"])
    return re.compile(
        rf"(?<![.!?]\s)(?<!^)\b[A-Z][\w-]+(?:\s(?:{within})){{0,2}}\s[A-Z][\w-]+|\b[A-Z]{{3,}}\b"
    )


@per_series
def _requests() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load('narrative')['requests']))})\b")


def _is_a_remnant(statement: Statement) -> bool:
    """Whether it only announces what follows, or is a word or two that a table left behind."""
    length = len(statement.text.split())
    told = (statement.amounts, statement.quantities, statement.deadlines, statement.dates)
    if any(told):
        return False
    if statement.text.endswith(":"):
        return length <= _LEAD_IN or not (statement.partners or statement.actors)
    return length <= _FRAGMENT


def _is_a_figure(quantity: Quantity) -> bool:
    """Whether a count says more than "two lessons" or "three points"."""
    return quantity.unit == "%" or quantity.value >= _FEW
