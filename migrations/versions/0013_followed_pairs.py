"""What the links of two letters say of items, kept from one letter of a series to the next."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "followed_pairs",
        sa.Column("series", _NAME, nullable=False),
        sa.Column("name", _NAME, nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("series", "name"),
    )


def downgrade() -> None:
    op.drop_table("followed_pairs")
