"""The sparse assignment against SciPy's dense one: the same total, whatever the weights."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from diffing.linking.assignment import best_pairs

edges = st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 9)), st.integers(-5, 1000), max_size=60)


@given(edges)
def test_the_total_is_that_of_the_dense_oracle(weights):
    matrix = np.zeros((10, 10))
    for (left, right), weight in weights.items():
        matrix[left, right] = max(weight, 0)
    rows, columns = linear_sum_assignment(-matrix)
    pairs = best_pairs(weights)
    assert sum(weights[pair] for pair in pairs.items()) == matrix[rows, columns].sum()


@given(edges)
def test_every_end_is_taken_once_and_no_worthless_edge(weights):
    pairs = best_pairs(weights)
    assert len(set(pairs.values())) == len(pairs)
    assert all(weights[pair] > 0 for pair in pairs.items())


@given(edges, st.randoms(use_true_random=False))
def test_the_order_of_the_edges_does_not_matter(weights, random):
    shuffled = list(weights.items())
    random.shuffle(shuffled)
    assert list(best_pairs(dict(shuffled)).items()) == list(best_pairs(weights).items())
