"""Documents of feeds as they are asked for: changes and their archives, corrections, deadlines.

A feed of changes names its archives once all that are due are made. A few are made when it is asked for;
where more are due, as of a question that nobody asked before, the rest is made behind and the feed names
none meanwhile.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

from sqlalchemy import Connection, Engine

from service.addresses import corrections_path, feed_path
from service.errors import UnknownArchive, UnknownSeries
from service.feed_documents.archives import Behind, archive_document, archives_made, catch_up
from service.feed_documents.current_feed import current_feed, write_current
from service.feed_documents.document import FOR_EVER, Document, document_of
from service.feed_documents.feed_question import FeedQuestion, Wanted
from service.feed_documents.written import WRITERS, title_of
from service.feed_documents.written_entries import WrittenEntries
from service.feeds.deadlines import calendar_events
from service.feeds.entries import entry_of
from service.feeds.feed import EPOCH, Feed
from service.feeds.feed_ids import corrections_feed_id
from service.feeds.icalendar import MEDIA_TYPE as ICALENDAR
from service.feeds.icalendar import write_calendar
from service.projections.deadlines import deadlines_of_items
from service.projections.entries import corrections_made
from service.projections.filter_names import read_filter
from service.projections.letters import series_held
from service.projections.withdrawn_deadlines import deadlines_withdrawn
from service.signing.signing_keys import SigningKeys

__all__ = ["FeedMaker", "websub_links"]

_LOG = logging.getLogger(__name__)

# A letter brings three archives at most, so that who asks after each waits for no more.
_AT_ONCE = 4
_CORRECTIONS = 300


class FeedMaker:
    """Makes documents over one database; safe for many threads. `close` ends what it makes behind."""

    def __init__(self, engine: Engine, *, authority: str, keys: SigningKeys, hub: str | None) -> None:
        self._engine, self._authority, self._keys, self._hub = engine, authority, keys, hub
        self._written = WrittenEntries()
        self._behind: ThreadPoolExecutor | None = None
        self._making: set[FeedQuestion] = set()
        self._lock, self._ended = Lock(), Event()

    def question(
        self, format_: str, *, home: str, series: str | None = None, query: str = "", minor: bool = False
    ) -> FeedQuestion:
        """What is asked, with this service's name."""
        return FeedQuestion(
            format=format_,
            home=home,
            authority=self._authority,
            series=series,
            query=query.strip(),
            minor=minor,
        )

    def changes(self, question: FeedQuestion) -> Document:
        """The current document; raises UnknownSeries, BadFilter and UnusableSigningKey."""
        behind = catch_up(self._engine, question, _looking_at(question), most=_AT_ONCE)
        if behind is None:
            self._make_behind(question)
        known = behind if isinstance(behind, Behind) else None
        signers = self._keys.public()
        with self._engine.connect() as connection:
            feed = current_feed(
                connection,
                question,
                _wanted(connection, question),
                known,
                written=self._written,
                hub=None if question.query or question.minor else self._hub,
                key=signers[0].id if signers else None,
            )
        return document_of(
            write_current(feed, question.format, self._keys),
            WRITERS[question.format].media_type,
            feed.updated,
            links=websub_links(feed),
            passing=behind is None,
        )

    def archive(self, question: FeedQuestion, number: int) -> Document | None:
        """An archive; None where it is the next one, which is not full yet.

        Raises UnknownArchive for one that is further off, and as `changes` does.
        """
        with self._engine.connect() as connection:
            body = archive_document(connection, question, number)
        if body is None:
            catch_up(self._engine, question, _looking_at(question), most=_AT_ONCE)
            with self._engine.connect() as connection:
                body = archive_document(connection, question, number)
                made = archives_made(connection, question)
            if body is None and number == made + 1:
                return None
            if body is None:
                raise UnknownArchive(number, made)
        return document_of(body, WRITERS[question.format].media_type, EPOCH, keep=FOR_EVER)

    def corrections(self, question: FeedQuestion) -> Document:
        """All corrections, the newest first."""
        with self._engine.connect() as connection:
            rows = corrections_made(connection, limit=_CORRECTIONS)
        feed = Feed(
            id=corrections_feed_id(self._authority),
            title="Lettertrail: corrections",
            subtitle="What was published and is not so: what it said, what it says now, why, who decided.",
            home_url=question.home + corrections_path(),
            self_url=question.home + feed_path(f"corrections.{question.format}"),
            entries=tuple(entry_of(one, home=question.home) for one in rows),
        )
        writer = WRITERS[question.format]
        return document_of(writer.write(feed), writer.media_type, feed.updated)

    def deadlines(self, question: FeedQuestion) -> Document:
        """Deadlines as iCalendar; the filter is one of items. Raises UnknownSeries and BadFilter."""
        with self._engine.connect() as connection:
            _check_series(connection, question.series)
            deadlines = deadlines_of_items(connection, series=question.series, query=question.query)
            withdrawn = deadlines_withdrawn(connection, series=question.series, query=question.query)
        events = calendar_events(deadlines, withdrawn, authority=self._authority, home=question.home)
        title = title_of(question).replace("what moved", "deadlines", 1)
        said_at = max((event.said_at for event in events), default=EPOCH)
        return document_of(write_calendar(title, events), ICALENDAR, said_at)

    def close(self) -> None:
        """End what is being made: it goes on when it is asked for again."""
        self._ended.set()
        if self._behind is not None:
            self._behind.shutdown()

    def _make_behind(self, question: FeedQuestion) -> None:
        with self._lock:
            if question in self._making or self._ended.is_set():
                return
            self._making.add(question)
            if self._behind is None:
                self._behind = ThreadPoolExecutor(1, thread_name_prefix="feed-archives")
            self._behind.submit(self._make_all, question)

    def _make_all(self, question: FeedQuestion) -> None:
        try:
            while not self._ended.is_set():
                if catch_up(self._engine, question, _looking_at(question), most=1) is not None:
                    return
        except Exception:  # noqa: BLE001  whatever it is, nobody waits for it here
            _LOG.exception("archives of a feed could not be made: %s", question.address())
        finally:
            with self._lock:
                self._making.discard(question)


def websub_links(feed: Feed) -> dict[str, str]:
    """The Link header by which a feed names its hub and itself (WebSub, 4); none where there is no hub."""
    if feed.hub_url is None:
        return {}
    return {"Link": f'<{feed.hub_url}>; rel="hub", <{feed.self_url}>; rel="self"'}


def _looking_at(question: FeedQuestion) -> Callable[[Connection], Wanted]:
    return lambda connection: _wanted(connection, question)


def _wanted(connection: Connection, question: FeedQuestion) -> Wanted:
    _check_series(connection, question.series)
    wanted = read_filter(connection, question.query) if question.query else None
    minor = question.minor or (wanted is not None and wanted.wants_minor)
    return Wanted(series=question.series, filter=wanted, minor=minor)


def _check_series(connection: Connection, series: str | None) -> None:
    """A feed of a series that nobody has recorded is a mistake in the address, not an empty feed."""
    if series is not None and series not in (known := series_held(connection)):
        raise UnknownSeries(series, known)
