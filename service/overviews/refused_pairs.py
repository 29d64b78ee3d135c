"""Pairings that were looked at and not taken, in words: what it might have been, and why it was not it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from diffing.comparison import Comparison
from diffing.linking.links import Alternative, Link
from service.addresses import letter_path
from service.showing.plain_words import partner_name
from snapshots.letter import Statement

__all__ = ["RefusedPair", "refused_pairs"]

# Enough to know the other measure by.
_SHOWN = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedPair:
    """A statement of the newer letter that was considered: its words, how alike it is, and why it is not it.

    `alike` is a share of 1, with two decimals.
    """

    text: str
    path: str
    alike: str
    why: tuple[str, ...]


def refused_pairs(comparison: Comparison, considered: Iterable[Alternative]) -> tuple[RefusedPair, ...]:
    """These pairings of a comparison, the most alike first, a statement of the newer letter once."""
    old = {said.id: said for said in comparison.old.statements}
    new = {said.id: said for said in comparison.new.statements}
    taken = {one: link for link in comparison.alignments for one in link.after}
    best: dict[str, Alternative] = {}
    for pair in sorted(considered, key=lambda one: -one.score):
        best.setdefault(pair.after, pair)
    return tuple(
        RefusedPair(
            text=" ".join(new[pair.after].text.split()),
            path=letter_path(comparison.new.key, statement=pair.after),
            alike=f"{pair.score:.2f}",
            why=tuple(_why(old[pair.before], new[pair.after], taken.get(pair.after), list(old.values()))),
        )
        for pair in best.values()
        if pair.before in old and pair.after in new
    )


def _why(before: Statement, after: Statement, link: Link | None, old: Sequence[Statement]) -> Iterator[str]:
    if link is not None:
        words = next((said.text for said in old if said.id == link.before[0]), "")
        yield f"it goes on from “{_first_words(words)}” (alike by {link.score:.2f})"
    else:
        yield "too little alike for any pair that is taken"
    both_named = before.partners and after.partners
    if both_named and set(before.partners).isdisjoint(after.partners):
        yield f"about {_names(after.partners)}, not {_names(before.partners)}"
    if before.kind is not after.kind:
        yield f"another sort of measure: {after.kind.value}, not {before.kind.value}"


def _names(partners: Iterable[str]) -> str:
    return ", ".join(map(partner_name, partners))


def _first_words(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rpartition(' ')[0]} …"
