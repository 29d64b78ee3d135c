"""What a line's end cuts is read as one and quoted as it stands."""

import textwrap

import pytest
from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st
from letters_in_columns import NEWER, OLDER
from made_up_letters import made_up_letter
from told_alike import WRITERS, told

from diffing.change_json import comparison_to_json
from diffing.compare_letters import compare_letters
from snapshots.broken_lines import as_read
from snapshots.read_letter import read_letter

PROSE = (
    "The harbour board met in May and agreed on a plan for all the quays of the northern coast, which had been "
    "asked for by the pilots for years, and on the money that it takes. It will meet again before the summer, "
    "when the masters of the ports have had their say and the engineers of the province are back from the works "
    "on the southern breakwater, where the sea has undone in a night what was built in a year."
)
HEAD = (
    "Almery, {day}",
    PROSE,
    "Measures",
    "Done so far",
    "Next steps",
    "Better quays",
    "• The contract for the quay at Callao (EUR 4 million) was signed on 3 May 2030 after a long search.",
)
STEP = (
    "> The quay at Iquique is to be widened by 30 June 2031 at a cost of {cost} million, if the board agrees."
)


def letter_of(width, *, day, cost):
    blocks = [*HEAD, STEP]
    said = (block.format(day=day, cost=cost) for block in blocks)
    return read_letter("\n\n".join(textwrap.fill(block, width) for block in said).encode())


def test_every_quote_is_what_stands_in_the_letter_and_facts_are_read_through_its_lines():
    for width in range(24, 60):
        letter = letter_of(width, day="3 May 2031", cost="EUR 12.5")
        step = letter.statements[-1]
        assert (step.amounts[0].value, str(step.deadlines[0].latest)) == (12_500_000, "2031-06-30")
        facts = [fact for one in letter.statements for fact in (*one.amounts, *one.deadlines, *one.dates)]
        for one in (*letter.statements, *facts):
            (span,) = one.spans
            written = letter.text[span.start : span.end]
            assert written == (one.text if one in letter.statements else one.quote)


def test_letters_are_compared_as_they_are_read_whatever_the_width_of_their_lines():
    kinds = set()
    for width in range(24, 60, 5):
        old = letter_of(width, day="3 May 2031", cost="EUR 12.5")
        new = letter_of(96 - width, day="3 June 2031", cost="EUR 14")
        changes = comparison_to_json(compare_letters(old, new))["changes"]
        kinds.add(tuple(sorted(change["kind"] for change in changes)))
        assert not any("\n" in change["sentence"] + change["label"] for change in changes)
    assert kinds == {("amount.changed",)}


def facts_of(letter):
    for one in letter.statements:
        promised = (one.commitment,) if one.commitment else ()
        yield from (*one.amounts, *one.deadlines, *one.dates, *one.quantities, *promised, *one.next_actors)


def test_a_fact_that_runs_over_lines_of_a_cell_is_read_whole_and_quoted_up_to_the_end_of_its_line():
    old = read_letter(OLDER)
    quay, tide, *_ = old.statements
    assert (quay.amounts[0].quote, tide.deadlines[0].quote) == ("EUR", "the second half of December")
    quay, tide, *_ = as_read(old).statements
    assert (quay.amounts[0].quote, tide.deadlines[0].quote) == (
        "EUR 12 million",
        "the second half of December 2030",
    )
    changes = comparison_to_json(compare_letters(old, read_letter(NEWER)))["changes"]
    facts = {change["kind"]: change["facts"] for change in changes}
    assert facts["amount.changed"]["after"]["quote"] == "EUR 15 million"
    assert facts["deadline.moved"]["after"]["quote"] == "the second half of February 2031"


def test_a_fact_that_a_page_cuts_is_read_whole():
    step = "* Iquique:\tThe quay is to be widened by the end of\n\n2\n\n\tJune 2031 for a new pier."
    letter = read_letter(f"Almery, 3 May 2030\n\nMeasures\tNext steps\n{step}\n".encode())
    (deadline,) = letter.statements[-1].deadlines
    assert deadline.quote == "by the end of"
    assert as_read(letter).statements[-1].deadlines[0].quote == "by the end of June 2031"


@pytest.mark.parametrize("ending", WRITERS)
@few_examples(5)
@given(pick=st.randoms(use_true_random=False))
def test_whichever_way_a_letter_was_laid_out_its_facts_are_read_in_the_same_words(ending, pick):
    letter = made_up_letter(pick)
    told_by_lines, told_whole = (
        [" ".join(fact.quote.split()) for fact in facts_of(as_read(read_letter(WRITERS[name](letter))))]
        for name in (ending, "html")
    )
    assert told_by_lines == told_whole


TWICE = """Almery, 3 May 2030

Measures        Done so far                                 Next steps
Better quays    • The board gave the ports of Peru EUR      • The quay at Ilo will be widened.
                10.5 EUR for its quays.
"""


def test_what_a_letter_says_of_itself_names_whole_sums():
    (finding,) = (one for one in read_letter(TWICE.encode()).findings if one.code == "amount.doubtful")
    assert "“EUR 10.5 EUR”" in finding.message


def test_a_letter_without_broken_lines_is_read_as_it_is():
    letter = letter_of(1_000, day="3 May 2031", cost="EUR 12.5")
    assert as_read(letter) is letter
    assert told(as_read(letter_of(40, day="3 May 2031", cost="EUR 12.5"))) == told(letter)
