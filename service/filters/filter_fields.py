"""The fields of the filter language: what each may be asked for, and what is said of a faulty value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from diffing.changes.typed_changes import KINDS
from service.errors import BadFilter
from service.filters.filter_terms import (
    AboutPartner,
    CameWith,
    Cosmetic,
    Drifted,
    HasStatus,
    InColumn,
    InPart,
    NamesAmount,
    OfItem,
    OfKind,
    OfSeries,
    Says,
    Sign,
    Slipped,
    Test,
    Way,
    folded,
)
from service.filters.partner_names import partner_meant, partner_words, regions
from snapshots.letter import Column, Kind, Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["DEADLINE", "FIELDS", "PUBLISHED_KINDS", "Spelt", "Subject", "read_test"]

# The kind that all deadlines of a calendar are of.
DEADLINE = "deadline"


class Subject(Enum):
    """What a filter asks for. The kinds of these differ, and what none of them can be is refused."""

    CHANGES = "changes"
    ITEMS = "items"
    DEADLINES = "deadlines"


# What is published besides letters: what moved between two of them, what the clock closed between letters,
# and what was wrong with an entry.
PUBLISHED_KINDS = (*KINDS, "deadline.closed", "correction")
# Changes may be asked for by what their kinds begin with, items by the kinds of measures.
_GROUPS = tuple(sorted({kind.partition(".")[0] for kind in PUBLISHED_KINDS}))
_MEASURES = tuple(kind.value for kind in Kind)
_KINDS = {
    Subject.CHANGES: (*PUBLISHED_KINDS, *_GROUPS),
    Subject.ITEMS: _MEASURES,
    Subject.DEADLINES: (DEADLINE, *_MEASURES),
}

# Two slips of the finger; with three, short words are like everything.
_NEAR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelt:
    """A term as spelt, and where in the query its field and its value begin."""

    query: str
    about: Subject
    field: str
    sign: str
    value: str
    quoted: bool
    field_at: int
    value_at: int

    def fault(self, why: str, *, at: int | None = None) -> BadFilter:
        """The error that points at the value, or at a place in it."""
        place = self.value_at if at is None else at
        return BadFilter(self.query, place, f"{why}; write it as in {_READERS[self.field][1]}")

    @property
    def alternatives(self) -> tuple[tuple[str, int], ...]:
        """The values between commas, each with its place in the query; quoted words are one value."""
        values = (self.value,) if self.quoted else self.value.split(",")
        ends = accumulate((len(value) + 1 for value in values), initial=self.value_at)
        found = tuple((value, at) for value, at in zip(values, ends, strict=False) if value)
        if not found:
            raise self.fault("nothing stands between the commas")
        return found


def read_test(spelt: Spelt) -> Test:
    """What the term asks; raises BadFilter."""
    if spelt.field not in _READERS:
        raise BadFilter(
            spelt.query,
            spelt.field_at,
            f"there is no field {spelt.field!r}{_meant(spelt.field, FIELDS)}; the fields are "
            f"{', '.join(FIELDS)}; words with a sign in them go between quotes",
        )
    read, example = _READERS[spelt.field]
    if (spelt.sign == ":") is not (":" in example):
        raise BadFilter(spelt.query, spelt.field_at, f"{spelt.field} is asked for as in {example}")
    if not spelt.value.strip():
        raise spelt.fault(f"no {spelt.field} is given")
    return read(spelt)


def _meant(said: str, known: Iterable[str]) -> str:
    """A question after what is known and nearly called so; empty where nothing is."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    allowed = min(_NEAR, len(said) // 3)
    found = extractOne(said.lower(), known, scorer=OSA.distance, score_cutoff=allowed) if allowed else None
    return f" (did you mean {found[0]!r}?)" if found else ""


def _one_of(spelt: Spelt, known: tuple[str, ...], what: str) -> tuple[str, ...]:
    """The alternatives, each of which has to be one of these."""
    for value, at in spelt.alternatives:
        if value.lower() not in known:
            raise spelt.fault(
                f"there is no {what} {value!r}{_meant(value, known)}; there are {', '.join(known)}", at=at
            )
    return tuple(value.lower() for value, _ in spelt.alternatives)


def _read_kind(spelt: Spelt) -> Test:
    for kind, at in spelt.alternatives:
        if kind.lower() not in _KINDS[spelt.about]:
            raise _no_kind(spelt, kind, at)
    return OfKind(kinds=tuple(kind.lower() for kind, _ in spelt.alternatives))


def _no_kind(spelt: Spelt, kind: str, at: int) -> BadFilter:
    known = _KINDS[spelt.about]
    of_others = any(kind.lower() in kinds for kinds in _KINDS.values())
    why = f"{spelt.about.value} have no kind {kind!r}" if of_others else f"there is no kind {kind!r}"
    example = "kind:deadline.moved" if spelt.about is Subject.CHANGES else f"kind:{known[0]}"
    why = f"{why}{_meant(kind, known)}; the kinds are {', '.join(known)}; write it as in {example}"
    return BadFilter(spelt.query, at, why)


def _read_partner(spelt: Spelt) -> Test:
    return AboutPartner(partners=tuple(_partner(spelt, name, at) for name, at in spelt.alternatives))


def _partner(spelt: Spelt, name: str, at: int) -> str:
    partner = partner_meant(name)
    if partner is None:
        raise spelt.fault(
            f"no partner is called {name!r}{_meant(name, partner_words())}; partners are countries, by ISO "
            'code or name (of several words between quotes, partner:"North Macedonia"), and regions: '
            f"{', '.join(regions())}",
            at=at,
        )
    return partner


def _read_item(spelt: Spelt) -> Test:
    return OfItem(
        items=tuple(value.lower() for value, _ in spelt.alternatives),
        at=tuple(at for _, at in spelt.alternatives),
    )


def _read_series(spelt: Spelt) -> Test:
    return OfSeries(
        series=tuple(value for value, _ in spelt.alternatives),
        at=tuple(at for _, at in spelt.alternatives),
    )


_LETTER = re.compile(
    r"(?:[^/\s]+/)?(?P<date>(?P<day>\d{4}-\d\d-\d\d)|\d{4}(?:-\d\d)?)(?P<reissue>/[1-9]\d{0,3})?", re.ASCII
)


def _read_letter(spelt: Spelt) -> Test:
    for name, at in spelt.alternatives:
        read = _LETTER.fullmatch(name)
        if read is None or (not read["day"] and (read["reissue"] or "/" in name)):
            raise spelt.fault(f"{name!r} is no date of a letter, and no key of one", at=at)
    return CameWith(letters=tuple(name for name, _ in spelt.alternatives))


def _read_part(spelt: Spelt) -> Test:
    return InPart(parts=tuple(_folded_words(spelt, part, at) for part, at in spelt.alternatives))


def _read_column(spelt: Spelt) -> Test:
    return InColumn(columns=_one_of(spelt, _COLUMNS, "column"))


def _read_status(spelt: Spelt) -> Test:
    return HasStatus(statuses=_one_of(spelt, _STATUSES, "status"))


_COLUMNS = tuple(column.value for column in Column)
_STATUSES = tuple(status.value for status in Status)


def _read_strength(spelt: Spelt) -> Test:
    _check_changes(spelt, "drift in strength")
    way = _WAYS.get(spelt.value.lower())
    if way is None:
        raise spelt.fault(f"a promise goes up or down, not {spelt.value!r}")
    return Drifted(way=way)


_WAYS: dict[str, Way] = {"up": "up", "strengthened": "up", "down": "down", "weakened": "down"}


def _check_changes(spelt: Spelt, verb: str) -> None:
    """Raises BadFilter where what is asked for is no change."""
    if spelt.about is not Subject.CHANGES:
        why = f"{spelt.about.value} do not {verb}, changes do; leave it out, or ask a feed of changes"
        raise BadFilter(spelt.query, spelt.field_at, why)


def _read_minor(spelt: Spelt) -> Test:
    minor = _YES_OR_NO.get(spelt.value.lower())
    if minor is None:
        raise spelt.fault(f"{spelt.value!r} is neither yes nor no")
    return Cosmetic(minor=minor)


_YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}


def _read_text(spelt: Spelt) -> Test:
    return Says(words=_folded_words(spelt, spelt.value, spelt.value_at))


def _folded_words(spelt: Spelt, text: str, at: int) -> str:
    words = folded(text)
    if not words:
        raise spelt.fault(f"there is no word in {text!r}", at=at)
    return words


_AMOUNT = re.compile(r"(?P<digits>\d{1,15}(?:\.\d{1,6})?)(?P<unit>k|m|bn)?", re.IGNORECASE | re.ASCII)
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}


def _read_amount(spelt: Spelt) -> Test:
    amount = _AMOUNT.fullmatch(spelt.value)
    if amount is None:
        raise spelt.fault(f"{spelt.value!r} is no amount")
    value = Decimal(amount["digits"]) * _UNITS[(amount["unit"] or "").lower()]
    return NamesAmount(sign=cast("Sign", spelt.sign), value=value)


_SLIP = re.compile(r"(?P<number>-?\d{1,6})(?P<unit>[dw])", re.IGNORECASE | re.ASCII)
_DAYS = {"d": 1, "w": 7}


def _read_slip(spelt: Spelt) -> Test:
    _check_changes(spelt, "slip")
    slip = _SLIP.fullmatch(spelt.value)
    if slip is None:
        raise spelt.fault(f"{spelt.value!r} is no number of days or weeks")
    return Slipped(sign=cast("Sign", spelt.sign), days=int(slip["number"]) * _DAYS[slip["unit"].lower()])


_READERS: dict[str, tuple[Callable[[Spelt], Test], str]] = {
    "kind": (_read_kind, "kind:deadline.moved"),
    "partner": (_read_partner, "partner:EG"),
    "item": (_read_item, "item:two-patrol-vessels"),
    "series": (_read_series, "series:euco-migration"),
    "letter": (_read_letter, "letter:2023-12-13"),
    "part": (_read_part, "part:prevention"),
    "column": (_read_column, "column:next_steps"),
    "status": (_read_status, "status:planned"),
    "strength": (_read_strength, "strength:down"),
    "minor": (_read_minor, "minor:no"),
    "text": (_read_text, 'text:"patrol vessel"'),
    "amount": (_read_amount, "amount>=5m"),
    "slip": (_read_slip, "slip>=90d"),
}
FIELDS = tuple(_READERS)
