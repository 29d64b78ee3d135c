"""The tables of delivery. They are state: nothing gives them back, and `rebuild` leaves them alone.

They hold personal data (an address, a note, what a receiver answered), so none of it is in the event log, all
of it can be deleted, and it expires (forget_expired.py). Moments are text, as everywhere: text order is time
order.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, MetaData, Table, Text

__all__ = ["METADATA", "deliveries", "hub_pings", "subscriptions"]

METADATA = MetaData()

_Name = Text().with_variant(Text(collation="C"), "postgresql")

# `position`: everything up to there was delivered or passed over. `failures`: of the entry at `trying`.
# `lease`: who sends for it just now, until `lease_until`. `version` counts what people changed.
subscriptions = Table(
    "subscriptions",
    METADATA,
    Column("id", _Name, primary_key=True),
    Column("token_sha256", _Name, nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("host", _Name, nullable=False),
    Column("note", Text, nullable=False),
    Column("series", _Name),
    Column("query", Text, nullable=False),
    Column("minor", Boolean, nullable=False),
    Column("secrets", Text, nullable=False),
    Column("created_at", _Name, nullable=False),
    Column("disabled_at", _Name),
    Column("disabled_why", Text),
    Column("position", BigInteger, nullable=False),
    Column("trying", BigInteger),
    Column("failures", Integer, nullable=False),
    Column("wake_at", _Name, nullable=False),
    Column("lease", _Name),
    Column("lease_until", _Name),
    Column("version", Integer, nullable=False),
    Index("subscriptions_by_host", "host"),
    Index("subscriptions_due", "wake_at"),
)

deliveries = Table(
    "deliveries",
    METADATA,
    Column("id", _Name, primary_key=True),
    Column("subscription", _Name, ForeignKey("subscriptions.id", ondelete="CASCADE"), nullable=False),
    Column("at", _Name, nullable=False),
    Column("message", _Name, nullable=False),
    Column("position", BigInteger),
    Column("attempt", Integer, nullable=False),
    Column("taken", Boolean, nullable=False),
    Column("status", Integer),
    Column("note", Text, nullable=False),
    Column("milliseconds", Integer, nullable=False),
    Index("deliveries_of_subscription", "subscription", "at", "id"),
    Index("deliveries_by_age", "at"),
)

# How far a WebSub hub was told; the same columns as above, with the same meaning.
hub_pings = Table(
    "hub_pings",
    METADATA,
    Column("hub", _Name, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("wake_at", _Name, nullable=False),
    Column("lease", _Name),
    Column("lease_until", _Name),
)
