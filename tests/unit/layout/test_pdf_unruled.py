"""PDF without rules: columns by the headings over them, rows by the white between them."""

import pytest
from layout_views import assert_accounts_for_its_text, columns_of, tables_of, view
from pdf_samples import BOLD, PLAIN, built, drawn, ruled
from reportlab.lib.pagesizes import A4
from reportlab.platypus import Paragraph

from snapshots.layout.pdf import read_layout

TOP = 720


def read(data):
    layout = read_layout(data)
    assert_accounts_for_its_text(layout)
    return layout


def page_of(*lines, rules=(), size=10):
    """A page of lines: (points below the top, {x: words}); words before `!` are bold."""

    def draw(canvas, _):
        for below, cells in lines:
            for x, words in cells.items():
                canvas.setFont("Helvetica-Bold" if words.endswith("!") else "Helvetica", size)
                canvas.drawString(x, TOP - below, words.removesuffix("!"))
        for below in rules:
            canvas.line(60, TOP - below, 540, TOP - below)

    return drawn(draw)


HEADINGS = {70: "Area!", 200: "State of play!", 400: "What comes next!"}


def rows_of(data):
    return [row for block in view(read(data)) for row in block]


def test_words_under_column_headings_are_cells():
    data = page_of(
        (0, HEADINGS),
        (20, {70: "Quays", 200: "Three quays were rebuilt", 400: "A fourth is to follow"}),
        (32, {200: "in May."}),
        (60, {70: "Lights", 200: "Lamps were bought.", 400: "They will be lit in June."}),
    )
    assert rows_of(data) == [
        [["# Area"], ["# State of play"], ["# What comes next"]],
        [["Quays"], ["Three quays were rebuilt in May."], ["A fourth is to follow"]],
        [["Lights"], ["Lamps were bought."], ["They will be lit in June."]],
    ]


def test_headings_of_several_lines_beside_shorter_ones_are_one_row():
    data = page_of(
        (0, {70: "Commitments of!"}),
        (6, {200: "State of play!", 400: "Next steps!"}),
        (12, {70: "the last letter!"}),
        (34, {70: "Quays", 200: "Three quays were rebuilt.", 400: "A fourth is to follow."}),
    )
    assert rows_of(data)[0] == [["# Commitments of the last letter"], ["# State of play"], ["# Next steps"]]


def test_headings_in_the_middle_of_their_columns_name_them():
    data = page_of(
        (0, {100: "Area!", 270: "State of play!", 450: "Next steps!"}),
        (
            20,
            {
                70: "Quays and piers",
                200: "Three quays were rebuilt in May,",
                400: "A fourth is to follow in the",
            },
        ),
        (32, {200: "and two piers widened in June.", 400: "spring of the coming year."}),
    )
    assert rows_of(data)[1] == [
        ["Quays and piers"],
        ["Three quays were rebuilt in May, and two piers widened in June."],
        ["A fourth is to follow in the spring of the coming year."],
    ]


def test_rows_as_close_as_lines_are_parted_where_the_first_column_begins_anew():
    data = page_of(
        (0, HEADINGS),
        (14, {70: "Quays", 200: "Three quays were rebuilt and", 400: "A fourth is to follow."}),
        (26, {200: "widened in May."}),
        (38, {200: "So was a pier."}),
        (50, {70: "Lights", 200: "Lamps were bought.", 400: "They will be lit in June."}),
    )
    assert [row[0] for row in rows_of(data)] == [["# Area"], ["Quays"], ["Lights"]]


def test_a_first_column_in_the_middle_of_its_row_does_not_part_it():
    data = page_of(
        (0, HEADINGS),
        (20, {200: "Three quays were rebuilt,", 400: "A fourth quay is to follow"}),
        (32, {70: "Quays", 200: "widened and lit in the", 400: "in spring; a fifth is to be"}),
        (44, {200: "course of May.", 400: "built in the year after."}),
        (80, {200: "Lamps were bought for the", 400: "They will be lit in June,"}),
        (92, {70: "Lights", 200: "ports of the north.", 400: "or in July at the latest."}),
    )
    assert [row[0] for row in rows_of(data)] == [["# Area"], ["Quays"], ["Lights"]]


def test_level_rules_alone_part_rows():
    data = page_of(
        (0, HEADINGS),
        (20, {200: "Three quays were rebuilt.", 400: "A fourth is to follow."}),
        (32, {200: "Lamps were bought."}),
        (44, {200: "Signals were mended.", 400: "They will be tried out."}),
        rules=(5, 23, 35, 50),
    )
    assert [row[1] for row in rows_of(data)][1:] == [
        ["Three quays were rebuilt."],
        ["Lamps were bought."],
        ["Signals were mended."],
    ]


@pytest.mark.parametrize("words", ["HARBOURS AND LIGHTS", "Harbours and lights!"])
def test_a_heading_in_the_middle_spans_the_columns(words):
    data = page_of(
        (0, HEADINGS),
        (20, {70: "Quays", 200: "Three quays were rebuilt.", 400: "A fourth is to follow."}),
        (40, {A4[0] / 2 - 50: words}),
        (60, {70: "Lights", 200: "Lamps were bought.", 400: "They will be lit in June."}),
    )
    layout = read(data)
    assert columns_of(tables_of(layout)[0]) == [
        [(0, 1), (1, 1), (2, 1)],
        [(0, 1), (1, 1), (2, 1)],
        [(0, 3)],
        [(0, 1), (1, 1), (2, 1)],
    ]


def test_prose_over_the_walls_ends_the_table():
    prose = (
        "The harbour masters of the north and of the south alike have asked for more cranes, and so it stands"
    )
    data = page_of(
        (0, HEADINGS),
        (20, {70: "Quays", 200: "Three quays were rebuilt.", 400: "A fourth is to follow."}),
        (50, {70: prose}),
        (62, {70: "in the letter."}),
    )
    table, *after = view(read(data))
    assert len(table) == 2
    assert after == [f"{prose} in the letter."]


def test_columns_whose_headings_say_nothing_are_no_table():
    data = page_of(
        (0, {70: "Harbour!", 200: "Master!", 400: "Port!"}),
        (20, {70: "Larache", 200: "Mr Quay", 400: "North"}),
    )
    assert not tables_of(read(data))


def test_words_of_headings_in_prose_make_no_table():
    data = page_of(
        (
            0,
            {
                70: "What is ongoing in the ports, and the next steps that the board will take to make them safe,"
            },
        ),
        (
            12,
            {
                70: "stands in the annex: each measure, the progress so far, and when the work is to be completed."
            },
        ),
    )
    assert not tables_of(read(data))


def test_ruled_pages_are_left_to_their_rules():
    rows = [[Paragraph(words, BOLD) for words in HEADINGS.values()], ["a", "b", "c"], ["", "d", "e"]]
    data = built([ruled(rows, widths=[100, 150, 150]), Paragraph("Below.", PLAIN)])
    assert view(read(data))[0][2] == [[], ["d"], ["e"]]


def test_the_title_of_a_part_that_fits_the_first_column_stands_over_its_rows():
    rows = (
        (20, {70: "Quays", 200: "Three quays were rebuilt.", 400: "A fourth is to follow."}),
        (44, {70: "LIGHTS!"}),
        (64, {70: "Lamps", 200: "Lamps were bought.", 400: "They will be lit in June."}),
    )
    assert rows_of(page_of((0, HEADINGS), *rows))[1:] == [
        [["Quays"], ["Three quays were rebuilt."], ["A fourth is to follow."]],
        [["# LIGHTS"]],
        [["Lamps"], ["Lamps were bought."], ["They will be lit in June."]],
    ]
    below = (64, {200: "Lamps were bought.", 400: "They will be lit in June."})
    assert len(rows_of(page_of((0, HEADINGS), rows[0], rows[1], below))) < 4  # it opens no row


def test_bands_of_colour_part_rows_and_say_nothing_of_columns():
    lines = (
        (0, HEADINGS),
        (20, {70: "Quays", 200: "Three quays were rebuilt", 400: "A fourth is to follow."}),
        (32, {200: "in May."}),
        (46, {70: "Lights", 200: "Lamps were bought.", 400: "They will be lit in June."}),
    )

    def draw(canvas, _):
        for top, bottom, shade in ((-11, 5, 0.8), (5, 36, 0.95), (36, 50, 0.8)):
            canvas.setFillGray(shade)
            canvas.rect(60, TOP - bottom, 480, bottom - top, stroke=0, fill=1)
        canvas.setFillGray(0)
        for below, cells in lines:
            for x, words in cells.items():
                canvas.setFont("Helvetica-Bold" if words.endswith("!") else "Helvetica", 10)
                canvas.drawString(x, TOP - below, words.removesuffix("!"))

    assert rows_of(drawn(draw)) == [
        [["# Area"], ["# State of play"], ["# What comes next"]],
        [["Quays"], ["Three quays were rebuilt in May."], ["A fourth is to follow."]],
        [["Lights"], ["Lamps were bought."], ["They will be lit in June."]],
    ]


def test_a_ruled_table_of_one_column_is_read_as_it_is_drawn():
    layout = read(built([ruled([["Three quays were rebuilt."], ["Lamps were bought."]], widths=[300])]))
    assert view(layout) == [[[["Three quays were rebuilt."]], [["Lamps were bought."]]]]
