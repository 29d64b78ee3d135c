"""How near each word of a statement stands to the head of its sentence, as a share of its weight.

What a complement ("on the contract"), the background ("under the contract"), brackets or a later sentence
names says less of the measure than what the sentence begins with, or its predicate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from math import prod

from snapshots.facts.phrase_search import PhraseIndex, Words
from snapshots.lexicon import load

__all__ = ["head_shares"]

# Set together with the weights of `kind_signs`.
_BACKGROUND = 0.35
_BRACKETS = 0.4
_LABEL = 0.7
_LATER_SENTENCE = 0.6
_FURTHER_CLAUSE = 0.75
_NEAR = 5
_LABEL_WORDS = 8
_EMPHASIS = 12  # "It is against this background that"

_SENTENCE_END = re.compile(r"[.;!?](?=\s)|[•▪●➤▶]")
_PAUSE = re.compile(r"[,:;.!?•]|\s[-–—]\s|—")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lore:
    """What tells head from circumstance: see kind.toml."""

    background: PhraseIndex[None]
    background_starts: frozenset[str]
    complement: dict[str, float]
    topical: frozenset[str]
    about: frozenset[str]
    verbs: frozenset[str]
    saying: frozenset[str]
    times: frozenset[str]


@cache
def _lore() -> _Lore:
    vocabulary = load("kind")
    background = PhraseIndex((phrase, None) for phrase in vocabulary["background"]["phrases"])
    return _Lore(
        background=background,
        background_starts=background.first_words(),
        complement=vocabulary["complement"],
        topical=frozenset(vocabulary["topical"]["nouns"]),
        about=frozenset(vocabulary["topical"]["about"]),
        verbs=frozenset(vocabulary["predicate"]["verbs"]),
        saying=frozenset((*load("status")["saying"]["verbs"], "report", "inform", "announce")),
        times=frozenset(vocabulary["counted"]["times"]),
    )


def head_shares(words: Words) -> list[float]:
    """For each word the share of its weight that its distance from the head leaves: 1 for the head."""
    lore, keys = _lore(), words.keys
    label = _label_end(words)
    shares: list[float] = []
    later, background, topical, depth = 1.0, False, False, 0
    recent: list[int] = []
    for index, key in enumerate(keys):
        gap = words.gap(index)
        if gap not in {" ", ""}:
            depth = max(0, depth + gap.count("(") - gap.count(")"))
            later = _LATER_SENTENCE if _SENTENCE_END.search(gap) else later
            if _PAUSE.search(gap):
                background = topical = False
                recent = []
                later = min(later, _FURTHER_CLAUSE) if _adds(gap, key) else later
        if key in lore.verbs:
            background = topical = False
            recent = []
        if recent and index - recent[0] > _NEAR:
            recent.pop(0)
        place = _BACKGROUND if background else prod(lore.complement[keys[at]] for at in recent)
        share = later * max(place, _BACKGROUND) * _decay(index)
        shares.append(share * (_BRACKETS if depth else 1.0) * (_LABEL if index < label else 1.0))
        background = background or _begins_background(words, index, topical=topical)
        topical = topical or key in lore.topical
        if key in lore.complement and not _is_time(keys[index + 1 : index + 2]):
            recent.append(index)
    return shares


def _label_end(words: Words) -> int:
    """How many words stand in the label at the start: "Electric buses: call closed"; 0 if none."""
    for index in range(1, min(_LABEL_WORDS, len(words.keys) - 1) + 1):
        gap = words.gap(index)
        if gap.startswith((": ", "): ")):
            return index
        if _SENTENCE_END.search(gap):
            return 0
    return 0


def _adds(gap: str, key: str) -> bool:
    """Whether a clause or count is only added: "..., and it", "..., 3 400 of them"."""
    return key in {"and", "but"} or ("," in gap and key[0].isdigit())


def _begins_background(words: Words, index: int, *, topical: bool) -> bool:
    lore, key = _lore(), words.keys[index]
    if topical and key in lore.about:
        return True
    if key == "that" and _reports(words, index):
        return False
    return key in lore.background_starts and lore.background.at(words, index) is not None


def _reports(words: Words, index: int) -> bool:
    """Whether what follows "that" is the report itself: "it is here that", "announced that"."""
    emphasis = words.keys[0] == "it" and index <= _EMPHASIS
    return emphasis or (index > 0 and words.keys[index - 1] in _lore().saying)


def _is_time(following: tuple[str, ...]) -> bool:
    """Whether a preposition only says when: "on 4 July", "in May"."""
    return bool(following) and (following[0][0].isdigit() or following[0] in _lore().times)


def _decay(index: int) -> float:
    """The head comes first; what comes late says less, down to three quarters."""
    return max(0.75, 1 - index / 150)
