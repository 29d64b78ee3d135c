"""Where no letter was ever kept, whoever begins no record says so, names the database, and leaves nothing behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from commands import lettertrail

from service.cli import app

SERIES = "harbour-council"
WHY = ("--actor", "The registrar", "--reason", "On paper.")
# What looks at a record, or does something to what is in it, as it is typed where there is none.
WITH_A_RECORD: dict[str, tuple[str, ...]] = {
    "verify": (),
    "history": ("i-0000",),
    "ledger": (SERIES,),
    "links": (SERIES, "previous..latest"),
    "slippage": (SERIES,),
    "export": (SERIES, "previous..latest", "--as", "csv"),
    "decide": (SERIES, "confirm", "2024-03-06:s001=2024-06-19:s002", *WHY),
    "withdraw": (f"{SERIES}/2024-03-06", "--reason", "Sent by mistake."),
    "rebuild": (),
    "reread": (),
    "sources list": (),
    "sources check": (),
    "sources remove": ("abc",),
    "candidates list": (),
    "candidates show": (SERIES, "c1"),
    "candidates accept": (SERIES, "c1", *WHY),
    "candidates reject": (SERIES, "c1", *WHY),
    "subscriptions list": (),
    "subscriptions show": ("abc",),
    "subscriptions test": ("abc",),
    "subscriptions resume": ("abc",),
    "subscriptions replay": ("abc", "--after", "0"),
    "subscriptions rotate": ("abc",),
    "subscriptions remove": ("abc",),
}
# What begins a record, or waits for one to begin, and what needs none.
BEGINNING = {"ingest", "demo", "serve", "deliver", "sources add", "subscriptions add"}
ON_FILES = {"read", "compare", "verify-feed", "keys"}
OTHER_WAYS = {
    "a rehearsal": ("reread", "--rehearse"),
    "a preview": ("decide", *WITH_A_RECORD["decide"], "--preview"),
    "doubtful links": ("links", SERIES, "--doubtful"),
    "JSON of candidates": ("candidates", "list", "--json"),
    "JSON of sources": ("sources", "list", "--json"),
    "JSON of subscriptions": ("subscriptions", "list", "--json"),
}
ASKED = OTHER_WAYS | {name: (*name.split(), *arguments) for name, arguments in WITH_A_RECORD.items()}


def every_command(group: typer.Typer, before: str = "") -> Iterator[str]:
    """The name of each command, with that of its group in front, as it is typed."""
    known = typer.main.get_command(group)
    subgroups = {one.typer_instance.info.name: one.typer_instance for one in group.registered_groups}
    for name in known.commands:  # type: ignore[attr-defined]
        if name in subgroups:
            yield from every_command(subgroups[name], f"{name} ")
        else:
            yield before + name


def test_every_command_is_known_to_need_a_record_or_none() -> None:
    assert sorted(every_command(app)) == sorted([*WITH_A_RECORD, *BEGINNING, *ON_FILES])


@pytest.mark.parametrize("way", ASKED)
def test_without_a_record_a_command_ends_in_1_and_makes_none(way: str, tmp_path: Path) -> None:
    run = lettertrail(*ASKED[way], folder=tmp_path)
    assert (run.returncode, run.stdout) == (1, b"")
    assert b"there is no record in" in run.stderr
    assert b"lettertrail ingest" in run.stderr
    assert str(tmp_path / "record.db").encode() in run.stderr
    assert run.stderr.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("held", ["nothing", "other tables"])
def test_a_file_without_a_record_stays_as_it_is(held: str, tmp_path: Path) -> None:
    file = tmp_path / "record.db"
    file.touch()
    if held == "other tables":
        with sqlite3.connect(file) as connection:
            connection.execute("CREATE TABLE recipes (name TEXT)")
    before = file.read_bytes()
    run = lettertrail("verify", folder=tmp_path)
    assert (run.returncode, file.read_bytes()) == (1, before)
    assert b"there is no record in" in run.stderr


def test_a_record_without_letters_is_one(tmp_path: Path) -> None:
    """One that waits for its first letter, as a server makes it, is intact."""
    (tmp_path / "in").mkdir()
    assert lettertrail("sources", "add", "in", "--series", SERIES, folder=tmp_path).returncode == 0
    run = lettertrail("verify", folder=tmp_path)
    assert (run.returncode, run.stdout[:17]) == (0, b"Intact: 0 events,")


@pytest.mark.parametrize("name", ["a file that is no database", "x.db"])
def test_what_cannot_be_opened_is_no_missing_record(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "nowhere" if name == "x.db" else tmp_path
    if folder == tmp_path:
        (tmp_path / name).write_bytes(b"lighthouse " * 500)
    run = lettertrail("verify", folder=tmp_path, LETTERTRAIL_DATABASE_URL=f"sqlite:///{folder / name}")
    assert run.returncode == 3
    assert b"cannot open the database" in run.stderr
