"""Feeds over a history: an out-of-order letter, two corrections, a tombstone. The files are read, not just accepted.

A technical re-reading stands in the history, too, and nowhere in the feeds. LETTERTRAIL_WRITE_GOLDEN=1 writes the files
anew; whoever does so reads what changed: subscribers' programs read these shapes.
"""

import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import feedparser
import jsonschema
import pytest
from long_history import START, change_content, change_entry, letter_entry

from service.corrections.correction_entry import Why, correction_entry
from service.database import transaction
from service.feed_documents.make_documents import FeedMaker
from service.projections.entries import entries_of_series
from service.publishing.publish_changes import append_to_feed, feed_stream
from service.signing.signing_keys import SigningKeys
from snapshots.event_log import append, stream_version
from snapshots.letter_events import Cause, EntryCorrected, EntryRetracted, LetterReread

GOLDEN = Path(__file__).parent / "feeds"
SCHEMA = json.loads((GOLDEN / "json-feed-1.1.schema.json").read_text())
FORMATS = ("atom", "rss", "json")
SERIES = "quays"
FIRST, MIDDLE, LAST = (f"{SERIES}/{year}-01-01" for year in (1901, 1902, 1903))
WHY = Why(
    because=Cause(stream="decisions/quays", version=1),
    reason="Berth 2 and berth 3 were read side by side.",
    decision="d1",
    actor="The registrar",
)


def publish(engine, events, *, hours):
    with transaction(engine) as connection:
        append_to_feed(
            connection,
            SERIES,
            events,
            expected_version=stream_version(connection, feed_stream(SERIES)),
            recorded_at=START + timedelta(hours=hours),
        )


def standing(engine, entry):
    with engine.connect() as connection:
        (found,) = [one for one in entries_of_series(connection, SERIES) if one.event.entry == entry]
    return found


def correct(engine, entry, *, hours, words=None):
    """Say of an entry that it is of other words, or that it is no more."""
    before = standing(engine, entry)
    if words is None:
        event = EntryRetracted(series=SERIES, entry=entry, because=WHY.because)
    else:
        number = int(before.event.item.removeprefix("i"))
        content = change_content(SERIES, before.event.old, before.event.new, number, words=words)
        event = EntryCorrected(
            series=SERIES,
            entry=entry,
            old=before.event.old,
            item=before.event.item,
            title=content["sentence"],
            minor=False,
            content=content,
            because=WHY.because,
        )
    publish(engine, [event, correction_entry(before, event, WHY)], hours=hours)


@pytest.fixture
def history(sqlite_engine):
    first = replace(letter_entry(SERIES, FIRST, LAST, 3), old=FIRST)
    changes = [change_entry(SERIES, FIRST, LAST, number) for number in (1, 2, 3)]
    publish(sqlite_engine, [first, *changes], hours=1)
    between = letter_entry(SERIES, FIRST, MIDDLE, 1)
    both = [*between.content["compared"], letter_entry(SERIES, MIDDLE, LAST, 1).content["compared"][0]]
    between = replace(between, content={**between.content, "compared": both})
    publish(
        sqlite_engine,
        [between, change_entry(SERIES, FIRST, MIDDLE, 4), change_entry(SERIES, MIDDLE, LAST, 5)],
        hours=2,
    )
    with transaction(sqlite_engine) as connection:
        reread = LetterReread(reader="99", reason="A newer reader.", gone=())
        append(
            connection,
            f"letter/{LAST}",
            expected_version=0,
            events=[reread],
            recorded_at=START + timedelta(hours=3),
        )
    correct(sqlite_engine, changes[1].entry, words="a slipway", hours=4)
    correct(sqlite_engine, changes[2].entry, hours=5)
    return sqlite_engine


@pytest.fixture
def maker(history):
    maker = FeedMaker(history, authority="letters.example", keys=SigningKeys(None), hub=None)
    yield maker
    maker.close()


def document(maker, format_, *, corrections=False):
    question = maker.question(format_, home="https://letters.example")
    return (maker.corrections(question) if corrections else maker.changes(question)).body


@pytest.mark.parametrize("format_", FORMATS)
def test_the_history_gives_the_bytes_it_always_gave(maker, format_):
    found, path = document(maker, format_), GOLDEN / f"history.{format_}"
    if os.environ.get("LETTERTRAIL_WRITE_GOLDEN"):
        path.write_bytes(found)
    assert found == path.read_bytes()


@pytest.mark.parametrize("format_", ["atom", "rss"])
def test_a_feed_reader_finds_no_fault_and_each_id_once(maker, format_):
    for body in (document(maker, format_), document(maker, format_, corrections=True)):
        parsed = feedparser.parse(body)
        assert not parsed.bozo
        ids = [one.id for one in parsed.entries]
        assert len(ids) == len(set(ids)) > 1


def test_the_json_follows_the_schema_of_json_feed(maker):
    for corrections in (False, True):
        jsonschema.validate(json.loads(document(maker, "json", corrections=corrections)), SCHEMA)


def test_all_formats_have_the_same_entries_and_none_that_was_taken_back(maker):
    by_format = [
        [one.id for one in feedparser.parse(document(maker, name)).entries] for name in ("atom", "rss")
    ]
    by_format.append([one["id"] for one in json.loads(document(maker, "json"))["items"]])
    assert by_format[0] == by_format[1] == by_format[2]
    assert len(by_format[0]) == 2 + 5 - 1 + 2


def test_a_re_reading_is_nowhere(maker):
    for name in FORMATS:
        assert b"newer reader" not in document(maker, name)
