"""Columns are known by what their headings mean."""

import pytest

from snapshots.column_words import Role
from snapshots.layout.blocks import Table
from snapshots.layout.text import read_layout
from snapshots.table_columns import column_roles, default_roles


def roles_of(line: str) -> tuple[Role | None, ...] | None:
    layout = read_layout(line.encode())
    table = layout.blocks[0]
    assert isinstance(table, Table)
    found = column_roles(table.rows[0], layout.text)
    return found.roles if found else None


@pytest.mark.parametrize(
    "line",
    [
        "Letter of May\tOngoing / Underway\tNext Steps and Timeline",
        "Commitment\tWhere we stand\tWhat comes next",
        "Objective\tState of play\tOutlook",
        "Area\tProgress to date\tUpcoming milestones",
        "Pledge\tAchieved so far\tStill to do",
    ],
)
def test_an_annex_is_understood_whatever_its_columns_are_called(line: str) -> None:
    assert roles_of(line) == (Role.REFERENCE, Role.ONGOING, Role.NEXT_STEPS)


def test_a_row_that_reports_something_is_no_row_of_headings() -> None:
    assert roles_of("\tThe mill was sold in May.\tThe next mill will be sold in June.") is None
    assert roles_of("\tPREVENTION\t") is None


def test_a_column_of_dates_is_known() -> None:
    assert roles_of("Measure\tStatus\tNext steps\tDeadline") == (
        Role.REFERENCE,
        Role.ONGOING,
        Role.NEXT_STEPS,
        Role.DUE,
    )


def test_a_column_without_a_heading_serves_the_one_to_its_right() -> None:
    layout = read_layout(b"Letter\tOngoing\t\tNext steps\t")
    table = layout.blocks[0]
    assert isinstance(table, Table)
    found = column_roles(table.rows[0], layout.text)
    assert found is not None
    assert found.role_at(2) is Role.NEXT_STEPS
    assert found.role_at(4) is Role.NEXT_STEPS
    assert found.role_at(1) is Role.ONGOING


def test_a_table_without_headings_goes_by_position() -> None:
    assert default_roles(3).roles == (Role.REFERENCE, Role.ONGOING, Role.NEXT_STEPS)
    assert default_roles(2).roles == (Role.ONGOING, Role.NEXT_STEPS)


@pytest.mark.parametrize("first", ["Country / region", "Beneficiary", "Who", "File"])
def test_a_column_before_those_that_report_says_what_they_report_on(first: str) -> None:
    assert roles_of(f"{first}\tDone so far\tStill to come") == (
        Role.REFERENCE,
        Role.ONGOING,
        Role.NEXT_STEPS,
    )
