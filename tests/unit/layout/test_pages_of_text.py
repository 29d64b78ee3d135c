"""Lines of a text that belong to its pages, and none of the letter: numbered feet, headings told again."""

import pytest

from snapshots.layout.blocks import Table
from snapshots.layout.text import read_layout

ROWS = (
    "Lighthouses\tTwo lamps were lit in April.\tA third lamp will be lit in June.",
    "Buoys\tTen buoys were moored in April.\tFive more will be moored in June.",
    "Piers\tOne pier was repaired in April.\tAnother will be repaired in June.",
)
HEADINGS = "Field\tWork done\tNext steps"


def running(text):
    layout = read_layout(text.encode())
    return [layout.text[span.start : span.end] for span in layout.running]


def pages(foot, *, heading=HEADINGS):
    said = [f"{heading}\n{row}\n\n{foot.format(at)}\n" for at, row in enumerate(ROWS, start=2)]
    return "\n".join(["The council reports.", "", foot.format(1), "", *said])


@pytest.mark.parametrize("foot", ["HC/77/4\t{}", "{}\tHarbour Council", "HC/77/4 \t {} "])
def test_the_foot_of_a_page_beside_its_number_is_no_row(foot):
    assert running(pages(foot)) == [foot.format(at) for at in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    "rows",
    ["Boats\t4\nBuoys\t5\nBoats\t9\nPiers\t6", "Mole\tLot\nLot\t1\nLot\t2\nLot\t3\nMole\tdone"],
    ids=["counts", "numbers that count up"],
)
def test_a_row_that_only_ends_in_a_number_is_one(rows):
    assert running(f"The fleet:\n{rows}\n") == []


@pytest.mark.parametrize("foot", ["HC/77/4\t{}", "- {} -"])
def test_the_headings_of_columns_stay_though_each_page_begins_with_them(foot):
    tables = [block for block in read_layout(pages(foot).encode()).blocks if isinstance(block, Table)]
    assert sum(len(table.rows) for table in tables) == len(ROWS) * 2
    assert HEADINGS not in running(pages(foot))
