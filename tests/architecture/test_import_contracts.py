"""The contracts of pyproject.toml: service -> diffing -> snapshots, and an order inside each package."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

from checkout import PACKAGES, ROOT, name_of, product_files

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def test_every_import_goes_the_agreed_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [linter, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"NO_COLOR": "1"},
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_package_with_modules_of_its_own_has_an_exhaustive_contract() -> None:
    """So that a new file, and a new folder, fails until someone says where it belongs."""
    held = {
        container
        for contract in CONTRACTS
        if contract.get("exhaustive")
        for container in contract.get("containers", ())
    }
    folders = {path.parent for path in product_files() if path.name != "__init__.py"}
    needed = {name_of(folder).replace("/", ".") for folder in folders if folder != ROOT}
    assert needed >= set(PACKAGES)
    assert needed - held == set()
