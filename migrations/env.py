"""What Alembic runs, for `service.database.migrate` and for the `alembic` command alike.

`migrate` hands over the connection of its transaction. The `alembic` command hands over none: then the
database is the one that LETTERTRAIL_DATABASE_URL names.
"""

from alembic import context
from sqlalchemy import Connection

from service.database import open_engine, transaction
from service.delivery.tables import METADATA as DELIVERY
from service.projections.tables import METADATA as DERIVED
from service.settings import Settings
from service.uploads.tables import METADATA as UPLOADS
from snapshots.tables import METADATA as RECORD


def _run(connection: Connection) -> None:
    # SQLite cannot alter a table in place: there, a migration that does makes a new one and copies.
    context.configure(
        connection=connection,
        target_metadata=[RECORD, DERIVED, DELIVERY, UPLOADS],
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def _run_online() -> None:
    connection = context.config.attributes.get("connection")
    if connection is not None:
        _run(connection)
        return
    with transaction(open_engine(Settings().database_url)) as own_connection:
        _run(own_connection)


if context.is_offline_mode():
    raise SystemExit("alembic's --sql mode is not supported: the head of the log is a row, not a statement")
_run_online()
