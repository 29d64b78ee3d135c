"""What a subscriber may choose among: the series that are held, and whom and what their letters speak of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection

from service.projections.items import items_with_facets
from service.projections.letters import series_held
from service.projections.parts_named import parts_named
from service.showing.plain_words import partner_name

__all__ = ["Offered", "offered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Series by name; partners (codes and slugs) by their names; parts as letters first have them.

    `often` are the same partners, those first that most measures are about.
    """

    series: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    often: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


def offered(connection: Connection, series: str | None = None) -> Offered:
    """What there is in one series, or in all that are held."""
    held = series_held(connection)
    wanted = [one for one in held if series in {None, one}]
    listed = [item for one in wanted for item, _ in items_with_facets(connection, one)]
    numbers = Counter(partner for item in listed for partner in item.partners)
    by_name = sorted(numbers, key=lambda code: (partner_name(code), code))
    parts = (part for one in wanted for part in parts_named(connection, one))
    return Offered(
        series=held,
        partners=tuple(by_name),
        often=tuple(sorted(by_name, key=lambda code: -numbers[code])),
        parts=tuple(dict.fromkeys(parts)),
    )
