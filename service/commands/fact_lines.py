"""What differs between two letters, in one line each: `Amount: EUR 12 million → EUR 15 million (...)`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from service.showing.change_card import Card

__all__ = ["fact_lines"]


def fact_lines(cards: Sequence[Card]) -> list[str]:
    """What differs, each difference once; nothing where the label of the change says it all."""
    rows = [row for card in cards for row in card.facts]
    compared = {(row.name, row.after) for row in rows if row.before}
    lines = []
    for row in rows:
        if not row.before and (row.name, row.after) in compared:
            continue
        sides = " → ".join(side for side in (row.before, row.after) if side)
        lines.append(f"{row.name}: {sides}" + (f" ({row.difference})" if row.difference else ""))
    return list(dict.fromkeys(lines))
