"""The values of a whole comparison: what moved between two letters, in figures too, and made of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diffing.changes.earlier_claims import Claim
from diffing.changes.typed_changes import Change
from diffing.linking.links import Link
from snapshots.letter import Letter
from snapshots.link_decisions import Decision

__all__ = [
    "NOTHING_GIVEN",
    "Comparison",
    "Configuration",
    "Given",
    "GivenItem",
    "LetterReceipt",
    "Receipt",
    "Summary",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReceipt:
    """One letter: its key, the SHA-256 of its bytes and of its canonical text, the reader's version.

    `seal` is the root of the tree over its statements with which its snapshot was sealed (RFC 6962); None of
    a letter that is not on record.
    """

    key: str
    source_sha256: str
    text_sha256: str
    reader: str
    seal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """The words that were known: SHA-256 of the vocabulary and of what the series adds, None if nothing."""

    lexicon_sha256: str
    series_sha256: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenItem:
    """The item of a statement, where the two letters alone would name it otherwise or not know it."""

    letter: str
    statement: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the series gave to a comparison besides the two letters: with it, they give the same again.

    `items` are by letter and statement, `decided` by number, with those of their pairs alone that hold.
    """

    items: tuple[GivenItem, ...] = ()
    decided: tuple[Decision, ...] = ()


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """All that a comparison was made of, and what came of it.

    `changes_sha256` and `alignments_sha256` are taken of the canonical JSON of these two members of the
    comparison. `decisions` are the ids, within the series, of the decisions on links that had a say.
    `given` is what the series gave besides the letters. DESIGN.md says how to make all of it again.
    """

    old: LetterReceipt
    new: LetterReceipt
    diff: str
    changes_sha256: str
    alignments_sha256: str
    configuration: Configuration
    decisions: tuple[str, ...] = ()
    given: Given = NOTHING_GIVEN


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
