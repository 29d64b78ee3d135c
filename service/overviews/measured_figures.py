"""How often the linking of letters is right, as it was measured: the figures of the page on how this works.

They are of the day that stands with them. How they were measured says tests/benchmarks/linking/README.md, and
decisions 31 and 34 of diffing/DESIGN.md; tests/architecture/test_measured_figures.py holds them to these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = [
    "DOUBT",
    "FIRST_SEEN",
    "LINKING",
    "LINKS_IN_DOUBT",
    "MEASURED_ON",
    "OTHERS",
    "DoubtBand",
    "LinkingFigures",
]

MEASURED_ON: Final = "28 November 2026"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtBand:
    """Links between other words of whose doubt so much was said, and how many of them were wrong."""

    said: str
    links: str
    wrong: str
    share: str


LINKING: Final = (
    LinkingFigures(
        letters="Generated, 200 statements a letter: 586 true pairs",
        precision="0.993",
        recall="0.995",
        f1="0.994",
        unmentioned="1.000",
        false_alarms="0.000",
    ),
    LinkingFigures(
        letters="Generated, 1,000 statements a letter: 975 true pairs",
        precision="0.981",
        recall="0.996",
        f1="0.988",
        unmentioned="0.909",
        false_alarms="0.000",
    ),
    LinkingFigures(
        letters="Labelled by hand, four pairs of letters: 112 true pairs",
        precision="1.000",
        recall="0.991",
        f1="0.996",
        unmentioned="1.000",
        false_alarms="0.000",
    ),
)
# Letters that were written and labelled by others than the rules: (of what, F1 of links when they were first
# seen, F1 of links and of changes once rules were set on them, too). Of changes it was FIRST_SEEN at first.
OTHERS: Final = (("migration", "0.89", "0.91", "0.82"), ("railways", "0.92", "0.94", "0.84"))
FIRST_SEEN: Final = "0.79"

# Of so many links between other words whose truth is known; what the same words say is not in doubt.
LINKS_IN_DOUBT: Final = "4,946"
DOUBT: Final = (
    DoubtBand(said="below 0.5 %", links="3,937", wrong="3", share="0.1 %"),
    DoubtBand(said="0.5 to 1 %", links="457", wrong="4", share="0.9 %"),
    DoubtBand(said="1 to 2 %", links="264", wrong="3", share="1.1 %"),
    DoubtBand(said="2 to 5 %", links="164", wrong="7", share="4 %"),
    DoubtBand(said="5 to 10 %", links="57", wrong="4", share="7 %"),
    DoubtBand(said="10 % or more", links="67", wrong="11", share="16 %"),
)
