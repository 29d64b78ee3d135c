"""Lines that a page's width broke are paragraphs again; lines that their writer ended stay apart."""

import textwrap

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from layout_views import running_of, view

from snapshots.layout.text import read_layout

PROSE = (
    "The harbour board met in May and agreed on a plan for all the quays of the northern coast, which had been "
    "asked for by the pilots for years, and on the money that it takes. It will meet again before the summer, "
    "when the masters of the ports have had their say and the engineers of the province are back from the works "
    "on the southern breakwater, where the sea has undone in a night what was built in a year."
)


def layout_of(*blocks):
    return read_layout("\n\n".join(blocks).encode())


def blocks_of(layout):
    return [" ".join(block.split()) for block in view(layout)]


def broken(words, width):
    return textwrap.fill(words, width, break_on_hyphens=False)


@given(
    st.integers(24, 100),
    st.lists(
        st.sampled_from([word for word in PROSE.split() if word.isalpha() and word.islower()]),
        min_size=30,
        max_size=90,
    ),
)
def test_a_paragraph_is_one_whatever_width_its_lines_have(width, words):
    said = " ".join(["The", *words, "quays", "were", "built."])
    assume(all(len(word) < width // 2 for word in words))
    layout = layout_of("The Harbour Board", broken(PROSE, width), broken(said, width))
    assert blocks_of(layout) == ["The Harbour Board", PROSE, said]


def test_a_line_that_had_room_for_the_next_word_ends_a_paragraph():
    width = next(w for w in range(50, 90) if len(broken(PROSE, w).rpartition("\n")[2]) < w // 2)
    layout = layout_of(broken(PROSE, width) + "\n" + broken("Wages rose. " + PROSE, width))
    assert blocks_of(layout) == [PROSE, "Wages rose. " + PROSE]


@pytest.mark.parametrize("glyph", ["•", "➤", ">", "-", "o", "\uf0b7"])
def test_a_bullet_begins_a_paragraph_behind_a_line_that_is_full(glyph):
    layout = layout_of(broken(PROSE, 60), f"{glyph} {'x' * 57}\n{glyph} Two tugs were bought.")
    assert [block.lstrip("> ") for block in blocks_of(layout)] == [PROSE, "x" * 57, "Two tugs were bought."]


def test_a_dash_before_a_small_letter_stands_within_its_sentence():
    said = "The tugs that the board had ordered\n- three in all, and each with a crane -\nare on their way."
    assert blocks_of(layout_of(broken(PROSE, 40), said))[1] == " ".join(said.split())


def test_a_label_over_bullets_is_none_of_the_sentence_above_it():
    cell = "• The quay at Callao has been widened.\nChile\n• Two tugs were bought."
    assert blocks_of(layout_of(broken(PROSE, 60), cell))[1:] == [
        "> The quay at Callao has been widened.",
        "Chile",
        "> Two tugs were bought.",
    ]


def test_lines_of_the_letterhead_stand_for_themselves():
    layout = layout_of("The Harbour Board\nThe President", "Almery, 3 May 2031", broken(PROSE, 60))
    assert blocks_of(layout) == ["The Harbour Board", "The President", "Almery, 3 May 2031", PROSE]


def test_lines_that_their_writer_ended_are_paragraphs_as_they_were():
    lines = ["The quay was built.", "Two tugs were bought.", "The crane is being mended.", "A study goes on."]
    assert blocks_of(read_layout("\n".join(lines).encode())) == lines


# --- what stands on each page ---------------------------------------------------------------------------------


def pages(*texts, mark="{}", head="Harbour Board - HB/31"):
    parts = [texts[0]]
    for number, words in enumerate(texts[1:], 1):
        parts += [mark.format(number), head, words]
    return [part for part in parts if part]


@pytest.mark.parametrize("mark", ["{}", "- {} -", "{}/6", "page {} of 6"])
def test_what_stands_below_the_mark_of_each_page_is_its_head(mark):
    first, second = broken(PROSE, 60), broken("It is " + PROSE, 60)
    layout = layout_of(*pages(first, second, first, mark=mark))
    assert running_of(layout)[1::2] == ["Harbour Board - HB/31"] * 2
    assert blocks_of(layout) == [PROSE, "It is " + PROSE, PROSE]


@pytest.mark.parametrize(
    "between", ["{foot}\n{page}\n\f", "{foot}\n\n\f", "{page}\n\n{foot}\n\f", "\n\f{foot}\n\n{page}\n\n"]
)
def test_what_stands_above_the_mark_of_each_page_is_its_foot(between):
    first, second = broken(PROSE, 60), broken("It is " + PROSE, 60)
    text = first
    for page, words in enumerate([second, first, second], 1):
        text += "\n\n" + between.format(foot="Harbour Board - Annex", page=page) + words
    layout = read_layout(text.encode())
    assert [words for words in running_of(layout) if not words.isdigit()] == ["Harbour Board - Annex"] * 3
    assert blocks_of(layout) == [PROSE, "It is " + PROSE] * 2


def test_headings_of_columns_that_each_page_repeats_are_no_head_of_the_page():
    heads = "Measures\n\nDone so far\n\nNext steps"
    layout = layout_of(*pages(broken(PROSE, 60), heads, heads, head=""))
    assert blocks_of(layout) == [PROSE, *["Measures", "Done so far", "Next steps"] * 2]
