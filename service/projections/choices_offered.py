"""What a subscriber may choose among: the series that are held, and whom and what their letters speak of."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from service.plain_words import partner_name
from service.projections.items import items_with_facets
from service.projections.letters import series_held
from service.projections.parts_named import parts_named

__all__ = ["Offered", "offered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """Series by name; partners (codes and slugs) by their names; parts as letters first have them."""

    series: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


def offered(connection: Connection, series: str | None = None) -> Offered:
    """What there is in one series, or in all that are held."""
    held = series_held(connection)
    wanted = [one for one in held if series in {None, one}]
    listed = [item for one in wanted for item, _ in items_with_facets(connection, one)]
    partners = {partner for item in listed for partner in item.partners}
    parts = (part for one in wanted for part in parts_named(connection, one))
    return Offered(
        series=held,
        partners=tuple(sorted(partners, key=lambda code: (partner_name(code), code))),
        parts=tuple(dict.fromkeys(parts)),
    )
