"""Columns that stand side by side are parted where nobody's words reach over, and rows begin with their titles."""

import time

import pytest
from layout_views import columns_of, tables_of
from told_alike import side_by_side, told

from snapshots.layout.text import read_layout
from snapshots.letter import Column
from snapshots.read_letter import read_letter

OPENING = "Almery, 3 May 2031\n\nDear members,\n\nThe annex tells where each of our measures stands in this spring.\n\n"
HEADS = [[("plain", words)] for words in ("Measures", "Done so far", "Next steps")]
QUAYS = [
    [("plain", "Better quays")],
    [
        (
            "bullet",
            "The quay at Callao was widened in May 2030 for EUR 4 million, after a long search for stone.",
        )
    ],
    [("bullet", "The quay at Iquique is to be widened by the end of June 2032.")],
]
TUGS = [
    [("plain", "Tugs, pilots and all who help ships into a harbour")],
    [("bullet", "Two tugs were bought.")],
    [("bullet", "Thirty pilots will be trained.")],
]
FULL = [(0, 1), (1, 1), (2, 1)]


def text_of(*rows, opening=OPENING):
    return opening + "\n".join(map(side_by_side, rows))


def rows_of(text):
    layout = read_layout(text.encode())
    (table,) = tables_of(layout)
    return columns_of(table)


def cells_of(text, column):
    letter = read_letter(text.encode())
    return [" ".join(one.text.split()) for one in letter.statements if one.column is column]


def test_a_title_that_goes_on_from_line_to_line_begins_one_row():
    assert rows_of(text_of(HEADS, QUAYS, TUGS, QUAYS)) == [FULL] * 4


def test_a_sentence_is_read_through_the_lines_of_its_column():
    assert cells_of(text_of(HEADS, QUAYS, TUGS), Column.ONGOING) == [
        words for ((_, words),) in (QUAYS[1], TUGS[1])
    ]
    (amount,) = read_letter(text_of(HEADS, QUAYS, TUGS).encode()).statements[0].amounts
    assert amount.value == 4_000_000


@pytest.mark.parametrize("empty", [0, 1, 2])
def test_a_cell_that_is_empty_leaves_the_others_where_they_are(empty):
    row = [[] if at == empty else cell for at, cell in enumerate(TUGS)]
    held = [place for place in FULL if place[0] != empty]
    # without a title the cells go on from the row above
    expected = [FULL, FULL, held, FULL] if empty else [FULL, FULL, FULL]
    assert rows_of(text_of(HEADS, QUAYS, row, QUAYS)) == expected


@pytest.mark.parametrize(
    "part", ["PROTECTION", "PROTECTION OF THE COAST AND OF ALL ITS HARBOURS", "Pillar II: Coasts"]
)
def test_the_name_of_a_part_stands_in_a_row_of_its_own(part):
    text = text_of(HEADS, QUAYS) + f"\n{part}\n" + text_of(TUGS, opening="")
    first, *_, last = read_letter(text.encode()).statements
    assert (first.part, last.part) == (None, part)
    assert last.priority == TUGS[0][0][1]


@pytest.mark.parametrize("shift", [0, 1, 4])
@pytest.mark.parametrize("mark", ["\n\n3\n\n", "\n\f", "\n\n- 3 -\n\f"])
def test_a_page_has_columns_of_its_own_and_goes_on_with_what_broke_off(shift, mark):
    first, rest = text_of(HEADS, QUAYS), text_of(HEADS, TUGS, opening="")
    moved = "\n".join(" " * shift + line for line in rest.split("\n"))
    assert rows_of(first + mark + moved) == [FULL] * 4


def test_headings_of_two_lines_are_one_row():
    heads = [[("plain", words)] for words in ("Measures of the October letter", "Done so far", "Next steps")]
    text = text_of(heads, QUAYS) + "\n\n3\n\n" + text_of(heads, TUGS, opening="")
    assert rows_of(text) == [FULL] * 4
    assert {one.priority for one in read_letter(text.encode()).statements} == {QUAYS[0][0][1], TUGS[0][0][1]}


@pytest.mark.parametrize("opened", ["", "• "], ids=["a sentence's end", "a bullet"])
def test_the_ends_of_two_cells_that_name_columns_are_no_headings(opened):
    row = [
        [("plain", "Better piers")],
        [
            ("plain", "Berths are measured."),
            ("bullet" if opened else "plain", "The last visit is planned for March"),
        ],
        [("plain", "The harbour office of Arica has told nobody"), ("plain", "of measures.")],
    ]
    assert rows_of(text_of(HEADS, QUAYS, row, TUGS)) == [FULL, FULL, FULL, FULL]


def test_the_first_heading_may_end_in_a_full_stop():
    heads = [[("plain", "No.")], *HEADS[1:]]
    assert rows_of(text_of(heads, QUAYS, TUGS)) == [FULL, FULL, FULL]


def test_blanks_between_words_make_no_table_where_no_headings_stand():
    layout = read_layout((OPENING + "Almery   12   34\nBari     56   78\n").encode())
    assert tables_of(layout) == []


def test_a_letter_of_very_long_lines_takes_no_longer_than_its_length():
    def seconds(lines):
        begun = time.process_time()
        read_layout(
            (OPENING + "Done" + " " * 20_000 + "Next steps\n" + ("a  " * 5_000 + "\n") * lines).encode()
        )
        return time.process_time() - begun

    seconds(1)
    short, long = seconds(4), seconds(16)
    assert long < 12 * short


def wide_apart(size):
    """A row of headings that stand far from each other, and as many pages below it as they are far."""
    pages = "".join(f"{'a' * (at % 90)}b  c\n\f" for at in range(size))
    return "Done" + " " * 10 * size + "Next steps\n" + pages


def test_headings_far_apart_are_not_measured_anew_for_each_page():
    def seconds(size):
        data = (OPENING + wide_apart(size)).encode()
        begun = time.process_time()
        assert tables_of(read_layout(data))
        return time.process_time() - begun

    seconds(1)
    short, long = seconds(250), seconds(2000)
    assert long < 24 * short


def test_the_same_is_told_whatever_stands_between_rows():
    close = text_of(HEADS, QUAYS, TUGS)
    loose = close.replace("\nTugs", "\n\n\nTugs")
    assert told(read_letter(loose.encode())) == told(read_letter(close.encode()))
