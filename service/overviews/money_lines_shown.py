"""Amounts of a ledger as a page shows them: the words that each was read from, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from diffing.money.money_lines import Line, Place, Stage
from service.addresses import letter_path
from service.showing.plain_words import STAGE_NOT_SAID, money, partner_name

__all__ = ["APART", "STAGES", "LineShown", "line_shown", "lines_shown", "owners"]

# In the order in which money comes along; `unknown` last, as it is no stage.
STAGES: Final[dict[Stage, str]] = {
    Stage.ANNOUNCED: "announced",
    Stage.ADOPTED: "adopted",
    Stage.ALLOCATED: "allocated",
    Stage.CONTRACTED: "contracted",
    Stage.SIGNED: "signed",
    Stage.DISBURSED: "disbursed",
    Stage.UNKNOWN: STAGE_NOT_SAID,
}
# Where amounts stand that are in no total, and why they are not; shares stand beside their wholes.
APART: Final[dict[Place, tuple[str, str]]] = {
    Place.UNREADABLE: (
        "Cannot be read",
        "no figure or no currency can be read with certainty; nothing is guessed",
    ),
    Place.REPEATED: (
        "Possibly counted already",
        "the same sum for the same partners, told elsewhere in like words",
    ),
    Place.SO_FAR: ("All until now", "a sum of all so far, where others of its partners are summed"),
    Place.LIMIT: ("Bounds", "an end of a range, or what only bounds a sum"),
    Place.PER_UNIT: ("For one of several", "for each, or each year"),
    Place.FORMER: ("Held once", "no longer holds, or is there to compare with"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineShown:
    """One amount: the sum, its exact words in their sentence, where they stand, and why it is in no total."""

    sum: str
    quote: str
    before: str
    after: str
    path: str
    whose: str
    stage: str
    why: str


def lines_shown(lines: Iterable[Line]) -> tuple[LineShown, ...]:
    """These amounts, in their order."""
    return tuple(map(line_shown, lines))


def line_shown(line: Line) -> LineShown:
    """An amount, with its sentence cut where its quote stands; a quote that the sentence lacks is alone."""
    before, found, after = line.sentence.partition(line.amount.quote)
    return LineShown(
        sum=" ".join(filter(None, (line.amount.qualifier, money(line.value, line.currency)))),
        quote=" ".join(line.amount.quote.split()),
        before=" ".join(before.split()) if found else "",
        after=" ".join(after.split()) if found else "",
        path=letter_path(line.letter, statement=line.statement),
        whose=owners(line.partners, others=line.others),
        stage=STAGES[line.stage],
        why=line.why,
    )


def owners(partners: Iterable[str], *, others: bool) -> str:
    """Whom money concerns: `Egypt and Tunisia`, `Malta, and others`, or that nobody is named."""
    names = [partner_name(code) for code in partners]
    if not names:
        return "no partner named"
    said = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{said}, and others" if others else said
