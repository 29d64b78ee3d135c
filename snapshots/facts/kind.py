"""What sort of measure a statement reports on.

A drafter names the measure at the head of the sentence and its circumstances after it: "Workshop on the
contract" is a meeting, "Contract signed after the workshop" a contract. So every word that shows a kind has a
weight, which shrinks with its distance from the head: as a complement, in the background, in brackets, in a
later sentence. The heaviest kind wins, the earlier of two equals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import prod

from snapshots.facts.phrase_search import PhraseIndex, Words, split_words
from snapshots.letter import Kind
from snapshots.lexicon import load

__all__ = ["read_kind"]

# Set on 109 statements of a letter and 247 of other fields, all read by hand, of which 351 come out right; a
# tenth more or less of any of these changes at most one.
_WEIGHTS = {"strong": 3.0, "plain": 2.0, "middling": 1.5, "slight": 1.0}
_MONEY = 1.9
_PERCENT = 1.0
_COUNTED = 1.6
_BACKGROUND = 0.35
_BRACKETS = 0.4
_LATER_SENTENCE = 0.6
_FURTHER_CLAUSE = 0.75
_EACH_FURTHER = 0.15
_LEAST = 0.6  # below it stands only what is background, or a slight word in brackets
_NEAR = 5
_DIGITS_OF_MANY = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sign:
    """A word, from `at`, that shows a kind."""

    kind: Kind
    at: int
    weight: float


def read_kind(text: str) -> Kind:
    """The kind of the measure that `text` is about; OTHER where nothing shows it."""
    words = split_words(text)
    shares = _shares(words)
    scores: dict[Kind, list[float]] = {}
    for sign in sorted(_signs(words), key=lambda sign: sign.at):
        scores.setdefault(sign.kind, []).append(sign.weight * shares[sign.at])
    totals = {kind: _score(weights) for kind, weights in scores.items()}
    kind = max(totals, key=lambda kind: totals[kind], default=Kind.OTHER)
    return kind if totals.get(kind, 0.0) >= _LEAST else Kind.OTHER


def _score(weights: list[float]) -> float:
    """The heaviest sign, and a little for each further one."""
    heaviest = max(weights)
    return heaviest + _EACH_FURTHER * (sum(weights) - heaviest)


@cache
def _lexicon() -> PhraseIndex[tuple[Kind, float] | None]:
    return PhraseIndex(_phrases())


def _phrases() -> Iterator[tuple[str, tuple[Kind, float] | None]]:
    vocabulary = load("kind")
    for phrase in vocabulary["silent"]["phrases"]:
        yield phrase, None
    for strength, weight in _WEIGHTS.items():
        for kind, phrases in vocabulary[strength].items():
            for phrase in phrases:
                yield phrase, (Kind(kind), weight)


def _signs(words: Words) -> Iterator[_Sign]:
    """Every sign, those of one sort in order."""
    for start, _, value in _lexicon().find(words):
        if value is not None:
            yield _Sign(kind=value[0], at=start, weight=value[1])
    for index, form in enumerate(words.forms):
        if form[0].isdigit():
            yield from _signs_of_number(words, index)


def _signs_of_number(words: Words, index: int) -> Iterator[_Sign]:
    """Money, percentages and counts of people."""
    before = words.text[words.ends[index - 1] if index else 0 : words.starts[index]]
    if _is_money(words, index, before):
        yield _Sign(kind=Kind.FUNDING, at=index, weight=_MONEY)
        return
    after = words.text[words.ends[index] : words.ends[index] + 2]
    if "%" in after or words.keys[index + 1 : index + 2] in {("percent",), ("per",)}:
        yield _Sign(kind=Kind.INDICATOR, at=index, weight=_PERCENT)
    elif _is_count_of_people(words, index):
        yield _Sign(kind=Kind.INDICATOR, at=index, weight=_COUNTED)


def _is_money(words: Words, index: int, before: str) -> bool:
    money = load("kind")["money"]
    signs, codes, names = money["signs"], money["codes"], money["words"]
    coded = words.forms[max(index - 1, 0)] in codes or any(sign in before for sign in signs)
    following = words.forms[index + 1 : index + 4]
    return coded or any(word in names or word in codes for word in following)


def _is_count_of_people(words: Words, index: int) -> bool:
    """Whether a number of a hundred or more stands before people: "3 500 migrants"."""
    if index and words.forms[index - 1].isdigit() and words.gap(index) in _THOUSANDS:
        return False
    end = index
    while end + 1 < len(words.forms) and words.forms[end + 1].isdigit() and words.gap(end + 1) in _THOUSANDS:
        end += 1
    digits = "".join(words.forms[index : end + 1])
    counts = digits.isdecimal() and len(digits.lstrip("0")) >= _DIGITS_OF_MANY
    return counts and not _lore().people.isdisjoint(words.keys[end + 1 : end + 4])


_THOUSANDS = frozenset({" ", ",", ".", "\u00a0", "\u202f", "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lore:
    """What tells head from circumstance: see kind.toml."""

    background: PhraseIndex[None]
    complement: dict[str, float]
    verbs: frozenset[str]
    people: frozenset[str]


@cache
def _lore() -> _Lore:
    vocabulary = load("kind")
    return _Lore(
        background=PhraseIndex((phrase, None) for phrase in vocabulary["background"]["phrases"]),
        complement=vocabulary["complement"],
        verbs=frozenset(vocabulary["predicate"]["verbs"]),
        people=frozenset(vocabulary["counted"]["people"]),
    )


_SENTENCE_END = re.compile(r"[.;!?](?=\s)|[•▪●➤▶]")
_PAUSE = re.compile(r"[,:;.!?•]|\s[-–—]\s|—")


def _shares(words: Words) -> list[float]:
    """For each word the share of its weight that its distance from the head leaves."""
    lore = _lore()
    shares: list[float] = []
    later, background, depth = 1.0, False, 0
    recent: list[int] = []
    for index, key in enumerate(words.keys):
        gap = words.gap(index)
        if gap not in {" ", ""}:
            depth = max(0, depth + gap.count("(") - gap.count(")"))
            later = _LATER_SENTENCE if _SENTENCE_END.search(gap) else later
            if _PAUSE.search(gap):
                background, recent = False, []
                later = min(later, _FURTHER_CLAUSE) if key in {"and", "but"} else later
        if key in lore.verbs:
            background, recent = False, []
        recent = [at for at in recent if index - at <= _NEAR]
        place = _BACKGROUND if background else prod(lore.complement[words.keys[at]] for at in recent)
        shares.append(later * max(place, _BACKGROUND) * (_BRACKETS if depth else 1.0) * _decay(index))
        background = background or lore.background.at(words, index) is not None
        if key in lore.complement:
            recent.append(index)
    return shares


def _decay(index: int) -> float:
    """The head comes first; what comes late says less, down to three quarters."""
    return max(0.75, 1 - index / 150)
