"""The public JSON of a letter has the shape that programs outside rely on."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from snapshots.letter import (
    Amount,
    Box,
    Certainty,
    Column,
    Commitment,
    Coverage,
    Finding,
    Heading,
    HeadingLevel,
    Kind,
    Letter,
    NextActor,
    Quantity,
    Severity,
    Source,
    Span,
    Statement,
    Status,
    Strength,
    TimeExpression,
)
from snapshots.letter_json import letter_to_json, moment_to_json, statement_to_json

TEXT = "HARBOURS\nA grant of EUR 2.5 million for 3 boats follows by March 2031."


def at(words):
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


LETTER = Letter(
    series="harbours",
    date=date(2031, 1, 9),
    text=TEXT,
    reader="7",
    title="Harbours",
    source=Source(
        sha256="ab" * 32,
        media_type="text/plain",
        filename="harbours.txt",
        received_at=datetime(2031, 1, 10, 12, 0, tzinfo=timezone(timedelta(hours=2))),
    ),
    coverage=Coverage(characters=60, statements=52, headings=8, running=0, narrative=0),
    headings=(Heading(text="HARBOURS", span=at("HARBOURS"), level=HeadingLevel.PART),),
    running=(at("HARBOURS"),),
    statements=(
        Statement(
            id="s1",
            spans=(at(TEXT[9:]),),
            text=TEXT[9:],
            column=Column.NEXT_STEPS,
            part="HARBOURS",
            page=1,
            boxes=(Box(page=1, left=72.0, top=90.5, right=500.0, bottom=104.0),),
            partners=("EG",),
            actors=("Commission",),
            kind=Kind.CONTRACT,
            status=Status.PLANNED,
            amounts=(
                Amount(
                    value=Decimal("2500000.00"),
                    currency="EUR",
                    quote="EUR 2.5 million",
                    spans=(at("EUR 2.5 million"),),
                    role="announced",
                ),
                Amount(
                    value=None,
                    currency="EUR",
                    quote="EUR",
                    spans=(at("EUR"), at("2.5 million")),
                    reason="the figure is missing",
                ),
            ),
            deadlines=(
                TimeExpression(
                    quote="by March 2031",
                    spans=(at("by March 2031"),),
                    earliest=None,
                    latest=date(2031, 3, 31),
                    edtf="../2031-03-31",
                    certainty=Certainty.FIRM,
                ),
            ),
            quantities=(Quantity(value=Decimal(3), unit="boats", quote="3 boats", spans=(at("3 boats"),)),),
            commitment=Commitment(strength=Strength.WILL, quote="by", spans=(at("by"),)),
            next_actors=(NextActor(who="EG", quote="boats", spans=(at("boats"),), blocking=True),),
        ),
    ),
    findings=(Finding(code="odd", severity=Severity.INFO, message="Odd.", spans=(at("HARBOURS"),)),),
)


def facts(kind):
    return letter_to_json(LETTER)["statements"][0][kind]


def with_quantity(value):
    boats = Quantity(value=Decimal(value), unit="boats", quote="x", spans=(Span(start=0, end=1),))
    statement = Statement(
        id="s", spans=(Span(start=0, end=1),), text="x", column=Column.BODY, quantities=(boats,)
    )
    return statement_to_json(statement)["quantities"][0]["value"]


def test_the_three_parts_stand_side_by_side():
    assert list(letter_to_json(LETTER)) == ["letter", "statements", "findings"]


def test_the_letter_itself_has_every_field_of_the_contract():
    assert letter_to_json(LETTER)["letter"] == {
        "key": "harbours/2031-01-09",
        "series": "harbours",
        "date": "2031-01-09",
        "reissue": 1,
        "title": "Harbours",
        "author": None,
        "reference": None,
        "refers_to": None,
        "source": {
            "sha256": "ab" * 32,
            "media_type": "text/plain",
            "filename": "harbours.txt",
            "url": None,
            "received_at": "2031-01-10T10:00:00.000000Z",
        },
        "text": TEXT,
        "reader": "7",
        "headings": [{"text": "HARBOURS", "start": 0, "end": 8, "level": "part"}],
        "running": [[0, 8]],
        "coverage": {"characters": 60, "statements": 52, "headings": 8, "running": 0, "narrative": 0},
    }


def test_a_statement_has_every_field_of_the_contract_and_none_is_left_out_when_empty():
    assert list(letter_to_json(LETTER)["statements"][0]) == [
        *("id", "spans", "text", "page", "boxes", "column", "part", "priority", "topic", "parent"),
        *("partners", "actors", "kind", "status", "amounts", "deadlines", "dates", "quantities"),
        *("commitment", "next_actors"),
    ]
    assert facts("dates") == []


def test_an_amount_is_a_decimal_string_so_that_no_cent_is_lost():
    assert facts("amounts")[0]["value"] == "2500000"


def test_an_amount_that_cannot_be_read_is_null_with_its_reason():
    unread = facts("amounts")[1]
    assert (unread["value"], unread["reason"]) == (None, "the figure is missing")


def test_a_fact_stands_where_its_first_span_stands_and_quotes_it():
    for kind in ("amounts", "deadlines", "quantities", "commitment", "next_actors"):
        for fact in facts(kind) if isinstance(facts(kind), list) else [facts(kind)]:
            assert [fact["start"], fact["end"]] == fact["spans"][0]
            assert TEXT[fact["start"] : fact["end"]] == fact["quote"]


def test_an_interval_that_is_open_to_the_left_says_null():
    deadline = facts("deadlines")[0]
    assert (deadline["earliest"], deadline["latest"]) == (None, "2031-03-31")


@pytest.mark.parametrize(
    ("value", "number", "type_"),
    [("3", 3, int), ("3.00", 3, int), ("26.5", 26.5, float), ("1E+3", 1000, int), ("-0", 0, int)],
)
def test_a_quantity_is_a_json_number_whole_where_it_can_be(value, number, type_):
    assert with_quantity(value) == number
    assert type(with_quantity(value)) is type_


def test_a_quantity_that_a_json_number_would_round_keeps_its_digits():
    assert with_quantity("12345678901234567890.5") == "12345678901234567890.5"


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        moment_to_json(datetime(2031, 1, 10, 12, 0))  # noqa: DTZ001  # the naive time is the point


def test_a_moment_is_told_in_utc():
    assert moment_to_json(datetime(2031, 1, 10, 12, 0, tzinfo=UTC)) == "2031-01-10T12:00:00.000000Z"
