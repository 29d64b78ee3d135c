"""What the page of a comparison is made from: which two letters it is between, and what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from diffing.changes.earlier_claims import Claim
from diffing.comparison import Comparison
from service.pages.unchanged import Unchanged, unchanged_measures
from service.showing.plain_words import balance, letter_name

__all__ = ["Asked", "Between", "LetterNamed", "View"]

Json = Mapping[str, Any]


class View(StrEnum):
    """How changes are shown: one after the other, to be read, or as a table of both wordings."""

    READING = "reading"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterNamed:
    """A letter's key, and the name that people give it: its date."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """The two letters; `balance` says how much of them corresponds, `note` why nothing is listed, if so.

    `claims` are what the newer letter says of earlier ones, `unchanged` the measures in which nothing moved,
    `others` all letters of the series, the oldest first.
    """

    old: LetterNamed
    new: LetterNamed
    balance: str = ""
    note: str = ""
    claims: tuple[Claim, ...] = ()
    unchanged: tuple[Unchanged, ...] = ()
    others: tuple[LetterNamed, ...] = ()

    @classmethod
    def of(cls, comparison: Comparison, others: Sequence[str] = ()) -> Between:
        """What the page says of a comparison besides its changes; `others` are keys."""
        return cls(
            old=_named(comparison.old.key),
            new=_named(comparison.new.key),
            balance=balance(
                carried=comparison.summary.carried,
                unmentioned=comparison.summary.unmentioned,
                added=comparison.summary.added,
            ),
            note=comparison.summary.note,
            claims=comparison.claims,
            unchanged=unchanged_measures(comparison),
            others=tuple(map(_named, others)),
        )


def _named(key: str) -> LetterNamed:
    return LetterNamed(key=key, name=letter_name(key))


def _everything(_: Json) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the reader asks for: `query` as typed, `wanted` what it means, `fault` why it means nothing.

    `but_kind` and `but_partner` are what it means without its terms of that field: what a count counts.
    `first` is the anchor of the change from which on they are shown in full.
    """

    query: str = ""
    wanted: Callable[[Json], bool] = _everything
    but_kind: Callable[[Json], bool] = _everything
    but_partner: Callable[[Json], bool] = _everything
    fault: str = ""
    minor: bool = False
    unchanged: bool = False
    view: View = View.READING
    first: str = ""
