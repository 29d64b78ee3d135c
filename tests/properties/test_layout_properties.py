"""A letter reads the same in whichever format it was written, and its text is accounted for to the last word."""

from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st
from layout_views import assert_accounts_for_its_text, view
from written_letters import as_docx, as_html, as_markdown, as_pdf, as_view, letters

from snapshots.layout import docx, html, markdown, pdf
from snapshots.layout.detect import Format, detect_format


def assert_reads_as_written(way, write, read, letter):
    data = write(letter)
    assert detect_format(data) is way
    layout = read(data)
    assert view(layout) == as_view(letter)
    assert_accounts_for_its_text(layout)


@given(letter=letters())
def test_a_letter_reads_from_html_as_it_was_written(letter):
    assert_reads_as_written(Format.HTML, as_html, html.read_layout, letter)


@given(letter=letters())
def test_a_letter_reads_from_markdown_as_it_was_written(letter):
    assert_reads_as_written(Format.MARKDOWN, as_markdown, markdown.read_layout, letter)


@few_examples(40)
@given(letter=letters())
def test_a_letter_reads_from_pdf_as_it_was_written(letter):
    assert_reads_as_written(Format.PDF, as_pdf, pdf.read_layout, letter)


@few_examples(10)  # writing one takes a quarter of a second
@given(letter=letters())
def test_a_letter_reads_from_docx_as_it_was_written(letter):
    assert_reads_as_written(Format.DOCX, as_docx, docx.read_layout, letter)


# --- nothing is lost ----------------------------------------------------------------------------------------

TAGS = [
    "p",
    "div",
    "b",
    "span",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "thead",
    "br",
    "h2",
    "caption",
    "pre",
    "footer",
    "u",
]


@st.composite
def tag_soups(draw):
    """HTML of elements in and after each other as nobody would write them, each word another; and the words."""
    words, out, opened = [], [], []
    for _ in range(draw(st.integers(1, 40))):
        act = draw(st.sampled_from(["word", "open", "open", "close"]))
        if act == "word":
            words.append(f"w{len(words)}")
            out.append(f" {words[-1]} ")
        elif act == "open":
            opened.append(draw(st.sampled_from(TAGS)))
            out.append(f"<{opened[-1]}>")
        elif opened:
            out.append(f"</{opened.pop()}>")
    return f"<html><body>begin {''.join(out)} end</body></html>", ["begin", *words, "end"]


@given(soup=tag_soups())
def test_no_word_of_an_html_page_is_lost_or_read_twice(soup):
    source, words = soup
    layout = html.read_layout(source.encode())
    assert sorted(layout.text.split()) == sorted(words)
    assert_accounts_for_its_text(layout)
