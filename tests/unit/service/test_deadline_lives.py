"""Deadlines of a measure from letter to letter: the same one moved, ended, taken up again."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from service.projections.deadline_lives import deadline_lives
from snapshots.letter import Certainty, Column, Kind, Span, Statement, Status, TimeExpression


def window(month, *, first=1):
    quote = f"by {month}"
    return TimeExpression(
        quote=quote,
        spans=(Span(start=0, end=len(quote)),),
        earliest=date(2031, month, first),
        latest=date(2031, month, 28),
        edtf=f"2031-{month:02}",
        certainty=Certainty.FIRM,
    )


def said(*months, number=1):
    words = "The quays will be mended " + " and ".join(f"by {month}" for month in months)
    return Statement(
        id=f"s{number}",
        spans=(Span(start=0, end=len(words)),),
        text=words,
        column=Column.NEXT_STEPS,
        kind=Kind.DELIVERY,
        status=Status.PLANNED,
        deadlines=tuple(window(month) for month in months),
    )


def lives(*letters):
    """(place, month, letter that said it last, letter that ended it) of each window."""
    mentions = [(f"l{n}", [said(*months)]) for n, months in enumerate(letters)]
    return [
        (one.place, one.deadline.latest.month, one.letter, one.ended_by) for one in deadline_lives(mentions)
    ]


def test_a_window_that_moves_keeps_its_place():
    assert lives([3], [5]) == [(0, 5, "l1", None)]


def test_a_window_that_stays_keeps_its_place_when_another_before_it_is_no_more():
    assert lives([3, 6], [6]) == [(0, 3, "l0", "l1"), (1, 6, "l1", None)]


def test_a_window_that_no_letter_names_any_more_has_ended_with_the_first_that_does_not():
    assert lives([3], [], []) == [(0, 3, "l0", "l1")]


def test_a_place_that_was_given_up_is_taken_by_what_is_new():
    assert lives([3], [], [8]) == [(0, 8, "l2", None)]


def test_what_is_new_beside_what_goes_on_has_a_place_of_its_own():
    assert lives([3], [3, 9]) == [(0, 3, "l1", None), (1, 9, "l1", None)]


def test_nothing_said_has_no_windows():
    assert lives() == lives([]) == []


@given(st.lists(st.lists(st.integers(1, 12), max_size=3, unique=True), max_size=5))
def test_what_is_not_ended_is_what_the_last_letter_names_and_places_are_counted(letters):
    found = lives(*letters)
    assert [place for place, *_ in found] == list(range(len(found)))
    current = sorted(month for _, month, letter, ended in found if ended is None)
    assert current == sorted(letters[-1] if letters else [])
    assert all(letter == f"l{len(letters) - 1}" for _, _, letter, ended in found if ended is None)


@given(st.lists(st.lists(st.integers(1, 12), max_size=3, unique=True), min_size=1, max_size=5))
def test_a_letter_that_says_the_same_again_changes_no_place(letters):
    once, again = lives(*letters), lives(*letters, letters[-1])
    assert [(place, month) for place, month, *_ in once] == [(place, month) for place, month, *_ in again]
