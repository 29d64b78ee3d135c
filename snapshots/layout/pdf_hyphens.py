"""The words of wrapped lines joined: a hyphen at a line's end stays, or was put there to part a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from snapshots.lexicon import load

__all__ = ["LineJoiner"]

_SOFT_HYPHEN = "\u00ad"
_CUT_WORD = re.compile(r"(?:^|\s)(\S*\w)[-\u2010]$")
_AROUND = "\"'“”‘’«»()[]{}.,;:!?…"


class LineJoiner:
    """Joins lines of one document, whose own words say how its hyphens are meant."""

    def __init__(self, words: Iterable[str], cuts: Iterable[tuple[str, str]]) -> None:
        """Learn from all `words` of a document and its `cuts`: lines that end in a hyphen, with the next."""
        self._words = frozenset(_bare(word) for word in words)
        verdicts = [verdict for before, after in cuts if (verdict := self._known(before, after))]
        # A program that parts words does so on many lines; one that does not never does.
        self._parts_words = verdicts.count("drop") > verdicts.count("keep")

    def join(self, lines: Sequence[str]) -> str:
        """The lines as one, with one blank between two unless a word goes over the line's end."""
        parts: list[str] = []
        for before, after in pairwise(lines):
            dropped, between = self._seam(before, after)
            parts += [before[: len(before) - dropped], between]
        return "".join([*parts, lines[-1]])

    def _seam(self, before: str, after: str) -> tuple[int, str]:
        """How many characters at the end of a line go, and what comes between it and the next."""
        if before.endswith(_SOFT_HYPHEN):
            return 1, ""
        if not _CUT_WORD.search(before):
            return 0, "" if _BREAKS_WORD.search(before) and after[0].isalnum() else " "
        if _bare(_first_word(after)) in _conjunctions():
            return 0, " "
        verdict = self._known(before, after) or ("drop" if self._parts_words else "keep")
        return (1 if verdict == "drop" and _may_be_parted(before, after) else 0), ""

    def _known(self, before: str, after: str) -> str:
        """What the document's other words say of a hyphen: "keep", "drop", or nothing."""
        cut, rest = _CUT_WORD.search(before), _first_word(after)
        if not cut or not _may_be_parted(before, after):
            return ""
        if _bare(f"{cut[1]}-{rest}") in self._words:
            return "keep"
        return "drop" if _bare(cut[1] + rest) in self._words else ""


# A slash or a dash that has a word on its left and none on its right joins them over the line's end too.
_BREAKS_WORD = re.compile(r"\w[/–—]$")


def _first_word(line: str) -> str:
    return line.split(" ", 1)[0]


def _may_be_parted(before: str, after: str) -> bool:
    """Whether the letters on both sides of a hyphen could be one word: "EU-/Egypt" and "13-/14" could not."""
    return before[-2:-1].isalpha() and after[:1].islower()


def _bare(word: str) -> str:
    return word.strip(_AROUND).lower()


@cache
def _conjunctions() -> frozenset[str]:
    return frozenset(load("layout")["conjunctions"])
