"""What sort of measure a statement reports on.

A drafter names the measure at the head of the sentence and its circumstances after it: "Workshop on the
contract" is a meeting, "Contract signed after the workshop" a contract. So every word that shows a kind has a
weight (see `kind_signs`), which shrinks with its distance from the head (see `kind_shares`). The heaviest
kind wins, the earlier of two equals.
"""

from __future__ import annotations

from snapshots.facts.kind_shares import head_shares
from snapshots.facts.kind_signs import find_signs
from snapshots.facts.phrase_search import split_words
from snapshots.letter import Kind

__all__ = ["read_kind"]

# Set with the weights of `kind_signs`.
_EACH_FURTHER = 0.15
_LEAST = 0.55  # below it stands only what is background, or a slight word in brackets


def read_kind(text: str) -> Kind:
    """The kind of the measure that `text` is about; OTHER where nothing shows it."""
    words = split_words(text)
    signs = sorted(find_signs(words), key=lambda sign: sign.at)
    if not signs:
        return Kind.OTHER
    shares = head_shares(words)
    scores: dict[Kind, list[float]] = {}
    for sign in signs:
        scores.setdefault(sign.kind, []).append(sign.weight * shares[sign.at])
    totals = {kind: _score(weights) for kind, weights in scores.items()}
    kind = max(totals, key=lambda kind: totals[kind])
    return kind if totals[kind] >= _LEAST else Kind.OTHER


def _score(weights: list[float]) -> float:
    """The heaviest sign, and a little for each further one."""
    heaviest = max(weights)
    return heaviest + _EACH_FURTHER * (sum(weights) - heaviest)
