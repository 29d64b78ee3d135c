"""The letter of the same day that is held already, and how much of it its re-issue would say again.

A corrected letter and the same letter in another format look alike to the record: other bytes of a day that
is held. Whoever looks at a letter before it is recorded is told, since only the one is a re-issue.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from service.projections.letters import load_letter_of_key, withdrawn_because
from service.showing.plain_words import letter_name
from snapshots.letter import Letter

__all__ = ["SameDay", "held_of_same_day", "words_on_same_day"]

_WORD = re.compile(r"\w+")
# "The same letter": what two formats of one letter differ in is hyphens, and headers that pages repeat.
_NEARLY_ALL = 0.95
_FORMATS = {
    "text/plain": "text",
    "text/html": "HTML",
    "text/markdown": "Markdown",
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word document",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SameDay:
    """A letter that is held, by its key, and the share of its words, 0 to 1, that another letter has too."""

    key: str
    media_type: str
    alike: float


def held_of_same_day(connection: Connection, letter: Letter) -> SameDay | None:
    """Of the issues of the letter before this one that are held, the one most like it; None without any."""
    own, found = _words(letter), []
    for number in range(1, letter.reissue):
        key = replace(letter, reissue=number).key
        if withdrawn_because(connection, key) is None:
            other = load_letter_of_key(connection, key)
            alike = _alike(own, _words(other))
            found.append(SameDay(key=key, media_type=other.source.media_type, alike=alike))
    return max(found, key=lambda one: one.alike, default=None)


def words_on_same_day(held: SameDay, media_type: str) -> str:
    """What a person should know before a letter of this format is recorded beside that one."""
    name, share = letter_name(held.key), f"{int(held.alike * 100)}%"
    other, own = (_FORMATS.get(one, one) for one in (held.media_type, media_type))
    if held.alike < _NEARLY_ALL:
        return f"The letter of {name} is held; {share} of the words are the same. This becomes its re-issue."
    same = f"The letter of {name} is held already, as {other}, with nearly the same words ({share})."
    if other == own:
        return f"{same} Recorded, this becomes a re-issue beside it, and what it says otherwise is told."
    return (
        f"{same} If this {own} is that letter in another format, throw it away: "
        "recorded, it becomes a re-issue beside it."
    )


def _words(letter: Letter) -> Counter[str]:
    """The words of its statements, in small letters, however their lines end."""
    return Counter(word.lower() for one in letter.statements for word in _WORD.findall(one.text))


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(one.total() + other.total(), 1)
