"""How long a letter takes to be read, and two to be compared: as functions, and as whole commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from diffing.compare_letters import compare_letters
from service.demo.demo_letters import demo_letters
from snapshots.read_letter import read_letter

# What the installed script `lettertrail` does, also where the checkout is not installed.
LETTERTRAIL = (sys.executable, "-c", "from service.cli import main; main()")
ROOT = Path(__file__).resolve().parents[2]
PORTS = (
    "Larache",
    "Safi",
    "Dakar",
    "Mindelo",
    "Praia",
    "Batumi",
    "Durres",
    "Bizerte",
    "Sfax",
    "Banjul",
    "Bergen",
    "Akureyri",
)


def big_letter(demo: bytes, ports: tuple[str, ...]) -> bytes:
    """A demo letter whose annex goes on, for all ports to about 50 kB: the same measures for one after another."""
    body, annex = re.split(r"(?<=\n)(?=Annex - )", demo.decode("utf-8"), maxsplit=1)
    title, tables = annex.split("\n", 1)
    more = [re.sub(r"(?<=• )(\w)", rf"{port}: \1", tables) for port in ports]
    return "\n".join((body + title, tables, *more)).encode()


@pytest.fixture(scope="module")
def ports(in_full: bool) -> tuple[str, ...]:
    return PORTS if in_full else PORTS[:3]


@pytest.fixture(scope="module")
def big_pair(ports: tuple[str, ...]) -> tuple[bytes, bytes]:
    texts = [demo.data for demo in demo_letters() if demo.filename.endswith(".txt")]
    return big_letter(texts[0], ports), big_letter(texts[1], ports)


@pytest.fixture(scope="module")
def big_files(big_pair: tuple[bytes, bytes], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("letters")
    old, new = folder / "old.txt", folder / "new.txt"
    old.write_bytes(big_pair[0])
    new.write_bytes(big_pair[1])
    return old, new


def command(*arguments: object) -> bytes:
    return subprocess.run(
        [*LETTERTRAIL, *map(str, arguments)],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    ).stdout


def test_reading_a_letter_of_50_kb(
    measure: Any, big_pair: tuple[bytes, bytes], ports: tuple[str, ...]
) -> None:
    letter = measure(read_letter, big_pair[0])
    assert len(letter.statements) > 25 * len(ports)


def test_comparing_two_letters_of_50_kb(
    measure: Any, big_pair: tuple[bytes, bytes], ports: tuple[str, ...]
) -> None:
    comparison = measure(compare_letters, *map(read_letter, big_pair))
    assert len(comparison.changes) > 8 * len(ports)


def test_the_command_line_says_what_it_can_do(measure: Any) -> None:
    assert b"compare" in measure(command, "--help")


def test_the_whole_command_read(measure: Any, big_files: tuple[Path, Path]) -> None:
    assert b'"statements"' in measure(command, "read", big_files[0], "--json")


def test_the_whole_command_compare(measure: Any, big_files: tuple[Path, Path]) -> None:
    assert b'"changes"' in measure(command, "compare", *big_files, "--json")
