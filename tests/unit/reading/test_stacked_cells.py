"""Cells one below the other become the rows that they were, whatever of them is empty or runs over a page."""

import textwrap

import pytest
from layout_views import columns_of, tables_of, view

from snapshots.layout.text import read_layout
from snapshots.read_letter import read_letter
from snapshots.stacked_cells import with_stacked_cells

PROSE = (
    "The harbour board met in May and agreed on a plan for all the quays of the northern coast, which had been "
    "asked for by the pilots for years, and on the money that it takes. It will meet again before the summer, "
    "when the masters of the ports have had their say and the engineers of the province are back from the works "
    "on the southern breakwater, where the sea has undone in a night what was built in a year."
)
HEADS = ["Measures", "Done so far", "Next steps"]
QUAYS = [
    "Better quays",
    "• The quay at Callao was widened in May 2030.",
    "> The quay at Iquique is to be widened.",
]
TUGS = ["Tugs and pilots", "• Two tugs were bought.", "> Thirty pilots will be trained by June 2031."]


def layout_of(*blocks):
    text = "\n\n".join([textwrap.fill(PROSE, 60), *blocks])
    return with_stacked_cells(read_layout(text.encode()))


def rows_of(*blocks):
    (table,) = tables_of(layout_of(*blocks))
    return columns_of(table)


FULL = [(0, 1), (1, 1), (2, 1)]
PART = [(0, 3)]


def test_each_row_begins_with_its_title():
    assert rows_of(*HEADS, *QUAYS, *TUGS) == [FULL] * 3


def test_the_name_of_a_part_is_a_row_across_the_table():
    assert rows_of(*HEADS, "PROTECTION", *QUAYS, "TRAINING", *TUGS) == [FULL, PART, FULL, PART, FULL]


def test_a_title_that_begins_with_a_letter_is_none_of_a_part_behind_one():
    titled = ["A quay for all", *QUAYS[1:]]
    assert rows_of(*HEADS, "II. HARBOURS", *titled, *TUGS) == [FULL, PART, FULL, FULL]


@pytest.mark.parametrize(("left_out", "row"), [(1, [(0, 1), (2, 1)]), (2, [(0, 1), (1, 1)])])
def test_what_is_to_come_stands_under_what_is_to_come_where_a_cell_is_empty(left_out, row):
    short = [cell for at, cell in enumerate(TUGS) if at != left_out]
    assert rows_of(*HEADS, *QUAYS, *QUAYS, *short, *QUAYS) == [FULL, FULL, FULL, row, FULL]


def test_a_page_repeats_the_headings_and_goes_on_with_the_cell_that_broke_off():
    broken = [*TUGS[:2], "> Thirty pilots will be trained in"]
    rest = "Arica and elsewhere by June 2031.\n> A course for masters will begin in 2032."
    blocks = (*HEADS, *QUAYS, *broken, "3", *HEADS, rest, *QUAYS)
    assert rows_of(*blocks) == [FULL, FULL, FULL, FULL, [(2, 1)], FULL]
    letter = read_letter("\n\n".join(["Almery, 3 May 2031", textwrap.fill(PROSE, 60), *blocks]).encode())
    said = [" ".join(statement.text.split()) for statement in letter.statements]
    assert "Thirty pilots will be trained in Arica and elsewhere by June 2031." in said


@pytest.mark.parametrize(
    ("opening", "column"),
    [("of two further quays; no day has been named.", 2), ("No day has been named.", 1)],
    ids=["within the sentence", "a sentence of its own"],
)
def test_a_page_that_begins_within_a_sentence_goes_on_in_its_column(opening, column):
    broken = [*TUGS[:2], "> Iquique still to tell the widths"]
    rest = f"{opening}\n\u2022 Arica: second crane in the course of 2032."
    rows = rows_of(*HEADS, *QUAYS, *broken, *HEADS, rest, *QUAYS)
    assert rows == [FULL, FULL, FULL, FULL, [(column, 1)], FULL]


def test_of_two_cells_that_broke_off_each_goes_on_in_its_own():
    broken = ["Tugs and pilots", "\u2022 Two tugs with", "> Iquique still to tell the widths"]
    rest = ["cranes for the roads off Arica were bought.", "of two further quays; no day has been named."]
    rows = rows_of(*HEADS, *QUAYS, *broken, *HEADS, *rest, *QUAYS)
    assert rows == [FULL, FULL, FULL, FULL, [(1, 1), (2, 1)], FULL]


@pytest.mark.parametrize("turn", ["\n\n\f", "\n\f", "\f"])
def test_the_end_of_a_page_parts_cells_without_an_empty_line(turn):
    pages = ["\n\n".join(page) for page in ([*HEADS, *QUAYS], [*HEADS, *TUGS])]
    assert rows_of(turn.join(pages)) == [FULL] * 4


@pytest.mark.parametrize("gap", ["", " ", "   ", "\u00a0 "])
def test_bullets_tell_columns_however_far_before_their_words_they_stand(gap):
    named = [f"\u2022{gap}The quay", f"\u25aa{gap}The quay"]
    rows = [["Better quays", *named], ["Tugs and pilots", *named]]
    without_first = ["Buoys", f"\u25aa{gap}The quay"]
    held = [*rows[0], *rows[1], *rows[0], *without_first, *rows[1]]
    assert rows_of(*HEADS, *held) == [FULL, FULL, FULL, FULL, [(0, 1), (2, 1)], FULL]


def test_text_without_headings_of_columns_has_no_table():
    layout = layout_of("Better quays", "• The quay at Callao was widened.", "> Another is to follow.")
    assert tables_of(layout) == []
    assert len(view(layout)) == 4


def test_what_stands_before_the_headings_is_the_letter_proper():
    assert view(layout_of("Our measures in full", *HEADS, *QUAYS))[1] == "Our measures in full"
