"""What may stand in one file only, or nowhere."""

from __future__ import annotations

import re
from pathlib import Path

from checkout import called_in, committed_files, imported_by, name_of, product_files

CLOCKS = re.compile(
    r"(?:^|\.)(?:datetime\.(?:now|utcnow|today)|date\.today)$"
    r"|^time\.(?:time|time_ns|localtime|gmtime)$"
)
ADDRESS = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|registry\.yarnpkg|--(?:extra-)?index-url|--find-links"
    r"|\bregistry = |source = \{ (?:registry|url)"
)
LONGEST_TEXT = 2_000_000


def test_deepdiff_is_imported_by_one_file() -> None:
    importers = [
        name_of(path)
        for path in product_files()
        if any(module.split(".")[0] == "deepdiff" for module in imported_by(path))
    ]
    assert importers == ["diffing/changes/field_changes.py"]


def test_difflib_is_imported_nowhere() -> None:
    assert [name_of(path) for path in product_files() if "difflib" in imported_by(path)] == []


def test_the_clock_is_read_in_one_file() -> None:
    readers = {
        name_of(path) for path in product_files() if any(CLOCKS.search(call) for call in called_in(path))
    }
    assert readers == {"service/clock.py"}


def test_randomness_stands_in_no_package_that_must_give_the_same_bytes() -> None:
    pure = [path for path in product_files() if not name_of(path).startswith("service/")]
    assert [name_of(path) for path in pure if imported_by(path) & {"random", "secrets", "uuid"}] == []


def test_no_committed_file_has_the_address_of_a_registry() -> None:
    """Whoever installs decides where packages come from; versions and hashes say which they are."""
    guilty = []
    for path in committed_files():
        if path == Path(__file__).resolve() or path.stat().st_size > LONGEST_TEXT:
            continue
        lines = path.read_bytes().decode("utf-8", errors="replace").splitlines()
        guilty += [
            f"{name_of(path)}:{number}" for number, line in enumerate(lines, 1) if ADDRESS.search(line)
        ]
    assert guilty == []


def test_requirements_pin_versions_and_hashes() -> None:
    for path in committed_files():
        if not name_of(path).startswith("requirements"):
            continue
        blocks = re.split(r"\n(?=[a-zA-Z])", re.sub(r"(?m)^\s*#.*\n?", "", path.read_text("utf-8")))
        named = [block for block in blocks if block.strip()]
        assert len(named) > 20, f"{name_of(path)} holds next to nothing"
        unpinned = [
            block.splitlines()[0] for block in named if "==" not in block or "--hash=sha256:" not in block
        ]
        assert unpinned == []
