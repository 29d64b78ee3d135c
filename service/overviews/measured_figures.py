"""How often the linking of letters is right, as it was measured: the figures of the page on how this works.

They are of the day that stands with them; how they were measured, and others' in the same run, stands in
tests/benchmarks/linking/README.md and in decision 31 of diffing/DESIGN.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["FIRST_SEEN", "LINKING", "MEASURED_ON", "OTHERS", "LinkingFigures"]

MEASURED_ON: Final = "27 November 2026"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkingFigures:
    """Shares of 1: of the links that were made, the right ones; of the true ones, those that were made; both.

    `unmentioned`: of the open measures that are gone, those said to be. `false_alarms`: of those said to be
    gone, those that are not.
    """

    letters: str
    precision: str
    recall: str
    f1: str
    unmentioned: str
    false_alarms: str


LINKING: Final = (
    LinkingFigures(
        letters="Generated, 200 statements a letter: 586 true pairs",
        precision="0.985",
        recall="0.988",
        f1="0.986",
        unmentioned="0.941",
        false_alarms="0.086",
    ),
    LinkingFigures(
        letters="Generated, 1,000 statements a letter: 975 true pairs",
        precision="0.983",
        recall="0.982",
        f1="0.982",
        unmentioned="0.836",
        false_alarms="0.164",
    ),
    LinkingFigures(
        letters="Labelled by hand, two pairs of letters: 55 true pairs",
        precision="1.000",
        recall="0.982",
        f1="0.991",
        unmentioned="1.000",
        false_alarms="0.000",
    ),
)
# Letters that were written and labelled by others than the rules: (of what, F1 of links when they were first
# seen, F1 of links and of changes once rules were set on them, too). Of changes it was FIRST_SEEN at first.
OTHERS: Final = (("migration", "0.89", "0.91", "0.82"), ("railways", "0.92", "0.94", "0.84"))
FIRST_SEEN: Final = "0.79"
