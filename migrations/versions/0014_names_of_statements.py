"""The id that an item which began with a statement has, beside the statement: an index finds it."""

import base64
import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("item_statements", sa.Column("names", _NAME, nullable=False, server_default=""))
    connection = op.get_bind()
    said = connection.execute(sa.text("SELECT letter, statement FROM item_statements")).all()
    fill = sa.text("UPDATE item_statements SET names = :names WHERE letter = :letter AND statement = :statement")
    for row in said:
        given = {"names": _item_id(row.letter, row.statement), "letter": row.letter, "statement": row.statement}
        connection.execute(fill, given)
    op.create_index("statements_by_name", "item_statements", ["names"])


def downgrade() -> None:
    op.drop_index("statements_by_name", "item_statements")
    op.drop_column("item_statements", "names")


def _item_id(letter: str, statement: str) -> str:
    digest = hashlib.sha256(f"{letter}\n{statement}".encode()).digest()
    return base64.b32encode(digest[:10]).decode("ascii").lower()
