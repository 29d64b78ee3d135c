"""One letter written in every format: what a hypothesis strategy makes up, as HTML, Markdown, DOCX and PDF."""

import html
import io

import docx
from hypothesis import strategies as st
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

SMALL = [
    "quay",
    "crane",
    "lamp",
    "the",
    "of",
    "tender",
    "was",
    "built",
    "for",
    "vessels",
    "in",
    "spring",
    "follow-up",
]
NAMES = ["Ruritania", "Syldavia", "EUR", "5", "12.5", "Harbour", "2031", "Borduria", "A&B", "<tbc>"]


@st.composite
def sentences(draw):
    words = draw(st.lists(st.sampled_from(SMALL + NAMES), min_size=4, max_size=40))
    return " ".join([draw(st.sampled_from(["The", "A", "All"])), *words]) + "."


HEADINGS = st.lists(st.sampled_from(["Harbours", "Ruritania", "Lights"]), min_size=1, max_size=3).map(
    " ".join
)


@st.composite
def paragraphs(draw):
    """A list of (kind, words): headings, plain paragraphs, bullets of level 1 and, below one, of level 2."""
    kinds, found = ["plain", "heading", "bullet"], []
    for _ in range(draw(st.integers(1, 5))):
        below = ["sub"] if found and found[-1][0] in {"bullet", "sub"} else []
        kind = draw(st.sampled_from(kinds + below))
        found.append((kind, draw(HEADINGS if kind == "heading" else sentences())))
    return found


@st.composite
def letters(draw):
    """Paragraphs, and a table of rows of cells of paragraphs under a row of headings."""
    columns = draw(st.integers(2, 3))
    heading = [[("heading", words)] for words in ("Promised", "Done", "Next")[:columns]]
    cells = st.one_of(st.just([]), paragraphs())
    rows = draw(st.lists(st.lists(cells, min_size=columns, max_size=columns), min_size=1, max_size=4))
    rows = [row for row in rows if any(row)] or [[[("plain", "The quay was built.")]] * columns]
    return draw(paragraphs()), [heading, *rows]


def as_view(letter):
    """What `layout_views.view` must give for it."""
    body, rows = letter
    return [*map(shown, body), [[list(map(shown, cell)) for cell in row] for row in rows]]


def shown(paragraph):
    kind, words = paragraph
    return {"plain": "", "heading": "# ", "bullet": "> ", "sub": "> > "}[kind] + words


# --- HTML ---------------------------------------------------------------------------------------------------


def as_html(letter):
    body, rows = letter
    table = "".join(
        "<tr>" + "".join(f"<td>{html_blocks(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<!doctype html><html><body>{html_blocks(body)}<table>{table}</table></body></html>".encode()


def html_blocks(paragraphs):
    out, depth = [], 0
    for kind, words in paragraphs:
        level = {"bullet": 1, "sub": 2}.get(kind, 0)
        out += ["<ul>"] * (level - depth) + ["</ul>"] * (depth - level)
        depth = level
        said = html.escape(words)
        out.append(
            {"plain": f"<p>{said}</p>", "heading": f"<p><b>{said}</b></p>"}.get(kind, f"<li>{said}</li>")
        )
    return "".join(out) + "</ul>" * depth


# --- Markdown -----------------------------------------------------------------------------------------------


def as_markdown(letter):
    body, rows = letter
    lines = [
        {"heading": "## {}\n", "plain": "{}\n", "bullet": "- {}\n", "sub": "  - {}\n"}[k].format(md(w))
        for k, w in body
    ]
    table = ["| " + " | ".join("<br>".join(map(markdown_line, cell)) for cell in row) + " |" for row in rows]
    return "\n".join([*lines, "", table[0], "|" + "---|" * len(rows[0]), *table[1:], ""]).encode()


def markdown_line(paragraph):
    kind, words = paragraph
    return {"plain": "{}", "heading": "**{}**", "bullet": "• {}", "sub": "o {}"}[kind].format(md(words))


def md(words):
    return html.escape(words, quote=False)


# --- DOCX ---------------------------------------------------------------------------------------------------


def as_docx(letter):
    body, rows = letter
    document = docx.Document()
    for paragraph in body:
        write_docx(document, paragraph)
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, paragraphs in zip(row.cells, cells, strict=True):
            for paragraph in paragraphs:
                write_docx(cell, paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def write_docx(place, paragraph):
    kind, words = paragraph
    style = {"bullet": "List Bullet", "sub": "List Bullet 2"}.get(kind)
    run = place.add_paragraph(style=style).add_run(words)
    run.bold = kind == "heading"


# --- PDF ----------------------------------------------------------------------------------------------------

PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=9, leading=11, spaceBefore=3)
STYLES = {
    "plain": PLAIN,
    "heading": ParagraphStyle("heading", parent=PLAIN, fontName="Helvetica-Bold", spaceBefore=6),
    "bullet": ParagraphStyle("bullet", parent=PLAIN, leftIndent=14, bulletIndent=3),
    "sub": ParagraphStyle("sub", parent=PLAIN, leftIndent=30, bulletIndent=18),
}
# One page that is as long as it takes: what page breaks do has tests of its own.
PAGE = (842, 14000)


def as_pdf(letter):
    body, rows = letter
    cells = [[list(map(flowable, cell)) for cell in row] for row in rows]
    table = Table(cells, colWidths=[240] * len(rows[0]))
    table.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    )
    buffer = io.BytesIO()
    story = [*map(flowable, body), Spacer(0, 12), table]
    SimpleDocTemplate(buffer, pagesize=PAGE, invariant=True).build(story)
    return buffer.getvalue()


def flowable(paragraph):
    kind, words = paragraph
    return Paragraph(html.escape(words), STYLES[kind], bulletText={"bullet": "•", "sub": "o"}.get(kind))
