"""What the terms of a filter mean: each a frozen value, tried on the facets of a change or of an item."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, assert_never

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "AboutPartner",
    "CameWith",
    "Cosmetic",
    "Drifted",
    "Facets",
    "Filter",
    "HasStatus",
    "InColumn",
    "InPart",
    "NamesAmount",
    "OfItem",
    "OfKind",
    "OfSeries",
    "Says",
    "Sign",
    "Slipped",
    "Term",
    "Test",
    "Way",
    "facets_from_json",
    "facets_of_change",
    "facets_to_json",
    "folded",
    "holds",
]

Sign = Literal[">=", "<=", ">", "<", "="]
# Which way a promise drifted: up is firmer than before, down is weaker.
Way = Literal["up", "down"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfKind:
    """One of these kinds, or one that begins with one of them and a dot."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutPartner:
    """About one of these partners: codes in capitals, regions in small letters."""

    partners: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfItem:
    """Of one of these items, by an id; short names are looked up by projections/filter_names.py.

    `at` says for each where it stands in the query.
    """

    items: tuple[str, ...]
    at: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfSeries:
    """Of one of these series; `at` says for each where it stands in the query."""

    series: tuple[str, ...]
    at: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CameWith:
    """Came with one of these letters: a key, or the beginning of its date."""

    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InColumn:
    """Stands in one of these columns of a letter, in one letter or the other."""

    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HasStatus:
    """Has one of these statuses in the last letter that speaks of it."""

    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """Its promise is firmer than before, or weaker."""

    way: Way


@dataclass(frozen=True, slots=True, kw_only=True)
class InPart:
    """In a part whose folded name has one of these runs of words."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cosmetic:
    """Minor, or not."""

    minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """Has these folded words, one after the other."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesAmount:
    """Names an amount that compares so."""

    sign: Sign
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Slipped:
    """A deadline moved by a number of days that may compare so."""

    sign: Sign
    days: int


# What is one of several that are named, and the rest.
Named = OfKind | AboutPartner | OfItem | OfSeries | CameWith | InPart | InColumn | HasStatus
Test = Named | Drifted | Cosmetic | Says | NamesAmount | Slipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One test, and whether it is turned round."""

    test: Test
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter as read: `query` is its text as given, `terms` hold all together."""

    query: str
    terms: tuple[Term, ...]

    @property
    def wants_minor(self) -> bool:
        """Whether it asks for cosmetic changes, which are hidden where nobody does."""
        return any(isinstance(t.test, Cosmetic) and t.test.minor is not t.negated for t in self.terms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What a filter is tried on.

    `parts` and each of `wordings` are folded; words are never found across two wordings. `slip` is (least,
    most) days, an end None where it is open. `letters` are keys: of a change the newer one alone.
    """

    kinds: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    series: str = ""
    letters: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    drift: str | None = None
    minor: bool = False
    wordings: tuple[str, ...] = ()
    amounts: tuple[Decimal, ...] = ()
    slip: tuple[int | None, int | None] | None = None


def holds(wanted: Filter, facets: Facets) -> bool:
    """Whether every term holds of these facets."""
    return all(_holds(term.test, facets) is not term.negated for term in wanted.terms)


def folded(text: str) -> str:
    """The words of a text, small and without accents or signs: a blank before each and none at the end."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return "".join(f" {word}" for word in re.findall(r"\w+", bare))


def facets_of_change(change: Mapping[str, Any]) -> Facets:
    """The facets of a change as JSON, as CONTRACT.md has it; what is absent is empty."""
    facts = change.get("facts") or {}
    days = facts.get("days")
    wordings = (change.get("sentence"), change.get("label"), *_quotes(change))
    return Facets(
        kinds=(change["kind"],),
        partners=tuple(change.get("partners") or ()),
        items=(change["item"],) if change.get("item") else (),
        series=change.get("series") or "",
        letters=(change["new"],) if change.get("new") else (),
        parts=tuple(folded(part) for part in change.get("parts") or ()),
        columns=tuple(change.get("columns") or ()),
        statuses=tuple(change.get("statuses") or ()),
        drift=_WAYS.get((facts.get("commitment") or {}).get("direction", "")),
        minor=bool(change.get("minor")),
        wordings=tuple(folded(wording) for wording in wordings if wording),
        amounts=tuple(_amounts(change)),
        slip=(days[0], days[1]) if days else None,
    )


_WAYS = {"strengthened": "up", "weakened": "down"}


def facets_to_json(facets: Facets) -> dict[str, Any]:
    """The facets as a table keeps them, so that a filter is tried without reading what they are made of."""
    return {
        "kinds": list(facets.kinds),
        "partners": list(facets.partners),
        "items": list(facets.items),
        "series": facets.series,
        "letters": list(facets.letters),
        "parts": list(facets.parts),
        "columns": list(facets.columns),
        "statuses": list(facets.statuses),
        "drift": facets.drift,
        "minor": facets.minor,
        "wordings": list(facets.wordings),
        "amounts": [str(amount) for amount in facets.amounts],
        "slip": list(facets.slip) if facets.slip else None,
    }


def facets_from_json(json: Mapping[str, Any]) -> Facets:
    """The facets that `facets_to_json` gave this for."""
    slip = json["slip"]
    return Facets(
        kinds=tuple(json["kinds"]),
        partners=tuple(json["partners"]),
        items=tuple(json["items"]),
        series=json["series"],
        letters=tuple(json["letters"]),
        parts=tuple(json["parts"]),
        columns=tuple(json["columns"]),
        statuses=tuple(json["statuses"]),
        drift=json["drift"],
        minor=json["minor"],
        wordings=tuple(json["wordings"]),
        amounts=tuple(Decimal(amount) for amount in json["amounts"]),
        slip=(slip[0], slip[1]) if slip else None,
    )


def _quotes(change: Mapping[str, Any]) -> Iterator[str]:
    for side in (change.get("before"), change.get("after")):
        for quote in (side or {}).get("quotes") or ():
            yield quote["quote"]


def _amounts(change: Mapping[str, Any]) -> Iterator[Decimal]:
    facts = change.get("facts") or {}
    named = (facts.get("before"), facts.get("after"), facts.get("amount"), *(change.get("amounts") or ()))
    for amount in named:
        if isinstance(amount, dict) and amount.get("currency") and amount.get("value") is not None:
            yield Decimal(str(amount["value"]))


def _holds(test: Test, facets: Facets) -> bool:
    match test:
        case Cosmetic(minor=minor):
            return facets.minor is minor
        case Drifted(way=way):
            return facets.drift == way
        case Says(words=words):
            return any(words in wording for wording in facets.wordings)
        case NamesAmount(sign=sign, value=value):
            return any(_compares(amount, sign, value) for amount in facets.amounts)
        case Slipped(sign=sign, days=days):
            return facets.slip is not None and _may_compare(facets.slip, sign, days)
        case _:
            return _is_one_of(test, facets)


def _is_one_of(test: Named, facets: Facets) -> bool:
    match test:
        case OfKind(kinds=kinds):
            return any(kind == k or kind.startswith(f"{k}.") for kind in facets.kinds for k in kinds)
        case AboutPartner(partners=partners):
            return not set(partners).isdisjoint(facets.partners)
        case OfItem(items=items):
            return not set(items).isdisjoint(facets.items)
        case OfSeries(series=series):
            return facets.series in series
        case CameWith(letters=letters):
            return any(_is_called(key, name) for key in facets.letters for name in letters)
        case InPart(parts=parts):
            return any(part in name for name in facets.parts for part in parts)
        case InColumn(columns=columns):
            return not set(columns).isdisjoint(facets.columns)
        case HasStatus(statuses=statuses):
            return not set(statuses).isdisjoint(facets.statuses)
        case _:
            assert_never(test)


def _is_called(key: str, name: str) -> bool:
    """Whether a letter has this key, or a date that is this one or begins so; each re-issue has its date."""
    label = key.partition("/")[2]
    return name in {key, label} or label.startswith((f"{name}-", f"{name}/"))


def _compares(left: Decimal, sign: Sign, right: Decimal) -> bool:
    match sign:
        case ">=":
            return left >= right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case "<":
            return left < right
        case "=":
            return left == right
        case _:
            assert_never(sign)


def _may_compare(slip: tuple[int | None, int | None], sign: Sign, days: int) -> bool:
    least = Decimal("-Infinity") if slip[0] is None else Decimal(slip[0])
    most = Decimal("Infinity") if slip[1] is None else Decimal(slip[1])
    if sign == "=":
        return least <= days <= most
    return _compares(most if sign in {">=", ">"} else least, sign, Decimal(days))
