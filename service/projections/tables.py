"""The derived tables, and those of verifications and watched places; who writes the rows says what they hold.

What the database searches, sorts or joins by has a column. The rest stands in `details`, as JSON text:
letters' words can have characters that PostgreSQL's text cannot (U+0000), and JSON escapes them. Days and
moments are written as in the public JSON, so that text order is time order. Text is compared by code point on
both databases, so that a cursor means the same on either.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text

__all__ = [
    "METADATA",
    "compact_json",
    "entries",
    "entry_terms",
    "feed_archives",
    "followed_pairs",
    "item_aliases",
    "item_statements",
    "items",
    "letters",
    "publications",
    "verifications",
    "watched_sources",
]

METADATA = MetaData()

# PostgreSQL would sort by the database's locale, which skips hyphens; SQLite sorts by code point as it is.
_Name = Text().with_variant(Text(collation="C"), "postgresql")

letters = Table(
    "letters",
    METADATA,
    Column("key", _Name, primary_key=True),
    Column("series", _Name, nullable=False),
    Column("date", _Name, nullable=False),
    Column("reissue", Integer, nullable=False),
    Column("sha256", _Name, nullable=False),
    Column("recorded_at", _Name, nullable=False),
    Column("first_position", BigInteger, nullable=False),
    Column("last_position", BigInteger, nullable=False),
    Column("details", Text, nullable=False),
    Column("readings", Integer, nullable=False, server_default="1"),
    Column("read_position", BigInteger, nullable=False, server_default="0"),
    Column("withdrawn", Text),
    Index("letters_in_order", "series", "date", "reissue", unique=True),
    Index("letters_by_content", "series", "sha256"),
)

# How far each series is published: up to which letter, by the position that sealed it.
publications = Table(
    "publications",
    METADATA,
    Column("series", _Name, primary_key=True),
    Column("through", BigInteger, nullable=False),
)

items = Table(
    "items",
    METADATA,
    Column("id", _Name, primary_key=True),
    Column("series", _Name, nullable=False),
    Column("place", _Name, nullable=False),
    Column("facets", Text, nullable=False),
    Column("details", Text, nullable=False),
    Index("items_in_order", "place", "id", unique=True),
    Index("items_of_series", "series"),
)

item_aliases = Table(
    "item_aliases",
    METADATA,
    Column("alias", _Name, primary_key=True),
    Column("item", _Name, nullable=False),
    Index("aliases_of_item", "item"),
)

item_statements = Table(
    "item_statements",
    METADATA,
    Column("letter", _Name, primary_key=True),
    Column("statement", _Name, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("item", _Name, nullable=False),
    Column("details", Text, nullable=False),
    # The id of an item that began with this statement: ids of before lead to whichever item has it now.
    Column("names", _Name, nullable=False, server_default=""),
    Index("statements_of_item", "item"),
    Index("statements_by_name", "names"),
)

# What the links of two letters say of items; the name is made of all that it follows from.
followed_pairs = Table(
    "followed_pairs",
    METADATA,
    Column("series", _Name, primary_key=True),
    Column("name", _Name, primary_key=True),
    Column("details", Text, nullable=False),
)

entries = Table(
    "entries",
    METADATA,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("entry", _Name, nullable=False, unique=True),
    Column("series", _Name, nullable=False),
    Column("kind", _Name, nullable=False),
    Column("item", _Name),
    Column("published_at", _Name, nullable=False),
    Column("facets", Text),
    Column("details", Text, nullable=False),
    # How it stands since it was corrected or retracted, where it was; what was published stays beside it.
    Column("corrections", Integer, nullable=False, server_default="0"),
    Column("retracted", Integer, nullable=False, server_default="0"),
    Column("updated_at", _Name),
    Column("standing_item", _Name),
    Column("standing_facets", Text),
    Column("standing", Text),
    Index("entries_of_item", "item", "position"),
    Index("entries_of_standing_item", "standing_item", "position"),
    Index("entries_of_series", "series", "position"),
    Index("entries_of_kind", "kind", "position"),
)

# What filters ask for, and which entries have it: an index that the database does not have.
entry_terms = Table(
    "entry_terms",
    METADATA,
    Column("term", _Name, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Not derived: documents of feeds whose hashes subscribers hold.
feed_archives = Table(
    "feed_archives",
    METADATA,
    Column("feed", _Name, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("sha256", _Name, nullable=False),
    Column("last_position", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

# Not derived, as what follows: when the record was verified, and what failed.
verifications = Table(
    "verifications",
    METADATA,
    Column("verified_at", _Name, primary_key=True),
    Column("events", BigInteger, nullable=False),
    Column("failures", Text, nullable=False),
)

# Where one looks for letters. What was seen there lasts until the next check; what was found is in the log.
watched_sources = Table(
    "watched_sources",
    METADATA,
    Column("id", _Name, primary_key=True),
    Column("series", _Name, nullable=False),
    Column("place", Text, nullable=False),
    Column("links", Text),
    Column("every_seconds", Integer, nullable=False),
    Column("next_check_at", _Name, nullable=False),
    Column("memory", Text, nullable=False),
)


def compact_json(value: Any) -> str:
    """The JSON text of a column: equal values give equal text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
