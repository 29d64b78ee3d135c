"""A newer reader reads letters that are held: rehearsed first, recorded once, published never."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from harbour_letters import JANUARY, JANUARY_CORRECTED, MAY, SEPTEMBER, SERIES
from newer_reader import NEWER, newer_reader
from sqlalchemy import select, text

from diffing.item_ids import item_id
from service.comparing.compare_recorded import compare_recorded
from service.comparing.kept_comparisons import KeptComparisons
from service.database import open_engine
from service.errors import UnknownLetter, UnknownReading, UnknownSeries
from service.projections.entries import changes_after, newest_entries
from service.projections.items import find_items, load_item
from service.projections.letters import find_letter, load_letter
from service.projections.publications import unpublished_series
from service.projections.tables import METADATA, verifications
from service.publishing.publish_changes import publish_unpublished
from service.recording.rebuild import every_event, rebuild
from service.recording.record_letter import record_letter
from service.recording.reread_letters import rehearse_reading, reread_letters
from service.recording.told_rereadings import Outcome, rereadings_to_json
from service.verify import verify
from snapshots.errors import NotALetter
from snapshots.letter import Status
from snapshots.read_letter import READER_VERSION, read_letter

DERIVED = [table for table in METADATA.sorted_tables if table is not verifications]
FIRST = "2031-01-09"


def same_reader_newer_version(data, **said):
    return replace(read_letter(data, **said), reader=NEWER)


def log_of(engine):
    with engine.connect() as connection:
        return list(every_event(connection))


def rows(engine):
    with engine.connect() as connection:
        return {table.name: sorted(map(tuple, connection.execute(select(table)))) for table in DERIVED}


def letter(engine, label=FIRST, **which):
    with engine.connect() as connection:
        return load_letter(connection, SERIES, label, **which)


def reread(engine, **how):
    (told,) = reread_letters(engine, series=SERIES, read=newer_reader, reason="a test", **how)
    return told


@pytest.fixture
def recorded(engine):
    for data in (JANUARY, MAY, SEPTEMBER):
        record_letter(engine, data, series=SERIES)
    return engine


def test_a_rehearsal_tells_what_would_change_and_writes_nothing(recorded):
    before, log = rows(recorded), log_of(recorded)
    (told,) = rehearse_reading(recorded, series=SERIES, read=newer_reader)
    assert (rows(recorded), log_of(recorded)) == (before, log)
    first = told.letters[0]
    assert (first.key, first.outcome) == (f"{SERIES}/{FIRST}", Outcome.READ_ANEW)
    assert (first.before, first.after) == (READER_VERSION, NEWER)
    assert first.difference.added == ()
    assert sorted("Albania" in one.text for one in first.difference.gone) == [False, True, True]
    changed = {(one.statement, one.field): (one.before, one.after) for one in first.difference.changed}
    pilots = next(one for one in letter(recorded).statements if "pilots" in one.text)
    assert changed[pilots.id, "kind"] == (pilots.kind.value, "indicator")
    vessels = next(one for one in letter(recorded).statements if "EUR 20 million" in one.text)
    was, now = changed[vessels.id, "text"]
    assert was == vessels.text
    assert now.startswith(was)
    assert changed[vessels.id, "deadlines"][0] == []
    assert changed[vessels.id, "deadlines"][1][0]["latest"] == "2031-03-31"


def test_a_rehearsal_tells_how_comparisons_would_change(recorded):
    (told,) = rehearse_reading(recorded, series=SERIES, read=newer_reader)
    assert [(pair.old[-10:], pair.new[-10:]) for pair in told.pairs] == [
        (FIRST, "2031-05-20"),
        ("2031-05-20", "2031-09-02"),
    ]
    with recorded.connect() as connection:
        held = compare_recorded(connection, SERIES, FIRST, "2031-05-20")
    assert told.pairs[0].before == held.summary.counts
    reread(recorded)
    with recorded.connect() as connection:
        anew = compare_recorded(connection, SERIES, FIRST, "2031-05-20")
    assert told.pairs[0].after == anew.summary.counts != held.summary.counts


def test_what_was_rehearsed_is_what_is_told_when_it_is_recorded(recorded):
    rehearsed = rehearse_reading(recorded, series=SERIES, read=newer_reader)
    assert rereadings_to_json((reread(recorded),), rehearsed=True) == rereadings_to_json(
        rehearsed, rehearsed=True
    )


def test_the_letter_is_what_the_latest_reading_says_and_the_first_stays_for_ever(recorded):
    first = letter(recorded)
    reread(recorded)
    latest = letter(recorded)
    assert latest.reader == NEWER
    assert not any("Albania" in one.text for one in latest.statements)
    assert letter(recorded, reading=1) == first
    assert letter(recorded, reading=2) == latest
    with pytest.raises(UnknownReading, match="read 2 times"):
        letter(recorded, reading=3)
    with recorded.connect() as connection:
        held = find_letter(connection, SERIES, FIRST)
    assert (held.readings, held.reader, held.statements) == (2, NEWER, len(latest.statements))


def test_a_second_time_nothing_is_recorded(recorded):
    reread(recorded)
    log, before = log_of(recorded), rows(recorded)
    told = reread(recorded)
    assert {one.outcome for one in told.letters} == {Outcome.THE_SAME}
    assert (told.pairs, log_of(recorded), rows(recorded)) == ((), log, before)


def test_a_newer_reader_that_reads_the_same_records_nothing(recorded):
    log = log_of(recorded)
    (told,) = reread_letters(recorded, series=SERIES, read=same_reader_newer_version, reason="a test")
    assert {one.outcome for one in told.letters} == {Outcome.THE_SAME}
    assert log_of(recorded) == log


def test_an_older_reader_undoes_nothing(recorded):
    reread(recorded)
    log = log_of(recorded)
    (told,) = reread_letters(recorded, series=SERIES, reason="a test")
    assert {one.outcome for one in told.letters} == {Outcome.OLDER_READER}
    assert log_of(recorded) == log


def test_nothing_of_it_is_published_and_what_was_published_stays(recorded):
    with recorded.connect() as connection:
        before = newest_entries(connection, limit=1_000)
        changes = changes_after(connection, 0, limit=1_000)
    reread(recorded)
    assert publish_unpublished(recorded, authority="localhost") == ()
    with recorded.connect() as connection:
        assert unpublished_series(connection) == ()
        assert newest_entries(connection, limit=1_000) == before
        assert changes_after(connection, 0, limit=1_000) == changes
    again = record_letter(recorded, JANUARY, series=SERIES)
    assert (again.already_recorded, again.entries) == (True, ())


def test_every_item_that_was_there_still_answers_and_keeps_its_id_where_its_words_stand(recorded):
    with recorded.connect() as connection:
        ids = [item.id for item in find_items(connection, limit=1_000).rows]
        aliases = [alias for one in ids for alias in load_item(connection, one).aliases]
    reread(recorded)
    with recorded.connect() as connection:
        for one in [*ids, *aliases]:
            load_item(connection, one)
        for statement in letter(recorded).statements:
            name = item_id(f"{SERIES}/{FIRST}", statement.id)
            assert load_item(connection, name).item.id == name


def test_an_item_that_nobody_speaks_of_any_more_is_found_by_its_id_and_in_no_list(recorded):
    buoys = next(one for one in letter(recorded).statements if "30 buoys" in one.text)
    name = item_id(f"{SERIES}/{FIRST}", buoys.id)
    reread(recorded)
    with recorded.connect() as connection:
        history = load_item(connection, name)
        assert name not in [item.id for item in find_items(connection, limit=1_000).rows]
        assert find_items(connection, "buoys", limit=10).rows == ()
    assert (history.item.mentions, "buoys" in history.item.label) == (0, True)
    assert all(not mention.statements for mention in history.mentions)
    assert history.changes


def test_a_letter_that_comes_after_it_is_compared_with_the_latest_reading(engine):
    record_letter(engine, JANUARY, series=SERIES)
    reread(engine)
    entries = record_letter(engine, MAY, series=SERIES, read=newer_reader).entries
    assert not any("Albania" in str(entry.content) for entry in entries)
    assert rows_after_rebuild(engine) == rows(engine)


def rows_after_rebuild(engine):
    rebuild(engine, authority="localhost")
    return rows(engine)


def test_a_rebuild_gives_the_same_rows(recorded):
    reread(recorded, letters=["2031-05-20"])
    record_letter(recorded, JANUARY_CORRECTED, series=SERIES)
    reread(recorded)
    before, log = rows(recorded), log_of(recorded)
    assert rows_after_rebuild(recorded) == before
    assert log_of(recorded) == log


def test_a_record_with_readings_is_intact(recorded):
    reread(recorded)
    verified = verify(recorded)
    assert verified.failures == ()
    assert (verified.letters, verified.files) == (3, 3)


def test_letters_are_chosen_by_date_or_by_key(recorded):
    record_letter(recorded, JANUARY, series="another-series")
    told = reread(recorded, letters=["2031-05-20", f"{SERIES}/{FIRST}", FIRST])
    assert [one.key[-10:] for one in told.letters] == [FIRST, "2031-05-20"]
    (told,) = rehearse_reading(recorded, letters=[f"another-series/{FIRST}"], read=newer_reader)
    assert [one.key for one in told.letters] == [f"another-series/{FIRST}"]
    assert [one.series for one in rehearse_reading(recorded, read=newer_reader)] == ["another-series", SERIES]


def test_letters_that_are_not_held_are_named_and_nothing_is_read(recorded):
    with pytest.raises(UnknownLetter):
        reread_letters(recorded, series=SERIES, letters=[FIRST, "1999-01-01"], read=None, reason="a test")
    with pytest.raises(UnknownSeries):
        reread_letters(recorded, series="no-such-series", read=None, reason="a test")


def test_a_reader_that_finds_no_letter_or_another_date_is_refused(recorded):
    def strict(data, **said):
        if data == JANUARY:
            raise NotALetter("there is nothing here")
        return replace(newer_reader(data, **said), date=date(2032, 1, 1))

    log = log_of(recorded)
    (told,) = reread_letters(recorded, series=SERIES, read=strict, reason="a test")
    assert {one.outcome for one in told.letters} == {Outcome.REFUSED}
    assert told.letters[0].why == "there is nothing here"
    assert "2032-01-01" in told.letters[1].why
    assert log_of(recorded) == log


def test_the_bytes_and_what_the_sender_said_of_them_are_given_to_the_reader(engine):
    record_letter(engine, JANUARY, series=SERIES, filename="january.md", url="https://example.org/j")
    asked = []

    def listening(data, **said):
        asked.append((data, said["filename"], said["url"], said["series"]))
        return newer_reader(data, **said)

    reread_letters(engine, read=listening, reason="a test")
    assert asked == [(JANUARY, "january.md", "https://example.org/j", SERIES)]
    assert letter(engine).source == letter(engine, reading=1).source


def test_two_who_read_anew_at_once_record_one_reading(database_url, recorded):
    start = threading.Barrier(2)

    def run(_number):
        own = open_engine(database_url)
        start.wait()
        try:
            return reread(own)
        finally:
            own.dispose()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, range(2)))
    with recorded.connect() as connection:
        assert find_letter(connection, SERIES, FIRST).readings == 2
    before = rows(recorded)
    assert rows_after_rebuild(recorded) == before


def test_a_letter_that_comes_in_meanwhile_is_not_lost_from_the_items(engine):
    for data in (JANUARY, SEPTEMBER):
        record_letter(engine, data, series=SERIES)

    def interrupted(data, **said):
        record_letter(engine, MAY, series=SERIES)  # as by another process, while this one reads
        return newer_reader(data, **said)

    reread_letters(engine, series=SERIES, letters=[FIRST], read=interrupted, reason="a test")
    before = rows(engine)
    assert rows_after_rebuild(engine) == before
    assert f"{SERIES}/2031-05-20" in {row[0] for row in before["item_statements"]}


def test_a_comparison_that_was_kept_is_made_again(recorded):
    kept = KeptComparisons()
    with recorded.connect() as connection:
        before = kept.compare(connection, SERIES, FIRST, "2031-05-20")
    reread(recorded)
    with recorded.connect() as connection:
        after = kept.compare(connection, SERIES, FIRST, "2031-05-20")
    assert (before.old.reader, after.old.reader) == (READER_VERSION, NEWER)


def test_the_reason_stands_in_the_log(recorded):
    reread(recorded)
    with recorded.connect() as connection:
        query = text("SELECT count(*) FROM events WHERE type = 'LetterReread'")
        assert connection.scalar(query) == 3
    reasons = {one.event.reason for one in log_of(recorded) if hasattr(one.event, "reason")}
    assert reasons == {"a test"}


def test_the_newer_reader_here_reads_otherwise():
    """Guards the tests above."""
    statements = newer_reader(JANUARY).statements
    assert len(statements) == len(read_letter(JANUARY).statements) - 3
    assert {one.status for one in statements} >= {Status.PLANNED}
