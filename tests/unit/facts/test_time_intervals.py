"""The contract's table of time expressions: which days each covers, and how they are written in EDTF."""

from datetime import date

import pytest

from snapshots.facts.times import find_times
from snapshots.letter import Certainty, Status

LETTER = date(2023, 12, 13)


def ahead(words, *, status=Status.PLANNED, written_on=LETTER):
    """The one deadline of a plan that names the time."""
    times = find_times(f"The pier will be opened {words}.", written_on=written_on, status=status)
    assert times.dates == ()
    (deadline,) = times.deadlines
    return deadline


def bounds(time):
    return tuple(day.isoformat() if day else None for day in (time.earliest, time.latest))


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "edtf"),
    [
        # quarters, months, days
        ("in Q1 2024", "2024-01-01", "2024-03-31", "2024-01-01/2024-03-31"),
        ("in Q1/2024", "2024-01-01", "2024-03-31", "2024-01-01/2024-03-31"),
        ("in 2024 Q3", "2024-07-01", "2024-09-30", "2024-07-01/2024-09-30"),
        ("in 4Q 2024", "2024-10-01", "2024-12-31", "2024-10-01/2024-12-31"),
        ("in early Q1 2024", "2024-01-01", "2024-03-31", "2024-01-01/2024-03-31"),
        ("in the first quarter of 2024", "2024-01-01", "2024-03-31", "2024-01-01/2024-03-31"),
        ("in the first three quarters of 2024", "2024-01-01", "2024-09-30", "2024-01-01/2024-09-30"),
        ("in the last two quarters of 2024", "2024-07-01", "2024-12-31", "2024-07-01/2024-12-31"),
        ("in January 2024", "2024-01-01", "2024-01-31", "2024-01"),
        ("in Feb. 2024", "2024-02-01", "2024-02-29", "2024-02"),
        ("in 03/2024", "2024-03-01", "2024-03-31", "2024-03"),
        ("on 1 February 2024", "2024-02-01", "2024-02-01", "2024-02-01"),
        ("on February 1st, 2024", "2024-02-01", "2024-02-01", "2024-02-01"),
        ("on the 1st of February 2024", "2024-02-01", "2024-02-01", "2024-02-01"),
        ("on 2024-02-01", "2024-02-01", "2024-02-01", "2024-02-01"),
        ("on 01/02/2024", "2024-02-01", "2024-02-01", "2024-02-01"),
        ("on 1.2.2024", "2024-02-01", "2024-02-01", "2024-02-01"),
        ("on 02/25/2024", "2024-02-25", "2024-02-25", "2024-02-25"),
        # ranges of days and months
        ("on 6-7 February 2024", "2024-02-06", "2024-02-07", "2024-02-06/2024-02-07"),
        ("on 6–7 February 2024", "2024-02-06", "2024-02-07", "2024-02-06/2024-02-07"),
        ("on 6/7 February 2024", "2024-02-06", "2024-02-07", "2024-02-06/2024-02-07"),
        ("on 27 and 28 February 2024", "2024-02-27", "2024-02-28", "2024-02-27/2024-02-28"),
        ("from 5 to 9 February 2024", "2024-02-05", "2024-02-09", "2024-02-05/2024-02-09"),
        ("from 30 January to 2 February 2024", "2024-01-30", "2024-02-02", "2024-01-30/2024-02-02"),
        ("between January and June 2024", "2024-01-01", "2024-06-30", "2024-01-01/2024-06-30"),
        ("in January / February 2024", "2024-01-01", "2024-02-29", "2024-01-01/2024-02-29"),
        ("in May and June 2024", "2024-05-01", "2024-06-30", "2024-05-01/2024-06-30"),
        ("in December 2023/January 2024", "2023-12-01", "2024-01-31", "2023-12-01/2024-01-31"),
        ("in Q4 2023 - Q1 2024", "2023-10-01", "2024-03-31", "2023-10-01/2024-03-31"),
        ("in 2024 and 2025", "2024-01-01", "2025-12-31", "2024-01-01/2025-12-31"),
        ("over 2024-2026", "2024-01-01", "2026-12-31", "2024-01-01/2026-12-31"),
        ("in the week of 15 January 2024", "2024-01-15", "2024-01-21", "2024-01-15/2024-01-21"),
        # seasons
        ("in spring 2024", "2024-03-01", "2024-05-31", "2024-03-01/2024-05-31"),
        ("in the summer of 2024", "2024-06-01", "2024-08-31", "2024-06-01/2024-08-31"),
        ("in autumn 2024", "2024-09-01", "2024-11-30", "2024-09-01/2024-11-30"),
        ("in winter 2024/25", "2024-12-01", "2025-02-28", "2024-12-01/2025-02-28"),
        # parts of years and months
        ("in early 2024", "2024-01-01", "2024-04-30", "2024-01-01/2024-04-30"),
        ("in mid-2024", "2024-05-01", "2024-08-31", "2024-05-01/2024-08-31"),
        ("in late 2024", "2024-09-01", "2024-12-31", "2024-09-01/2024-12-31"),
        ("in the first half of 2024", "2024-01-01", "2024-06-30", "2024-01-01/2024-06-30"),
        ("in the second half of 2024", "2024-07-01", "2024-12-31", "2024-07-01/2024-12-31"),
        ("in H2 2024", "2024-07-01", "2024-12-31", "2024-07-01/2024-12-31"),
        ("in mid-March 2024", "2024-03-11", "2024-03-20", "2024-03-11/2024-03-20"),
        ("in the first half of March 2024", "2024-03-01", "2024-03-15", "2024-03-01/2024-03-15"),
        ("in the first eight months of 2024", "2024-01-01", "2024-08-31", "2024-01-01/2024-08-31"),
        # years
        ("in 2024", "2024-01-01", "2024-12-31", "2024"),
        ("in the course of 2024", "2024-01-01", "2024-12-31", "2024"),
        ("within Q1 2024", "2024-01-01", "2024-03-31", "2024-01-01/2024-03-31"),
        # by, before, until; as of
        ("by March 2024", None, "2024-03-31", "../2024-03-31"),
        ("by the end of 2024", None, "2024-12-31", "../2024-12-31"),
        ("by end-March 2024", None, "2024-03-31", "../2024-03-31"),
        ("before end 2024", None, "2024-12-31", "../2024-12-31"),
        ("before the summer of 2024", None, "2024-08-31", "../2024-08-31"),
        ("by spring 2024", None, "2024-05-31", "../2024-05-31"),
        ("until 2025", None, "2025-12-31", "../2025-12-31"),
        ("no later than 15 March 2024", None, "2024-03-15", "../2024-03-15"),
        ("in March 2024 at the latest", None, "2024-03-31", "../2024-03-31"),
        ("in time for the March European Council", None, "2024-03-31", "../2024-03-31"),
        ("as of 1 February 2024", "2024-02-01", "2024-02-01", "2024-02-01"),
        ("as from January 2024", "2024-01-01", "2024-01-31", "2024-01"),
        ("not before March 2024", "2024-03-01", None, "2024-03-01/.."),
        ("in spring 2024 at the earliest", "2024-03-01", None, "2024-03-01/.."),
        # seen from the letter's date
        ("this month", "2023-12-01", "2023-12-31", "2023-12"),
        ("by the end of the month", None, "2023-12-31", "../2023-12-31"),
        ("by year end", None, "2023-12-31", "../2023-12-31"),
        ("by the end of the year", None, "2023-12-31", "../2023-12-31"),
        ("before the end of this year", None, "2023-12-31", "../2023-12-31"),
        ("later this month", "2023-12-13", "2023-12-31", "2023-12-13/2023-12-31"),
        ("next week", "2023-12-18", "2023-12-24", "2023-12-18/2023-12-24"),
        ("next month", "2024-01-01", "2024-01-31", "2024-01"),
        ("next year", "2024-01-01", "2024-12-31", "2024"),
        ("early next year", "2024-01-01", "2024-04-30", "2024-01-01/2024-04-30"),
        ("in the first half of next year", "2024-01-01", "2024-06-30", "2024-01-01/2024-06-30"),
        ("next spring", "2024-03-01", "2024-05-31", "2024-03-01/2024-05-31"),
        ("next March", "2024-03-01", "2024-03-31", "2024-03"),
        ("within six weeks", "2023-12-13", "2024-01-24", "2023-12-13/2024-01-24"),
        ("over the next three years", "2023-12-13", "2026-12-13", "2023-12-13/2026-12-13"),
        ("in the coming weeks", "2023-12-13", None, "2023-12-13/.."),
        ("soon", None, None, ""),
        ("in due course", None, None, ""),
    ],
)
def test_a_time_is_an_interval_with_both_ends_inclusive(words, earliest, latest, edtf):
    time = ahead(words)
    assert (*bounds(time), time.edtf) == (earliest, latest, edtf)


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The pier will be opened in March 2024.", Certainty.FIRM),
        ("The pier is planned for March 2024.", Certainty.FIRM),
        ("The pier should be opened in March 2024.", Certainty.INDICATIVE),
        ("The pier is expected to be opened in March 2024.", Certainty.INDICATIVE),
        ("We aim to open the pier in March 2024.", Certainty.INDICATIVE),
        ("The pier will be opened indicatively in March 2024.", Certainty.INDICATIVE),
        ("The pier will be opened around March 2024.", Certainty.INDICATIVE),
        ("The opening of the pier is aimed for in March 2024.", Certainty.INDICATIVE),
        ("The opening is tentatively scheduled for March 2024.", Certainty.INDICATIVE),
        ("It is expected that the pier will be opened in March 2024.", Certainty.INDICATIVE),
        ("The pier will be opened in the coming weeks.", Certainty.INDICATIVE),
        ("The pier will be opened soon.", Certainty.INDICATIVE),
        ("The pier will be opened in March 2024, tbc.", Certainty.TBC),
        ("The pier will be opened in March 2024 (to be confirmed).", Certainty.TBC),
        ("Opening of the pier in 2024 date tbc", Certainty.TBC),
        ("Opening of the pier, date tbc", Certainty.TBC),
        ("The date of the opening is to be confirmed.", Certainty.TBC),
    ],
)
def test_the_certainty_is_that_of_the_words(text, certainty):
    (deadline,) = find_times(text, written_on=LETTER, status=Status.PLANNED).deadlines
    assert deadline.certainty is certainty


def test_a_time_and_its_tbc_are_one_deadline():
    (deadline,) = find_times(
        "Second meeting in 2024 date tbc.", written_on=LETTER, status=Status.PLANNED
    ).deadlines
    assert (deadline.quote, *bounds(deadline)) == ("2024 date tbc", "2024-01-01", "2024-12-31")


def test_a_tbc_that_is_not_about_time_is_no_deadline():
    for text in ("Venue tbc.", "A grant of EUR [tbc] million.", "Participants (tbc)."):
        assert find_times(text, written_on=LETTER, status=Status.PLANNED).deadlines == ()


def test_as_soon_as_a_condition_holds_is_no_time():
    times = find_times("It will open as soon as the vote is over.", written_on=LETTER, status=Status.PLANNED)
    assert times.deadlines == ()


def test_times_of_a_list_that_lie_apart_stay_apart():
    times = find_times("It met in January, June and October 2023.", written_on=LETTER, status=Status.DONE)
    assert [time.edtf for time in times.dates] == ["2023-01", "2023-06", "2023-10"]
    times = find_times("It met on 3 and 17 July 2023.", written_on=LETTER, status=Status.DONE)
    assert [(time.quote, time.edtf) for time in times.dates] == [
        ("3", "2023-07-03"),
        ("17 July 2023", "2023-07-17"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Three boats were bought under 2023 funding.",
        "The 2023 budget was adopted.",
        "Operation Land 2023 was a success.",
        "As announced in my October letter, work goes on.",
        "In line with the June European Council, work goes on.",
        "The programme (2021-2027) was adopted.",
        "Regulation (EU) 2021/1147 and COM(2023) 755 were adopted.",
        "Resolution 2719 (2023) was adopted.",
        "Arrivals fell compared to 2022.",
        "Arrivals were lower than in March 2022.",
        "The EU-wide Agenda 2030 was adopted.",
        "May I thank you for the 27% rise.",
        "He may march.",
        "The walls fall down and the springs dry up.",
    ],
)
def test_names_and_yardsticks_are_no_times(text):
    times = find_times(text, written_on=LETTER, status=Status.DONE)
    assert times.deadlines + times.dates == ()


def test_a_day_that_no_calendar_has_is_no_time():
    for text in (
        "It was closed on 31 June 2023.",
        "It was closed on 2023-02-30.",
        "It was closed on 99/99/2023.",
    ):
        quotes = [time.quote for time in find_times(text, written_on=LETTER, status=Status.DONE).dates]
        assert not any(quote[:2] in ("31", "99") or "02-30" in quote for quote in quotes)
