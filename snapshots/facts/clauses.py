"""A statement cut into sentences, without what stands in brackets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import compress, count
from operator import itemgetter

from snapshots.facts.phrase_search import Words

__all__ = ["Sentence", "split_sentences"]

_END = re.compile(r"[;!?•▪●➤▶]|\.(?=[\s\"'”’)])|:(?=\s)|\s[>o]\s")
_DASH = re.compile(r"\s[-–—]\s|—")
_BRACKETS = re.compile(r"\([^()]*\)")
_ABBREVIATIONS = frozenset(
    {
        "approx",
        "incl",
        "no",
        "nos",
        "art",
        "vs",
        "resp",
        "mr",
        "ms",
        "mrs",
        "dr",
        "st",
        "cf",
        "est",
        "max",
        "min",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence's words outside brackets, counted from 0: `keys` in small letters, `forms` as written.

    `indexes` are their places in `words`, `pauses` the words with a comma or dash before them. `label` says
    that the sentence ends in a colon and only introduces what follows.
    """

    words: Words
    indexes: tuple[int, ...]
    keys: tuple[str, ...]
    forms: tuple[str, ...]
    pauses: frozenset[int]
    label: bool

    def key(self, at: int) -> str:
        """The word at `at` in small letters; "" outside the sentence."""
        try:  # asked for ten times a word, and seldom outside
            return self.keys[at] if at >= 0 else ""
        except IndexError:
            return ""

    def pauses_before(self, at: int) -> bool:
        """Whether a comma or dash stands before the word at `at`, brackets left out."""
        return at in self.pauses


def split_sentences(words: Words) -> tuple[Sentence, ...]:
    """The sentences in order, none empty; what stands in brackets is left out unless it is all there is."""
    return _sentences(words, in_brackets=False) or _sentences(words, in_brackets=True)


def _sentences(words: Words, *, in_brackets: bool) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    run: list[int] = []
    depth = at = 0
    for index in compress(count(), map(" ".__ne__, words.gaps)):
        gap = words.gaps[index] if index else words.text[: words.starts[0]]
        if depth == 0 or in_brackets:
            run += range(at, index)
        at = index
        if run and _ends(gap, words.keys[index - 1]):
            sentences.append(_sentence(words, run, label=":" in gap))
            run = []
        depth = max(0, depth + gap.count("(") - gap.count(")"))
    if depth == 0 or in_brackets:
        run += range(at, len(words.keys))
    if run:
        sentences.append(_sentence(words, run, label=words.text[words.ends[-1] :].lstrip().startswith(":")))
    return tuple(sentences)


def _sentence(words: Words, run: list[int], *, label: bool) -> Sentence:
    whole = slice(run[0], run[-1] + 1) if run[-1] - run[0] == len(run) - 1 else None
    return Sentence(
        words=words,
        indexes=tuple(run),
        keys=words.keys[whole] if whole else itemgetter(*run)(words.keys),
        forms=words.forms[whole] if whole else itemgetter(*run)(words.forms),
        pauses=_pauses(words, run),
        label=label,
    )


def _pauses(words: Words, run: list[int]) -> frozenset[int]:
    """The places in the run, but for its first, that a comma or dash stands before, brackets left out."""
    gaps, whole = words.gaps, run[-1] - run[0] == len(run) - 1
    if whole:
        own = gaps[run[0] + 1 : run[-1] + 1]
        marked = compress(count(1), map(" ".__ne__, own))
        return frozenset([at for at in marked if _is_pause(own[at - 1])])
    text, starts, ends = words.text, words.starts, words.ends
    between = [(at, text[ends[run[at - 1]] : starts[run[at]]]) for at in range(1, len(run))]
    return frozenset([at for at, gap in between if gap != " " and _is_pause(gap)])


def _is_pause(gap: str) -> bool:
    bare = _BRACKETS.sub("", gap)
    return "," in bare or _DASH.search(bare) is not None


def _ends(gap: str, before: str) -> bool:
    end = _END.search(gap)
    return end is not None and not (end.group() == "." and (len(before) == 1 or before in _ABBREVIATIONS))
