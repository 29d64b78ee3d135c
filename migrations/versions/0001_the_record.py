"""The log of events, its head and the files received; the database refuses to change or delete them.

A downgrade would delete the record, so there is none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_POSITION = sa.BigInteger().with_variant(sa.Integer, "sqlite")

_POSTGRESQL = """
CREATE FUNCTION lettertrail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % refused: what is recorded stays as it was recorded', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION lettertrail_refuse();

CREATE TRIGGER received_files_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON received_files
    FOR EACH STATEMENT EXECUTE FUNCTION lettertrail_refuse();

CREATE TRIGGER log_head_stays BEFORE DELETE OR TRUNCATE ON log_head
    FOR EACH STATEMENT EXECUTE FUNCTION lettertrail_refuse();

CREATE TRIGGER log_head_goes_forward BEFORE UPDATE ON log_head
    FOR EACH ROW WHEN (NEW.position < OLD.position) EXECUTE FUNCTION lettertrail_refuse();
"""

# INSERT OR REPLACE deletes the row that stands in its way without asking the DELETE trigger
# (sqlite.org/lang_conflict.html), so a row that would stand in the place of another is refused before.
_SQLITE = (
    """
    CREATE TRIGGER events_not_updated BEFORE UPDATE ON events BEGIN
        SELECT RAISE(ABORT, 'UPDATE on events refused: what is recorded stays as it was recorded');
    END
    """,
    """
    CREATE TRIGGER events_not_deleted BEFORE DELETE ON events BEGIN
        SELECT RAISE(ABORT, 'DELETE on events refused: what is recorded stays as it was recorded');
    END
    """,
    """
    CREATE TRIGGER events_not_replaced BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM events WHERE position = NEW.position)
        OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND version = NEW.version)
    BEGIN
        SELECT RAISE(ABORT, 'INSERT on events refused: that position or version is taken');
    END
    """,
    """
    CREATE TRIGGER received_files_not_updated BEFORE UPDATE ON received_files BEGIN
        SELECT RAISE(ABORT, 'UPDATE on received_files refused: what is recorded stays as it was recorded');
    END
    """,
    """
    CREATE TRIGGER received_files_not_deleted BEFORE DELETE ON received_files BEGIN
        SELECT RAISE(ABORT, 'DELETE on received_files refused: what is recorded stays as it was recorded');
    END
    """,
    """
    CREATE TRIGGER received_files_not_replaced BEFORE INSERT ON received_files
    WHEN EXISTS (SELECT 1 FROM received_files WHERE sha256 = NEW.sha256)
    BEGIN
        SELECT RAISE(ABORT, 'INSERT on received_files refused: that file is kept already');
    END
    """,
    """
    CREATE TRIGGER log_head_not_deleted BEFORE DELETE ON log_head BEGIN
        SELECT RAISE(ABORT, 'DELETE on log_head refused: it hands out the positions');
    END
    """,
    """
    CREATE TRIGGER log_head_goes_forward BEFORE UPDATE ON log_head WHEN NEW.position < OLD.position BEGIN
        SELECT RAISE(ABORT, 'UPDATE on log_head refused: a position is given out once');
    END
    """,
    """
    CREATE TRIGGER log_head_not_replaced BEFORE INSERT ON log_head
    WHEN EXISTS (SELECT 1 FROM log_head)
    BEGIN
        SELECT RAISE(ABORT, 'INSERT on log_head refused: there is one row');
    END
    """,
)


def upgrade() -> None:
    _create_events()
    _create_log_head()
    _create_received_files()
    statements = _SQLITE if op.get_context().dialect.name == "sqlite" else (_POSTGRESQL,)
    for statement in statements:
        op.execute(statement)


def _create_events() -> None:
    op.create_table(
        "events",
        sa.Column("position", _POSITION, autoincrement=False, nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("schema_version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.String(27), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_events"),
        sa.UniqueConstraint("stream", "version", name="uq_events_stream_version"),
        sa.CheckConstraint("position > 0", name=op.f("ck_events_position")),
        sa.CheckConstraint("version > 0", name=op.f("ck_events_version")),
    )


def _create_log_head() -> None:
    log_head = op.create_table(
        "log_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", _POSITION, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_log_head"),
        sa.CheckConstraint("id = 1", name=op.f("ck_log_head_one_row")),
    )
    op.bulk_insert(log_head, [{"id": 1, "position": 0}])


def _create_received_files() -> None:
    op.create_table(
        "received_files",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_received_files"),
    )


def downgrade() -> None:
    raise RuntimeError("the record is never deleted; to begin anew, begin with an empty database")
