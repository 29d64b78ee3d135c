"""A text that keeps the look of a page is shown as it is read: cell after cell, each statement in one piece."""

import re

import pytest
from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st
from letters_in_columns import OLDER
from lxml import html
from made_up_letters import made_up_letter
from told_alike import WRITERS, side_by_side

from diffing.money.ledger import read_ledger
from service.evidence.excerpt import excerpt_of
from service.overviews.money_lines_shown import lines_shown
from service.overviews.window_lives import window_lives
from service.pages.letter_page import letter_page
from service.pages.letter_text import HeadingBlock, letter_blocks
from service.pages.marked_words import marked_text
from service.pages.rendering import page as rendered
from service.pages.shown_values import shown_statement
from snapshots.read_letter import read_letter

OPENING = "Almery, 3 May 2031\n\nDear members,\n\nThe annex tells where each of our measures stands in this spring.\n\n"
HEADS = [[("plain", words)] for words in ("Measures", "Done so far", "Next steps")]
CALLAO = (
    "The quay at Callao, which is 310 metres long, was widened between January 2030 and December 2030 for the "
    "sum of EUR 4 million."
)
QUAYS = [
    [("plain", "Quays that ships of any draught can lie at")],
    [
        ("plain", "Peru"),
        ("bullet", CALLAO),
        ("bullet", "Divers looked at the quay of Ilo."),
    ],
    [
        ("bullet", "The quay at Iquique is to be widened by the end of June 2032."),
        ("bullet", "A crane will be bought."),
    ],
]
# The last sentence of a cell goes on behind the break of the page.
BEFORE = [
    [("plain", "Tugs and pilots")],
    [("bullet", "Two tugs were bought.")],
    [("bullet", "Thirty pilots will be trained at the academy of Callao, by ten teachers from")],
]
BEHIND = [[], [], [("plain", "the yard of Talcahuano.")]]
HEAD = "Harbour Council, letter of May"
WHOLE = (
    "• Thirty pilots will be trained at the academy of Callao, by ten teachers from the yard of Talcahuano."
)


def page_of(*rows):
    return "\n".join(map(side_by_side, rows))


def turned(number):
    return f"\n{'':60}{number}\n\f{HEAD}\n"


TWO_PAGES = "".join(
    [
        f"{OPENING}{turned(6)}Annex: state of play\n",
        f"{page_of(HEADS, QUAYS, BEFORE)}{turned(7)}",
        page_of(HEADS, BEHIND, QUAYS),
    ]
)


def shown(data):
    return [(sort_of(block), words_of(block)) for block in letter_blocks(read_letter(data))]


def sort_of(block):
    return block.level.value if isinstance(block, HeadingBlock) else block.form


def words_of(block):
    words = block.text if isinstance(block, HeadingBlock) else "".join(run.text for run in block.runs)
    return " ".join(words.split())


def test_each_statement_stands_whole_under_its_headings_cell_after_cell():
    assert shown(TWO_PAGES.encode())[5:16] == [
        ("column", "Measures"),
        ("column", "Done so far"),
        ("column", "Next steps"),
        ("priority", "Quays that ships of any draught can lie at"),
        ("topic", "Peru"),
        ("measure", f"• {CALLAO}"),
        ("measure", "• Divers looked at the quay of Ilo."),
        ("measure", "• The quay at Iquique is to be widened by the end of June 2032."),
        ("measure", "• A crane will be bought."),
        ("priority", "Tugs and pilots"),
        ("measure", "• Two tugs were bought."),
    ]


def test_what_a_page_repeats_stands_behind_the_cells_of_the_page_and_behind_what_runs_over_its_end():
    assert shown(TWO_PAGES.encode())[16:19] == [
        ("measure", WHOLE),
        ("running", f"7{HEAD}MeasuresDone so farNext steps"),
        ("priority", "Quays that ships of any draught can lie at"),
    ]


def test_what_was_read_from_words_on_two_lines_is_marked_as_one():
    shown_page = letter_page(letter := read_letter(TWO_PAGES.encode()), series=[letter.key], items={})
    tree = html.fromstring(rendered("letter.html", page=shown_page))
    marked = {re.sub(r"\s+", " ", one.text_content()) for one in tree.xpath("//*[contains(@class, 'fact')]")}
    assert {"between January 2030 and December 2030", "by the end of June 2032"} <= marked
    assert len(tree.xpath("//p[contains(@class, 'measure')]")) == len(
        tree.xpath("//p[contains(@class, 'measure')]/span[@class='statement'][starts-with(@id, 's-')]")
    )


def test_words_of_two_lines_are_shown_whole_wherever_they_are_shown():
    letter = read_letter(OLDER)
    assert shown_statement(letter.key, letter.statements[-1]).promised == ("will: “will be handed”",)
    (life,) = window_lives({letter.key: letter.statements}, [letter.key])
    assert life.now.time.quote == "the second half of December 2030"
    (line,) = lines_shown(read_ledger(letter).lines)
    assert (line.before, line.quote, line.after) == (
        "The quay wall at Koper in Slovenia is being raised for",
        "EUR 12 million",
        ", after a long search for stone.",
    )


def test_a_statement_stands_whole_in_its_excerpt_with_nothing_between_its_lines():
    letter = read_letter(OLDER)
    marked = marked_text(letter)
    for one in letter.statements:
        stretches = excerpt_of(letter, one, marked).stretches
        (said,) = ("".join(piece.text for piece in each.pieces) for each in stretches if each.quoted)
        assert said == one.text


def without_marks(blocks):
    """What is shown, without bullets and blanks: no format has the same."""
    return [(sort, re.sub(r"^[•o>–-] |\s", "", words)) for sort, words in blocks]


@pytest.mark.parametrize("ending", ["columns", "wrapped"])
@few_examples(10)
@given(pick=st.randoms(use_true_random=False))
def test_a_letter_is_shown_as_its_html_whichever_way_its_text_was_laid_out(ending, pick):
    letter = made_up_letter(pick)
    as_text, as_html = (without_marks(shown(WRITERS[name](letter))) for name in (ending, "html"))
    assert as_text == as_html
