"""Reports on the command line: what is asked for is written, and what cannot be is said in one line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from commands import lettertrail
from typer.testing import CliRunner

from service.cli import app
from service.demo.demo_letters import demo_letters
from service.reports.report_forms import ReportForm


@pytest.fixture
def pair(tmp_path: Path) -> tuple[str, str]:
    """The last two demo letters."""
    files = []
    for demo in demo_letters()[-2:]:
        file = tmp_path / demo.filename
        file.write_bytes(demo.data)
        files.append(str(file))
    return files[0], files[1]


@pytest.mark.parametrize("form", list(ReportForm))
def test_as_and_the_name_of_the_file_give_the_same_bytes(
    form: ReportForm, pair: tuple[str, str], tmp_path: Path
) -> None:
    named, asked = tmp_path / f"moved{form.suffix}", tmp_path / "asked"
    runner = CliRunner()
    assert runner.invoke(app, ["compare", *pair, "-o", str(named)]).exit_code == 0
    assert runner.invoke(app, ["compare", *pair, "--as", form.value, "-o", str(asked)]).exit_code == 0
    assert named.read_bytes() == asked.read_bytes() != b""


def test_a_filter_and_all_choose_the_rows(pair: tuple[str, str]) -> None:
    def rows(*more: str) -> int:
        run = CliRunner().invoke(app, ["compare", *pair, "--as", "csv", *more])
        return len(list(csv.DictReader(io.StringIO(run.stdout))))

    assert 0 < rows("-q", "kind:deadline.moved") < rows() < rows("--all")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--as", "pdf"),
        ("-o", "moved.pdf"),
        ("-o", "moved"),
        ("--as", "receipt", "-q", "partner:EG"),
        ("--as", "csv", "--json"),
        ("--as", "csv", "-q", "colour:red"),
    ],
)
def test_what_cannot_be_asked_for_ends_in_2_and_writes_nothing(
    arguments: tuple[str, ...], pair: tuple[str, str], tmp_path: Path
) -> None:
    before = set(tmp_path.iterdir())
    run = lettertrail("compare", *pair, *arguments, folder=tmp_path)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr
    assert set(tmp_path.iterdir()) == before


def test_a_form_that_there_is_not_is_told_which_there_are(pair: tuple[str, str], tmp_path: Path) -> None:
    run = lettertrail("compare", *pair, "--as", "pdf", folder=tmp_path, COLUMNS="400")
    assert all(form.value in run.stderr.decode() for form in ReportForm)


def test_a_file_that_cannot_be_written_ends_in_1_with_one_line_that_names_it(
    pair: tuple[str, str], tmp_path: Path
) -> None:
    target = tmp_path / "nowhere" / "moved.csv"
    run = lettertrail("compare", *pair, "-o", target, folder=tmp_path)
    assert (run.returncode, run.stdout, run.stderr.count(b"\n")) == (1, b"", 1)
    assert str(target).encode() in run.stderr
