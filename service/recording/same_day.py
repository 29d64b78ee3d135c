"""The letter of the same day that is held already, and how much of it its re-issue would say again.

A corrected letter and the same letter in another format look alike to the record: other bytes of a day that
is held. Whoever looks at a letter before it is recorded, or records it, is told, since only the one is a
re-issue. All that is said of it stands here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from service.projections.letters import load_letter_of_key, withdrawn_because
from service.showing.plain_words import letter_name
from snapshots.layout.detect import Format
from snapshots.letter import Letter

__all__ = ["SameDay", "held_of_same_day", "same_day_to_json"]

_WORD = re.compile(r"\w+")
# "The same letter": what two formats of one letter differ in is hyphens, and headers that pages repeat.
_NEARLY_ALL = 0.95
_FORMATS: Mapping[str, str] = {
    Format.TEXT: "text",
    Format.HTML: "HTML",
    Format.MARKDOWN: "Markdown",
    Format.PDF: "PDF",
    Format.DOCX: "Word document",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SameDay:
    """A letter of the same day that is held, beside one that comes in or came in as its re-issue.

    `key` and `media_type` are those of the letter that is held, `reissue` and `own_media_type` those of the
    other; `alike` is the share of their words, 0 to 1, that both have.
    """

    key: str
    media_type: str
    alike: float
    reissue: str
    own_media_type: str

    @property
    def before(self) -> str:
        """What a person should know before the letter is recorded."""
        if self.alike < _NEARLY_ALL:
            return f"{self._held}; {self._share} of the words are the same. This becomes its re-issue."
        if self._format == self._own_format:
            told = "and what it says otherwise is told"
            return f"{self._same} Recorded, this becomes a re-issue beside it, {told}."
        return (
            f"{self._same} If this {self._own_format} is that letter in another format, throw it away: "
            "recorded, it becomes a re-issue beside it."
        )

    @property
    def after(self) -> str:
        """The same, once it was recorded."""
        if self.alike < _NEARLY_ALL:
            return f"{self._held}; {self._share} of the words are the same. This is its re-issue."
        if self._format == self._own_format:
            return f"{self._same} This is a re-issue beside it, and what it says otherwise was told."
        return (
            f"{self._same} If this {self._own_format} is that letter in another format, withdraw it: "
            f"lettertrail withdraw {self.reissue} --reason 'the same letter'."
        )

    @property
    def _held(self) -> str:
        return f"The letter of {letter_name(self.key)} is held"

    @property
    def _same(self) -> str:
        return f"{self._held} already, as {self._format}, with nearly the same words ({self._share})."

    @property
    def _share(self) -> str:
        return f"{int(self.alike * 100)}%"

    @property
    def _format(self) -> str:
        return _FORMATS.get(self.media_type, self.media_type)

    @property
    def _own_format(self) -> str:
        return _FORMATS.get(self.own_media_type, self.own_media_type)


def held_of_same_day(connection: Connection, letter: Letter) -> SameDay | None:
    """Of the issues of the letter before this one that are held, the one most like it; None without any."""
    own, found = _words(letter), []
    for number in range(1, letter.reissue):
        key = replace(letter, reissue=number).key
        if withdrawn_because(connection, key) is None:
            other = load_letter_of_key(connection, key)
            found.append(_beside(letter, other, _alike(own, _words(other))))
    return max(found, key=lambda one: one.alike, default=None)


def same_day_to_json(beside: SameDay | None, *, says: str) -> dict[str, Any] | None:
    """The letter that is held, the share of the words that is the same, and the sentence to be told of it."""
    if beside is None:
        return None
    return {"letter": beside.key, "alike": round(beside.alike, 4), "says": says}


def _beside(letter: Letter, held: Letter, alike: float) -> SameDay:
    return SameDay(
        key=held.key,
        media_type=held.source.media_type,
        alike=alike,
        reissue=letter.key,
        own_media_type=letter.source.media_type,
    )


def _words(letter: Letter) -> Counter[str]:
    """The words of its statements, in small letters, however their lines end."""
    return Counter(word.lower() for one in letter.statements for word in _WORD.findall(one.text))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)
