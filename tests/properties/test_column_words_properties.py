"""A column's heading says the same in whatever letters it is written."""

import re
import sys
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapshots.column_words import role_of, roles_named, says_only_roles
from snapshots.lexicon import load

PHRASES = sorted(
    {phrase for name in ("next_steps", "due", "ongoing", "reference") for phrase in load("columns")[name]}
)


@cache
def every_character():
    return "".join(map(chr, range(sys.maxunicode + 1)))


@cache
def likenesses(letter):
    """All that a pattern for the letter finds when it is asked for any case."""
    return re.findall(re.escape(letter), every_character(), re.IGNORECASE)


@st.composite
def phrases_in_other_letters(draw):
    phrase = draw(st.sampled_from(PHRASES))
    spelt = (" " if letter == " " else draw(st.sampled_from(likenesses(letter))) for letter in phrase)
    return phrase, "".join(spelt)


@given(phrases_in_other_letters())
def test_a_heading_names_the_same_role_in_whatever_case(pair):
    phrase, spelt = pair
    assert role_of(spelt) is role_of(phrase)
    assert says_only_roles(spelt)


@pytest.mark.parametrize("spelt", ["Next ſteps", "PLANNıNG", "PLANNİNG", "Next steps", "Trac\u212a"])
def test_letters_that_look_like_others_are_read(spelt):
    assert roles_named({0: "Progress", 1: spelt, 2: "Next steps"}) is not None
