"""When the record was verified, and what failed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "verifications",
        sa.Column("verified_at", _NAME, nullable=False),
        sa.Column("events", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("verified_at", name="pk_verifications"),
    )


def downgrade() -> None:
    op.drop_table("verifications")
