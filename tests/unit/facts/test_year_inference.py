"""The year of a time that says none: the sentence's, else the last or the next one, seen from the letter."""

from datetime import date

import pytest

from snapshots.facts.times import find_times
from snapshots.letter import Status


def times_of(text, written_on, status):
    times = find_times(text, written_on=written_on, status=status)
    return [(time.edtf, time.year_inferred) for time in (*times.dates, *times.deadlines)]


@pytest.mark.parametrize(
    ("text", "written_on", "status", "expected"),
    [
        ("It was signed in December.", date(2024, 1, 10), Status.DONE, "2023-12"),
        ("It was signed on 16 July.", date(2024, 7, 15), Status.DONE, "2023-07-16"),
        ("It was signed on 16 July.", date(2024, 7, 16), Status.DONE, "2024-07-16"),
        ("It was signed in July.", date(2024, 7, 2), Status.DONE, "2024-07"),
        ("It will be signed in January.", date(2023, 12, 13), Status.PLANNED, "2024-01"),
        ("It will be signed in December.", date(2023, 12, 13), Status.PLANNED, "2023-12"),
        ("It will be signed by the end of November.", date(2023, 12, 13), Status.PLANNED, "../2024-11-30"),
        (
            "It will be signed in December/January.",
            date(2024, 1, 10),
            Status.PLANNED,
            "2023-12-01/2024-01-31",
        ),
        ("It was signed in December/January.", date(2024, 3, 10), Status.DONE, "2023-12-01/2024-01-31"),
        ("Talks will resume in the winter.", date(2024, 1, 10), Status.PLANNED, "2023-12-01/2024-02-29"),
        ("Talks will resume in Q1.", date(2023, 12, 13), Status.PLANNED, "2024-01-01/2024-03-31"),
        ("It will be signed on 29 February.", date(2023, 12, 13), Status.PLANNED, "2024-02-29"),
    ],
)
def test_what_has_happened_takes_the_last_such_time_and_what_is_to_come_the_next(
    text, written_on, status, expected
):
    assert times_of(text, written_on, status) == [(expected, True)]


def test_a_day_just_before_the_letter_is_not_put_off_by_a_year():
    """The annex was drawn up before the letter was dated."""
    assert times_of("They will meet on 12 December.", date(2023, 12, 13), Status.PLANNED) == [
        ("2023-12-12", True)
    ]
    assert times_of("They will meet on 1 December.", date(2023, 12, 13), Status.PLANNED) == [
        ("2024-12-01", True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Operation Sava 2022 was launched on March 19.", [("2022-03-19", True)]),
        (
            "It met three times in 2022 (in May and October).",
            [("2022", False), ("2022-05", True), ("2022-10", True)],
        ),
        (
            "It met on 3 May in Rome and on 5 June 2022 in Paris.",
            [("2022-05-03", True), ("2022-06-05", False)],
        ),
        (
            "Signed on 16 May 2022; in force since 1 July.",
            [("2022-05-16", False), ("2022-07-01", True)],
        ),
        ("It was opened in 2021 and, in March of that year, closed.", [("2021", False), ("2021-03", False)]),
    ],
)
def test_a_year_in_the_same_sentence_wins(text, expected):
    assert times_of(text, date(2023, 12, 13), Status.DONE) == expected


@pytest.mark.parametrize(
    ("text", "status", "expected"),
    [
        (
            "The law of 12 March 2019 was amended on 9 May.",
            Status.DONE,
            [("2019-03-12", False), ("2023-05-09", True)],
        ),
        ("The council took note in April of the report for 2022.", Status.DONE, [("2023-04", True)]),
        (
            "It fell in June, from a peak at the end of 2022.",
            Status.DONE,
            [("2023-06", True), ("2022-09-01/2022-12-31", False)],
        ),
        ("The strategy for 2026-2030 will be presented in March.", Status.PLANNED, [("2024-03", True)]),
        (
            "They will meet in March and conclude in 2025.",
            Status.PLANNED,
            [("2024-03", True), ("2025", False)],
        ),
        (
            "The boat adopted in 2022 will be built in March.",
            Status.PLANNED,
            [("2022", False), ("2024-03", True)],
        ),
        ("It fell in June compared to 2021.", Status.DONE, [("2023-06", True)]),
        ("It was signed in 2021. It was closed in June.", Status.DONE, [("2021", False), ("2023-06", True)]),
    ],
)
def test_a_year_that_belongs_to_something_else_does_not(text, status, expected):
    assert times_of(text, date(2023, 12, 13), status) == expected


def test_the_years_of_a_list_are_shared_and_not_inferred():
    assert times_of("It met in January and June 2022.", date(2023, 12, 13), Status.DONE) == [
        ("2022-01", False),
        ("2022-06", False),
    ]


def test_the_end_of_the_year_is_the_letters_unless_the_sentence_names_one_before():
    assert times_of("To be signed by the end of the year.", date(2023, 12, 13), Status.PLANNED) == [
        ("../2023-12-31", False)
    ]
    assert times_of("In 2025, to be signed by the end of the year.", date(2023, 12, 13), Status.PLANNED) == [
        ("2025", False),
        ("../2025-12-31", False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It has been in force since 23 May 2020, and the first sale was made in July.", "2023-07"),
        ("Set up in 2021 and extended in January to six ports", "2023-01"),
        ("It was signed on 13 December 2022; the assembly approved it on 28 February.", "2023-02-28"),
        ("Adopted in January 2022 and published in March", "2022-03"),
    ],
)
def test_the_year_of_another_clause_is_not_lent(text, expected):
    times = [edtf for edtf, _ in times_of(text, date(2023, 12, 13), Status.DONE)]
    assert times[-1] == expected


def test_the_year_that_a_report_is_about_is_not_lent():
    assert times_of("Report on 2022 published on 3 May", date(2023, 12, 13), Status.DONE) == [
        ("2023-05-03", True)
    ]
