"""Real letters that come as text, DOCX and PDF: what one has, the others must have."""

from collections import Counter

import pytest
from layout_views import assert_accounts_for_its_text, paragraph_view, paragraphs_of, tables_of
from letters_of_others import file_of_others

from snapshots.layout import docx, pdf
from snapshots.layout.bullets import split_bullet
from snapshots.lexicon import load

NAMES = ["2023-12-13-euco", "2023-10-24-euco"]
PAGE_TURNED = "./.."


def letter(name):
    return file_of_others(name).read_bytes()


def words(layout):
    return Counter(layout.text.replace("**", "").split())


def column_headings(layout):
    """The words of the annex's first row, which the text repeats on each page and the others need not."""
    first = tables_of(layout)[0].rows[0]
    return {w for cell in first.cells for p in cell.paragraphs for w in paragraph_view(layout, p).split()}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("ending", "read"), [("docx", docx.read_layout), ("pdf", pdf.read_layout)])
def test_no_word_of_the_text_is_lost_but_bullets(name, ending, read):
    layout = read(letter(f"{name}.{ending}"))
    text = letter(f"{name}.txt").decode()
    lost = Counter(text.replace("**", "").split()) - words(layout)
    bullets = {*load("sentences")["bullets"], *load("sentences")["sub_bullets"], PAGE_TURNED}
    note = set(text.partition("\n")[0].split())  # the test letter says on its first line that it is one
    assert set(lost) <= bullets | column_headings(layout) | note


@pytest.mark.parametrize("name", NAMES)
def test_the_pdf_has_the_paragraphs_of_the_docx_but_for_page_breaks(name):
    in_docx, in_pdf = docx.read_layout(letter(f"{name}.docx")), pdf.read_layout(letter(f"{name}.pdf"))
    assert_accounts_for_its_text(in_docx)
    assert_accounts_for_its_text(in_pdf)
    assert words(in_docx) - words(in_pdf) == Counter()
    expected, found = (Counter(paragraph_view(at, p) for p in paragraphs_of(at)) for at in (in_docx, in_pdf))
    cut = expected - found
    pieces = {paragraph.lstrip("> #") for paragraph in found - expected}
    assert all(is_made_of(paragraph.lstrip("> #"), pieces) for paragraph in cut)


def is_made_of(paragraph, pieces):
    """Whether two pieces, one at the foot of a page and one at the head of the next, make the paragraph."""
    heads = [piece for piece in pieces if paragraph.startswith(piece)]
    return any(split_bullet(paragraph[len(head) :].strip())[1] in pieces for head in heads)
