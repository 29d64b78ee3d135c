"""A document is read once, however many look at it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event

import pytest
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES

from service.recording.kept_readings import KeptReadings
from snapshots.errors import DamagedFile
from snapshots.read_letter import read_letter

NOON = datetime(2031, 5, 21, 12, 0, tzinfo=UTC)


class Reader:
    """Reads, once it may, and keeps what it was asked."""

    def __init__(self, *failures):
        self.asked = []
        self.failures = list(failures)
        self.may = Event()
        self.may.set()

    def __call__(self, data, **said):
        self.asked.append((data, said["filename"], said["series"]))
        assert self.may.wait(30)
        if self.failures:
            raise self.failures.pop()
        return read_letter(data, **said)


def test_what_is_kept_is_what_the_reader_gives_with_when_and_where_it_was_had():
    reader = Reader()
    kept = KeptReadings(reader)
    for said in ({}, {"url": "https://harbours.example/may", "received_at": NOON}, {}):
        assert kept(MAY, filename="a", series=SERIES, **said) == read_letter(
            MAY, filename="a", series=SERIES, **said
        )
    assert len(reader.asked) == 1


@pytest.mark.parametrize("other", [{"filename": "b.html"}, {"media_type": "text/html"}, {"series": "others"}])
def test_under_another_name_it_is_another_reading(other):
    reader = Reader()
    kept = KeptReadings(reader)
    kept(MAY, filename="a", series=SERIES)
    again = kept(MAY, **({"filename": "a", "series": SERIES} | other))
    assert again == read_letter(MAY, **({"filename": "a", "series": SERIES} | other))
    assert len(reader.asked) == 2


def test_those_who_look_at_once_wait_for_one_reading():
    reader = Reader()
    reader.may.clear()
    kept = KeptReadings(reader)
    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(kept, MAY, series=SERIES) for _ in range(4)]
        while not reader.asked:
            pass
        reader.may.set()
        assert len({id(one.result().statements) for one in asked}) == 1
    assert len(reader.asked) == 1


def test_what_could_not_be_read_is_read_again():
    reader = Reader(DamagedFile("reading was stopped"))
    kept = KeptReadings(reader)
    with pytest.raises(DamagedFile):
        kept(MAY, series=SERIES)
    assert kept(MAY, series=SERIES) == read_letter(MAY, series=SERIES)
    assert len(reader.asked) == 2


def test_only_the_last_ones_are_kept():
    reader = Reader()
    kept = KeptReadings(reader, most=2)
    for data in (JANUARY, MAY, JANUARY, SEPTEMBER, JANUARY, MAY):
        kept(data, series=SERIES)
    assert [data for data, *_ in reader.asked] == [JANUARY, MAY, SEPTEMBER, MAY]
