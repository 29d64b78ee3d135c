"""PDFs that cannot be read whole say so; none is read as a shorter letter than it is."""

import contextlib
import io

import pytest
from pdf_samples import annex, drawn
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from snapshots.errors import DamagedFile, EmptyLetter, LetterTooLarge, UnreadableLetter
from snapshots.layout.pdf import read_layout
from snapshots.layout.pdf_document import MOST_PAGES
from snapshots.layout.pdf_findings import page_findings
from snapshots.layout.pdf_page import PdfPage, Word


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_pdf_that_is_cut_off_is_damaged(share):
    data = annex(rows=4)
    with pytest.raises(DamagedFile) as refused:
        read_layout(data[: int(len(data) * share)])
    assert "\n" not in str(refused.value)


def test_a_pdf_of_nothing_but_noise_is_damaged():
    with pytest.raises(DamagedFile, match="damaged"):
        read_layout(b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"startxref\n0\n%%EOF")


def encrypted(user_password):
    buffer = io.BytesIO()
    canvas = Canvas(
        buffer, encrypt=StandardEncryption(user_password, ownerPassword="harbour"), invariant=True
    )
    canvas.drawString(72, 700, "A quay is built.")
    canvas.save()
    return buffer.getvalue()


def test_a_pdf_with_a_password_is_said_to_have_one():
    with pytest.raises(DamagedFile, match="password"):
        read_layout(encrypted("secret"))


def test_a_pdf_that_may_be_read_but_not_changed_is_read():
    assert read_layout(encrypted("")).text == "A quay is built."


def test_more_pages_than_any_letter_has_are_not_read():
    with pytest.raises(LetterTooLarge, match=str(MOST_PAGES)):
        read_layout(drawn(lambda canvas, number: None, pages=MOST_PAGES + 1))


def test_pictures_of_pages_are_no_letter_and_one_among_words_is_a_finding():
    picture = ImageReader(io.BytesIO(picture_of_a_page()))

    def draw(canvas, number):
        if number == 2:
            canvas.drawImage(picture, 0, 0, *A4)
        else:
            canvas.drawString(72, 700, "A quay is built.")

    (finding,) = read_layout(drawn(draw, pages=2)).findings
    assert (finding.code, "Page 2" in finding.message) == ("page.wordless", True)
    with pytest.raises(EmptyLetter, match="OCR"):
        read_layout(drawn(lambda canvas, _: canvas.drawImage(picture, 0, 0, *A4)))


def picture_of_a_page():
    """A grey picture in the plainest format that there is (PPM)."""
    return b"P6 4 4 255\n" + bytes([200]) * 48


def test_an_empty_page_among_others_is_nothing_to_speak_of():
    data = drawn(
        lambda canvas, number: canvas.drawString(72, 700, "Words.") if number == 1 else None, pages=2
    )
    assert read_layout(data).findings == ()


@pytest.mark.parametrize(
    ("words", "unexplained"),
    [(["quay", "\ufffduay"], 1), (["\ue012\ue013", "a\uf020b"], 2), (["\uf0b7", "quay"], 0)],
)
def test_characters_that_the_file_does_not_explain_are_a_finding(words, unexplained):
    page = PdfPage(number=3, width=100, height=100, words=tuple(map(word, words)), rules=())
    findings = page_findings([page])
    assert [f"Page 3: {unexplained} words" in finding.message for finding in findings] == [True] * bool(
        unexplained
    )


def word(text):
    return Word(text=text, left=0, top=0, right=9, bottom=9, baseline=8, size=9)


@pytest.mark.parametrize("size", [b"0", b"-9", b"1e38", b"0.0000001"])
@pytest.mark.parametrize("matrix", [b"1 0 0 1 ", b"1 0 0 0 ", b"0 0 0 0 ", b"0 1 1 0 "])
def test_words_of_no_size_are_read_or_refused(size, matrix):
    lines = [f"A quay is built at the pier of port {number}, and a crane beside it." for number in range(9)]
    data = uncompressed(lines)
    head, *rest = data.split(b"/F1 9 Tf")
    assert len(rest) == len(lines)
    odd = [b"/F1 %s Tf" % size + words.replace(b"1 0 0 1 ", matrix) for words in rest]
    for changed in (
        odd,
        [b"/F1 9 Tf" + words if number % 3 else odd[number] for number, words in enumerate(rest)],
    ):
        with contextlib.suppress(UnreadableLetter):
            read_layout(head + b"".join(changed))


def uncompressed(lines):
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=True, pageCompression=0)
    for number, line in enumerate(lines):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 700 - 12 * number, line)
    canvas.save()
    return buffer.getvalue()
