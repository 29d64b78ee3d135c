"""pdfplumber finds every cell of a ruled table, in ten times our time: what it finds is what we must find."""

import io

import pdfplumber
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letters_of_others import file_of_others
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from snapshots.layout.pdf_document import read_pages
from snapshots.layout.pdf_grid import find_tables
from snapshots.layout.pdf_regions import read_regions

NEAR = 0.25  # points: pdfium keeps single floats, and rounds where pdfplumber does not


def box_of(cell):
    return (cell.top, cell.left, cell.bottom, cell.right)


def oracle_box(cell):
    left, top, right, bottom = cell
    return (top, left, bottom, right)


def letters(words):
    """Their characters in no order: the oracle reads lines that stand on their heads backwards."""
    return sorted(char for word in words for char in word)


def oracle_words(text):
    """The oracle's words; it takes no notice of the tab between a bullet and its words."""
    return sorted(text.replace("➤", "➤ ").split())


def assert_same_cells(data, *, upright=True):
    """Every page has the same tables, every table the same cells, every cell the same words."""
    pages = read_pages(data)
    cells = 0
    with pdfplumber.open(io.BytesIO(data)) as oracle:
        assert len(pages) == len(oracle.pages)
        for ours, theirs in zip(pages, oracle.pages, strict=True):
            cells += assert_same_page(ours, theirs, upright=upright)
            theirs.close()
    return cells


def assert_same_page(ours, theirs, *, upright):
    tables, expected = find_tables(ours.rules), theirs.find_tables()
    regions = read_regions(ours)
    assert len(tables) == len(expected)
    for table, wanted in zip(tables, expected, strict=True):
        wanted_cells = sorted(wanted.cells, key=oracle_box)
        assert len(table.cells) == len(wanted_cells)
        texts = {
            cell: text
            for row, said in zip(wanted.rows, wanted.extract(), strict=True)
            for cell, text in zip(row.cells, said, strict=True)
            if cell
        }
        for cell, like in zip(sorted(table.cells, key=box_of), wanted_cells, strict=True):
            assert box_of(cell) == pytest.approx(oracle_box(like), abs=NEAR)
            words = [word.text for line in regions.cells.get(cell, ()) for word in line.words]
            assert letters(words) == letters(oracle_words(texts[like]))
            if upright:
                assert sorted(words) == oracle_words(texts[like])
    return sum(len(table.cells) for table in tables)


@pytest.mark.parametrize("name", ["2023-12-13-euco.pdf", "2023-10-24-euco.pdf"])
def test_the_cells_of_a_letter_are_those_of_the_oracle(name):
    assert assert_same_cells(file_of_others(name).read_bytes()) > 50


# --- drawn grids --------------------------------------------------------------------------------------------


@st.composite
def grids(draw):
    """Columns and rows of a grid, the cells of which some are merged, and how their borders are drawn."""
    widths = draw(st.lists(st.integers(30, 160), min_size=1, max_size=4))
    heights = draw(st.lists(st.integers(18, 90), min_size=1, max_size=5))
    cells, taken = [], set()
    for row in range(len(heights)):
        for column in range(len(widths)):
            if (column, row) in taken:
                continue
            across = draw(st.integers(1, len(widths) - column))
            down = draw(st.integers(1, len(heights) - row))
            while any((column + i, row) in taken for i in range(across)):
                across -= 1
            squares = {(column + i, row + j) for i in range(across) for j in range(down)}
            if squares & taken:
                down, squares = 1, {(column + i, row) for i in range(across)}
            taken |= squares
            cells.append((column, row, across, down))
    return widths, heights, cells


def drawn_grid(grid, style, rotation, corner, words):
    """A page with the grid, its left upper corner at `corner`; each cell has a word near its own corner."""
    widths, heights, cells = grid
    x, y = corner
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=landscape(A4), invariant=True)
    canvas.setPageRotation(rotation)
    if style == "form":
        canvas.beginForm("grid")
    canvas.setLineWidth(0.5)
    canvas.setFont("Helvetica", 8)
    for number, (column, row, across, down) in enumerate(cells):
        left, right = x + sum(widths[:column]), x + sum(widths[: column + across])
        top, bottom = y - sum(heights[:row]), y - sum(heights[: row + down])
        draw_border(canvas, style, (left, bottom, right, top))
        canvas.drawString(left + 4, top - 11, words[number % len(words)])
    if style == "form":
        canvas.endForm()
        canvas.scale(0.8, 0.8)
        canvas.doForm("grid")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def draw_border(canvas, style, box):
    left, bottom, right, top = box
    if style in {"rectangles", "form"}:
        canvas.rect(left, bottom, right - left, top - bottom)
    elif style == "shades":
        canvas.setFillGray(0.9)
        canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
        canvas.setFillGray(0)
    else:
        for x0, y0, x1, y1 in (
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, bottom, left, top),
            (right, bottom, right, top),
        ):
            if style == "strokes":
                canvas.line(x0, y0, x1, y1)
            else:
                canvas.rect(x0 - 0.24, y0 - 0.24, x1 - x0 + 0.48, y1 - y0 + 0.48, stroke=0, fill=1)


@settings(max_examples=40)
@given(
    grid=grids(),
    style=st.sampled_from(["strokes", "rectangles", "thin shapes", "shades", "form"]),
    rotation=st.sampled_from([0, 90, 180, 270]),
    corner=st.tuples(st.integers(20, 120), st.integers(470, 570)),
    words=st.lists(st.sampled_from(["port", "quay", "a-b", "12", "EUR", "é"]), min_size=1, max_size=3),
)
def test_the_cells_of_any_grid_are_those_of_the_oracle(grid, style, rotation, corner, words):
    assert_same_cells(drawn_grid(grid, style, rotation, corner, words), upright=rotation == 0)
