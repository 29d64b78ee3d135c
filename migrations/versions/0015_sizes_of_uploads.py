"""How many bytes an upload came with, which stays when the bytes are gone."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("uploads", sa.Column("size", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute("UPDATE uploads SET size = length(data)")


def downgrade() -> None:
    op.drop_column("uploads", "size")
