"""The days beside what moved last: those ahead, and where there is none those that went by last."""

from datetime import date
from types import SimpleNamespace

from service.pages.days_ahead import days_ahead
from snapshots.letter import Status


def held(place, day):
    """A deadline of an item; the page takes no more of it than this."""
    return SimpleNamespace(
        item=SimpleNamespace(id=f"i{place}", place=place),
        place=0,
        current=True,
        deadline=SimpleNamespace(earliest=day, latest=day),
        statement=SimpleNamespace(text=f"Berth {place}\nwill be mended.", status=Status.PLANNED),
    )


DAYS = [held(place, date(2031, place, 1)) for place in range(1, 10)]


def test_what_is_next_stands_first_and_what_went_by_is_counted():
    shown = days_ahead(DAYS, series="quays", today=date(2031, 2, 1))
    assert [one.words for one in shown.days][:2] == ["Berth 2 will be mended.", "Berth 3 will be mended."]
    assert (len(shown.days) + shown.further, shown.gone_by, shown.last_by) == (8, 1, ())


def test_where_nothing_lies_ahead_what_went_by_last_stands_first():
    shown = days_ahead(DAYS, series="quays", today=date(2032, 1, 1))
    assert shown.days == ()
    assert [one.path for one in shown.last_by][:2] == ["/items/i9", "/items/i8"]
    assert shown.gone_by == len(DAYS)
