"""Runs `lettertrail` as its users do: as a process of its own, in a folder of its own."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What the installed script does, also where the checkout is not installed.
LETTERTRAIL = (sys.executable, "-c", "from service.cli import main; main()")
# No command of a test takes longer.
PATIENCE = 60


def surroundings(folder: Path, **variables: str) -> dict[str, str]:
    """Nothing of the tester's own settings; the record is an SQLite file in the folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LETTERTRAIL_")}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "LETTERTRAIL_DATABASE_URL": f"sqlite:///{folder}/record.db",
        **variables,
    }


def lettertrail(
    *arguments: object, folder: Path, given: bytes = b"", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """What the command wrote and how it ended.

    Its process is forked from one that has loaded everything, which takes a tenth of the time; but where
    `variables` has what an interpreter asks for when it starts, one is started.
    """
    asked = [*map(str, arguments)]
    if any(name.startswith(("PYTHON", "LC_", "LANG")) for name in variables):
        return cold_start(*asked, folder=folder, given=given, **variables)
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        stdin.write(given)
        stdin.seek(0)
        question = {
            "arguments": asked,
            "folder": str(folder),
            "variables": surroundings(folder, **variables),
        }
        code = _forked(json.dumps(question).encode(), [stdin.fileno(), out.fileno(), err.fileno()])
        out.seek(0)
        err.seek(0)
        return subprocess.CompletedProcess(asked, code, out.read(), err.read())


def cold_start(
    *arguments: object, folder: Path, given: bytes = b"", **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """What `lettertrail` gives, by an interpreter that has nothing loaded."""
    return subprocess.run(
        [*LETTERTRAIL, *map(str, arguments)],
        cwd=folder,
        env=surroundings(folder, **variables),
        input=given,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )


def _forked(question: bytes, files: list[int]) -> int:
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(PATIENCE)
        asking.connect(_command_server())
        socket.send_fds(asking, [question], files)
        with asking.makefile("r") as answers:
            process = int(answers.readline())
            try:
                return int(answers.readline())
            except TimeoutError:
                os.kill(process, signal.SIGKILL)
                raise


@cache
def _command_server() -> str:
    """The socket of the one that runs as long as these tests do."""
    folder = tempfile.mkdtemp(prefix="lettertrail-")  # short: a socket's path has 107 characters
    path = f"{folder}/asked"
    program = Path(__file__).with_name("command_server.py")
    environment = surroundings(Path(folder))
    server = subprocess.Popen(
        [sys.executable, str(program), path],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    atexit.register(_end, server, folder)
    assert server.stdout
    assert server.stdout.readline() == b"ready\n"
    return path


def _end(server: subprocess.Popen[bytes], folder: str) -> None:
    server.kill()
    server.communicate()
    shutil.rmtree(folder, ignore_errors=True)


_WATCHED = (
    "import sys; from service.cli import app; app(sys.argv[1:], standalone_mode=False); "
    "print(' '.join(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
)


def loaded_by(*arguments: object, folder: Path) -> set[str]:
    """The packages that a command has loaded by its end."""
    run = subprocess.run(
        [sys.executable, "-c", _WATCHED, *map(str, arguments)],
        cwd=folder,
        env=surroundings(folder),
        capture_output=True,
        check=True,
        timeout=PATIENCE,
    )
    return set(run.stderr.decode().split())
