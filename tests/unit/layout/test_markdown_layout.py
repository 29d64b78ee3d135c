"""Markdown: headings, lists, pipe tables with breaks in their cells."""

import pytest
from layout_views import assert_accounts_for_its_text, view

from snapshots.errors import EmptyLetter
from snapshots.layout.markdown import read_layout


def read(markdown):
    layout = read_layout(markdown.encode())
    assert_accounts_for_its_text(layout)
    return layout


def test_headings_paragraphs_and_lists_are_read():
    assert view(read("# Letter\n\nDear *all*,\nwelcome.\n\n**Annex**\n\n- one\n  - two\n\n1. three\n")) == [
        "# Letter",
        "Dear all, welcome.",
        "# Annex",
        "> one",
        "> > two",
        "> three",
    ]


def test_a_table_s_cells_are_parted_at_their_breaks():
    markdown = "| Promised | Done |\n|:--|--:|\n| **Harbours**<br>of the north | **Ruritania**<br>- a quay<br>- a crane \\| lamp |\n"
    assert view(read(markdown)) == [
        [
            [["# Promised"], ["# Done"]],
            [["# Harbours", "of the north"], ["# Ruritania", "> a quay", "> a crane | lamp"]],
        ]
    ]


def test_bullets_that_markdown_does_not_know_keep_their_lines():
    assert view(read("Next:\n> a quay\n> a crane\n• a lamp\nof brass\n")) == [
        "Next:",
        "> a quay",
        "> a crane",
        "> > a lamp of brass",
    ]


def test_cells_beyond_the_headings_are_not_lost():
    layout = read("| A | B |\n|---|---|\n| 1 | 2 | 3 \\| 4 | 5 |\n| 6 |\n\nA | B\n--|--\n7 | 8 | 9\n")
    assert view(layout) == [
        [[["# A"], ["# B"], [], []], [["1"], ["2"], ["3 | 4"], ["5"]], [["6"], [], [], []]],
        [[["# A"], ["# B"], []], [["7"], ["8"], ["9"]]],
    ]


def test_indented_words_are_words():
    assert view(read("- a quay\n\n      that is new\n\nand\n\n    more\n")) == [
        "> a quay",
        "> that is new",
        "and",
        "more",
    ]


def test_signs_that_html_reserves_are_words():
    assert view(read("5 < 6 & 7 > 3\n")) == ["5 < 6 & 7 > 3"]


def test_nothing_but_a_rule_is_no_letter():
    with pytest.raises(EmptyLetter):
        read_layout(b"---\n\n***\n")
