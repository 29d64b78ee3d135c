"""What filters ask for as terms of an index: those that an entry has, and those that a test wants one of.

Whoever lacks all terms that a test wants fails the test; whoever has one may pass it. So the index only says
what is worth trying: filters are tried on facets (filter_terms.py), and mean the same with it and without.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from service.filters.filter_terms import (
    AboutPartner,
    CameWith,
    Drifted,
    Facets,
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
    facets_from_json,
)

__all__ = ["LETTERS", "Wish", "terms_of", "wishes_of"]

# The term of what no filter holds of: letters' own entries, and corrections of these.
LETTERS = "letter-entry"

# Sums and slips are terms by their magnitude: how often a sum can be divided by ten, a slip by two.
_BASES = {"amount": 10, "least": 2, "most": 2}
_LARGEST = {"amount": 18, "least": 21, "most": 21}
_DATE = re.compile(r"\d{4}(?:[-/]|$)")
# Fields whose values are terms as they stand.
_PLAIN: dict[type[Test], tuple[str, str]] = {
    OfKind: ("kind", "kinds"),
    AboutPartner: ("partner", "partners"),
    OfItem: ("item", "items"),
    OfSeries: ("series", "series"),
    InColumn: ("column", "columns"),
    HasStatus: ("status", "statuses"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """A term, or with `begins` any term that begins so."""

    term: str
    begins: bool = False


def terms_of(kept: str | None) -> set[str]:
    """The terms of an entry, given its facets as its row keeps them, None for what has none."""
    if kept is None:
        return {LETTERS}
    found = json.loads(kept)
    every = found if isinstance(found, list) else [found]
    return {term for facets in every for term in _terms(facets_from_json(facets))}


def wishes_of(test: Test) -> tuple[Wish, ...] | None:
    """What an entry must have one of for the test to hold; None where terms do not tell."""
    if type(test) in _PLAIN:
        name, member = _PLAIN[type(test)]
        return tuple(Wish(f"{name}:{one}") for one in getattr(test, member))
    match test:
        case Drifted(way=way):
            return (Wish(f"drift:{way}"),)
        case CameWith(letters=letters):
            return tuple(Wish(f"letter:{_label(one)}", begins=True) for one in letters)
        case InPart(parts=parts):
            return tuple(_of_words("part", part) for part in parts)
        case Says(words=words):
            return (_of_words("word", words),)
        case NamesAmount(sign=sign, value=value):
            return tuple(_of_magnitude("amount", sign, value))
        case Slipped(sign=sign, days=days):
            # A slip is a range of days, and holds when some day of it does.
            end, turned = ("most", sign) if sign in {">", ">="} else ("least", "<=" if sign == "=" else sign)
            return tuple(_of_magnitude(end, turned, Decimal(days)))
        case _:
            return None


def _terms(facets: Facets) -> Iterator[str]:
    for kind in facets.kinds:
        yield f"kind:{kind}"
        yield f"kind:{kind.partition('.')[0]}"
    yield f"series:{facets.series}"
    yield f"drift:{facets.drift}"
    yield from _named("partner", facets.partners)
    yield from _named("item", facets.items)
    yield from _named("column", facets.columns)
    yield from _named("status", facets.statuses)
    yield from _named("letter", (key.partition("/")[2] for key in facets.letters))
    yield from _named("part", (word for part in facets.parts for word in part.split()))
    yield from _named("word", (word for wording in facets.wordings for word in wording.split()))
    yield from _named("amount", (_magnitude("amount", amount) for amount in facets.amounts))
    if facets.slip is not None:
        for name, day, beyond in zip(("least", "most"), facets.slip, (-1, 1), strict=True):
            yield f"{name}:{beyond * _LARGEST[name] if day is None else _magnitude(name, Decimal(day))}"


def _named(name: str, values: Iterable[object]) -> Iterator[str]:
    return (f"{name}:{value}" for value in values)


def _label(letter: str) -> str:
    """What is named within its series: `2023-12-13/2`, or the beginning of a date."""
    return letter if _DATE.match(letter) else letter.partition("/")[2]


def _of_words(name: str, run: str) -> Wish:
    """The longest word of a run: all but the last stand there as they are, and the last may go on."""
    *whole, last = run.split()
    longest = max(whole, key=len, default="")
    return Wish(f"{name}:{longest}") if len(longest) >= len(last) else Wish(f"{name}:{last}", begins=True)


def _of_magnitude(name: str, sign: Sign, value: Decimal) -> Iterator[Wish]:
    wanted, largest = _magnitude(name, value), _LARGEST[name]
    first = -largest if sign in {"<", "<="} else wanted
    last = largest if sign in {">", ">="} else wanted
    return (Wish(f"{name}:{one}") for one in range(first, last + 1))


def _magnitude(name: str, value: Decimal) -> int:
    """A number that grows with the value: of a sum of 0 it is 0, of 5 million 7; of -90 days -7."""
    size, magnitude = abs(value), 0
    while size >= 1 and magnitude < _LARGEST[name]:
        size /= _BASES[name]
        magnitude += 1
    return -magnitude if value < 0 else magnitude
