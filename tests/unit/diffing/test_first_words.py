"""The label of a measure: its first words, never a part of a figure."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diffing.changes.plain_words import first_words

WORD = st.sampled_from(
    ["the", "grant", "for", "reservoirs", "in", "Malta", "was", "signed", "with", "partners"]
)
FIGURE = st.sampled_from(
    ["EUR 16.1 million", "(USD 4 billion)", "€ 12 000", "35 036 households", "3 May 2031", "27 %", "Q3 2031"]
)


@given(st.lists(st.tuples(WORD | FIGURE, WORD).map(" ".join), min_size=1, max_size=15))
def test_a_figure_stands_in_a_label_whole_or_not_at_all(pieces):
    label = first_words(" ".join(["A", "new", "scheme", "of", "reservoirs", *pieces]))
    kept = label.removesuffix("…")
    whole = " ".join(["A", "new", "scheme", "of", "reservoirs", *pieces])
    assert whole.startswith(kept)
    assert len(kept.split()) <= 12
    if label.endswith("…"):
        assert not re.search(r"\d\S*$|\b[A-Z]{3}$|€$", kept)
        assert not whole[len(kept) :].lstrip(" ,;:(")[:1].isdigit()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("• Six new wells.", "Six new wells."),
        (
            "Malta: the supply contract for the pumps of Gozo harbour (EUR 16.1 million) was signed.",
            "Malta: the supply contract for the pumps of Gozo harbour…",
        ),
        (
            "The second survey of the wells on all islands was finished on 3 May 2031.",
            "The second survey of the wells on all islands was finished…",
        ),
        ("1 2 3 4 5 6 7 8 9 10 11 12 13 14", "1 2 3 4 5 6 7 8 9 10 11 12…"),
    ],
)
def test_a_label_ends_before_the_figure_that_it_has_no_room_for(text, label):
    assert first_words(text) == label
