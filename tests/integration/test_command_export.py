"""`lettertrail export`: what moved, as a file."""

import csv
import io
import json
from pathlib import Path

from commands import lettertrail


def test_the_last_comparison_comes_as_one_row_per_change(tmp_path: Path) -> None:
    lettertrail("demo", folder=tmp_path)
    done = lettertrail("export", "harbour-council", folder=tmp_path)
    assert done.returncode == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode())))
    assert {row["new_letter"] for row in rows} == {"harbour-council/2025-02-12"}
    assert any(row["kind"] == "deadline.moved" and row["days_min"] for row in rows)


def test_json_is_the_comparison_as_compare_gives_it(tmp_path: Path) -> None:
    lettertrail("demo", folder=tmp_path)
    target = tmp_path / "moved.json"
    done = lettertrail(
        "export",
        "harbour-council",
        "2024-03-06..2024-06-19",
        "--as",
        "json",
        "-o",
        str(target),
        folder=tmp_path,
    )
    assert done.returncode == 0
    assert done.stdout == b""
    assert set(json.loads(target.read_text("utf-8"))) >= {"old", "new", "changes", "alignments", "receipt"}


def test_a_series_that_is_not_held_is_said_in_one_line(tmp_path: Path) -> None:
    done = lettertrail("export", "nowhere", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
