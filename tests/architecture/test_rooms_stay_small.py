"""A file fits in one sitting, a function on one screen."""

from __future__ import annotations

import ast

from checkout import ROOT, committed_files, name_of, product_files, tree_of

LONGEST_FILE = 450
LONGEST_FUNCTION = 50


def test_no_file_is_longer_than_one_sitting() -> None:
    long = {}
    for path in committed_files():
        if path.suffix != ".py" or name_of(path).startswith("migrations/"):
            continue
        lines = path.read_text("utf-8").count("\n")
        if lines > LONGEST_FILE:
            long[name_of(path)] = lines
    assert long == {}


def test_no_function_is_longer_than_one_screen() -> None:
    long = {}
    for path in product_files():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{name_of(path)}:{node.name}"] = lines
    assert long == {}


def test_every_module_says_what_it_is() -> None:
    silent = [name_of(path) for path in product_files() if ast.get_docstring(tree_of(path)) is None]
    assert silent == []


def test_the_packages_are_here() -> None:
    """Guards the tests above: they would pass on an empty list."""
    assert len(product_files()) > 40
    assert (ROOT / "pyproject.toml").is_file()
