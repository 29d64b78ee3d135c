"""On both databases: the deadlines that a calendar shows are those of the last letter that names them."""

from __future__ import annotations

from datetime import date

import pytest
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES

from service.errors import BadFilter, UnknownSeries
from service.projections.deadlines import deadlines_held
from service.recording.record_letter import record_letter


def record(engine, *letters):
    for data in letters:
        record_letter(engine, data, series=SERIES)


def held(engine, words="", **narrowed):
    with engine.connect() as connection:
        return [one for one in deadlines_held(connection, **narrowed) if words in one.statement.text]


def window(one):
    return (one.deadline.earliest, one.deadline.latest)


def test_a_deadline_stands_as_the_last_letter_has_it_and_says_how_often_it_moved(engine):
    record(engine, JANUARY)
    (before,) = held(engine, "night navigation")
    assert (window(before), before.moves) == ((date(2031, 5, 1), date(2031, 5, 31)), 0)
    record(engine, MAY, SEPTEMBER)
    (after,) = held(engine, "night navigation")
    assert (window(after), after.moves) == ((date(2031, 10, 1), date(2031, 10, 31)), 1)
    assert (before.item.id, before.place) == (after.item.id, after.place)


def test_a_deadline_that_the_newest_letter_does_not_mention_stays_and_is_not_current(engine):
    record(engine, JANUARY)
    assert all(one.current for one in held(engine))
    record(engine, MAY)
    assert [(window(one), one.current) for one in held(engine, "30 buoys")] == [
        ((date(2032, 1, 1), date(2032, 12, 31)), False)
    ]


def test_what_is_reported_done_has_no_deadline_any_more(engine):
    record(engine, JANUARY, MAY)
    assert held(engine, "tender for harbour lights")
    record(engine, SEPTEMBER)
    assert held(engine, "tender for harbour lights") == []


def test_a_window_stands_once_in_an_item(engine):
    record(engine, JANUARY, MAY, SEPTEMBER)
    found = [(one.item.id, *window(one)) for one in held(engine)]
    assert len(found) == len(set(found)) > 0


def test_a_filter_of_items_and_a_series_narrow_them(engine):
    record(engine, JANUARY)
    assert {one.item.partners for one in held(engine, query="partner:TN")} == {("TN",)}
    assert held(engine, series=SERIES) == held(engine)
    with pytest.raises(UnknownSeries):
        held(engine, series="lighthouses")


def test_a_filter_that_cannot_be_read_is_refused(engine):
    with pytest.raises(BadFilter):
        held(engine, query="nonsense:1")


def test_nothing_recorded_has_no_deadlines(engine):
    assert held(engine) == []
