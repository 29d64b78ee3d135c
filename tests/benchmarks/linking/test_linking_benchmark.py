"""The benchmark of linking holds its floors on small sizes, and is what it says it is: seeded, plain and fair."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from compare_linkers import labelled_pairs, measured, theirs
from generate import generate_pair, generate_series
from letter_pair import Said, TwoLetters, from_json, to_json
from metric import Score, score
from ours import letters_of, our_answer
from rivals import RIVALS
from scipy.optimize import linear_sum_assignment

from diffing.compare_letters import compare_letters
from diffing.items import follow_items, item_ids
from diffing.linking.link_statements import link_statements
from diffing.linking.similarity import continuation
from diffing.linking.subjects import read_subjects
from snapshots.letter import Amount, Quantity, Statement, TimeExpression

SEEDS = (1, 2, 3)
# Measured when these were set: 0.997, 0.973, 0.929, 0.037.
LEAST_RESUMED = 0.5
LEAST_F1, LEAST_MOVES, LEAST_UNMENTIONED, MOST_ALARMS = 0.99, 0.96, 0.9, 0.06


@cache
def generated() -> tuple[TwoLetters, ...]:
    return tuple(generate_pair(seed, 120) for seed in SEEDS)


@cache
def our_score() -> Score:
    return score_of_ours(generated())


def score_of_ours(pairs: Iterable[TwoLetters]) -> Score:
    """Over all of them, each linked once: `ours` of compare_linkers links twice, to tell the time of it."""
    return sum((score(letters, our_answer(letters)) for letters in pairs), Score())


def test_the_same_seed_gives_the_same_letters_and_another_seed_others() -> None:
    assert generate_pair(7, 40) == generate_pair(7, 40)
    assert generate_pair(7, 40) != generate_pair(8, 40)


def test_letters_survive_json() -> None:
    for letters in generate_series(5, 60, letters=3):
        assert from_json(json.loads(json.dumps(to_json(letters)))) == letters


def test_the_truth_names_only_statements_that_are_there_and_puts_each_in_one_place() -> None:
    for letters in (*generate_series(5, 120, letters=3), *labelled_pairs()):
        truth = letters.truth
        old, new = {one.id for one in letters.old}, {one.id for one in letters.new}
        assert all(a in old and b in new for a, b in truth.pairs | truth.optional)
        assert truth.moved <= truth.pairs
        assert truth.unmentioned.isdisjoint(a for a, _ in truth.pairs)
        assert truth.unmentioned.isdisjoint(truth.closed)


def test_who_answers_the_truth_is_perfect_and_who_answers_nothing_finds_nothing() -> None:
    letters = generated()[0]
    perfect = score(letters, Said(pairs=letters.truth.pairs, unmentioned=letters.truth.unmentioned))
    assert (perfect.f1, perfect.moves_recall, perfect.unmentioned_recall, perfect.false_alarms) == (
        1,
        1,
        1,
        0,
    )
    nothing = score(letters, Said(pairs=frozenset()))
    assert nothing.recall == nothing.moves_recall == 0
    assert nothing.unmentioned_recall == 1
    assert nothing.false_alarms > 0.5


def test_our_figures_on_generated_letters_stay_above_their_floors() -> None:
    found = our_score()
    assert found.f1 >= LEAST_F1
    assert found.moves_recall >= LEAST_MOVES
    assert found.unmentioned_recall >= LEAST_UNMENTIONED
    assert found.false_alarms <= MOST_ALARMS


def test_our_figures_on_long_letters_stay_above_their_floors() -> None:
    """Among a thousand statements each has look-alikes. Measured when these were set: 0.992, 0.982, 0.092."""
    found = score_of_ours(generate_pair(seed, 1_000) for seed in (101, 102))
    assert found.precision >= 0.99
    assert found.unmentioned_recall >= 0.96
    assert found.false_alarms <= 0.1


def test_our_figures_on_the_labelled_letters_stay_above_their_floors() -> None:
    found = score_of_ours(labelled_pairs())
    assert found.precision >= 0.995
    assert found.recall >= 0.97


@pytest.mark.parametrize("name", ["difflib", "TF-IDF + assignment", "rapidfuzz + assignment"])
def test_our_pairs_are_better_than_a_rivals(name: str) -> None:
    assert our_score().f1 > measured(theirs(RIVALS[name]), generated())[0].f1 + 0.02


def test_what_was_silent_for_a_letter_is_told_to_be_back() -> None:
    """Of three letters: what the second leaves out and the third has again is the item that the first had."""
    found = [resumed(seed) for seed in SEEDS]
    due, back = (sum(map(len, one)) for one in zip(*found, strict=True))
    assert due > 0
    assert sum(len(a & b) for a, b in found) >= LEAST_RESUMED * due
    assert back <= due


def resumed(seed: int) -> tuple[frozenset[str], frozenset[str]]:
    """The statements of the third letter that are back, in truth and as we say."""
    first, second = generate_series(seed, 120, letters=3)
    letters = (*letters_of(first), letters_of(second)[1])
    ids = item_ids(follow_items(letters))
    changes = compare_letters(letters[1], letters[2], item_ids=ids).changes
    back = [c.after.statements for c in changes if c.kind == "item.resumed" and c.after]
    return second.truth.resumed, frozenset(one for statements in back for one in statements)


@pytest.mark.parametrize("seed", SEEDS)
def test_applying_the_changes_to_the_old_facts_gives_the_new_ones(seed: int) -> None:
    """Of measures told in one statement with one sum, count and deadline at most, before and after."""
    old, new = letters_of(generate_pair(seed, 120))
    comparison = compare_letters(old, new)
    before, after = ({one.id: one for one in letter.statements} for letter in (old, new))
    moved: dict[tuple[str, str], dict[str, Any]] = {}
    for change in comparison.changes:
        if change.before and change.after:
            key = change.before.statements[0], change.after.statements[0]
            moved.setdefault(key, {})[change.kind] = change
    checked = 0
    for link in comparison.alignments:
        if len(link.before) == len(link.after) == 1:
            a, b = before[link.before[0]], after[link.after[0]]
            told = moved.get((a.id, b.id), {})
            checked += follows(told.get("amount.changed"), "amount", sums(a), sums(b))
            checked += follows(told.get("quantity.changed"), "quantity", counts(a), counts(b))
            checked += follows(told.get("deadline.moved"), "deadline", windows(a), windows(b))
    assert checked > 50


def follows(change: Any, fact: str, before: list[Any], after: list[Any]) -> bool:
    """Whether there was something to check; fails when the change does not lead from one to the other."""
    if len(before) != 1 or len(after) != 1 or before[0][0] != after[0][0]:
        return False
    if change is None:
        assert before == after
        return True
    read = {"amount": sum_of, "quantity": count_of, "deadline": window_of}[fact]
    assert [read(getattr(change, f"{fact}_before"))] == before
    assert [read(getattr(change, f"{fact}_after"))] == after
    return True


def sum_of(amount: Amount) -> Any:
    return amount.currency, amount.value


def count_of(quantity: Quantity) -> Any:
    return quantity.unit, quantity.value


def window_of(time: TimeExpression) -> Any:
    return "", (time.earliest, time.latest)


def sums(statement: Statement) -> list[Any]:
    return [sum_of(one) for one in statement.amounts]


def counts(statement: Statement) -> list[Any]:
    return [count_of(one) for one in statement.quantities]


def windows(statement: Statement) -> list[Any]:
    return [window_of(one) for one in statement.deadlines]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_search_misses_nothing_that_trying_all_against_all_would_find(seed: int) -> None:
    """A slow oracle: the evidence of all pairs, and SciPy's dense assignment."""
    letters = generate_pair(seed, 60)
    old, new = letters_of(letters)
    subjects = read_subjects(old, new)
    scores = np.array([[continuation(a, b) for b in subjects[1]] for a in subjects[0]])
    worth = np.where(scores >= 480, scores**3 - 480**3, 0)
    rows, columns = linear_sum_assignment(-worth)
    slow = {
        (old.statements[i].id, new.statements[j].id)
        for i, j in zip(rows, columns, strict=True)
        if worth[i, j] > 0
    }
    fast = {(a, b) for link in link_statements(old, new).links for a in link.before for b in link.after}
    assert score(letters, Said(pairs=frozenset(fast))).f1 >= score(letters, Said(pairs=frozenset(slow))).f1


def test_another_process_with_other_hashes_says_the_same() -> None:
    script = (
        "from generate import generate_pair\nfrom ours import our_answer\n"
        "said = our_answer(generate_pair(6, 80))\n"
        "print(sorted(said.pairs), sorted(said.unmentioned), sorted(said.moved))\n"
    )
    here = Path(__file__).parent
    where = os.pathsep.join([str(here), str(here.parents[2])])
    ran = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": another_seed(), "PYTHONPATH": where},
        capture_output=True,
        check=True,
    )
    said = our_answer(generate_pair(6, 80))
    assert said.pairs
    assert ran.stdout.decode().split("\n")[0] == " ".join(
        str(sorted(one)) for one in (said.pairs, said.unmentioned, said.moved)
    )


def another_seed() -> str:
    """Of hashes: this process drew its own, unless it was given one."""
    return "77" if os.environ.get("PYTHONHASHSEED") == "0" else "0"
