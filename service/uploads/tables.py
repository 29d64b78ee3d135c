"""The table of uploads that wait for a person. It is state, and short-lived: nothing of it is in the log.

An upload is deleted when it is thrown away, unless it was recorded, and a day after it came in whatever has
become of it. Moments are text, as everywhere: text order is time order.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, LargeBinary, MetaData, Table, Text

__all__ = ["METADATA", "uploads"]

METADATA = MetaData()

_Name = Text().with_variant(Text(collation="C"), "postgresql")

# `size` is how many bytes came in, which stays; `data` is empty once the letter is recorded, or cannot be
# read. `told` is JSON: what was found, or why not.
uploads = Table(
    "uploads",
    METADATA,
    Column("id", _Name, primary_key=True),
    Column("series", _Name, nullable=False),
    Column("filename", Text),
    Column("media_type", Text),
    Column("data", LargeBinary, nullable=False),
    Column("state", _Name, nullable=False),
    Column("received_at", _Name, nullable=False),
    Column("changed_at", _Name, nullable=False),
    Column("told", Text, nullable=False),
    Column("size", BigInteger, nullable=False, server_default="0"),
    Index("uploads_by_age", "received_at"),
)
