"""Other ways to find which statement is which, each as one would write it in an afternoon with a known library.

All get the words alone and say pairs of places, each place once. difflib and DeepDiff pair what they call changed;
TF-IDF and rapidfuzz score all pairs, and an assignment takes the best set of them above a threshold, which was chosen
for each as the best of ten on generated letters: a gift that a stranger's letters would not make.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from math import log

import numpy as np
from deepdiff import DeepDiff
from rapidfuzz import fuzz, process
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_matrix

__all__ = ["RIVALS", "Linker"]

Places = set[tuple[int, int]]
Linker = Callable[[Sequence[str], Sequence[str]], Places]

_WORD = re.compile(r"\w+")
_TFIDF_LEAST, _FUZZ_LEAST = 0.4, 65.0


def by_difflib(old: Sequence[str], new: Sequence[str]) -> Places:
    """Equal lines, and of each replaced block the lines in turn."""
    pairs = set()
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in {"equal", "replace"}:
            pairs.update(zip(range(i, i_end), range(j, j_end), strict=False))
    return pairs


def by_deepdiff(old: Sequence[str], new: Sequence[str]) -> Places:
    """Equal items, and those that `ignore_order` says have changed into one another."""
    tree = DeepDiff(list(old), list(new), ignore_order=True, view="tree", cutoff_intersection_for_pairs=1)
    places: dict[str, list[int]] = {}
    for at, text in enumerate(new):
        places.setdefault(text, []).append(at)
    pairs = {(i, places[text].pop(0)) for i, text in enumerate(old) if places.get(text)}
    for node in tree.get("values_changed", ()):
        at = node.path(output_format="list")[0]
        if places.get(node.t2):
            pairs.add((at, places[node.t2].pop(0)))
    return pairs


def by_tfidf(old: Sequence[str], new: Sequence[str]) -> Places:
    """The cosine of TF-IDF vectors, and the best assignment."""
    return _assigned(_cosines(old, new), _TFIDF_LEAST)


def by_rapidfuzz(old: Sequence[str], new: Sequence[str]) -> Places:
    """token_sort_ratio of all pairs, and the best assignment."""
    return _assigned(process.cdist(old, new, scorer=fuzz.token_sort_ratio), _FUZZ_LEAST)


def _assigned(scores: np.ndarray, least: float) -> Places:
    rows, columns = linear_sum_assignment(-np.where(scores >= least, scores, 0))
    return {(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if scores[i, j] >= least}


def _cosines(old: Sequence[str], new: Sequence[str]) -> np.ndarray:
    counted = [Counter(word.lower() for word in _WORD.findall(text)) for text in (*old, *new)]
    in_texts = Counter(word for one in counted for word in one)
    weight = {word: log((1 + len(counted)) / (1 + found)) + 1 for word, found in in_texts.items()}
    number = {word: at for at, word in enumerate(weight)}
    left, right = (_vectors(part, weight, number) for part in (counted[: len(old)], counted[len(old) :]))
    return (left @ right.T).toarray()


def _vectors(
    counted: Sequence[Counter[str]], weight: Mapping[str, float], number: Mapping[str, int]
) -> csr_matrix:
    entries = [
        (at, number[word], n * weight[word]) for at, one in enumerate(counted) for word, n in one.items()
    ]
    rows, columns, values = zip(*entries, strict=True)
    found = csr_matrix((values, (rows, columns)), shape=(len(counted), len(number)))
    lengths = np.sqrt(found.multiply(found).sum(axis=1))
    return csr_matrix(found.multiply(1 / lengths))


RIVALS: Mapping[str, Linker] = {
    "difflib": by_difflib,
    "DeepDiff(ignore_order)": by_deepdiff,
    "TF-IDF + assignment": by_tfidf,
    "rapidfuzz + assignment": by_rapidfuzz,
}
