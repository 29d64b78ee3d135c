"""0 done, 1 the input is at fault and one line says how, 2 usage, 3 our fault."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import typer
from commands import LETTERTRAIL, lettertrail, surroundings

from service.cli import app
from service.commands.outcome import ending
from service.demo.demo_letters import demo_letters
from service.record_faults import RecordingContested

LETTERS = {demo.filename: demo.data for demo in demo_letters()}
TEXT = next(data for name, data in LETTERS.items() if name.endswith(".txt"))
UNDATED = b"Dear members,\n\nThe works contract for the sea wall (EUR 15.5 million) is to be signed.\n"
BAD_INPUT = {
    "empty": b"",
    "blanks": b" \n\t\n",
    "a picture": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 20,
    "a cut PDF": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Ty",
    "a cut DOCX": next(data for name, data in LETTERS.items() if name.endswith(".docx"))[:9000],
    "noise": os.urandom(1).join([b"\x00\x01\xfe\x9c"] * 5000),
    "no date": UNDATED,
}


@pytest.mark.parametrize("what", BAD_INPUT)
def test_input_that_is_no_letter_ends_in_1_with_one_line_that_names_it(what: str, tmp_path: Path) -> None:
    file = tmp_path / "received"
    file.write_bytes(BAD_INPUT[what])
    run = lettertrail("read", file, "--json", folder=tmp_path)
    assert (run.returncode, run.stdout) == (1, b"")
    assert run.stderr.count(b"\n") == 1
    assert str(file).encode() in run.stderr


def test_more_bytes_than_any_letter_has_end_in_1(tmp_path: Path) -> None:
    file = tmp_path / "received"
    file.write_bytes(os.urandom(1000) * 30_000)
    run = lettertrail("read", file, folder=tmp_path)
    assert (run.returncode, run.stderr.count(b"\n")) == (1, 1)


def test_a_file_that_is_not_there_ends_in_1(tmp_path: Path) -> None:
    run = lettertrail("read", "nowhere.txt", folder=tmp_path)
    assert (run.returncode, run.stdout) == (1, b"")
    assert b"nowhere.txt" in run.stderr
    assert run.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("reed", "letter.txt"),
        ("read",),
        ("read", "letter.txt", "--jason"),
        ("compare", "one.txt"),
        ("compare", "-", "-"),
        ("ingest", "letter.txt"),
        ("serve", "--port", "90000"),
        ("ledger", "letter.txt", "--csv", "--json"),
        ("ledger", "letter.txt", "--partner", "Atlantis"),
        ("links", "harbours", "2024-03-06"),
        ("decide", "harbours", "confirm", "s001=s002", "--actor", "x", "--reason", "y"),
        ("decide", "harbours", "perhaps", "2024-03-06:s001=2024-06-19:s002", "--actor", "x", "--reason", "y"),
        ("withdraw", "harbours", "--reason", "Sent by mistake."),
        ("withdraw", "/2024-03-06", "--reason", "Sent by mistake."),
        ("compare", "one.txt", "two.txt", "-o", "moved"),
        ("export", "harbours", "--as", "receipt", "-q", "partner:EG"),
    ],
)
def test_a_command_that_is_not_understood_ends_in_2_with_one_line(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    run = lettertrail(*arguments, folder=tmp_path)
    assert (run.returncode, run.stdout) == (2, b"")
    assert run.stderr.startswith(b"lettertrail")
    assert run.stderr.count(b"\n") == 1
    assert run.stderr


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("-h",), ("--version",), *((c, "--help") for c in ("read", "compare", "serve"))],
)
def test_asking_for_help_ends_in_0(arguments: tuple[str, ...], tmp_path: Path) -> None:
    run = lettertrail(*arguments, folder=tmp_path)
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout


def test_every_command_says_in_one_sentence_what_it_does() -> None:
    documented = [command.callback.__doc__ for command in app.registered_commands if command.callback]
    assert len(documented) == len(app.registered_commands) > 0
    assert all(documented)


def test_a_setting_that_cannot_be_ends_in_1_and_is_named(tmp_path: Path) -> None:
    run = lettertrail("demo", folder=tmp_path, LETTERTRAIL_PORT="harbour")
    assert run.returncode == 1
    assert b"LETTERTRAIL_PORT" in run.stderr
    assert run.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    "url", ["sqlite:////no/such/folder/x.db", "mysql://root@localhost/x", "postgresql://127.0.0.1:1/x"]
)
def test_a_database_that_cannot_be_had_is_said_in_one_line(url: str, tmp_path: Path) -> None:
    run = lettertrail("verify", folder=tmp_path, LETTERTRAIL_DATABASE_URL=url)
    assert run.returncode in {2, 3}
    assert (run.stdout, run.stderr.count(b"\n")) == (b"", 1)


def test_what_nobody_foresaw_is_our_fault_and_said_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as stopped, ending():
        raise ZeroDivisionError("division\nby zero")
    assert stopped.value.exit_code == 3
    assert capsys.readouterr().err.count("\n") == 1


def test_what_others_contested_is_not_the_inputs_fault() -> None:
    with pytest.raises(typer.Exit) as stopped, ending():
        raise RecordingContested("a letter", 5)
    assert stopped.value.exit_code == 3


def test_debugging_lets_the_traceback_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETTERTRAIL_DEBUG", "1")
    with pytest.raises(ZeroDivisionError), ending():
        raise ZeroDivisionError


def test_a_reader_who_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    """As in `lettertrail read letter.txt --json | head -1`."""
    (tmp_path / "letter.txt").write_bytes(TEXT)
    run = subprocess.Popen(
        [*LETTERTRAIL, "read", "letter.txt", "--json"],
        cwd=tmp_path,
        env=surroundings(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert run.stdout
    assert run.stderr
    run.stdout.readline()
    run.stdout.close()
    assert (run.wait(60), run.stderr.read()) == (0, b"")
    run.stderr.close()


@pytest.mark.parametrize("command", ["ledger", "compare"])
def test_letters_the_wrong_way_round_are_told_backwards_and_one_line_says_so(
    command: str, tmp_path: Path
) -> None:
    names = sorted(name for name in LETTERS if name.endswith(".txt"))
    for name in names:
        (tmp_path / name).write_bytes(LETTERS[name])
    assert lettertrail(command, *names, folder=tmp_path).stderr == b""
    run = lettertrail(command, *reversed(names), folder=tmp_path)
    assert run.returncode == 0
    assert run.stderr.count(b"\n") == 1
    assert b"is dated 2024-10-16, after NEW, 2024-03-06" in run.stderr


def test_without_any_argument_the_help_is_shown_and_nothing_else(tmp_path: Path) -> None:
    run = lettertrail(folder=tmp_path)
    assert (run.returncode, run.stderr) == (2, b"")
    assert b"Usage: lettertrail" in run.stdout


def test_a_reader_who_has_seen_enough_of_a_table_is_no_fault(tmp_path: Path) -> None:
    name = next(name for name in sorted(LETTERS) if name.endswith(".txt"))
    (tmp_path / name).write_bytes(LETTERS[name])
    with subprocess.Popen(
        [*LETTERTRAIL, "ledger", name],
        cwd=tmp_path,
        env=surroundings(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait(60) == 0


def test_two_letters_as_two_arguments_are_told_how_to_be_one(tmp_path: Path) -> None:
    run = lettertrail("links", "harbours", "2024-03-06", "2024-06-19", folder=tmp_path)
    assert run.returncode == 2
    assert b"two letters are one argument, as in 2023-10-24..2023-12-13" in run.stderr


def test_output_that_nothing_more_fits_into_is_told_in_one_line(tmp_path: Path) -> None:
    name = next(name for name in sorted(LETTERS) if name.endswith(".txt"))
    (tmp_path / name).write_bytes(LETTERS[name])
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [*LETTERTRAIL, "ledger", name, "--json"],
            cwd=tmp_path,
            env=surroundings(tmp_path),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert run.returncode == 1
    assert run.stderr.startswith(b"lettertrail: the output cannot be written: ")
