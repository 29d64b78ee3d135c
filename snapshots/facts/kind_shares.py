"""How near each word of a statement stands to the head of its sentence, as a share of its weight.

What a complement ("on the contract"), the background ("under the contract"), brackets or a later sentence
names says less of the measure than what the sentence begins with, or its predicate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, repeat
from math import prod
from operator import mul

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
_OPENING = 20  # words that background at the beginning has without a comma
_EMPHASIS = 12  # "It is against this background that"

# The head comes first; what comes late says less, down to three quarters.
_LATEST = 38
_DECAY = [max(0.75, 1 - index / 150) for index in range(_LATEST + 1)]
_BLANK = frozenset({" ", ""})
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
    articles: frozenset[str]
    leading: frozenset[str]
    clauses: frozenset[str]
    turns: frozenset[str]


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
        articles=frozenset(vocabulary["background"]["articles"]),
        leading=frozenset(vocabulary["background"]["leading"]),
        clauses=frozenset(vocabulary["background"]["clauses"]),
        turns=background.first_words().union(
            vocabulary["complement"], vocabulary["topical"]["nouns"], vocabulary["topical"]["about"]
        ),
    )


@dataclass(slots=True, kw_only=True)
class _Place:
    """Where the words stand that are being passed: in which sentence, in brackets, behind which words."""

    later: float = 1.0
    depth: int = 0
    background: bool = False
    topical: bool = False
    complements: list[int] = field(default_factory=list)

    def pass_word(self, keys: tuple[str, ...], index: int, gap: str, *, verb: bool) -> float:
        """Takes in a word with a mark before it, a verb, or one far from a complement; its share."""
        if gap:
            self.pass_mark(gap, keys[index])
        if verb:
            self.begin_clause()
        if self.complements and index - self.complements[0] > _NEAR:
            self.complements.pop(0)
        return self.share(keys)

    def pass_mark(self, gap: str, key: str) -> None:
        """Takes in the mark, bracket or stop that stands before the word `key`."""
        self.depth = max(0, self.depth + gap.count("(") - gap.count(")"))
        if _SENTENCE_END.search(gap):
            self.later = _LATER_SENTENCE
        if _PAUSE.search(gap):
            self.begin_clause()
            self.later = min(self.later, _FURTHER_CLAUSE) if _adds(gap, key) else self.later

    def begin_clause(self) -> None:
        """What follows is near the head again: a clause or a predicate."""
        self.background = self.topical = False
        self.complements.clear()

    def turn(self, words: Words, index: int) -> None:
        """Takes in a word that leads away from the head."""
        lore, key = _lore(), words.keys[index]
        self.background = self.background or _begins_background(words, index, topical=self.topical)
        self.topical = self.topical or key in lore.topical
        if key in lore.complement and not _is_time(words.keys[index + 1 : index + 2]):
            self.complements.append(index)

    def share(self, keys: tuple[str, ...]) -> float:
        """The share that a word here keeps."""
        complement = _lore().complement
        near = 0.0 if self.background else prod([complement[keys[at]] for at in self.complements])
        return self.later * max(near, _BACKGROUND) * (_BRACKETS if self.depth else 1.0)


def head_shares(words: Words, last: int) -> list[float]:
    """For each word up to `last` the share of its weight that its distance from the head leaves it."""
    lore, keys, gaps = _lore(), words.keys, words.gaps
    place, share, shares = _Place(), 1.0, list[float]()
    complements, resumed = place.complements, _after_an_opening(words)
    for index, key in enumerate(keys[: last + 1]):
        marked, verb = gaps[index] not in _BLANK, key in lore.verbs or index == resumed
        far = complements and index - complements[0] > _NEAR
        if marked or verb or far:
            share = place.pass_word(keys, index, gaps[index] if marked else "", verb=verb)
        shares.append(share)
        if key in lore.turns:
            place.turn(words, index)
            share = place.share(keys)
    label = _label_end(words)
    kept = [share * _LABEL for share in shares[:label]] + shares[label:]
    return list(map(mul, kept, chain(_DECAY, repeat(_DECAY[-1]))))


def _after_an_opening(words: Words) -> int:
    """Where the main clause begins after background without a comma, "After the talks the mayor"; or -1.

    An article that follows a noun begins something else.
    """
    lore, keys = _lore(), words.keys
    opening = lore.background.at(words, 0)
    if opening is None or keys[0] in lore.clauses:
        return -1
    for at in range(opening[0] + 1, min(_OPENING, len(keys))):
        if words.gaps[at] not in _BLANK:
            return -1
        if keys[at] in lore.articles and not _leads_on(keys[at - 1]):
            return at
    return -1


def _leads_on(key: str) -> bool:
    """Whether an article may follow the word in one phrase: a preposition, a verb, "and"."""
    lore = _lore()
    return key in lore.leading or key in lore.turns or key.endswith(("ing", "ed", "ly"))


def _label_end(words: Words) -> int:
    """How many words stand in the label at the start: "Electric buses: call closed"; 0 if none."""
    for index in range(1, min(_LABEL_WORDS, len(words.keys) - 1) + 1):
        gap = words.gaps[index]
        if gap == " ":
            continue
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
