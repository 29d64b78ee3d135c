"""What stands in the cells of an annex: nothing where it is said so, and over a page's end what it cut."""

import pytest
from test_stacked_cells import FULL, HEADS, QUAYS, TUGS, rows_of

from snapshots.read_letter import read_letter

HEAD = "Port Council\nOslo, 3 May 2030\n\nDear all,\n\nWe report on our ports.\n\n"
HEADINGS = "Field\tWork done\tNext steps\n"


def statements(*rows):
    letter = read_letter((HEAD + HEADINGS + "\n".join(rows)).encode())
    return [(one.priority, one.text) for one in letter.statements]


@pytest.mark.parametrize("nothing", ["–", "-", "n/a", "N/A", "nil"])
def test_a_dash_in_a_cell_says_that_it_is_empty(nothing):
    found = statements(
        f"Piers\tTwo piers were built.\t{nothing}", f"{nothing}\tA lamp was lit.\tA lamp will be lit."
    )
    assert found == [
        ("Piers", "Two piers were built."),
        ("Piers", "A lamp was lit."),
        ("Piers", "A lamp will be lit."),
    ]


def test_a_dash_below_other_cells_is_no_title_of_a_row():
    assert rows_of(*HEADS, *QUAYS[:2], "–", *TUGS) == [FULL] * 3


CUT = ("Two piers were built.", "The lamp on the quay of Saint")
HEADS_OF_PAGE = "| Field | Work done | Next steps |\n|---|---|---|\n"


def over_a_page(cut, opening):
    """What is read where the bullets of a cell are `cut`, and the next page's cell opens like this."""
    bullets = "<br>".join(f"• {one}" for one in cut)
    pages = (
        f"| Piers | {bullets} | • Piers will be built. |",
        f"| | {opening}<br>• A bell was hung. | • A bell will be cast. |",
    )
    text = HEAD + "\n\n".join(f"{HEADS_OF_PAGE}{page}" for page in pages)
    return [one.text for one in read_letter(text.encode(), filename="letter.md").statements]


def test_a_bullet_that_a_page_cuts_before_a_name_goes_on_without_one():
    assert "The lamp on the quay of Saint Olaf was lit." in over_a_page(CUT, "Olaf was lit.")


@pytest.mark.parametrize(
    ("cut", "opening"),
    [
        (CUT, "• Olaf was lit."),
        (CUT, "Olaf"),
        (("Two piers were built", "The lamp on the quay of Saint"), "Olaf was lit."),
        (("Two piers were built.", "The lamp on the quay was lit."), "Olaf was lit."),
    ],
    ids=["a bullet of its own", "a heading", "bullets without ends", "a bullet with its end"],
)
def test_what_a_page_opens_with_is_else_one_of_its_own(cut, opening):
    assert cut[-1] in over_a_page(cut, opening)
