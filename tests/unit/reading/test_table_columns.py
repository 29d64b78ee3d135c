"""Columns are known by what their headings mean."""

import time

import pytest

from snapshots.column_headings import find_column_headings
from snapshots.column_words import Role
from snapshots.layout.markdown import read_layout as read_markdown
from snapshots.layout.text import read_layout
from snapshots.read_letter import read_letter
from snapshots.table_columns import default_roles


def roles_of(line: str) -> tuple[Role | None, ...] | None:
    found = find_column_headings(read_layout(line.encode())).roles
    return found[min(found)].roles if found else None


@pytest.mark.parametrize(
    "line",
    [
        "Letter of May\tOngoing / Underway\tNext Steps and Timeline",
        "Commitment\tWhere we stand\tWhat comes next",
        "Objective\tState of play\tOutlook",
        "Area\tProgress to date\tUpcoming milestones",
        "Pledge\tAchieved so far\tStill to do",
        "Aim\tStatus quo\tWay ahead and target date",
        "Recommendation\tMeasures taken\tMeasures planned",
        "Member State\tImplementation\tOutstanding points",
        "Goal\tWhat was done\tFurther steps & deadline",
        "Target\tFollow-up given\tFollow-up / by when",
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
    (found,) = find_column_headings(layout).roles.values()
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


def test_a_column_of_who_and_when_belongs_to_the_steps() -> None:
    assert roles_of("Recommendation\tResponsible body / due date\tProgress\tTo do") == (
        Role.REFERENCE,
        Role.DUE,
        Role.ONGOING,
        Role.NEXT_STEPS,
    )


# --- headings that no words explain -------------------------------------------------------------------------

ROWS = (
    "Wells\tTwo wells were dug in March. Drilling goes on in the north. The pump has been paid."
    "\tA third well is to be dug. The committee will meet in June. Publish the map.\n"
)


def test_what_stands_below_tells_what_the_last_column_holds() -> None:
    found = find_column_headings(read_layout(f"Aim\tProgress\tTomorrow\n{ROWS}".encode()))
    assert found.roles[0].roles == (Role.REFERENCE, Role.ONGOING, Role.NEXT_STEPS)
    (finding,) = found.findings
    assert finding.code == "column.unclear"
    assert "“Tomorrow”" in finding.message
    assert "3 of 3 verbs" in finding.message


def test_what_stands_below_tells_though_the_columns_stand_the_other_way_round() -> None:
    flipped = "Wells\t" + "\t".join(ROWS.rstrip("\n").split("\t")[:0:-1])
    found = find_column_headings(read_layout(f"Aim\tTomorrow\tYesterday\n{flipped}\n".encode()))
    assert found.roles[0].roles == (Role.REFERENCE, Role.NEXT_STEPS, Role.ONGOING)


def test_no_heading_needs_to_be_known() -> None:
    found = find_column_headings(read_layout(f"Water\tYesterday\tTomorrow\n{ROWS}".encode()))
    assert found.roles[0].roles == (Role.REFERENCE, Role.ONGOING, Role.NEXT_STEPS)
    assert len(found.findings) == 2  # the labels on the left are no guess


def test_a_column_that_reports_is_no_reference_though_it_is_called_actions() -> None:
    found = find_column_headings(read_layout(f"Aim\tActions\tNext steps\n{ROWS}".encode()))
    assert found.roles[0].roles == (Role.REFERENCE, Role.ONGOING, Role.NEXT_STEPS)


def test_headings_that_words_explain_are_no_finding() -> None:
    assert not find_column_headings(read_layout(f"Aim\tDone so far\tTo do\n{ROWS}".encode())).findings


def test_without_headings_the_first_row_reports() -> None:
    assert not find_column_headings(
        read_layout(f"Wells\tThree dug in May\tFour in June\n{ROWS}".encode())
    ).roles
    assert not find_column_headings(read_layout(ROWS.encode())).roles


def test_dates_beside_what_is_under_way_belong_to_it_where_no_column_comes_next() -> None:
    annex = (
        "Lima, 2 May 2031\n\nAim\tState of play\tDeadline\nWells\tDrilling goes on in Peru.\t30 June 2031\n"
    )
    (statement,) = read_letter(annex.encode()).statements
    assert statement.text == "Drilling goes on in Peru. 30 June 2031"
    assert len(statement.deadlines) == 1


# --- headings of many tables --------------------------------------------------------------------------------

TOLD = ROWS.rstrip("\n").split("\t")


def annex_of(*tables: tuple[list[str], list[list[str]]]) -> str:
    """Tables in Markdown, with a line of prose behind each; the first row of each is its head."""
    return "".join(
        "".join(f"| {' | '.join(cells)} |\n" for cells in (head, ["---"] * len(head), *rows))
        + "\nAnd so on.\n\n"
        for head, rows in tables
    )


def test_a_heading_that_many_tables_share_is_one_finding_with_all_its_places() -> None:
    annex = annex_of(*(([f"Aim {n}", "Progress", "Tomorrow"], [TOLD]) for n in range(3)))
    layout = read_markdown(annex.encode())
    (finding,) = find_column_headings(layout).findings
    assert [layout.text[span.start : span.end] for span in finding.spans] == ["Tomorrow"] * 3


@pytest.mark.parametrize("shared", [True, False])
def test_as_many_headings_as_rows_are_read_in_time(shared: bool) -> None:
    heads = ([f"Aim {n}", "Progress", "Tomorrow" if shared else f"Next steps {n}"] for n in range(400))
    layout = read_markdown(annex_of(*((head, [TOLD]) for head in heads)).encode())
    begun = time.process_time()
    assert len(find_column_headings(layout).roles) == 400
    assert time.process_time() - begun < 2


def test_a_table_of_addresses_before_the_annex_hides_none_of_its_headings() -> None:
    letterhead = (["Harbour Office", "12 Quay Street, 2 May 2031"], [["Telephone", "0123"]])
    annex = annex_of(letterhead, (["Water", "Yesterday", "Tomorrow"], [TOLD]))
    (found,) = find_column_headings(read_markdown(annex.encode())).roles.values()
    assert found.roles == (Role.REFERENCE, Role.ONGOING, Role.NEXT_STEPS)


def test_behind_a_table_that_reports_without_headings_a_short_row_is_none() -> None:
    annex = annex_of((TOLD, [TOLD]), (["Wells", "Drilling", "Pumps"], [TOLD]))
    assert not find_column_headings(read_markdown(annex.encode())).roles
