"""How entries stand since they were corrected or retracted, beside what was published."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_COLUMNS = {
    "updated_at": _NAME,
    "standing_item": _NAME,
    "standing_facets": sa.Text(),
    "standing": sa.Text(),
}


def upgrade() -> None:
    for name in ("corrections", "retracted"):
        op.add_column("entries", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    for name, kind in _COLUMNS.items():
        op.add_column("entries", sa.Column(name, kind, nullable=True))
    op.create_index("entries_of_standing_item", "entries", ["standing_item", "position"])
    op.create_index("entries_of_kind", "entries", ["kind", "position"])


def downgrade() -> None:
    op.drop_index("entries_of_kind", table_name="entries")
    op.drop_index("entries_of_standing_item", table_name="entries")
    for name in ("corrections", "retracted", *_COLUMNS):
        op.drop_column("entries", name)
