"""A place as somebody names it: one that can be watched, or an error that says what is wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from service.errors import BadSeriesName, BadSource
from service.sources.watch_place import read_interval, watch_place

NOW = datetime(2031, 1, 9, 12, 0, tzinfo=UTC)
SITE = "https://harbours.example/letters"


def watched(place, **asked):
    return watch_place(
        place, **{"series": "harbours", "links": None, "every": timedelta(hours=6), "now": NOW} | asked
    )


def test_a_folder_is_kept_with_its_full_path(tmp_path, monkeypatch):
    (tmp_path / "letters").mkdir()
    monkeypatch.chdir(tmp_path)
    assert watched("letters").place == str((tmp_path / "letters").resolve())


def test_the_same_place_is_the_same_source_and_another_series_another():
    assert watched(SITE).id == watched(f"{SITE}#top").id
    others = [watched(SITE, series="towers"), watched(SITE, links="*.pdf"), watched(f"{SITE}?page=2")]
    assert len({watched(SITE).id, *(other.id for other in others)}) == 4


def test_it_is_looked_at_at_once():
    assert watched(SITE).next_check_at == NOW


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("", "no such folder"),
        ("nowhere/at/all", "no such folder"),
        ("ftp://harbours.example/", "no such folder"),
        ("https://", "names no host"),
        ("https://user:secret@harbours.example/", "a name or a password"),
        ("https://harbours.example:port/", "cannot be read"),
        ("https://[::1", "cannot be read"),
        ("https://häfen.example/", "other than ASCII"),
        ("https://harbours.example/a b", "has no blanks"),
        ("https://harbours.example/" + "a" * 2_000, "2000 at most"),
    ],
)
def test_what_cannot_be_watched_says_why(place, why, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(BadSource, match=why):
        watched(place)


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "letter.txt").touch()
    with pytest.raises(BadSource, match="it is a file; name the folder"):
        watched(str(tmp_path / "letter.txt"))


def test_links_are_those_of_a_page(tmp_path):
    with pytest.raises(BadSource, match="a folder has no links"):
        watched(str(tmp_path), links="*.pdf")


def test_a_series_has_a_name_that_it_can_have():
    with pytest.raises(BadSeriesName):
        watched(SITE, series="No Name")


@pytest.mark.parametrize("every", [timedelta(seconds=59), timedelta(days=31), timedelta(0)])
def test_nothing_is_looked_at_all_the_time_or_never(every):
    with pytest.raises(BadSource, match="every minute at the most"):
        watched(SITE, every=every)


@pytest.mark.parametrize(
    ("words", "every"),
    [("30m", timedelta(minutes=30)), ("6H", timedelta(hours=6)), (" 2d ", timedelta(days=2))],
)
def test_an_interval_has_a_number_and_a_unit(words, every):
    assert read_interval(words) == every


@pytest.mark.parametrize("words", ["", "6", "h", "6 hours", "-1h", "1.5h", "999999d", "٣h"])
def test_any_other_interval_is_refused(words):
    with pytest.raises(BadSource, match="as in 30m, 6h or 2d"):
        read_interval(words)
