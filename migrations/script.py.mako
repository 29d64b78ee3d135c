"""${message}

Revision: ${up_revision}, after ${down_revision | comma,n}, of ${create_date.date()}.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Text  # what autogenerate writes for a JSON column with a variant
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = ${repr(branch_labels)}
depends_on = ${repr(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
