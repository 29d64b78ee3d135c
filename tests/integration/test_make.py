"""What the Makefile says to a machine that cannot do what it asks."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from commands import ROOT


def make(*arguments: str, path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shutil.which("make") or "make", "--no-print-directory", *arguments],
        cwd=ROOT,
        env={"PATH": str(path), "HOME": str(path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def machine_with(folder: Path, **programs: str) -> Path:
    """A folder for PATH that holds a shell's tools and these programs, and no Python."""
    for tool in ("sh", "rm", "sed", "grep", "awk", "touch"):
        found = shutil.which(tool)
        assert found
        (folder / tool).symlink_to(found)
    for name, script in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return folder


def test_a_python_that_is_too_old_is_named_with_what_to_do(tmp_path: Path) -> None:
    old = 'case "$1" in --version) echo "Python 3.9.2";; *) exit 1;; esac'
    venv = tmp_path / "venv"
    run = make(f"VENV={venv}", f"{venv}/pyvenv.cfg", path=machine_with(tmp_path, python3=old))
    assert run.returncode != 0
    assert "Lettertrail needs Python 3.11 or newer; python3 is Python 3.9.2" in run.stderr
    assert "PYTHON=" in run.stderr
    assert not venv.exists()


def test_a_newer_python_beside_an_old_one_is_taken(tmp_path: Path) -> None:
    old = 'case "$1" in --version) echo "Python 3.9.2";; *) exit 1;; esac'
    new = 'case "$2" in venv) mkdir -p "$3"; echo home > "$3/pyvenv.cfg";; *) echo "Python 3.12.1";; esac'
    (tmp_path / "mkdir").symlink_to(shutil.which("mkdir") or os.devnull)
    venv = tmp_path / "venv"
    run = make(
        f"VENV={venv}", f"{venv}/pyvenv.cfg", path=machine_with(tmp_path, python3=old, **{"python3.12": new})
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert "Python 3.12.1" in run.stdout


def test_make_alone_says_what_there_is_to_make(tmp_path: Path) -> None:
    out = make(path=machine_with(tmp_path)).stdout
    assert "make run" in out
    assert "make test" in out
