"""A letter's public JSON loses nothing, and equal letters look alike."""

import json
from decimal import Decimal

from few_examples import few_examples
from hypothesis import given
from letter_strategies import decimals, exponents, letters, statements

from snapshots.letter import Column, Quantity, Span, Statement
from snapshots.letter_json import (
    letter_from_json,
    letter_to_json,
    statement_from_json,
    statement_to_json,
)


def through_text(value):
    return json.loads(json.dumps(value, ensure_ascii=False, allow_nan=False))


@given(letters())
@few_examples(30)
def test_a_letter_comes_back_from_its_json_as_it_was(letter):
    assert letter_from_json(through_text(letter_to_json(letter))) == letter


@given(statements)
def test_a_statement_comes_back_from_its_json_as_it_was(statement):
    assert statement_from_json(through_text(statement_to_json(statement))) == statement


@given(statements)
def test_what_came_back_gives_the_same_json_again(statement):
    given_out = statement_to_json(statement)
    assert statement_to_json(statement_from_json(through_text(given_out))) == given_out


@given(decimals | exponents)
def test_equal_quantities_give_equal_json_however_they_were_written(value):
    longer = Decimal(format(value, "f") + ("0" if "." in format(value, "f") else ".00"))
    assert longer == value
    assert statement_to_json(speaks_of(longer)) == statement_to_json(speaks_of(value))


def speaks_of(value):
    place = (Span(start=0, end=1),)
    boats = Quantity(value=value, unit="boats", quote="x", spans=place)
    return Statement(id="s", spans=place, text="x", column=Column.BODY, quantities=(boats,))
