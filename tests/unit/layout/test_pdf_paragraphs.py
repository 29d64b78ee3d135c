"""PDF: lines are parted into paragraphs by bullets, gaps, indents and the room that they leave."""

import re

import pytest
from layout_views import assert_accounts_for_its_text, view
from pdf_samples import BOLD, BULLET, CRANES, JUSTIFIED, PLAIN, built, bullet, ruled, typed
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph

from snapshots.layout.pdf import read_layout


def read(data):
    layout = read_layout(data)
    assert_accounts_for_its_text(layout)
    return layout


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


def test_where_first_lines_are_indented_a_line_of_one_full_sentence_is_a_paragraph():
    style = ParagraphStyle("indented", parent=PLAIN, firstLineIndent=14)
    full = "The master of the ports of the north has asked for nine cranes, and for lamps and six buoys."
    words = [CRANES, CRANES, CRANES, full, CRANES, full, full]
    width = stringWidth(full, "Helvetica", 9) + style.firstLineIndent + 2  # no room for another word
    for title in ([], [Paragraph(CRANES, PLAIN)]):  # the first paragraph may have no indent
        story = [*title, *(Paragraph(said, style) for said in words)]
        assert view(read(ruled_cell(story, width)))[0][1][0] == [CRANES] * len(title) + words


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
