"""Why words of two letters are taken for one measure, or are not: rule, score, reasons, runners-up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from diffing.comparison import Comparison
from diffing.linking.links import Alternative, Link, Rule
from service.addresses import link_path

__all__ = ["Considered", "Pairing", "link_of_pair", "pairing_of_change", "pairing_of_pair"]

_RULES = {
    Rule.BY_DECISION: "a person decided it",
    Rule.SAME_WORDS: "both letters use the same words",
    Rule.BEST_MATCH: "of all pairings, these fit best together",
    Rule.BETWEEN_NEIGHBOURS: "what stands around them went to the same place",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """Another pairing that was looked at: its score, the words that would have been paired, and its own page.

    `side` is the letter whose words they are, `old` or `new`.
    """

    score: str
    side: str
    statement: str
    text: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """What is known of a pairing; `rule` is empty where the words are not taken for one measure."""

    rule: str
    score: str
    reasons: tuple[str, ...]
    considered: tuple[Considered, ...]


def link_of_pair(comparison: Comparison, before: str, after: str) -> Link | None:
    """The link that joins the two statements, None where there is none."""
    return next(
        (link for link in comparison.alignments if before in link.before and after in link.after), None
    )


def pairing_of_pair(comparison: Comparison, before: str, after: str) -> Pairing:
    """What is known of two statements, whether a link joins them or not."""
    link = link_of_pair(comparison, before, after)
    return _of_link(comparison, link) if link else _of_none(comparison, _rivals_of(comparison, before, after))


def pairing_of_change(comparison: Comparison, change: Mapping[str, Any]) -> Pairing:
    """What is known of the pairing that a change, given as public JSON, rests on."""
    sides = [change["before"], change["after"]]
    if all(sides):
        before, after = (side["statements"][0] for side in sides)
        return pairing_of_pair(comparison, before, after)
    given = change["facts"].get("considered", ())
    return _of_none(comparison, [Alternative(**one) for one in given])


def _of_link(comparison: Comparison, link: Link) -> Pairing:
    others = [one for one in link.alternatives if not (one.before in link.before and one.after in link.after)]
    return Pairing(
        rule=_RULES[link.rule],
        score=_score(link.score),
        reasons=link.reasons,
        considered=tuple(_considered(comparison, others, link)),
    )


def _of_none(comparison: Comparison, considered: Sequence[Alternative]) -> Pairing:
    return Pairing(rule="", score="", reasons=(), considered=tuple(_considered(comparison, considered, None)))


def _rivals_of(comparison: Comparison, before: str, after: str) -> list[Alternative]:
    """The score of a pair that was looked at and not taken, where it is among somebody's runners-up."""
    return [
        one
        for link in comparison.alignments
        for one in link.alternatives
        if (one.before, one.after) == (before, after)
    ][:1]


def _considered(
    comparison: Comparison, others: Sequence[Alternative], link: Link | None
) -> Iterator[Considered]:
    """Each by the words that it would bring: the newer letter's, or the older's where those are its own."""
    old = {one.id: one.text for one in comparison.old.statements}
    new = {one.id: one.text for one in comparison.new.statements}
    mine = set(link.after) if link else _common(others)
    for one in others:
        side, statement, text = ("old", one.before, old) if one.after in mine else ("new", one.after, new)
        yield Considered(
            score=_score(one.score),
            side=side,
            statement=statement,
            text=" ".join(text.get(statement, "").split()),
            path=link_path(comparison.old.key, comparison.new.key, one.before, one.after),
        )


def _common(others: Sequence[Alternative]) -> set[str]:
    """The newer letter's statement that all of them are about, if they are about one."""
    about = {one.after for one in others}
    return about if len(about) == 1 and len({one.before for one in others}) > 1 else set()


def _score(score: float) -> str:
    return f"{score:.3f}"
