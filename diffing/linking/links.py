"""The values that say which statement continues which."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Alternative", "Link", "Linking", "Rule", "Unlinked"]


class Rule(StrEnum):
    """How a link was found: by a person, or else from strict to loose; DESIGN.md describes the passes."""

    BY_DECISION = "by-decision"
    SAME_WORDS = "same-words"
    BEST_MATCH = "best-match"
    BETWEEN_NEIGHBOURS = "between-neighbours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """A pairing that was considered and not taken: statement ids of the two letters, and its score."""

    before: str
    after: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Statements of the newer letter that continue statements of the older: one measure.

    `before` and `after` are statement ids, never empty; the first of each are the pair on which the link
    rests, those after it are further parts of the measure, or say it again, in reading order. `score` runs
    from 0 to 1, `reasons` say what speaks for the pair, the strongest first. `alternatives` are the
    runners-up of the pair, the best first. `split` and `merged` say that one statement became several, or
    several one: what only repeats the measure elsewhere in the letter is no part of it. Of a link by decision
    the score is 1, and the reasons name who decided, and why.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    rule: Rule
    score: float
    reasons: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    split: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlinked:
    """Statements of one letter that report on one measure, of which the other letter has no trace.

    `statements` are ids in reading order, never empty; `considered` the best pairings that were refused.
    """

    statements: tuple[str, ...]
    considered: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """How the statements of two letters correspond; every statement of either stands in exactly one place.

    `links` and `added` are in the reading order of the newer letter, `unmentioned` in that of the older.
    `decisions` are the ids of the decisions that say anything of these statements, in order.
    """

    links: tuple[Link, ...]
    unmentioned: tuple[Unlinked, ...]
    added: tuple[Unlinked, ...]
    decisions: tuple[str, ...] = ()
