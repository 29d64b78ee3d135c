"""Laws of amounts, times and counts that hold for any text: exact quotes, ordered ends, valid EDTF, inverses."""

import calendar
import itertools
from datetime import date, timedelta
from decimal import Decimal

from edtf import parse_edtf
from few_examples import few_examples
from hypothesis import assume, given
from hypothesis import strategies as st

from snapshots.facts.amounts import find_amounts
from snapshots.facts.numbers import find_numerals
from snapshots.facts.quantities import find_quantities
from snapshots.facts.stretches import Interval, edtf_of, join, months, on_day
from snapshots.facts.times import find_times
from snapshots.letter import Status
from snapshots.lexicon import load

MONTHS = list(load("calendar")["months"])
CODES = sorted(set(load("currencies")["codes"]) - set(load("currencies")["codes_with_another_meaning"]))
PIECES = [
    *MONTHS, "Q1", "H2", "2023", "2024", "2025-2027", "13", "1st", "31", "6-7", "27 and 28", "early", "mid-", "the end of",
    "by", "before", "until", "since", "as of", "from", "to", "between", "and", "/", "-", "–", ",", ".", ";", "(", ")",
    "next", "last", "this", "year", "month", "week", "spring", "winter", "soon", "tbc", "date", "in the coming weeks", "ago",
    "two", "twenty-seven", "a dozen", "million", "EUR", "€", "USD", "CHF", "35", "1 250 000", "4.500", "2,5", "27 %", "k", "bn",
    "officers", "vessels", "of which", "including", "Article", "COM(2023) 755", "2021/1147", "was", "will be", "signed",
    "to be", "has been", "planned for", "postponed", "the", "in", "on", "İ", "ﬁ", "\u00a0", "\n", "[", "]", "A",
]  # fmt: skip
letterlike = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=25).map(" ".join)
days = st.dates(date(1990, 1, 1), date(2080, 12, 31))
statuses = st.sampled_from(Status)


def facts_of(text, written_on, status):
    times = find_times(text, written_on=written_on, status=status)
    amounts = find_amounts(text)
    taken = tuple(span for fact in (*amounts, *times.deadlines, *times.dates) for span in fact.spans)
    return amounts, times, find_quantities(text, taken=taken)


@given(letterlike, days, statuses)
def test_every_quote_is_the_text_of_its_span(text, written_on, status):
    amounts, times, quantities = facts_of(text, written_on, status)
    for fact in (*amounts, *times.deadlines, *times.dates, *quantities):
        (span,) = fact.spans
        assert text[span.start : span.end] == fact.quote


@given(letterlike, days, statuses)
def test_no_time_ends_before_it_starts_and_its_edtf_is_valid(text, written_on, status):
    times = find_times(text, written_on=written_on, status=status)
    for time in (*times.deadlines, *times.dates):
        assert time.earliest is None or time.latest is None or time.earliest <= time.latest
        if time.earliest or time.latest:
            assert parse_edtf(time.edtf)
        else:
            assert time.edtf == ""


@given(letterlike, days, statuses)
def test_facts_stand_in_reading_order_and_do_not_overlap_their_like(text, written_on, status):
    amounts, times, quantities = facts_of(text, written_on, status)
    every_time = sorted((*times.deadlines, *times.dates), key=lambda time: time.spans)
    for facts in (amounts, every_time, quantities):
        spans = [fact.spans[0] for fact in facts]
        assert all(first.end <= second.start for first, second in itertools.pairwise(spans))
    assert list(times.deadlines) == sorted(times.deadlines, key=lambda time: time.spans)


@given(letterlike, days, statuses)
def test_counts_leave_alone_what_amounts_and_times_have_taken(text, written_on, status):
    amounts, times, quantities = facts_of(text, written_on, status)
    taken = [fact.spans[0] for fact in (*amounts, *times.deadlines, *times.dates)]
    for quantity in quantities:
        (span,) = quantity.spans
        assert all(span.end <= other.start or other.end <= span.start for other in taken)


@given(letterlike)
def test_an_amount_without_a_value_has_a_reason_and_shares_point_at_other_amounts(text):
    amounts = find_amounts(text)
    for index, amount in enumerate(amounts):
        assert amount.value is not None or amount.reason
        assert amount.part_of is None or (0 <= amount.part_of < len(amounts) and amount.part_of != index)


@given(letterlike, days, statuses)
def test_the_same_text_gives_the_same_facts(text, written_on, status):
    assert facts_of(text, written_on, status) == facts_of(text, written_on, status)


@few_examples(30)
@given(days, st.integers(0, 2000))
def test_edtf_says_the_interval_exactly(first, length):
    last = first + timedelta(days=length)
    parsed = parse_edtf(edtf_of(Interval(earliest=first, latest=last)))
    bounds = parsed.lower_strict(), parsed.upper_strict()
    assert [date(*bound[:3]) for bound in bounds] == [first, last]


@few_examples(30)
@given(days)
def test_an_open_start_is_before_every_day_and_an_open_end_after(day):
    assert parse_edtf(edtf_of(Interval(earliest=None, latest=day))).lower_strict() == float("-inf")
    assert parse_edtf(edtf_of(Interval(earliest=day, latest=None))).upper_strict() == float("inf")


WRITTEN_DAYS = [
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day.day:02d} {MONTHS[day.month - 1].upper()} {day.year}",
    lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    lambda day: f"{day.day:02d}/{day.month:02d}/{day.year}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: day.isoformat(),
]


@given(days, days, st.sampled_from(WRITTEN_DAYS))
def test_a_day_written_in_full_is_read_back(day, written_on, write):
    times = find_times(f"The quay: {write(day)}.", written_on=written_on, status=Status.ONGOING)
    (time,) = (*times.deadlines, *times.dates)
    assert (time.earliest, time.latest, time.year_inferred) == (day, day, False)


@given(days, days)
def test_a_day_without_a_year_lies_on_the_side_that_the_verb_says(day, written_on):
    assume((day.month, day.day) != (2, 29))
    name = f"{day.day} {MONTHS[day.month - 1]}"
    (done,) = find_times(f"It was signed on {name}.", written_on=written_on, status=Status.ONGOING).dates
    assert done.latest <= written_on < date(done.latest.year + 1, day.month, day.day)
    (due,) = find_times(
        f"It will be signed on {name}.", written_on=written_on, status=Status.ONGOING
    ).deadlines
    assert due.latest >= written_on - timedelta(days=7)
    assert (due.latest.month, due.latest.day) == (day.month, day.day)


@given(st.integers(1, 12), st.integers(1990, 2080), days)
def test_by_the_end_of_a_month_is_its_last_day(month, year, written_on):
    words = f"To be signed by the end of {MONTHS[month - 1]} {year}."
    (time,) = find_times(words, written_on=written_on, status=Status.PLANNED).deadlines
    assert (time.earliest, time.latest) == (None, date(year, month, calendar.monthrange(year, month)[1]))


@given(st.integers(1, 12), st.integers(1, 12), st.integers(1990, 2080))
def test_joined_months_start_with_the_first_and_end_with_the_last(first, last, year):
    joined = join(months(first, first), months(last, last, year))
    whole = joined.on(joined.year)
    assert (whole.earliest.month, whole.latest.month, whole.latest.year) == (first, last, year)
    assert whole.earliest.year == year - (first > last)
    assert join(on_day(2, 1, year), on_day(1, 1, year)) is None


WRITTEN_SUMS = [
    lambda code, value: f"{code} {value}",
    lambda code, value: f"{code} {value:,}",
    lambda code, value: f"{code} {value:,}".replace(",", " "),
    lambda code, value: f"{code} {value:,}".replace(",", "\u00a0"),
    lambda code, value: f"{code} {value:,}".replace(",", "'"),
    lambda code, value: f"{code}{value}",
    lambda code, value: f"{value} {code}",
    lambda code, value: f"{value:,} {code}",
]


@given(st.sampled_from(CODES), st.integers(1, 10**12), st.sampled_from(WRITTEN_SUMS))
def test_a_sum_in_whole_units_is_read_back(code, value, write):
    (amount,) = find_amounts(f"The quay costs {write(code, value)} in all.")
    assert (amount.value, amount.currency) == (value, code)


@given(
    st.sampled_from(CODES),
    st.decimals(Decimal("0.1"), Decimal(9999), places=1),
    st.sampled_from([("million", 10**6), ("m", 10**6), ("bn", 10**9), ("billion", 10**9), ("k", 10**3)]),
    st.sampled_from(["{code} {figure} {word}", "{code} {figure}{word}", "{figure} {word} {code}"]),
)
def test_a_sum_with_a_magnitude_is_read_back(code, figure, magnitude, form):
    word, factor = magnitude
    (amount,) = find_amounts(f"The quay costs {form.format(code=code, figure=figure, word=word)} in all.")
    assert (amount.value, amount.currency) == (figure * factor, code)


UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
TENS = {
    20: "twenty",
    30: "thirty",
    40: "forty",
    50: "fifty",
    60: "sixty",
    70: "seventy",
    80: "eighty",
    90: "ninety",
}
TEENS = {
    13: "thirteen",
    14: "fourteen",
    15: "fifteen",
    16: "sixteen",
    17: "seventeen",
    18: "eighteen",
    19: "nineteen",
}


def in_words(number):
    """English for 0 to 999 999 999: the slow, obvious way."""
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = in_words(number % size) if number % size else ""
            return f"{in_words(number // size)} {name} {rest}".strip()
    if number in TENS or number in TEENS:
        return TENS.get(number) or TEENS[number]
    if number > 20:
        return f"{TENS[number // 10 * 10]}-{UNITS[number % 10]}"
    return UNITS[number]


@given(st.integers(0, 999_999_999))
def test_a_number_in_words_is_read_back(number):
    words = in_words(number)
    assert [(numeral.start, numeral.end, numeral.value) for numeral in find_numerals(words)] == [
        (0, len(words), number)
    ]
