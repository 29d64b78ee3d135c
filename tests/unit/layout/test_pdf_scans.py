"""Scanned PDFs: recognised where the tools are installed, and else a plain word about what to install."""

import pytest
from letter_pdfs import letter_pdf, scanned
from pdf_samples import annex, drawn
from reportlab.lib.utils import ImageReader

from snapshots.errors import EmptyLetter
from snapshots.layout.pdf import read_layout
from snapshots.layout.pdf_document import read_pages
from snapshots.layout.pdf_grid import find_tables
from snapshots.layout.recognise_scan import recognition_tools
from snapshots.read_letter import read_letter

NEAR = 1.0  # points: half a pixel of the scan on each side of a rule, and half of one that shows it


def half_scanned():
    """A page of words, and one that is a picture."""
    from PIL import Image

    def draw(canvas, number):
        if number == 1:
            canvas.drawString(72, 700, "A quay is built.")
        else:
            canvas.drawImage(ImageReader(Image.new("L", (40, 40), 200)), 72, 600)

    return drawn(draw, pages=2)


@pytest.fixture
def without_tools(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("without_tools")
def test_a_scan_that_cannot_be_recognised_says_what_to_install():
    with pytest.raises(
        EmptyLetter, match=r"apt install tesseract-ocr.*pip install 'lettertrail\[ocr\]'"
    ) as found:
        read_layout(scanned(letter_pdf(ruled=True), dpi=40))
    assert "\n" not in str(found.value)


@pytest.mark.usefixtures("without_tools")
def test_a_scanned_page_among_others_is_found_and_says_what_to_install():
    (finding,) = read_layout(half_scanned()).findings
    assert finding.code == "page.wordless"
    assert "Page 2" in finding.message
    assert "apt install tesseract-ocr" in finding.message


def test_words_need_no_tools(without_tools):
    assert not read_layout(letter_pdf(ruled=False)).findings


@pytest.mark.parametrize("data", [letter_pdf(ruled=True), annex(rows=5)], ids=["upright", "on its side"])
def test_the_rules_of_a_picture_are_those_that_were_drawn(data):
    drawn_pages = read_pages(data)
    pictures = read_pages(scanned(data), pictures=frozenset(page.number for page in drawn_pages))
    for page, picture in zip(drawn_pages, pictures, strict=True):
        assert [len(table.cells) for table in find_tables(page.rules)] == [
            len(table.cells) for table in find_tables(picture.rules)
        ]
        for table, seen in zip(find_tables(page.rules), find_tables(picture.rules), strict=True):
            for cell, like in zip(table.cells, seen.cells, strict=True):
                places = [(c.left, c.top, c.right, c.bottom) for c in (cell, like)]
                assert places[1] == pytest.approx(places[0], abs=NEAR)


def test_letters_are_no_rules():
    data = letter_pdf(ruled=False)
    pages = read_pages(scanned(data), pictures=frozenset({1, 2}))
    assert not any(page.rules for page in pages)


def test_a_word_that_is_underlined_in_a_picture_has_its_rule():
    def draw(canvas, _):
        canvas.drawString(72, 700, "Ruritania")
        canvas.line(72, 698, 72 + 51, 698)

    (page,) = read_pages(scanned(drawn(draw)), pictures=frozenset({1}))
    (rule,) = page.rules
    assert (rule.left, rule.right) == (pytest.approx(72, abs=NEAR), pytest.approx(123, abs=NEAR))


# --- with the tools -----------------------------------------------------------------------------------------

needs_tools = pytest.mark.skipif(
    recognition_tools() is None, reason="the extra `ocr` and tesseract-ocr are not installed"
)


@needs_tools
@pytest.mark.parametrize("ruled", [True, False], ids=["with rules", "without rules"])
def test_a_scanned_letter_says_what_the_letter_says(ruled):
    letter, scan = (read_letter(data) for data in (letter_pdf(ruled=ruled), scanned(letter_pdf(ruled=ruled))))
    expected, read = (
        {
            (s.column, s.part, s.priority, s.kind, s.status, tuple(a.value for a in s.amounts), s.partners)
            for s in at.statements
        }
        for at in (letter, scan)
    )
    assert read == expected
    (finding,) = [f for f in scan.findings if f.code.startswith("page.")]
    assert finding.code == "page.recognised"
    assert "Tesseract" in finding.message
    assert [s.page for s in scan.statements] == [s.page for s in letter.statements]
