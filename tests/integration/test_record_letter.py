"""A letter is recorded once and published once, whatever comes in between: twins, crashes, the wrong order."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from harbour_letters import JANUARY, JANUARY_CORRECTED, MAY, SEPTEMBER, SERIES

from service.database import open_engine
from service.errors import BadSeriesName
from service.projections.entries import newest_entries
from service.projections.letters import letters_held, list_letters, load_letter
from service.projections.publications import unpublished_series
from service.publishing.publish_changes import feed_stream, publish_changes, publish_unpublished
from service.recording.rebuild import every_event
from service.recording.record_letter import preview_letter, record_letter
from snapshots.errors import UnreadableLetter
from snapshots.event_log import load_blob, read_stream
from snapshots.letter_events import EntryPublished, LetterReceived
from snapshots.letter_json import letter_to_json

NOON = datetime(2031, 9, 10, 12, 0, tzinfo=UTC)


class Died(Exception):
    """The process is gone."""


class Clock:
    """Time goes on by a second whenever it is asked for; at `last` it stands still, with the process."""

    def __init__(self, last=None):
        self.asked, self.last = 0, last

    def __call__(self):
        self.asked += 1
        if self.asked == self.last:
            raise Died
        return NOON + timedelta(seconds=self.asked)


# When record_letter asks for the time: as the bytes come in, as they are recorded, as changes are published.
AS_RECORDED, AS_PUBLISHED = 2, 3


def log_of(engine):
    with engine.connect() as connection:
        return list(every_event(connection))


def entries_of(engine):
    with engine.connect() as connection:
        stream = read_stream(connection, feed_stream(SERIES))
    return [recorded.event for recorded in stream]


def letters_announced(engine):
    return [entry.new for entry in entries_of(engine) if entry.kind == "letter"]


def pairs_compared(engine):
    return list(dict.fromkeys((e.old[-10:], e.new[-10:]) for e in entries_of(engine) if e.kind != "letter"))


def test_a_recorded_letter_comes_back_as_it_was_read(engine):
    recorded = record_letter(
        engine, JANUARY, series=SERIES, filename="january.md", url="https://example.org/j"
    )
    with engine.connect() as connection:
        loaded = load_letter(connection, SERIES, "2031-01-09")
        assert load_blob(connection, loaded.source.sha256) == JANUARY
    assert letter_to_json(loaded) == letter_to_json(recorded.letter)
    assert (loaded.source.filename, loaded.source.url) == ("january.md", "https://example.org/j")
    assert recorded.key == f"{SERIES}/2031-01-09"
    assert recorded.last_position - recorded.first_position == len(loaded.statements) + 1


def test_the_same_bytes_again_add_nothing_to_the_log(engine):
    first = record_letter(engine, JANUARY, series=SERIES)
    record_letter(engine, MAY, series=SERIES)
    before = log_of(engine)
    again = record_letter(engine, JANUARY, series=SERIES, filename="copy.md", url="https://example.org/copy")
    assert log_of(engine) == before
    assert (again.already_recorded, again.entries) == (True, ())
    assert (again.key, again.first_position, again.last_position) == (
        first.key,
        first.first_position,
        first.last_position,
    )


def test_the_same_bytes_in_another_series_are_another_letter(engine):
    record_letter(engine, JANUARY, series=SERIES)
    assert not record_letter(engine, JANUARY, series="another-series").already_recorded


def test_other_bytes_of_a_date_are_its_next_issue(engine):
    for data in (JANUARY, JANUARY_CORRECTED, JANUARY.replace(b"EUR 3", b"EUR 5")):
        record_letter(engine, data, series=SERIES)
    with engine.connect() as connection:
        assert [letter.label for letter in letters_held(connection, SERIES)] == [
            "2031-01-09",
            "2031-01-09/2",
            "2031-01-09/3",
        ]
    assert record_letter(engine, JANUARY_CORRECTED, series=SERIES).key == f"{SERIES}/2031-01-09/2"


@pytest.mark.parametrize("series", ["", "A", "a b", "a/b", "../a", "a" * 65, "1a"])
def test_a_bad_name_for_a_series_is_refused_before_anything_is_read(engine, series):
    with pytest.raises(BadSeriesName):
        record_letter(engine, b"not even a letter", series=series)
    assert log_of(engine) == []


def test_what_cannot_be_read_leaves_no_trace(engine):
    with pytest.raises(UnreadableLetter):
        record_letter(engine, b"%PDF-1.7 and no more", series=SERIES)
    assert log_of(engine) == []
    with engine.connect() as connection:
        assert list_letters(connection, limit=10).rows == ()


def test_a_preview_leaves_no_trace(engine):
    record_letter(engine, JANUARY, series=SERIES)
    before = log_of(engine)
    preview = preview_letter(engine, MAY, series=SERIES)
    assert (preview.letter.key, preview.already_recorded) == (f"{SERIES}/2031-05-20", False)
    assert log_of(engine) == before


@pytest.mark.parametrize("times", [2, 5])
def test_uploads_of_one_file_that_race_record_one_snapshot(database_url, engine, times):
    start = threading.Barrier(times)

    def upload(_number):
        own = open_engine(database_url)
        start.wait()
        try:
            return record_letter(own, JANUARY, series=SERIES)
        finally:
            own.dispose()

    with ThreadPoolExecutor(times) as pool:
        recorded = list(pool.map(upload, range(times)))
    assert sorted(one.already_recorded for one in recorded) == [False] + [True] * (times - 1)
    assert len({(one.key, one.first_position, one.last_position) for one in recorded}) == 1
    assert sum(isinstance(one.event, LetterReceived) for one in log_of(engine)) == 1
    assert letters_announced(engine) == [f"{SERIES}/2031-01-09"]


def test_uploads_of_different_letters_that_race_are_all_published_once(database_url, engine):
    letters = [JANUARY, JANUARY_CORRECTED, MAY, SEPTEMBER]
    start = threading.Barrier(len(letters))

    def upload(data):
        own = open_engine(database_url)
        start.wait()
        try:
            return record_letter(own, data, series=SERIES).key
        finally:
            own.dispose()

    with ThreadPoolExecutor(len(letters)) as pool:
        keys = list(pool.map(upload, letters))
    assert len(set(keys)) == len(letters)
    assert sorted(letters_announced(engine)) == sorted(keys)
    ids = [entry.entry for entry in entries_of(engine)]
    assert len(set(ids)) == len(ids)
    with engine.connect() as connection:
        assert unpublished_series(connection) == ()


def test_a_crash_while_recording_leaves_nothing(engine):
    with pytest.raises(Died):
        record_letter(engine, JANUARY, series=SERIES, now=Clock(last=AS_RECORDED))
    assert log_of(engine) == []
    assert not record_letter(engine, JANUARY, series=SERIES).already_recorded


def crash_before_publishing(engine, data):
    with pytest.raises(Died):
        record_letter(engine, data, series=SERIES, now=Clock(last=AS_PUBLISHED))
    with engine.connect() as connection:
        assert unpublished_series(connection) == (SERIES,)


def test_a_crash_before_publishing_is_made_up_for_by_the_same_letter_again(engine):
    record_letter(engine, JANUARY, series=SERIES)
    crash_before_publishing(engine, MAY)
    assert letters_announced(engine) == [f"{SERIES}/2031-01-09"]
    again = record_letter(engine, MAY, series=SERIES)
    assert again.already_recorded
    assert again.entries[0].new == f"{SERIES}/2031-05-20"
    assert letters_announced(engine) == [f"{SERIES}/2031-01-09", f"{SERIES}/2031-05-20"]


def test_a_crash_before_publishing_is_made_up_for_by_the_next_letter(engine, tmp_path):
    record_letter(engine, JANUARY, series=SERIES)
    crash_before_publishing(engine, MAY)
    record_letter(engine, SEPTEMBER, series=SERIES)
    assert pairs_compared(engine) == [("2031-01-09", "2031-05-20"), ("2031-05-20", "2031-09-02")]
    assert entries_of(engine) == entries_without_a_crash(tmp_path)


def entries_without_a_crash(folder):
    from service.database import migrate

    engine = open_engine(f"sqlite:///{folder / 'without-a-crash.db'}")
    migrate(engine)
    for data in (JANUARY, MAY, SEPTEMBER):
        record_letter(engine, data, series=SERIES)
    entries = entries_of(engine)
    engine.dispose()
    return entries


def test_a_crash_before_publishing_is_made_up_for_at_the_next_start(engine):
    crash_before_publishing(engine, JANUARY)
    entries = publish_unpublished(engine, authority="localhost", now=Clock())
    assert [entry.new for entry in entries] == [f"{SERIES}/2031-01-09"]
    assert publish_unpublished(engine, authority="localhost", now=Clock()) == ()


def test_a_letter_that_was_recorded_just_now_is_left_to_whoever_recorded_it(engine):
    crash_before_publishing(engine, JANUARY)
    just_now = NOON + timedelta(seconds=1)
    assert publish_unpublished(engine, authority="localhost", recorded_before=just_now) == ()
    later = NOON + timedelta(minutes=1)
    assert len(publish_unpublished(engine, authority="localhost", recorded_before=later)) == 1


def test_publishing_again_publishes_nothing(engine):
    record_letter(engine, JANUARY, series=SERIES)
    before = log_of(engine)
    assert publish_changes(engine, SERIES, authority="localhost") == ()
    assert publish_changes(engine, "no-such-series", authority="localhost") == ()
    assert log_of(engine) == before


def test_a_letter_between_two_others_is_compared_with_both(engine):
    record_letter(engine, JANUARY, series=SERIES)
    record_letter(engine, SEPTEMBER, series=SERIES)
    assert pairs_compared(engine) == [("2031-01-09", "2031-09-02")]
    recorded = record_letter(engine, MAY, series=SERIES)
    assert pairs_compared(engine)[1:] == [("2031-01-09", "2031-05-20"), ("2031-05-20", "2031-09-02")]
    announced = recorded.entries[0]
    assert (announced.kind, announced.old, announced.new) == (
        "letter",
        f"{SERIES}/2031-01-09",
        f"{SERIES}/2031-05-20",
    )
    assert [compared["new"][-10:] for compared in announced.content["compared"]] == [
        "2031-05-20",
        "2031-09-02",
    ]


def test_a_re_issue_is_compared_with_the_issue_before_it_alone(engine):
    record_letter(engine, JANUARY, series=SERIES)
    record_letter(engine, MAY, series=SERIES)
    entries = record_letter(engine, JANUARY_CORRECTED, series=SERIES).entries
    issues = (f"{SERIES}/2031-01-09", f"{SERIES}/2031-01-09/2")
    assert {(entry.old, entry.new) for entry in entries} == {issues}
    assert [entry.kind for entry in entries] == ["letter", "amount.changed"]


def test_a_letter_before_all_others_is_compared_with_the_one_behind_it(engine):
    record_letter(engine, MAY, series=SERIES)
    recorded = record_letter(engine, JANUARY, series=SERIES)
    assert pairs_compared(engine) == [("2031-01-09", "2031-05-20")]
    assert (recorded.entries[0].kind, recorded.entries[0].old) == ("letter", None)
    assert recorded.entries[0].title.endswith("from it to 2031-05-20")


def test_the_counts_of_a_letters_entry_are_those_of_its_changes(engine):
    for data in (JANUARY, SEPTEMBER, MAY):
        entries = record_letter(engine, data, series=SERIES).entries
        announced, changes = entries[0], entries[1:]
        assert sum(compared["changes"] for compared in announced.content["compared"]) == len(changes)
        for compared in announced.content["compared"]:
            of_pair = [
                change for change in changes if (change.old, change.new) == (compared["old"], compared["new"])
            ]
            assert compared["minor"] == sum(change.minor for change in of_pair)
            kinds = [change.kind for change in of_pair]
            assert compared["counts"] == {kind: kinds.count(kind) for kind in kinds}


def test_the_letters_entry_goes_out_first_and_all_at_once(engine):
    for data in (JANUARY, MAY):
        record_letter(engine, data, series=SERIES)
    with engine.connect() as connection:
        newest = newest_entries(connection, series=SERIES, limit=100)
    assert [entry.event for entry in newest][::-1] == entries_of(engine)
    of_may = [entry for entry in newest if entry.event.new == f"{SERIES}/2031-05-20"]
    assert len({entry.published_at for entry in of_may}) == 1
    assert of_may[-1].event.kind == "letter"
    assert [entry.position for entry in newest] == sorted((entry.position for entry in newest), reverse=True)


def test_what_is_published_has_the_letters_words_in_it(engine):
    record_letter(engine, JANUARY, series=SERIES)
    entries = record_letter(engine, MAY, series=SERIES).entries
    signed = next(entry for entry in entries if entry.kind == "contract.signed")
    assert isinstance(signed, EntryPublished)
    assert "was signed on 14 May 2031" in signed.content["after"]["quotes"][0]["quote"]
    assert signed.content["amounts"] == [{"value": "20000000", "currency": "EUR"}]
    assert signed.title == signed.content["sentence"]
