"""Changes as rows: every kind has its figures in their columns, and no cell is a formula."""

import csv
import io
from itertools import pairwise

import pytest
from read_demo import read_demo

from diffing.change_json import comparison_to_json
from diffing.compare_letters import compare_letters
from service.showing.change_rows import COLUMNS, change_row, said_words, write_csv

CHANGES = [
    change
    for old, new in pairwise(read_demo())
    for change in comparison_to_json(compare_letters(old, new))["changes"]
]


def row(**facts: object) -> dict[str, str]:
    change = {
        "kind": facts.pop("kind"),
        "partners": ["EG", "TN"],
        "sentence": "said",
        "before": None,
        "after": {"quotes": [{"quote": facts.pop("words", "words"), "statement": "s1"}]},
        "parts": ["A"],
        "importance": 5,
        "why": "because",
        "minor": False,
        "item": "x",
        "facts": facts,
    }
    return change_row(change, letters=("s/1", "s/2"))


def test_every_change_of_the_demo_has_a_row_of_the_same_columns() -> None:
    rows = [change_row(change, letters=("a", "b")) for change in CHANGES]
    assert len(rows) == len(CHANGES)
    assert all(tuple(one) == COLUMNS for one in rows)


def test_words_leave_out_what_stands_between_statements_and_nothing_within_one() -> None:
    side = {
        "quotes": [
            {"quote": "Two boats", "statement": "s1"},
            {"quote": "were\nbought.", "statement": "s1"},
            {"quote": "A third follows.", "statement": "s4"},
        ]
    }
    assert said_words(side) == "Two boats were bought. … A third follows."
    assert said_words(None) == ""


def test_what_is_written_can_be_read_again() -> None:
    rows = [change_row(change, letters=("a", "b")) for change in CHANGES]
    assert list(csv.DictReader(io.StringIO(write_csv(rows)))) == rows


def test_a_moved_deadline_has_its_bounds_and_its_slip() -> None:
    found = row(
        kind="deadline.moved",
        before={"earliest": None, "latest": "2024-03-31"},
        after={"earliest": "2024-04-01", "latest": "2024-06-30"},
        days=[1, 91],
    )
    assert found["deadline_before_earliest"] == ""
    assert found["deadline_before_latest"] == "2024-03-31"
    assert found["deadline_after_latest"] == "2024-06-30"
    assert (found["days_min"], found["days_max"]) == ("1", "91")


def test_a_slip_to_an_earlier_day_is_a_number_and_no_formula() -> None:
    found = row(
        kind="deadline.moved",
        before={"latest": "2024-03-31"},
        after={"latest": "2024-03-01"},
        days=[-30, -30],
    )
    assert found["days_min"] == "-30"


def test_money_stands_beside_its_currency() -> None:
    found = row(
        kind="amount.changed",
        before={"value": "30000000", "currency": "EUR"},
        after={"value": "35000000", "currency": "EUR"},
    )
    assert (found["amount_before"], found["amount_after"], found["currency"]) == (
        "30000000",
        "35000000",
        "EUR",
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_words_of_a_letter_are_never_a_formula(start: str) -> None:
    words = f'{start}HYPERLINK("http://example.org","x")'
    assert row(kind="item.added", status="planned", words=words)["new_words"] == f"'{words}"


def test_a_sign_that_cannot_be_seen_begins_no_formula() -> None:
    words = row(kind="item.added", status="planned", words='\r=HYPERLINK("http://example.org","x")')[
        "new_words"
    ]
    assert words == '\ufffd=HYPERLINK("http://example.org","x")'


def test_a_promise_that_drifted_has_both_strengths_and_its_direction() -> None:
    drift = {
        "before": {"strength": "will", "quote": "will be dredged"},
        "after": {"strength": "aims", "quote": "aims to dredge"},
        "direction": "weakened",
    }
    found = row(kind="item.reworded", commitment=drift)
    assert [found[f"commitment_{name}"] for name in ("before", "after", "drift")] == [
        "will",
        "aims",
        "weakened",
    ]


def test_a_change_without_a_drift_leaves_those_cells_empty() -> None:
    assert {row(kind="item.reworded")[f"commitment_{name}"] for name in ("before", "after", "drift")} == {""}
