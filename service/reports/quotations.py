"""A letter's exact words with where they stand, cut to what a footnote has room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from service.showing.plain_words import letter_name
from snapshots.letter import Column, Letter, Span, Statement

__all__ = ["Quotation", "place_of", "places_of", "quotation_of", "shortened"]

# Two lines of a column; longer words are cut around what the change rests on.
_MOST_CHARACTERS = 110
# So much of the words before the evidence is kept, in parts of the whole.
_SHARE_BEFORE = 3
# Stands for words of the letter that are left out.
_GAP = "[…]"

_COLUMNS = {Column.BODY: "letter", Column.ONGOING: "annex, ongoing", Column.NEXT_STEPS: "annex, next steps"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words of a letter, their blanks made single; `before` and `after` say that they go on there.

    They are those of a statement, exactly as it has them; "[…]" stands where words of its own are left out,
    and not where a line, a cell or a page ended.
    `letter` is the letter's name by its date, `place` the column and, where pages are known, the page.
    """

    letter: str
    place: str
    text: str
    before: bool = False
    after: bool = False

    @property
    def shown(self) -> str:
        """The words with an ellipsis in brackets where they are cut."""
        return f"{f'{_GAP} ' if self.before else ''}{self.text}{f' {_GAP}' if self.after else ''}"


def place_of(statement: Statement) -> str:
    """Where a statement stands: `annex, next steps, page 3`; without the page where there are none."""
    column = _COLUMNS[statement.column]
    return column if statement.page is None else f"{column}, page {statement.page}"


def places_of(letter: Letter) -> dict[str, str]:
    """The places of a letter's statements, by their ids."""
    return {statement.id: place_of(statement) for statement in letter.statements}


def quotation_of(side: Mapping[str, Any], letter: Letter, evidence: str) -> Quotation:
    """What one side of a change, given as public JSON, says: the statement with the evidence, else the first.

    Long words are cut around the evidence, which is a stretch of them or empty.
    """
    quotes: dict[str, list[Mapping[str, Any]]] = {}
    for quote in side["quotes"]:
        quotes.setdefault(quote["statement"], []).append(quote)
    said = {statement.id: statement for statement in letter.statements}
    texts = {statement: _joined(parts, said[statement].spans) for statement, parts in quotes.items()}
    sought = " ".join(evidence.split())
    statement = next((one for one, text in texts.items() if sought in text), next(iter(texts)))
    place = places_of(letter)[statement]
    return _cut(texts[statement], sought, letter=letter_name(side["letter"]), place=place)


def shortened(text: str, most: int) -> str:
    """The text, or as many of its first words as so many characters hold, and the sign that more follow."""
    if len(text) <= most:
        return text
    end = text.rfind(" ", 0, most - len(_GAP))
    return f"{text[: end if end > 0 else most - len(_GAP) - 1]} {_GAP}"


def _joined(parts: Sequence[Mapping[str, Any]], spans: Sequence[Span]) -> str:
    """Parts of a statement that has these spans, as one text; what is left out between two is shown."""
    places = {(span.start, span.end): at for at, span in enumerate(spans)}
    joined = " ".join(parts[0]["quote"].split())
    for before, part in pairwise(parts):
        at, then = (places.get((one["start"], one["end"])) for one in (before, part))
        follows = at is not None and then == at + 1
        joined += (" " if follows else f" {_GAP} ") + " ".join(part["quote"].split())
    return joined


def _cut(text: str, evidence: str, *, letter: str, place: str) -> Quotation:
    most = max(_MOST_CHARACTERS, len(evidence))
    if len(text) <= most:
        return Quotation(letter=letter, place=place, text=text)
    at = max(text.find(evidence), 0)
    # Where the evidence is long, there is less room for the words before it.
    before = min(most // _SHARE_BEFORE, most - len(evidence))
    start = min(_at_blank(text, max(min(at - before, len(text) - most), 0)), at)
    end = start + most
    if end < len(text):
        end = max(text.rfind(" ", start, end + 1), at + len(evidence), start + 1)
    return Quotation(
        letter=letter,
        place=place,
        text=text[start:end].strip().removeprefix(_GAP).removesuffix(_GAP).strip(),
        before=start > 0,
        after=end < len(text),
    )


def _at_blank(text: str, start: int) -> int:
    """Where a word begins, at this place or behind it."""
    if start == 0:
        return 0
    blank = text.find(" ", start)
    return start if blank < 0 else blank + 1
