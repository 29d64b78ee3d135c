"""The tables of the record. What is in them is never changed or deleted: the migrations' triggers refuse it.

`events` is the log, in one order. `log_head` is one row, which hands out positions: whoever appends holds
it until the end of the transaction. `received_files` keeps the bytes that letters came as.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

__all__ = ["METADATA", "events", "log_head", "received_files"]

# SQLite counts rows only by a column whose type is spelt INTEGER (sqlite.org/lang_createtable.html#rowid).
_POSITION = BigInteger().with_variant(Integer, "sqlite")


class _Bytes(TypeDecorator[bytes]):
    """Bytes as the driver gives them: SQLite lets text stand in their place, and who reads has to say so.

    LargeBinary itself raises a TypeError that names no row.
    """

    impl = LargeBinary
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """Nothing is done to what comes back."""
        del dialect, coltype


# Constraints have names so that a migration can find them.
METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)

# `body` is what was hashed; the columns before it repeat what it says, for the database to search by.
# `recorded_at` is UTC as text of one width, so that both databases keep and order the same value.
events = Table(
    "events",
    METADATA,
    Column("position", _POSITION, primary_key=True, autoincrement=False),
    Column("stream", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("type", Text, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("recorded_at", String(27), nullable=False),
    Column("body", _Bytes, nullable=False),
    Column("hash", String(64), nullable=False),
    UniqueConstraint("stream", "version"),
    CheckConstraint("position > 0", name="position"),
    CheckConstraint("version > 0", name="version"),
)

log_head = Table(
    "log_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("position", _POSITION, nullable=False),
    CheckConstraint("id = 1", name="one_row"),
)

received_files = Table(
    "received_files",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("bytes", _Bytes, nullable=False),
)
