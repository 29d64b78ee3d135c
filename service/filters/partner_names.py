"""Partners by any name that people give them: the code, the name on pages, the names that letters use."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import MappingProxyType

from service.errors import UnusableFilter
from service.filters.filter_terms import folded
from service.showing.plain_words import partner_name
from snapshots.lexicon import load

__all__ = ["partner_called", "partner_meant", "partner_words", "regions"]


def partner_meant(name: str) -> str | None:
    """The code of a country or the slug of a region called so, in any case; None where nobody is."""
    return _partners().get(folded(name))


def partner_called(name: str) -> str:
    """The code or slug of a partner who is called so; raises UnusableFilter."""
    partner = partner_meant(name)
    if partner is None:
        why = (
            f"no partner is called {name!r}; partners are countries, by ISO 3166-1 code or name, and regions"
        )
        raise UnusableFilter(name, f"{why}: {', '.join(regions())}")
    return partner


def partner_words() -> tuple[str, ...]:
    """Every name that a partner may be called by, folded."""
    return tuple(name.strip() for name in _partners())


def regions() -> tuple[str, ...]:
    """The slugs of the regions, in order."""
    return tuple(sorted(load("partners")["regions"]))


@cache
def _partners() -> MappingProxyType[str, str]:
    """Folded name -> partner. A code comes before a name, a name before an adjective."""
    known: dict[str, str] = {}
    for name, partner in _named():
        known.setdefault(folded(name), partner)
    return MappingProxyType(known)


def _named() -> Iterator[tuple[str, str]]:
    vocabulary = load("partners")
    entries = vocabulary["countries"] | vocabulary["regions"]
    yield from ((partner, partner) for partner in entries)
    yield from vocabulary["codes"]["other"].items()
    yield from ((partner_name(partner), partner) for partner in entries)
    for words in ("names", "people"):
        for partner, entry in entries.items():
            yield from ((name, partner) for name in entry.get(words, ()))
