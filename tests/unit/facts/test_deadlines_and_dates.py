"""Which times lie ahead and which behind: the words of the clause, the letter's date, then the status."""

from datetime import date

import pytest

from snapshots.facts.status import read_status
from snapshots.facts.times import find_times
from snapshots.letter import Column, Status

LETTER = date(2023, 12, 13)


def split(text, status=Status.ONGOING, written_on=LETTER):
    times = find_times(text, written_on=written_on, status=status)
    return [time.edtf for time in times.deadlines], [time.edtf for time in times.dates]


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize(
    ("text", "deadlines", "dates"),
    [
        ("The pier will be opened in December.", ["2023-12"], []),
        ("The pier was opened in December.", [], ["2023-12"]),
        ("The pier has been opened in 2023.", [], ["2023"]),
        ("The pier is to be opened in 2023.", ["2023"], []),
        ("The pier, opened in 2022, will be closed in December.", ["2023-12"], ["2022"]),
        ("A ferry bought in 2022 should sail in spring 2024.", ["2024-03-01/2024-05-31"], ["2022"]),
        ("In November the board adopted the plan.", [], ["2023-11"]),
        ("On 20 December, the board will adopt the plan.", ["2023-12-20"], []),
        ("The board met on 5 December and will meet again on 20 December.", ["2023-12-20"], ["2023-12-05"]),
        (
            "Following the visit on 2-4 October, talks will resume in January.",
            ["2024-01"],
            ["2023-10-02/2023-10-04"],
        ),
        ("The board asked the port to report by the end of January.", ["../2024-01-31"], []),
        ("The opening, which was due in October, has been postponed to March.", ["2023-10", "2024-03"], []),
        ("The opening was postponed to March 2024.", ["2024-03"], []),
        (
            "Five boats were handed over (one on 6 February, two on 22 June).",
            [],
            ["2023-02-06", "2023-06-22"],
        ),
        (
            "Meetings are planned with Malta (20 December) and Cyprus (in January).",
            ["2023-12-20", "2024-01"],
            [],
        ),
        ("The mandate was extended until 2025.", ["../2025-12-31"], []),
        ("Between January and November 2023 arrivals fell.", [], ["2023-01-01/2023-11-30"]),
        ("Up to 26 November 2023, it had helped many.", [], ["../2023-11-26"]),
        ("It has run since January 2023.", [], ["2023-01"]),
        ("The pilot starts on 20 December.", ["2023-12-20"], []),
        ("It was signed last year and will be launched next year.", ["2024"], ["2022"]),
    ],
)
def test_the_words_of_the_clause_decide_whatever_the_status(text, deadlines, dates, status):
    assert split(text, status) == (deadlines, dates)


@pytest.mark.parametrize(
    ("status", "deadlines", "dates"),
    [
        (Status.DONE, [], ["2023-12"]),
        (Status.ONGOING, [], ["2023-12"]),
        (Status.ON_HOLD, [], ["2023-12"]),
        (Status.PLANNED, ["2023-12"], []),
        (Status.NOT_STARTED, ["2023-12"], []),
    ],
)
def test_where_the_words_are_silent_the_status_decides_about_the_letters_own_month(status, deadlines, dates):
    assert split("Opening of the pier in December 2023.", status) == (deadlines, dates)


@pytest.mark.parametrize("status", list(Status))
def test_what_lies_wholly_after_the_letter_is_a_deadline_even_without_a_verb(status):
    assert split("Opening of the pier: 20 January 2024", status) == (["2024-01-20"], [])


@pytest.mark.parametrize("status", list(Status))
def test_what_lies_wholly_before_the_letter_is_a_date_unless_the_words_promise(status):
    assert split("Opening of the pier: 20 January 2023", status) == ([], ["2023-01-20"])
    assert split("The pier was to be opened in May 2023.", status) == (["2023-05"], [])
    assert split("The pier will be opened in May 2023.", status) == (["2023-05"], [])


def test_a_promise_without_a_verb_that_has_lapsed_is_still_a_deadline():
    assert split("Decision on the pier by 30 November 2023.", Status.PLANNED) == (["../2023-11-30"], [])


def test_a_participle_that_only_describes_does_not_make_a_plan_the_past():
    text = "Workshop for experts trained by the academy in Q4 2023."
    assert split(text, Status.PLANNED) == (["2023-10-01/2023-12-31"], [])


@pytest.mark.parametrize(
    "text",
    ["Support continues in December 2023.", "The port is preparing proposals in December 2023."],
)
def test_what_is_going_on_in_the_letters_month_is_ahead(text):
    assert split(text) == (["2023-12"], [])


def test_the_month_of_may_is_no_verb():
    assert split("Signed on 16 May 2023 with entry into force on 1 July 2023.", Status.DONE) == (
        [],
        ["2023-05-16", "2023-07-01"],
    )


def test_both_lists_are_in_reading_order_and_empty_without_times():
    assert split("Nothing is said here about when.") == ([], [])
    assert split("") == ([], [])
    assert split("To be opened in May 2025, or in March 2024.") == (["2025-05", "2024-03"], [])


@pytest.mark.parametrize(
    ("text", "deadlines"),
    [
        ("Third round of the resumed talks in May", ["2024-05"]),
        ("Inspection of the repaired locks in April", ["2024-04"]),
        ("Relaunched talks in February", ["2024-02"]),
        ("Next council after the elections in Canada", [""]),
        ("Opening of the visitor centre: 2027", ["2027"]),
        ("Tide tables. 2026", ["2026"]),
        ("Signature cleared for the first half of 2024", ["2024-01-01/2024-06-30"]),
        ("Landing in late summer", ["2024-08"]),
        ("Landing at the end of winter 2024/25", ["2025-02"]),
        ("Report before the summer recess", ["../2024-08-31"]),
    ],
)
def test_a_participle_that_says_which_thing_is_meant_leaves_its_time_ahead(text, deadlines):
    assert split(text, Status.PLANNED) == (deadlines, [])


@pytest.mark.parametrize(
    ("text", "deadlines", "dates"),
    [
        (
            "Engines under the contract of 9 September to arrive by 15 June.",
            ["../2024-06-15"],
            ["2023-09-09"],
        ),
        ("Deliveries under the agreement of 4 May continue.", [], ["2023-05-04"]),
    ],
)
@pytest.mark.parametrize("status", [Status.PLANNED, Status.ONGOING])
def test_the_date_of_a_text_lies_behind_it(text, deadlines, dates, status):
    assert split(text, status) == (deadlines, dates)


@pytest.mark.parametrize(
    ("text", "deadlines"),
    [
        ("The report, originally announced for October, will come out in March.", ["2023-10", "2024-03"]),
        ("Threshold, initially foreseen in 2024; now mid-2025", ["2024", "2025-05-01/2025-08-31"]),
        ("Signature no longer expected in May, new target June", ["2024-05", "2024-06"]),
        ("We had hoped to open the line in October.", ["2023-10"]),
    ],
)
def test_a_promise_that_another_one_has_replaced_stays_a_deadline(text, deadlines):
    assert split(text, Status.PLANNED) == (deadlines, [])


def test_offers_are_due_though_the_tender_is_out():
    assert split("Tender published; offers in by 30 January", Status.DONE) == (["../2024-01-30"], [])
    assert split("Tender published on 4 December; offers due by 2 April", Status.DONE) == (
        ["../2024-04-02"],
        ["2023-12-04"],
    )


def test_an_event_beside_which_something_has_happened_gives_no_time():
    assert split("After the elections, contacts were resumed.", Status.DONE) == ([], [])
    assert split("To be signed in April, before the elections.", Status.PLANNED) == (["2024-04"], [])


@pytest.mark.parametrize(
    ("text", "deadlines", "dates"),
    [
        ("Talks concluded on 10 October, vote in plenary on 24 December", ["2023-12-24"], ["2023-10-10"]),
        ("Talks concluded on 10 October, vote in plenary on 24 November", [], ["2023-10-10", "2023-11-24"]),
        (
            "Ferry out of service since 3 May, back by mid-January",
            ["../2024-01-20"],
            ["2023-05-03"],
        ),
        (
            "The lease, which should have been signed in July, will be signed in March.",
            ["2023-07", "2024-03"],
            [],
        ),
    ],
)
def test_a_time_with_a_noun_of_its_own_is_the_nearest(text, deadlines, dates):
    assert split(text, Status.DONE) == (deadlines, dates)


def test_the_same_months_of_another_year_are_a_yardstick():
    text = "In July arrivals were 30% below those of the same month last year."
    assert split(text, Status.DONE) == ([], ["2023-07"])


@pytest.mark.parametrize(
    ("text", "deadlines", "dates"),
    [
        ("The mandate is to be adopted in the second semester.", ["the second semester"], []),
        ("The closure stays in force until at least 30 June 2031.", ["until at least 30 June 2031"], []),
        ("The bank has moved to the next phase as of 1 November 2030.", [], ["as of 1 November 2030"]),
        ("Guarantees to be given. 2031 date tbc", ["2031 date tbc"], []),
        ("A decision on EUR 3 million for winter preparedness was taken.", [], []),
        ("The pier is planned for winter.", ["winter"], []),
        ("The pier is planned for winter when the tugs are back.", ["winter"], []),
        ("The pier is planned for winter depending on the tides.", ["winter"], []),
        ("A sum was set aside for winter storm repairs.", [], []),
        ("Handover of the pier in 2027, tbc.", [], ["2027, tbc"]),
        ("The talks were postponed from November to March.", ["March"], []),
        ("Opening moved from November.", [], []),
        ("The fee will be paid from November.", ["from November"], []),
    ],
)
def test_times_are_told_from_what_only_looks_like_them(text, deadlines, dates):
    times = find_times(text, written_on=date(2031, 1, 9), status=Status.ONGOING)
    assert [time.quote for time in times.deadlines] == deadlines
    assert [time.quote for time in times.dates] == dates


@pytest.mark.parametrize(
    ("text", "deadlines", "dates"),
    [
        ("In June Peru launched the call that will run until May.", ["../2031-05-31"], ["2030-06"]),
        ("On 9 July Peru and Chile signed a treaty, which few would have foretold.", [], ["2030-07-09"]),
        ("On 9 July the ministers agreed that a pier would be built.", [], ["2030-07-09"]),
        ("In May the council elected last year will sit.", ["2031-05"], ["2030"]),
        ("Repairs agreed with the navy on the mission to Lima in November", [], ["2030-11"]),
        ("Peru agreed with the navy to report in November", ["2031-11"], []),
        ("Peru is to sign the text in the course of the second quarter.", ["2031-04-01/2031-06-30"], []),
        ("The board approved the plan, which will cost EUR 3 million, on 17 June.", [], ["2030-06-17"]),
        ("The board approved the loan, to be paid in May, on 17 June.", ["2031-05"], ["2030-06-17"]),
        ("The board will approve the plan, which was sent in May, on 17 June.", ["2031-06-17"], ["2030-05"]),
    ],
)
def test_a_day_belongs_to_the_verb_of_its_clause_not_to_one_told_in_passing(text, deadlines, dates):
    status = read_status(text, column=Column.BODY)
    assert split(text, status, written_on=date(2031, 2, 5)) == (deadlines, dates)


@pytest.mark.parametrize("status", list(Status))
def test_since_never_names_what_is_to_come(status):
    assert split("40 trips of divers to reefs since March.", status) == ([], ["2023-03"])
