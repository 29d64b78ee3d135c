"""What a line's end cuts is read as one and quoted as it stands."""

import textwrap

from told_alike import told

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


def test_a_letter_without_broken_lines_is_read_as_it_is():
    letter = letter_of(1_000, day="3 May 2031", cost="EUR 12.5")
    assert as_read(letter) is letter
    assert told(as_read(letter_of(40, day="3 May 2031", cost="EUR 12.5"))) == told(letter)
