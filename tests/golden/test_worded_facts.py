"""Partners, status and kind of statements from many fields, and of the real letter where it is at hand."""

import json
import tomllib
from pathlib import Path

import pytest
from letters_of_others import file_of_others

from snapshots.facts.kind import read_kind
from snapshots.facts.partners import find_partners, partners_named
from snapshots.facts.status import read_status
from snapshots.letter import Column

HERE = Path(__file__).parent
STATEMENTS = tomllib.loads((HERE / "worded_facts/statements_of_many_fields.toml").read_text("utf-8"))[
    "statement"
]
IN_TABLES = tomllib.loads((HERE / "worded_facts/statements_in_the_style_of_tables.toml").read_text("utf-8"))[
    "statement"
]

each_statement = pytest.mark.parametrize(
    "statement", STATEMENTS, ids=lambda statement: statement["text"][:60]
)


@each_statement
def test_a_statement_is_about_those_whom_a_reader_names(statement):
    heading = partners_named(statement.get("heading", ""))
    assert set(find_partners(statement["text"], heading_partners=heading)) == set(statement["partners"])


@each_statement
def test_a_statement_has_the_status_that_a_reader_gives_it(statement):
    assert read_status(statement["text"], column=Column(statement["column"])) in statement["status"]


@each_statement
def test_a_statement_has_the_kind_that_a_reader_gives_it(statement):
    assert read_kind(statement["text"]) in statement["kind"]


def test_at_least_95_in_100_statuses_of_tables_of_other_fields_are_right():
    wrong = [
        statement["text"]
        for statement in IN_TABLES
        if read_status(statement["text"], column=Column(statement["column"])) not in statement["status"]
    ]
    assert len(wrong) <= 0.05 * len(IN_TABLES), wrong


def test_at_least_95_in_100_kinds_of_tables_of_other_fields_are_right():
    wrong = [
        statement["text"] for statement in IN_TABLES if read_kind(statement["text"]) not in statement["kind"]
    ]
    assert len(wrong) <= 0.05 * len(IN_TABLES), wrong


@pytest.fixture(scope="module")
def real_statements():
    reading = json.loads(file_of_others("2023-12-13.reading.json").read_text("utf-8"))
    return [statement for statement in reading["statements"] if not statement.get("opt")]


def test_at_least_nine_tenths_of_the_real_letters_statuses_are_right(real_statements):
    right = [
        read_status(statement["text"], column=Column(statement["column"])) in _accepted(statement, "status")
        for statement in real_statements
    ]
    assert sum(right) >= 0.9 * len(right)


def test_at_least_85_in_100_of_the_real_letters_kinds_are_right(real_statements):
    right = [read_kind(statement["text"]) in _accepted(statement, "kind") for statement in real_statements]
    assert sum(right) >= 0.85 * len(right)


def test_the_real_letters_partners_are_found_with_an_f1_of_at_least_95_in_100(real_statements):
    right = wanted = found = 0
    for statement in real_statements:
        heading = partners_named(statement["topic"] or "")
        read = set(find_partners(statement["text"], heading_partners=heading))
        gold = set(statement["partners"])
        read -= set(statement.get("accept", {}).get("partners_opt", ())) - gold
        right, wanted, found = right + len(read & gold), wanted + len(gold), found + len(read)
    assert 2 * right / (wanted + found) >= 0.95


def _accepted(statement, field):
    return {statement[field], *statement.get("accept", {}).get(field, ())}
