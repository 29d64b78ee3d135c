"""How often each letter was read, and where its latest reading stands in the log."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("letters", sa.Column("readings", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("letters", sa.Column("read_position", sa.BigInteger(), nullable=False, server_default="0"))
    # Nothing was read anew so far: the reading stands where the letter does.
    op.execute("UPDATE letters SET read_position = last_position")


def downgrade() -> None:
    op.drop_column("letters", "read_position")
    op.drop_column("letters", "readings")
