"""`lettertrail ledger` and `lettertrail slippage`: from files alone, and of a series that is recorded."""

import csv
import io
import json
from pathlib import Path

import pytest
from commands import lettertrail

from service.demo.demo_letters import demo_letters

LETTER = (
    "The Harbour Board\n\n9 January 2031\n\nDear members,\n\n# HARBOURS\n\n"
    "| Priorities | Ongoing | Next steps |\n|---|---|---|\n"
    "| Boats | =HYPERLINK(1) EUR 20 million was signed for vessels in Egypt. | A ferry is to be built. |\n"
)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recorded")
    assert lettertrail("demo", folder=folder).returncode == 0
    return folder


def demo_file(folder: Path, place: int) -> Path:
    demo = demo_letters()[place]
    (folder / demo.filename).write_bytes(demo.data)
    return folder / demo.filename


def rows(output: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(output.decode(), newline="")))


def test_a_file_alone_has_a_ledger_and_touches_no_database(tmp_path: Path) -> None:
    run = lettertrail("ledger", demo_file(tmp_path, 2), "--json", folder=tmp_path)
    assert (run.returncode, run.stderr) == (0, b"")
    assert json.loads(run.stdout)["sums"] == [{"currency": "EUR", "value": "295500000"}]
    assert not (tmp_path / "record.db").exists()


def test_two_files_are_compared(tmp_path: Path) -> None:
    files = demo_file(tmp_path, 0), demo_file(tmp_path, 2)
    run = lettertrail("ledger", *files, "--json", folder=tmp_path)
    assert {move["kind"] for move in json.loads(run.stdout)["moves"]} >= {"stage", "gone", "added"}


def test_a_recorded_series_gives_what_its_file_gives(recorded: Path) -> None:
    by_name = lettertrail("ledger", "harbour-council", "2024-10-16", "--csv", folder=recorded)
    by_file = lettertrail("ledger", demo_file(recorded, 2), "--csv", folder=recorded)
    names = ("place", "partners", "stage", "currency", "value", "quote", "statement")
    told = [[[row[name] for name in names] for row in rows(run.stdout)] for run in (by_name, by_file)]
    assert told[0] == told[1] != []


def test_words_that_begin_like_a_formula_are_no_formula(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(LETTER, "utf-8")
    run = lettertrail("ledger", "letter.md", "--csv", folder=tmp_path)
    (row,) = rows(run.stdout)
    assert row["sentence"].startswith("'=")
    assert run.stdout.count(b"\r\n") == run.stdout.count(b"\n")


def test_a_partner_is_named_in_any_way(recorded: Path) -> None:
    for name in ("GE", "Georgia", "georgia"):
        run = lettertrail("ledger", "harbour-council", "--partner", name, "--csv", folder=recorded)
        assert [row["value"] for row in rows(run.stdout)] == ["16100000"]


def test_nobody_is_a_partner_ends_in_2_with_one_line(recorded: Path) -> None:
    run = lettertrail("ledger", "harbour-council", "--partner", "Atlantis", folder=recorded)
    assert (run.returncode, run.stdout, run.stderr.count(b"\n")) == (2, b"", 1)


@pytest.mark.parametrize("arguments", [("harbour-council",), ("harbour-council", "2024-03-06..2024-10-16")])
def test_for_people_every_sum_stands_with_its_words(recorded: Path, arguments: tuple[str, ...]) -> None:
    run = lettertrail("ledger", *arguments, folder=recorded)
    assert (run.returncode, run.stderr) == (0, b"")
    assert "sea wall at Poti" in run.stdout.decode()


def test_json_and_csv_at_once_are_refused(recorded: Path) -> None:
    for command in ("ledger", "slippage"):
        run = lettertrail(command, "harbour-council", "--json", "--csv", folder=recorded)
        assert (run.returncode, run.stdout) == (2, b"")


@pytest.mark.parametrize("what", ["nowhere", "nowhere.txt"])
def test_neither_a_file_nor_a_series_ends_in_1_with_one_line(recorded: Path, what: str) -> None:
    run = lettertrail("ledger", what, folder=recorded)
    assert (run.returncode, run.stdout, run.stderr.count(b"\n")) == (1, b"", 1)


def test_the_promises_of_a_series_come_as_words_json_and_rows(recorded: Path) -> None:
    words, public, table = (
        lettertrail("slippage", "harbour-council", *how, folder=recorded).stdout
        for how in ((), ("--json",), ("--csv",))
    )
    told = json.loads(public)
    assert [row["outcome"] for row in rows(table)] == [one["outcome"] for one in told["promises"]]
    assert "Open on 12 February 2025" in words.decode()


def test_a_wide_terminal_shows_more_of_each_promise(recorded: Path) -> None:
    longest = {
        columns: max(
            len(line.rstrip())
            for line in lettertrail("slippage", "harbour-council", folder=recorded, COLUMNS=columns)
            .stdout.decode()
            .splitlines()
        )
        for columns in ("100", "160")
    }
    assert longest["100"] <= 100 < longest["160"] <= 160


def test_a_stage_that_no_letter_says_is_called_so(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(
        "# Letter of 3 May 2031\n\n## Poti\n\n- The wall costs EUR 3 million.\n"
    )
    for how in (("letter.md",), ("letter.md", "letter.md")):
        words = lettertrail("ledger", *how, folder=tmp_path).stdout.decode()
        assert "unknown" not in words
    assert (
        "stage not said: EUR 3 million" in lettertrail("ledger", "letter.md", folder=tmp_path).stdout.decode()
    )


def test_a_series_of_one_letter_ends_in_1_with_one_line(tmp_path: Path) -> None:
    lettertrail("ingest", demo_file(tmp_path, 0), "--series", "alone", folder=tmp_path)
    run = lettertrail("slippage", "alone", folder=tmp_path)
    assert (run.returncode, run.stdout, run.stderr.count(b"\n")) == (1, b"", 1)
