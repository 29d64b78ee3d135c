"""A column of dates: each date goes to the step beside it."""

from datetime import date

from snapshots.letter import Letter
from snapshots.read_letter import read_letter

HEAD = "Almery, 13 December 2023\n\nDear members,\n\nMeasure\tStatus\tNext steps\tDeadline\n"


def read(*rows: str) -> Letter:
    return read_letter((HEAD + "\n".join(rows)).encode())


def due(letter: Letter) -> list[tuple[str, list[date | None]]]:
    steps = [s for s in letter.statements if s.column == "next_steps"]
    return [(letter.text[s.spans[0].start : s.spans[0].end], [d.latest for d in s.deadlines]) for s in steps]


def test_a_date_beside_a_step_is_its_deadline() -> None:
    assert due(read("Ports\tThe quay is repaired.\tJoint stress test of the quay.\tH1 2024")) == [
        ("Joint stress test of the quay.", [date(2024, 6, 30)])
    ]


def test_bullets_pair_with_bullets() -> None:
    letter = read("Ports\tDone.\t• New quay • Second crane • Third pier\t• mid-2024 • by June 2025 • tbc")
    assert due(letter) == [
        ("New quay", [date(2024, 8, 31)]),
        ("Second crane", [date(2025, 6, 30)]),
        ("Third pier", [None]),
    ]


def test_one_date_beside_several_steps_belongs_to_the_last() -> None:
    letter = read("Ports\tDone.\t• New quay • Second crane\tMarch 2024")
    assert [dates for _, dates in due(letter)] == [[], [date(2024, 3, 31)]]


def test_a_date_beside_nothing_is_not_lost() -> None:
    letter = read("Ports\tThe quay is repaired.\t\tMarch 2024")
    assert [s.text for s in letter.statements] == ["The quay is repaired.", "March 2024"]
