"""Amounts, times and counts of statements of many styles, and of the real letter where it is at hand."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from letters_of_others import file_of_others

from snapshots.facts.amounts import find_amounts
from snapshots.facts.quantities import find_quantities
from snapshots.facts.times import find_times
from snapshots.letter import Status

HERE = Path(__file__).parent
STATEMENTS = [
    statement
    for name in ("statements_of_many_styles", "statements_in_the_style_of_tables")
    for statement in tomllib.loads((HERE / f"numeric_facts/{name}.toml").read_text("utf-8"))["statement"]
]

each_statement = pytest.mark.parametrize(
    "statement", STATEMENTS, ids=lambda statement: statement["text"][:60]
)


def times_of(statement):
    return find_times(
        statement["text"], written_on=statement["written_on"], status=Status(statement["status"])
    )


def time_row(time):
    row = {
        "quote": time.quote,
        "earliest": time.earliest,
        "latest": time.latest,
        "certainty": None if time.certainty == "firm" else time.certainty.value,
    }
    return {key: value for key, value in row.items() if value is not None}


@each_statement
def test_the_amounts_are_those_that_a_reader_finds(statement):
    rows = [
        {
            "quote": amount.quote,
            "value": None if amount.value is None else str(amount.value),
            "currency": amount.currency,
            "part_of": amount.part_of,
        }
        for amount in find_amounts(statement["text"])
    ]
    found = [{key: value for key, value in row.items() if value is not None} for row in rows]
    assert found == statement.get("amounts", [])


@each_statement
def test_the_times_are_those_that_a_reader_finds(statement):
    times = times_of(statement)
    assert [time_row(time) for time in times.deadlines] == statement.get("deadlines", [])
    assert [time_row(time) for time in times.dates] == statement.get("dates", [])


@each_statement
def test_the_counts_are_those_that_a_reader_finds(statement):
    times = times_of(statement)
    facts = (*find_amounts(statement["text"]), *times.deadlines, *times.dates)
    taken = tuple(span for fact in facts for span in fact.spans)
    found = [
        {"quote": quantity.quote, "value": float(quantity.value)}
        for quantity in find_quantities(statement["text"], taken=taken)
    ]
    assert found == [{**row, "value": float(row["value"])} for row in statement.get("quantities", [])]


@pytest.fixture(scope="module")
def real_score():
    """(right, in the reading, found) of each list over the real letter's statements, read one by one."""
    reading = json.loads(file_of_others("2023-12-13.reading.json").read_text("utf-8"))
    written_on = date.fromisoformat(reading["letter"]["date"])
    score = {name: [0, 0, 0] for name in ("amounts", "deadlines", "dates", "quantities")}
    for statement in reading["statements"]:
        if not statement.get("opt"):
            for name, found in _read(statement, written_on).items():
                counts = _compare(statement.get(name, []), found)
                score[name] = [total + count for total, count in zip(score[name], counts, strict=True)]
    return score


@pytest.mark.parametrize("name", ["amounts", "deadlines", "dates", "quantities"])
def test_the_real_letters_facts_are_found_with_an_f1_of_95_in_100(real_score, name):
    right, wanted, found = real_score[name]
    assert 2 * right / (wanted + found) >= 0.95


def _read(statement, written_on):
    """The values of each list with the words that they stand in."""
    text = statement["text"]
    times = find_times(text, written_on=written_on, status=Status(statement["status"]))
    amounts = find_amounts(text)
    taken = tuple(span for fact in (*amounts, *times.deadlines, *times.dates) for span in fact.spans)
    quantities = find_quantities(text, taken=taken)
    return {
        "amounts": [(fact.quote, fact.value) for fact in amounts],
        "deadlines": [(fact.quote, fact.latest) for fact in times.deadlines],
        "dates": [(fact.quote, fact.latest) for fact in times.dates],
        "quantities": [(fact.quote, fact.value) for fact in quantities],
    }


def _compare(wanted, found):
    """(right, wanted, found): each wanted fact takes one that shares its words and its value; optional ones none."""
    left = list(found)
    right = 0
    optional = [fact for fact in wanted if fact.get("opt")]
    required = [fact for fact in wanted if not fact.get("opt")]
    for fact in required:
        match = next((pair for pair in left if _same(fact, pair)), None)
        if match is not None:
            left.remove(match)
            right += 1
    for fact in optional:
        match = next((pair for pair in left if _shares_words(fact, pair)), None)
        if match is not None:
            left.remove(match)
    return right, len(required), right + len(left)


def _shares_words(fact, pair):
    return fact["quote"] in pair[0] or pair[0] in fact["quote"]


def _same(fact, pair):
    key = "value" if "value" in fact else "latest"
    accepted = [fact.get(key), *fact.get("alt", {}).get(key, [])]
    value = pair[1].isoformat() if isinstance(pair[1], date) else pair[1]
    return _shares_words(fact, pair) and any(
        value == one
        or (value is not None and one is not None and key == "value" and float(value) == float(one))
        for one in accepted
    )
