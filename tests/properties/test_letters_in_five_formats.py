"""A letter of any field tells the same in five formats, and in each of them every quote is what stands at its span."""

import pytest
from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st
from made_up_letters import made_up_letter
from told_alike import WRITERS, told

from snapshots.read_letter import read_letter

picks = st.randoms(use_true_random=False)


@few_examples(3)  # five formats take a second and more to write and to read
@given(pick=picks)
def test_a_letter_of_any_field_tells_the_same_in_five_formats(pick):
    letter = made_up_letter(pick)
    first, *others = (told(read_letter(write(letter))) for write in WRITERS.values())
    assert all(other == first for other in others)


@pytest.mark.parametrize("ending", WRITERS)
@few_examples(5)
@given(pick=picks)
def test_every_quote_is_what_stands_at_its_span_in_every_format(ending, pick):
    letter = read_letter(WRITERS[ending](made_up_letter(pick)))
    for statement in letter.statements:
        assert quoted(letter, statement.spans) == statement.text
        for fact in facts_of(statement):
            # of what other cells lie between, as of what a page cuts, the first part is quoted
            assert quoted(letter, fact.spans[:1]) == fact.quote
            assert all(
                any(s.start <= f.start and f.end <= s.end for s in statement.spans) for f in fact.spans
            )


def facts_of(statement):
    """Whatever of a statement carries a quote."""
    promised = (statement.commitment,) if statement.commitment else ()
    figures = (*statement.amounts, *statement.deadlines, *statement.dates, *statement.quantities)
    return *figures, *promised, *statement.next_actors


def quoted(letter, spans):
    return " ".join(letter.text[span.start : span.end] for span in spans)
