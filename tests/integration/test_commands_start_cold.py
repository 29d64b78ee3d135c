"""Each command in an interpreter of its own, as its users start it: it finds all it needs, and says the same.

The other tests of commands fork them from one that has loaded everything (command_server.py).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import typer
from commands import cold_start, lettertrail
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES

from service.cli import app
from service.database import migrate, open_engine
from service.recording.record_letter import record_letter

WHY = ("--actor", "The registrar", "--reason", "Two workshops.")
ASKED: dict[str, tuple[str, ...]] = {
    "read": ("january.md",),
    "compare": ("january.md", "may.md"),
    "ledger": ("january.md", "may.md"),
    "ingest": ("september.md", "--series", SERIES),
    "history": ("night navigation",),
    "links": (SERIES,),
    "decide": (SERIES, "separate", "2031-01-09:s004=2031-05-20:s004", *WHY),
    "withdraw": (f"{SERIES}/2031-05-20", "--reason", "Sent by mistake."),
    "slippage": (SERIES,),
    "demo": (),
    "verify": (),
    "verify-feed": ("http://127.0.0.1:1/feeds/changes.atom",),
    "keys": (),
    "rebuild": (),
    "reread": ("--reason", "A newer reader."),
    "export": (SERIES, "previous..latest", "--as", "csv"),
    "sources": ("list",),
    "candidates": ("list",),
    "subscriptions": ("list",),
}
# These go on until they are stopped; test_command_serve.py and test_command_deliver.py start them cold.
LASTING = {"serve", "deliver"}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record of two letters, a key, and the files of three."""
    folder = tmp_path_factory.mktemp("kept")
    engine = open_engine(f"sqlite:///{folder}/record.db")
    migrate(engine)
    for name, data in (("january", JANUARY), ("may", MAY), ("september", SEPTEMBER)):
        (folder / f"{name}.md").write_bytes(data)
        if data != SEPTEMBER:
            record_letter(engine, data, series=SERIES)
    engine.dispose()
    assert lettertrail("keys", folder=folder).returncode == 0
    return folder


def ended(run: Callable[..., CompletedProcess[bytes]], command: str, kept: Path, folder: Path) -> object:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(kept, folder)
    done = run(command, *ASKED[command], folder=folder)
    return done.returncode, done.stdout, done.stderr


def test_every_command_is_started() -> None:
    assert set(typer.main.get_command(app).commands) == {*ASKED, *LASTING}  # type: ignore[attr-defined]


@pytest.mark.parametrize("command", ASKED)
def test_a_command_that_starts_cold_says_what_a_forked_one_says(
    command: str, kept: Path, tmp_path: Path
) -> None:
    cold = ended(cold_start, command, kept, tmp_path / "record")
    assert cold == ended(lettertrail, command, kept, tmp_path / "record")
    code, out, err = cold
    assert code == 0 or command == "verify-feed"
    assert out or err
    assert b"this should not have happened" not in err
