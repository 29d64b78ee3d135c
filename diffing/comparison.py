"""The values of a whole comparison: what moved between two letters, in figures too, and made of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diffing.earlier_claims import Claim
from diffing.links import Link
from diffing.typed_changes import Change
from snapshots.letter import Letter

__all__ = ["Comparison", "LetterReceipt", "Receipt", "Summary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReceipt:
    """One letter: its key, the SHA-256 of its bytes and of its canonical text, the reader's version."""

    key: str
    source_sha256: str
    text_sha256: str
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Both letters, the version that compared them, and the SHA-256 of the changes as canonical JSON.

    `decisions` are the ids, within the series, of the decisions on links that had a say, in order.
    """

    old: LetterReceipt
    new: LetterReceipt
    diff: str
    changes_sha256: str
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A comparison in figures.

    `counts` has every kind that occurs, in the order of the vocabulary. `carried`, `unmentioned` and `added`
    count statements: of the older, the older and the newer letter. `aligned` is the share of the statements
    of the letter with fewer of them that have a counterpart, from 0 to 1. `note` is empty, or says that this
    is too little to compare by, and then there are no changes.
    """

    counts: Mapping[str, int]
    carried: int
    unmentioned: int
    added: int
    aligned: float
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What moved from one letter to another.

    `changes` stand by importance, then in the newer letter's reading order; `alignments` in the newer
    letter's reading order; `claims` are what the newer letter says of earlier ones, held against the older.
    """

    old: Letter
    new: Letter
    changes: tuple[Change, ...]
    alignments: tuple[Link, ...]
    summary: Summary
    receipt: Receipt
    claims: tuple[Claim, ...] = ()
