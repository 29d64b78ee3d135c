"""Subscriptions, what was sent to them, and how far hubs were told."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0008"
branch_labels = None
depends_on = None

_NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _create_subscriptions()
    _create_deliveries()
    _create_hub_pings()


def _create_subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", _NAME, nullable=False),
        sa.Column("token_sha256", _NAME, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("host", _NAME, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("series", _NAME, nullable=True),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("minor", sa.Boolean(), nullable=False),
        sa.Column("secrets", sa.Text(), nullable=False),
        sa.Column("created_at", _NAME, nullable=False),
        sa.Column("disabled_at", _NAME, nullable=True),
        sa.Column("disabled_why", sa.Text(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("trying", sa.BigInteger(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wake_at", _NAME, nullable=False),
        sa.Column("lease", _NAME, nullable=True),
        sa.Column("lease_until", _NAME, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sa.UniqueConstraint("token_sha256", name="uq_subscriptions_token"),
    )
    op.create_index("subscriptions_by_host", "subscriptions", ["host"])
    op.create_index("subscriptions_due", "subscriptions", ["wake_at"])


def _create_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", _NAME, nullable=False),
        sa.Column("subscription", _NAME, nullable=False),
        sa.Column("at", _NAME, nullable=False),
        sa.Column("message", _NAME, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("milliseconds", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.ForeignKeyConstraint(
            ["subscription"], ["subscriptions.id"], name="fk_deliveries_subscription", ondelete="CASCADE"
        ),
    )
    op.create_index("deliveries_of_subscription", "deliveries", ["subscription", "at", "id"])
    op.create_index("deliveries_by_age", "deliveries", ["at"])


def _create_hub_pings() -> None:
    op.create_table(
        "hub_pings",
        sa.Column("hub", _NAME, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("wake_at", _NAME, nullable=False),
        sa.Column("lease", _NAME, nullable=True),
        sa.Column("lease_until", _NAME, nullable=True),
        sa.PrimaryKeyConstraint("hub", name="pk_hub_pings"),
    )


def downgrade() -> None:
    for table in ("hub_pings", "deliveries", "subscriptions"):
        op.drop_table(table)
