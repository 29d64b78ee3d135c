"""A letter that others name and that is not held: a gap in what we know, not a silence of the letters."""

from datetime import UTC, date, datetime

from service.projections.letters import HeldLetter
from service.projections.named_letters import letters_named_but_not_held


def held(day, refers_to=None):
    return HeldLetter(
        key=f"series/{day.isoformat()}",
        series="series",
        date=day,
        reissue=1,
        title=None,
        author=None,
        reference=None,
        refers_to=refers_to,
        sha256="0" * 64,
        media_type="text/plain",
        filename=None,
        url=None,
        reader="1",
        statements=1,
        findings=0,
        recorded_at=datetime(2031, 1, 1, tzinfo=UTC),
        first_position=1,
        last_position=3,
        readings=1,
        read_position=3,
    )


def gaps(*letters):
    return [(gap.words, gap.earliest, gap.latest) for gap in letters_named_but_not_held(letters)]


def test_a_month_in_which_no_letter_is_held_is_a_gap():
    named = held(date(2031, 5, 20), "Priorities in January 2031 letter")
    assert gaps(named) == [("Priorities in January 2031 letter", date(2031, 1, 1), date(2031, 1, 31))]


def test_a_letter_that_is_held_is_no_gap():
    named = held(date(2031, 5, 20), "Priorities in January 2031 letter")
    assert gaps(held(date(2031, 1, 31)), named) == []


def test_a_letter_that_came_in_and_was_withdrawn_is_no_gap():
    named = held(date(2031, 5, 20), "Priorities in January 2031 letter")
    assert letters_named_but_not_held([named], came_in=[held(date(2031, 1, 31))]) == ()


def test_a_letter_that_two_others_name_is_one_gap():
    first, second = (held(date(2031, month, 20), "the letter of January 2031") for month in (5, 9))
    (gap,) = letters_named_but_not_held((first, second))
    assert gap.named_by == "series/2031-05-20"


def test_gaps_come_oldest_first():
    first = held(date(2031, 9, 2), "the letter of March 2031")
    second = held(date(2031, 5, 2), "the letter of January 2031")
    assert [earliest for _, earliest, _ in gaps(first, second)] == [date(2031, 1, 1), date(2031, 3, 1)]


def test_words_without_a_date_name_no_letter():
    assert gaps(held(date(2031, 5, 20), "our last letter"), held(date(2031, 9, 2))) == []
