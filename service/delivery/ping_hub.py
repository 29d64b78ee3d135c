"""A WebSub hub is told that feeds have new entries; it fetches them and passes them on to who follows.

The form is that of PubSubHubbub 0.4 (7.1, publishing), which the hubs in use take; WebSub itself leaves it
open. One ping names every feed that has something new: those of all series, and those of each series that
has. Feeds of a question name no hub, so none is told of them. A hub that cannot be reached is tried by the
schedule of webhooks, and then as often as its last wait says: nothing is given up, since one ping tells all.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import Connection, Engine, Row, and_, insert, select, update
from sqlalchemy.exc import IntegrityError

from service.addresses import feed_path
from service.database import transaction
from service.delivery.allowed_address import read_networks
from service.delivery.leases import take
from service.delivery.outgoing import Outgoing
from service.delivery.post_once import Answer, post_once
from service.delivery.receiver_address import read_receiver_address
from service.delivery.tables import hub_pings
from service.errors import BadReceiverAddress
from service.projections.entries import newest_position, series_published_after
from snapshots.letter_json import moment_to_json

__all__ = ["Hub", "ping_hub", "topics_of"]

_LOG = logging.getLogger(__name__)

_MEDIA_TYPE = "application/x-www-form-urlencoded"
_FEEDS = ("changes.atom", "changes.rss", "changes.json")
# The operator names the hub, not a stranger: it may be anywhere.
_ANYWHERE = read_networks("0.0.0.0/0, ::/0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """The hub's address, and what the addresses of our feeds begin with."""

    url: str
    home: str


def ping_hub(engine: Engine, hub: Hub, outgoing: Outgoing) -> bool | None:
    """Whether the hub took it; None where there was nothing to tell or another process tells it.

    The first time, what was published before is passed over. Raises Abandoned when it was called off.
    """
    if not _has_news(engine, hub, outgoing):
        return None
    with transaction(engine) as connection:
        told = _held(connection, hub, outgoing)
        head = newest_position(connection)
        series = () if told is None else series_published_after(connection, told.position)
    if told is None:
        return None
    answer = _post(hub, topics_of(hub.home, series), outgoing)
    if not answer.taken:
        _warn(hub, answer)
    ours = and_(hub_pings.c.hub == hub.url, hub_pings.c.lease == outgoing.holder)
    with transaction(engine) as connection:
        row = _next_row(answer, told.failures, head, outgoing)
        connection.execute(update(hub_pings).where(ours).values(row))
    return answer.taken


def topics_of(home: str, series: Sequence[str]) -> tuple[str, ...]:
    """The addresses of the feeds that have something new where these series have."""
    return tuple(home + feed_path(name, series=one) for one in ("", *series) for name in _FEEDS)


def _has_news(engine: Engine, hub: Hub, outgoing: Outgoing) -> bool:
    """Whether something may be due, looked up without writing; a hub that is new here is made known."""
    with engine.connect() as connection:
        told = connection.scalar(select(hub_pings.c.position).where(hub_pings.c.hub == hub.url))
        head = newest_position(connection)
    if told is None:
        _meet(engine, hub, outgoing)
        return False
    return int(told) < head


def _meet(engine: Engine, hub: Hub, outgoing: Outgoing) -> None:
    """A hub that is new here is told of what comes, not of what was."""
    # Another process may be doing the same.
    with suppress(IntegrityError), transaction(engine) as connection:
        row = {"hub": hub.url, "position": newest_position(connection), "failures": 0}
        connection.execute(insert(hub_pings).values(wake_at=moment_to_json(outgoing.now()), **row))


def _held(connection: Connection, hub: Hub, outgoing: Outgoing) -> Row[Any] | None:
    """How far the hub was told, the row being ours from now on; None where there is nothing to do."""
    now = outgoing.now()
    due = and_(
        hub_pings.c.hub == hub.url,
        hub_pings.c.wake_at <= moment_to_json(now),
        hub_pings.c.position < newest_position(connection),
    )
    if not take(connection, hub_pings, due, outgoing.lease, now=now):
        return None
    return connection.execute(select(hub_pings).where(hub_pings.c.hub == hub.url)).one()


def _post(hub: Hub, topics: Sequence[str], outgoing: Outgoing) -> Answer:
    way = replace(outgoing.way, allowed=_ANYWHERE, allow_http=True)
    try:
        address = read_receiver_address(hub.url, allow_http=True, allowed=_ANYWHERE)
    except BadReceiverAddress as error:
        return Answer(status=None, note=error.why, milliseconds=0)
    form = urlencode([("hub.mode", "publish"), *(("hub.url", topic) for topic in topics)])
    return post_once(
        address,
        headers=(),
        body=form.encode(),
        media_type=_MEDIA_TYPE,
        way=way,
        called_off=outgoing.called_off,
    )


def _next_row(answer: Answer, failures: int, head: int, outgoing: Outgoing) -> dict[str, Any]:
    """What the row becomes, free again; `failures` are those before."""
    free, now = {"lease": None, "lease_until": None}, outgoing.now()
    if answer.taken:
        return free | {"position": head, "failures": 0, "wake_at": moment_to_json(now)}
    tried = min(failures + 1, outgoing.schedule.tries - 1)
    wait = outgoing.schedule.wait_after(tried, chance=outgoing.chance()) or timedelta()
    return free | {"failures": failures + 1, "wake_at": moment_to_json(now + wait)}


def _warn(hub: Hub, answer: Answer) -> None:
    said = answer.note if answer.status is None else f"the answer was {answer.status}"
    _LOG.warning("the hub %s did not take a ping, and will get it again: %s", hub.url, said)
