"""Letters that were uploaded in a browser and wait for a person."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", _NAME, nullable=False),
        sa.Column("series", _NAME, nullable=False),
        sa.Column("filename", sa.Text()),
        sa.Column("media_type", sa.Text()),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("state", _NAME, nullable=False),
        sa.Column("received_at", _NAME, nullable=False),
        sa.Column("changed_at", _NAME, nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    op.create_index("uploads_by_age", "uploads", ["received_at"])


def downgrade() -> None:
    op.drop_table("uploads")
