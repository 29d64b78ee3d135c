"""PDF: tables cell by cell, paragraphs by gaps and indents, headers and footers apart, page by page."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from layout_views import (
    assert_accounts_for_its_text,
    columns_of,
    paragraphs_of,
    running_of,
    tables_of,
    view,
    words_of,
)
from pdf_samples import (
    BOLD,
    CRANES,
    JUSTIFIED,
    SPACED,
    annex,
    built,
    bullet,
    drawn,
    ruled,
    sub_bullet,
)
from reportlab.lib.pagesizes import A4
from reportlab.platypus import PageBreak, Paragraph, Spacer

from snapshots.layout.pdf import read_layout


def read(data):
    layout = read_layout(data)
    assert_accounts_for_its_text(layout)
    return layout


# --- tables -------------------------------------------------------------------------------------------------


def test_an_annex_is_read_row_by_row_with_its_levels():
    layout = read(annex(rows=3))
    assert view(layout) == [
        "Follow-up of the harbour programme",  # a header, but nobody can know on a single page
        "# Annex to the letter",
        [
            [["# Promised in spring"], ["# State of play"], ["# What comes next"]],
            [["# HARBOURS"]],
            *(
                [
                    ["# Safer harbours"] if number == 1 else [],
                    [
                        f"# Port number {number}",
                        (
                            f"The quay of port {number} was rebuilt at a cost of EUR {number} million, and the cranes "
                            "that had been ordered were handed over to the harbour master in the presence of the "
                            "minister."
                        ),
                        "Divers have inspected the piers.",
                    ],
                    [
                        f"> Lighthouse {number} is to be lit again by the end of the year, as the crew had asked.",
                        "> > its lens will be ground anew;",
                        "> > its keeper will be trained.",
                        "> A second tender follows in spring.",
                    ],
                ]
                for number in (1, 2, 3)
            ),
        ],
    ]
    assert columns_of(tables_of(layout)[0])[:3] == [
        [(0, 1), (1, 1), (2, 1)],
        [(0, 3)],
        [(0, 1), (1, 1), (2, 1)],
    ]


def test_a_table_over_several_pages_is_one_on_each_and_rows_know_their_page():
    layout = read(annex())
    assert layout.page_count == 3
    tables = tables_of(layout)
    assert [{row.page for row in table.rows} for table in tables] == [{1}, {2}, {3}]
    assert not layout.flattened


def test_a_sub_bullet_that_begins_a_page_keeps_its_level():
    story = [
        ruled([[Paragraph("A", BOLD), Paragraph("B", BOLD)], ["quays", [bullet("One."), sub_bullet("Two.")]]])
    ]
    cut = [
        ruled([[Paragraph("A", BOLD), Paragraph("B", BOLD)], ["", [sub_bullet("Three."), bullet("Four.")]]])
    ]
    layout = read(built([*story, PageBreak(), *cut]))
    assert view(layout)[1][1] == [[], ["> > Three.", "> Four."]]


def test_cells_that_reach_down_leave_an_empty_place_below():
    rows = [["a", "b"], ["", "c"], ["d", ""]]
    layout = read(
        built([ruled(rows, widths=[100, 100], style=[("SPAN", (0, 0), (0, 1)), ("SPAN", (0, 2), (1, 2))])])
    )
    assert view(layout) == [[[["a"], ["b"]], [[], ["c"]], [["d"]]]]
    assert columns_of(tables_of(layout)[0]) == [[(0, 1), (1, 1)], [(0, 1), (1, 1)], [(0, 2)]]


def test_words_close_to_a_rule_on_both_sides_are_two():
    def draw(canvas, _):
        canvas.setFont("Helvetica", 10)
        for left in (100, 130):
            canvas.rect(left, 700, 30, 20)
            canvas.rect(left, 680, 30, 20)
        canvas.drawRightString(129.6, 706, "left")
        canvas.drawString(130.4, 706, "right")

    assert view(read(drawn(draw))) == [[[["left"], ["right"]], [[], []]]]


def test_a_label_that_runs_up_its_cell_is_read_line_by_line():
    def draw(canvas, _):
        canvas.setFont("Helvetica", 10)
        canvas.rect(100, 500, 40, 200)
        canvas.rect(140, 500, 200, 200)
        canvas.drawString(150, 680, "A quay is built.")
        canvas.translate(118, 520)
        canvas.rotate(90)
        canvas.drawString(0, 0, "SAFER HARBOURS")
        canvas.drawString(0, -12, "AND QUAYS")

    assert view(read(drawn(draw))) == [[[["SAFER HARBOURS AND QUAYS"], ["A quay is built."]]]]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(rotation):
    """The page is drawn so that its /Rotate sets it upright, as scanners and landscape annexes have it."""

    def draw(canvas, _):
        canvas.setPageRotation(rotation)
        # reportlab takes A4 for the page as shown: its own is on its side where that is turned by a quarter.
        width, height = reversed(A4) if rotation % 180 else A4
        canvas.translate(*{0: (0, 0), 90: (width, 0), 180: (width, height), 270: (0, height)}[rotation])
        canvas.rotate(rotation)
        canvas.setFont("Helvetica-Bold", 10)
        canvas.drawString(60, 500, "Annex")
        canvas.setFont("Helvetica", 10)
        for column, words in enumerate(("A quay", "A crane")):
            canvas.rect(60 + 100 * column, 400, 100, 40)
            canvas.drawString(65 + 100 * column, 425, words)

    layout = read(drawn(draw))
    assert view(layout) == ["# Annex", [[["A quay"], ["A crane"]]]]
    box = layout.blocks[0].boxes[0]
    assert (box.page, box.left) == (1, pytest.approx(60, abs=0.1))
    assert box.top < A4[1] - 500 < box.bottom


def test_a_rule_that_its_clip_hides_draws_no_cell():
    def draw(canvas, _):
        path = canvas.beginPath()
        path.rect(100, 600, 200, 100)
        canvas.clipPath(path, stroke=0)
        canvas.grid([100, 200, 300], [600, 650, 700, 750])
        canvas.drawString(110, 680, "above")
        canvas.drawString(110, 620, "below")

    layout = read(drawn(draw))
    assert view(layout) == [[[["above"], []], [["below"], []]]]


def test_a_frame_around_words_is_no_table():
    def draw(canvas, _):
        canvas.rect(90, 690, 300, 30)
        canvas.drawString(100, 700, "Words in a frame.")

    assert view(read(drawn(draw))) == ["Words in a frame."]


def test_a_drawing_with_thousands_of_strokes_is_no_table():
    def draw(canvas, _):
        canvas.drawString(100, 820, "A map.")
        canvas.grid([20 + x * 0.5 for x in range(1100)], [20 + y * 0.7 for y in range(1100)])

    assert view(read(drawn(draw))) == ["A map."]


# --- pages --------------------------------------------------------------------------------------------------


PORTS = [f"{first}{second}" for first in ("East", "West", "North", "South") for second in "abcdefg"]


def several_pages():
    """Twenty-eight long paragraphs, under a header and over a page number; and their words."""
    words = [f"{CRANES} So it stands in the letter of {port}haven. {CRANES}" for port in PORTS]
    return built([Spacer(0, 30), *(Paragraph(said, JUSTIFIED) for said in words)], on_page=numbered), words


def numbered(canvas, template):
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, 800, "Harbour Office")
    canvas.drawCentredString(300, 30, f"Page {template.page} of 9")


def test_a_paragraph_that_a_page_break_cuts_is_one_with_boxes_on_both_pages():
    data, words = several_pages()
    layout = read(data)
    assert view(layout) == words
    assert layout.page_count == 3
    pages = [{box.page for box in paragraph.boxes} for paragraph in layout.blocks]
    assert pages[0] == {1}
    assert {1, 2} in pages
    assert pages[-1] == {3}


def test_headers_and_footers_are_running_text():
    layout = read(several_pages()[0])
    assert running_of(layout) == [
        words for page in (1, 2, 3) for words in ("Harbour Office", f"Page {page} of 9")
    ]


def test_a_page_s_number_alone_is_running_text_but_a_year_is_not():
    def draw(canvas, _):
        canvas.drawString(72, 790, "2031")
        canvas.drawString(72, 700, "A quay is built.")
        canvas.drawCentredString(300, 30, "- 3 -")

    layout = read(drawn(draw))
    assert view(layout) == ["2031", "A quay is built."]
    assert running_of(layout) == ["- 3 -"]


def test_the_last_word_of_a_page_is_no_page_number():
    def draw(canvas, _):
        canvas.drawString(
            72, 112, "The quay, which was built in the spring, is to be opened by the minister on May"
        )
        canvas.drawString(72, 98, "16.")

    assert running_of(read(drawn(draw))) == []


def test_a_title_that_every_page_repeats_is_read_once():
    def draw(canvas, number):
        canvas.setFont("Helvetica-Bold", 12)
        canvas.drawString(72, 790, "Follow-up to the spring letter")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 600, f"Port {number} is open.")

    layout = read(drawn(draw, pages=3))
    assert view(layout) == [
        "# Follow-up to the spring letter",
        "Port 1 is open.",
        "Port 2 is open.",
        "Port 3 is open.",
    ]
    assert len(running_of(layout)) == 2


def test_watermarks_and_stamps_in_the_margin_are_running_text():
    def draw(canvas, _):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(72, 700, "A quay is built.")
        canvas.saveState()
        canvas.translate(20, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Registered on 3 May")
        canvas.restoreState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFont("Helvetica", 60)
        canvas.drawString(0, 0, "DRAFT COPY")

    layout = read(drawn(draw))
    assert view(layout) == ["A quay is built."]
    assert running_of(layout) == ["Registered on 3 May", "DRAFT COPY"]


def test_boxes_enclose_the_words_they_stand_for():
    def draw(canvas, _):
        canvas.setFont("Helvetica", 10)
        canvas.drawString(100, A4[1] - 200, "A quay")

    (paragraph,) = paragraphs_of(layout := read(drawn(draw)))
    assert words_of(layout, paragraph) == "A quay"
    (box,) = paragraph.boxes
    assert (box.page, box.left) == (1, pytest.approx(100, abs=0.5))
    assert box.top == pytest.approx(192, abs=0.5)
    assert box.bottom == pytest.approx(202, abs=0.5)
    assert box.right == pytest.approx(100 + 31, abs=2)


def test_text_stands_above_between_and_below_tables():
    table = [["a", "b"], ["c", "d"]]
    story = [
        Paragraph("Above.", SPACED),
        ruled(table),
        Paragraph("Between.", SPACED),
        ruled(table),
        Paragraph("Below.", SPACED),
    ]
    read_table = [[["a"], ["b"]], [["c"], ["d"]]]
    assert view(read(built(story))) == ["Above.", read_table, "Between.", read_table, "Below."]


def test_letters_are_read_alike_in_many_threads():
    data = annex(rows=6)
    expected = read_layout(data)
    with ThreadPoolExecutor(4) as pool:
        assert all(layout == expected for layout in pool.map(read_layout, [data] * 8))
