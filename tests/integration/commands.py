"""Runs `lettertrail` as its users do: as a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What the installed script does, also where the checkout is not installed.
LETTERTRAIL = (sys.executable, "-c", "from service.cli import main; main()")


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
    return subprocess.run(
        [*LETTERTRAIL, *map(str, arguments)],
        cwd=folder,
        env=surroundings(folder, **variables),
        input=given,
        capture_output=True,
        check=False,
        timeout=60,
    )


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
        timeout=60,
    )
    return set(run.stderr.decode().split())
