"""Canonical JSON is that of RFC 8785: our quick writer and the library that is made for it agree on every value."""

import math

import pytest
import rfc8785
from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st

from diffing.canonical_json import canonical_json

NUMBERS = (
    st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([0.0, -0.0, 1.0, 0.5, 0.123, 1e-7, 1e-4, 1e15, 1e16, 1e21, 123456789012345.6])
)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@few_examples(50)
@given(VALUES)
def test_the_bytes_are_those_of_the_scheme(value):
    assert canonical_json(value) == rfc8785.dumps(value)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9)))
def test_the_order_of_members_does_not_show(value):
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


@pytest.mark.parametrize("value", [math.nan, math.inf, 2**53, -(2**60), {"a": [math.nan]}])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own words
        canonical_json(value)
