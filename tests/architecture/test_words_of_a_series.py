"""What is made of words is kept for each series that has words of its own, never once for all."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from checkout import name_of, product_files, tree_of

KEPT_FOR_ALL = {"cache", "lru_cache"}
Function = ast.FunctionDef


def functions_in(path: Path) -> list[Function]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, Function)]


def named_in(function: Function) -> set[str]:
    return {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}


def kept_for_all(function: Function) -> bool:
    makers = [one.func if isinstance(one, ast.Call) else one for one in function.decorator_list]
    return any(isinstance(one, ast.Name) and one.id in KEPT_FOR_ALL for one in makers)


def made_of_words(functions: list[Function]) -> set[str]:
    """The names of functions that look words up, themselves or by another of these."""
    found = {"load"}
    while more := {one.name for one in functions if not named_in(one).isdisjoint(found)} - found:
        found |= more
    return found - {"load"}


def test_comparing_keeps_no_words_of_one_series_for_another() -> None:
    comparing = [path for path in product_files() if name_of(path).startswith("diffing/")]
    every = [function for path in comparing for function in functions_in(path)]
    of_words = made_of_words(every)
    assert {"light_words", "same_heading", "similar_units"} <= of_words
    assert [one.name for one in every if kept_for_all(one) and one.name in of_words] == []


WORDS_IN_A_ROW = re.compile(r"[a-z]{2,}\|[a-z]{2,}")
# What endings words have is grammar, and their stems are made of it.
GRAMMAR = {"diffing/words/stems.py"}
COMPARING = ("diffing/changes/", "diffing/linking/", "diffing/money/", "diffing/words/")


def texts_in(node: ast.AST) -> list[str]:
    found = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return [value for value in found if isinstance(value, str)]


def lists_of_words(tree: ast.Module) -> list[int]:
    """The lines of sets of two words or more, and of patterns with words to choose from."""
    found = []
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Set)
            and sum(text.isalpha() and text.islower() for text in texts_in(node)) > 1
        ):
            found.append(node.lineno)
        is_pattern = isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
        if is_pattern and any(WORDS_IN_A_ROW.search(text) for text in texts_in(node)):
            found.append(node.lineno)
    return found


def test_no_list_of_words_stands_in_the_code_of_comparing() -> None:
    comparing = [path for path in product_files() if name_of(path).startswith(COMPARING)]
    found = {name_of(path): lists_of_words(tree_of(path)) for path in comparing}
    assert {name: lines for name, lines in found.items() if lines and name not in GRAMMAR} == {}
    assert lists_of_words(ast.parse('A = {"was", "were"}\nB = re.compile(r"(?:of|from)")')) == [1, 2]
