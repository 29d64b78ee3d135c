"""An index of what filters ask for, filled with the entries that are there."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    terms = op.create_table(
        "entry_terms",
        sa.Column("term", _NAME, nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("term", "position"),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    kept = connection.execute(sa.text("SELECT position, facets, standing_facets FROM entries ORDER BY position"))
    for row in kept.all():
        found = sorted(_terms_of(row.facets) | (_terms_of(row.standing_facets) if row.standing_facets else set()))
        rows = [{"term": term, "position": row.position} for term in found]
        connection.execute(terms.insert().returning(terms.c.position), rows)


def downgrade() -> None:
    op.drop_table("entry_terms")


def _terms_of(kept: str | None) -> set[str]:
    if kept is None:
        return {"letter-entry"}
    found = json.loads(kept)
    return {term for facets in (found if isinstance(found, list) else [found]) for term in _terms(facets)}


def _terms(facets: dict[str, Any]) -> Iterator[str]:
    for kind in facets["kinds"]:
        yield f"kind:{kind}"
        yield f"kind:{kind.partition('.')[0]}"
    yield from (f"partner:{one}" for one in facets["partners"])
    yield from (f"item:{one}" for one in facets["items"])
    yield f"series:{facets['series']}"
    yield from (f"letter:{key.partition('/')[2]}" for key in facets["letters"])
    yield from (f"column:{one}" for one in facets["columns"])
    yield from (f"status:{one}" for one in facets["statuses"])
    yield f"drift:{facets['drift']}"
    yield from (f"part:{word}" for part in facets["parts"] for word in part.split())
    yield from (f"word:{word}" for wording in facets["wordings"] for word in wording.split())
    yield from (f"amount:{_power(Decimal(amount), 10, 18)}" for amount in facets["amounts"])
    if facets["slip"] is not None:
        least, most = facets["slip"]
        yield f"least:{-21 if least is None else _power(Decimal(least), 2, 21)}"
        yield f"most:{21 if most is None else _power(Decimal(most), 2, 21)}"


def _power(value: Decimal, base: int, limit: int) -> int:
    size, power = abs(value), 0
    while size >= 1 and power < limit:
        size /= base
        power += 1
    return -power if value < 0 else power
