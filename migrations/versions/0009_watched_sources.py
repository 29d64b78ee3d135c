"""The places where one looks for letters."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None

_NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "watched_sources",
        sa.Column("id", _NAME, nullable=False),
        sa.Column("series", _NAME, nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("links", sa.Text()),
        sa.Column("every_seconds", sa.Integer(), nullable=False),
        sa.Column("next_check_at", _NAME, nullable=False),
        sa.Column("memory", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_watched_sources"),
    )


def downgrade() -> None:
    op.drop_table("watched_sources")
