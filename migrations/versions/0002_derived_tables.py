"""The tables that are derived from the log; they may be emptied and filled anew at any time.

Text is compared by code point: PostgreSQL needs to be told, SQLite does so anyway.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _create_letters()
    _create_publications()
    _create_items()
    _create_item_aliases()
    _create_item_statements()
    _create_entries()


def _create_letters() -> None:
    op.create_table(
        "letters",
        sa.Column("key", _NAME, nullable=False),
        sa.Column("series", _NAME, nullable=False),
        sa.Column("date", _NAME, nullable=False),
        sa.Column("reissue", sa.Integer(), nullable=False),
        sa.Column("sha256", _NAME, nullable=False),
        sa.Column("recorded_at", _NAME, nullable=False),
        sa.Column("first_position", sa.BigInteger(), nullable=False),
        sa.Column("last_position", sa.BigInteger(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_letters"),
    )
    op.create_index("letters_in_order", "letters", ["series", "date", "reissue"], unique=True)
    op.create_index("letters_by_content", "letters", ["series", "sha256"])


def _create_publications() -> None:
    op.create_table(
        "publications",
        sa.Column("series", _NAME, nullable=False),
        sa.Column("through", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("series", name="pk_publications"),
    )


def _create_items() -> None:
    op.create_table(
        "items",
        sa.Column("id", _NAME, nullable=False),
        sa.Column("series", _NAME, nullable=False),
        sa.Column("place", _NAME, nullable=False),
        sa.Column("facets", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
    )
    op.create_index("items_in_order", "items", ["place", "id"], unique=True)
    op.create_index("items_of_series", "items", ["series"])


def _create_item_aliases() -> None:
    op.create_table(
        "item_aliases",
        sa.Column("alias", _NAME, nullable=False),
        sa.Column("item", _NAME, nullable=False),
        sa.PrimaryKeyConstraint("alias", name="pk_item_aliases"),
    )
    op.create_index("aliases_of_item", "item_aliases", ["item"])


def _create_item_statements() -> None:
    op.create_table(
        "item_statements",
        sa.Column("letter", _NAME, nullable=False),
        sa.Column("statement", _NAME, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("item", _NAME, nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("letter", "statement", name="pk_item_statements"),
    )
    op.create_index("statements_of_item", "item_statements", ["item"])


def _create_entries() -> None:
    op.create_table(
        "entries",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry", _NAME, nullable=False),
        sa.Column("series", _NAME, nullable=False),
        sa.Column("kind", _NAME, nullable=False),
        sa.Column("item", _NAME),
        sa.Column("published_at", _NAME, nullable=False),
        sa.Column("facets", sa.Text()),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_entries"),
        sa.UniqueConstraint("entry", name="uq_entries_entry"),
    )
    op.create_index("entries_of_item", "entries", ["item", "position"])
    op.create_index("entries_of_series", "entries", ["series", "position"])


def downgrade() -> None:
    for table in ("entries", "item_statements", "item_aliases", "items", "publications", "letters"):
        op.drop_table(table)
