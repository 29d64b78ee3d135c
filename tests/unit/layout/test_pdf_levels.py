"""How deep a bullet stands is told by its indentation."""

import pytest

from snapshots.layout.pdf_levels import known_indents, nest
from snapshots.layout.pdf_lines import Line
from snapshots.layout.pdf_page import Word


def paragraph(left, text="• a quay"):
    word = Word(text=text, left=left, top=0, right=left + 40, bottom=10, baseline=8, size=10)
    return [Line(words=(word,), page=1, left=left, right=left + 40, baseline=8, size=10, marked=False)]


@pytest.mark.parametrize(
    ("lefts", "levels"),
    [
        ((5, 25, 25, 5), (1, 2, 2, 1)),
        ((5, 7, 5), (1, 1, 1)),
        ((5, 25, 45, 25), (1, 2, 3, 2)),
        ((25, 5), (1, 1)),
    ],
)
def test_a_bullet_further_right_nests(lefts, levels):
    assert nest([paragraph(left) for left in lefts]) == levels


def test_words_that_hang_below_a_bullet_have_its_level_and_others_none():
    below, plain = paragraph(20, "more"), paragraph(0, "more")
    assert nest([plain, paragraph(5), below, paragraph(25), below, plain]) == (0, 1, 1, 2, 1, 0)


def test_a_bullet_that_begins_a_page_may_stand_below_one_on_the_page_before():
    assert nest([paragraph(25), paragraph(5)], above=(5, 25)) == (2, 1)
    assert nest([paragraph(5), paragraph(25)], above=(5, 25)) == (1, 2)


def test_the_indents_of_a_column_are_those_of_its_bullets():
    assert known_indents([paragraph(25), paragraph(5), paragraph(6), paragraph(60, "none")]) == (5, 25)


@pytest.mark.parametrize(
    ("said", "levels"),
    [
        ([(0, "There are:"), (20, "lamps"), (20, "buoys"), (0, "Quays")], (0, 1, 1, 0)),
        ([(0, "There are lamps."), (20, "And buoys.")], (0, 0)),  # no more than an indent
        ([(0, "There are:"), (2, "lamps")], (0, 0)),
        ([(0, "• There are:"), (20, "lamps"), (20, "buoys"), (0, "• Quays")], (1, 2, 2, 1)),
    ],
)
def test_what_a_colon_leads_to_nests_in_a_cell_and_not_in_prose(said, levels):
    paragraphs = [paragraph(left, words) for left, words in said]
    assert nest(paragraphs, in_cell=True) == levels
    assert max(nest(paragraphs)) == ("•" in said[0][1])
