"""PDF: tables cell by cell, paragraphs by gaps and indents, headers and footers apart, page by page."""

import re
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
    BULLET,
    JUSTIFIED,
    PLAIN,
    SPACED,
    annex,
    built,
    bullet,
    drawn,
    ruled,
    sub_bullet,
    typed,
)
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import PageBreak, Paragraph, Spacer

from snapshots.layout.pdf import read_layout

CRANES = (
    "The harbour master has asked for cranes, and the ministry has agreed to pay for them in two parts "
    "over the coming years, the first of them in spring."
)


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


# --- paragraphs ---------------------------------------------------------------------------------------------


def test_paragraphs_without_a_gap_are_parted_where_a_line_had_room_left():
    words = [
        CRANES,
        "Quays follow.",
        "EUR 5 million were paid for lamps, " + CRANES[4:],
        "All in all 12 ports are whole.",
    ]
    assert view(read(built([Paragraph(said, PLAIN) for said in words]))) == words


def test_paragraphs_with_an_indented_first_line_are_parted():
    style = ParagraphStyle("indented", parent=JUSTIFIED, firstLineIndent=18, spaceAfter=0)
    assert view(read(built([Paragraph(CRANES, style)] * 4))) == [CRANES] * 4


def test_lines_that_hang_behind_their_first_one_tell_where_paragraphs_begin():
    style = ParagraphStyle("hanging", parent=PLAIN, leftIndent=12, firstLineIndent=-12)
    # The line is full, and the one below it begins as a sentence would.
    full = (
        "The harbour master of the ports of the north has asked for nine cranes, and for lamps and six buoys."
    )
    words = [CRANES, CRANES, full, "A " + CRANES[4:], f"{full[:-1]}, as Syldavia did.", full, CRANES]
    assert view(read(built([Paragraph(said, style) for said in words], rightMargin=92))) == words


def test_short_lines_that_stand_as_first_ones_are_paragraphs_though_they_begin_small():
    style = ParagraphStyle("hanging", parent=PLAIN, leftIndent=12, firstLineIndent=-12)
    words = [CRANES, CRANES, CRANES, "nine lamps", "six buoys", CRANES]
    assert view(read(built([Paragraph(said, style) for said in words]))) == words


@pytest.mark.parametrize("style", [PLAIN, BULLET])
def test_a_label_in_bold_that_fills_its_line_is_no_heading(style):
    label = "The harbour master of the ports of the north and of all islands"
    said = [
        f"<b>{label} who asked for cranes</b> last spring has got nine of them.",  # it ends on the next line
        f"<b>{label} (of 4):</b> {'cranes' if style is PLAIN else 'EUR 5 million'} were promised in spring.",
    ]
    glyph = {"bulletText": "•"} if style is BULLET else {}
    story = [Paragraph(words, style, **glyph) for words in (CRANES, CRANES, CRANES, *said)]
    width = stringWidth(f"{label} (of 4): ", "Helvetica-Bold", 9) + style.leftIndent + 6
    plain = [re.sub("</?b>", "", words) for words in said]
    found = view(read(ruled_cell(story, width)))[0][1][0]
    assert [words.removeprefix("> ") for words in found[-2:]] == plain


def ruled_cell(story, width):
    return built([ruled([["Progress"], [story]], widths=[width + 12])])


def test_numbers_that_a_tab_sets_off_are_bullets_of_a_cell():
    def member(number, words, indent=14):
        style = ParagraphStyle(f"member{indent}", parent=PLAIN, leftIndent=indent, bulletIndent=indent - 14)
        return Paragraph(words, style, bulletText=number)

    cell = [
        member("1.", CRANES),
        member("2.", "There will be:"),
        member("a)", "lamps;", indent=28),
        member("b)", "buoys.", indent=28),
        member("3.", "Quays follow."),
    ]
    assert view(read(built([ruled([["Progress", cell]])]))) == [
        [
            [
                ["Progress"],
                [
                    f"> 1. {CRANES}",
                    "> 2. There will be:",
                    "> > a) lamps;",
                    "> > b) buoys.",
                    "> 3. Quays follow.",
                ],
            ]
        ]
    ]


def test_what_is_indented_behind_a_colon_stands_below_it_without_a_bullet_of_its_own():
    below = ParagraphStyle("below", parent=PLAIN, leftIndent=26)
    cell = [
        *(bullet(words) for words in (CRANES, "There will be:")),
        *(Paragraph(words, below) for words in ("nine lamps;", "six buoys.")),
        bullet("Quays follow."),
    ]
    plain = [Paragraph(words, PLAIN) for words in (CRANES, "There will be:")]
    rows = read(built([ruled([[cell, [*plain, *cell[2:4], plain[0]]]], widths=[200, 200])]))
    ((bullets, without),) = view(rows)[0]
    assert bullets == [
        f"> {CRANES}",
        "> There will be:",
        "> > nine lamps;",
        "> > six buoys.",
        "> Quays follow.",
    ]
    assert without == [CRANES, "There will be:", "> nine lamps;", "> six buoys.", CRANES]


def test_words_wholly_bold_underlined_or_larger_are_a_heading():
    larger = ParagraphStyle("larger", parent=PLAIN, fontSize=14, leading=17)
    story = [
        Paragraph(
            "Follow-up to the letter of the spring, in larger type that goes on over more than one line",
            larger,
        ),
        Paragraph("<u>Ruritania and the ports of the north</u>", PLAIN),
        Paragraph(CRANES, PLAIN),
        Paragraph("Lights", BOLD),
        Paragraph(f"<b>Syldavia:</b> {CRANES}", PLAIN),
    ]
    assert view(read(built(story))) == [
        "# Follow-up to the letter of the spring, in larger type that goes on over more than one line",
        "# Ruritania and the ports of the north",
        CRANES,
        "# Lights",
        f"Syldavia: {CRANES}",
    ]


def test_a_dash_that_wrapping_puts_first_is_no_bullet():
    lines = (
        "The ministry of harbours has agreed to pay for the cranes in two parts",
        "– the first of them in the spring of this year, as had been asked for",
        "o so say the harbour masters of the north and of the south alike, who",
        "know.",
    )
    assert view(read(typed(*lines))) == [" ".join(lines)]


def test_hyphens_at_the_end_of_a_line_are_read_as_the_document_shows():
    data = typed(
        "The coopera-",
        "tion of ports is a long-",
        "term aim of the follow-",
        "up letter; cooperation,",
        "short- and long-term,",
        "in the North-",
        "Ruritania talks of 2030-",
        "2031 and in March/",
        "April goes on for mid-",
        "and small ports.",
    )
    assert view(read(data)) == [
        (
            "The cooperation of ports is a long-term aim of the follow-up letter; cooperation, short- and long-term, "
            "in the North-Ruritania talks of 2030-2031 and in March/April goes on for mid- and small ports."
        )
    ]


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
