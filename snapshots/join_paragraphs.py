"""Units, and the paragraphs of a cell that are one measure: what flattening joins is joined everywhere.

A paragraph that goes on by a pronoun ("It covers ...") speaks of the measure above it. A partner's name with
a colon on a line of its own, over one sentence, is that sentence's label: flattened, both are one line. So a
letter reads alike, whether its paragraphs are kept or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from snapshots.headings import names_partners_only
from snapshots.joined_text import JoinedText, join_spans
from snapshots.letter import Box
from snapshots.sentences import LONGEST_SENTENCE, ends_sentence

__all__ = ["PRONOUNS", "Unit", "with_paragraphs_joined"]

PRONOUNS = frozenset({"it", "they", "he", "she"})
"""By these a sentence goes on about the measure before it, whatever figures it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One heading or one statement's words, with what the layout says of them.

    `level` is that of its bullet, 0 for none. `opens_row` and `opens_paragraph` say that a row of the table
    or a paragraph begins with it, `after_break` that it is the first of a page's first row, `goes_on` that
    it is a later sentence of the bullet that the unit before it stands in, or of a flattened cell.
    """

    words: JoinedText
    heading: bool = False
    level: int = 0
    opens_row: bool = False
    opens_paragraph: bool = False
    after_break: bool = False
    goes_on: bool = False
    page: int | None = None
    boxes: tuple[Box, ...] = ()


def with_paragraphs_joined(text: str, units: Iterable[Unit]) -> Iterator[Unit]:
    """The units of a column of the annex in their order, those that are one measure as one."""
    joined: list[Unit] = []
    for unit, following in pairwise((*units, None)):
        above = joined[-1] if joined else None
        if above and unit and (_goes_on(above, unit) or _is_labelled(above, unit, following)):
            joined[-1] = _as_one(text, above, unit)
        elif unit:
            joined.append(unit)
    yield from joined


def _goes_on(above: Unit, unit: Unit) -> bool:
    """Whether a plain paragraph speaks on of the one above it by a pronoun."""
    said = above.words.text
    return (
        not above.heading
        and _is_plain_paragraph(unit)
        and unit.words.text.split(None, 1)[0].strip(",.:").lower() in PRONOUNS
        and ends_sentence(said)
        and len(said) + len(unit.words.text) < LONGEST_SENTENCE
    )


def _is_labelled(above: Unit, unit: Unit, following: Unit | None) -> bool:
    """Whether all that stands below a partner's label is one plain paragraph."""
    label = above.words.text
    return (
        above.heading
        and label.endswith(":")
        and _is_plain_paragraph(unit)
        and (following is None or following.heading or _opens_row(following))
        and names_partners_only(label)
    )


def _is_plain_paragraph(unit: Unit) -> bool:
    return unit.opens_paragraph and not (unit.heading or unit.level or _opens_row(unit))


def _opens_row(unit: Unit) -> bool:
    return unit.opens_row or unit.after_break


def _as_one(text: str, above: Unit, unit: Unit) -> Unit:
    """Both as one statement, where the upper one stands."""
    return replace(
        above,
        words=join_spans(text, (*above.words.spans, *unit.words.spans)),
        heading=False,
        boxes=(*above.boxes, *(box for box in unit.boxes if box not in above.boxes)),
    )
