"""PDFs made for tests, in our own words, with reportlab."""

import io

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

CRANES = (
    "The harbour master has asked for cranes, and the ministry has agreed to pay for them in two parts "
    "over the coming years, the first of them in spring."
)

PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=9, leading=11)
BOLD = ParagraphStyle("bold", parent=PLAIN, fontName="Helvetica-Bold", spaceBefore=4)
SPACED = ParagraphStyle("spaced", parent=PLAIN, spaceBefore=3)
JUSTIFIED = ParagraphStyle(
    "justified", parent=PLAIN, fontSize=11, leading=13.2, alignment=TA_JUSTIFY, spaceAfter=8
)
BULLET = ParagraphStyle("bullet", parent=PLAIN, leftIndent=14, bulletIndent=2, spaceBefore=2)
SUB_BULLET = ParagraphStyle("sub", parent=PLAIN, leftIndent=30, bulletIndent=18, spaceBefore=2)
RULED = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])


def bullet(words):
    return Paragraph(words, BULLET, bulletText="•")


def sub_bullet(words):
    return Paragraph(words, SUB_BULLET, bulletText="o")


def built(story, *, pagesize=A4, on_page=None, **options):
    """The bytes of a document that flows over as many pages as it needs."""
    buffer = io.BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=pagesize, invariant=True, **options)
    decorate = on_page or (lambda canvas, template: None)
    document.build(story, onFirstPage=decorate, onLaterPages=decorate)
    return buffer.getvalue()


def drawn(draw, *, pagesize=A4, pages=1):
    """The bytes of a document that `draw(canvas, page number)` draws."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=pagesize, invariant=True)
    for number in range(1, pages + 1):
        draw(canvas, number)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def typed(*lines):
    """The bytes of a page with these lines below each other, as wide as the longest of them."""
    width = max(stringWidth(line, "Helvetica", 10) for line in lines)

    def draw(canvas, _):
        text = canvas.beginText(72, 700)
        text.setFont("Helvetica", 10)
        text.setLeading(12)
        text.textLines(lines, trim=0)
        canvas.drawText(text)

    return drawn(draw, pagesize=(width + 144, 800))


def ruled(rows, *, widths=None, style=(), repeat=0, **options):
    """A ruled table of rows of cells, each words or flowables."""
    cells = [[Paragraph(cell, PLAIN) if isinstance(cell, str) else cell for cell in row] for row in rows]
    table = Table(cells, colWidths=widths, repeatRows=repeat)
    table.setStyle(RULED)
    table.setStyle(TableStyle(list(style)))
    return table


def harbour(number):
    """A row of the annex: a sub-heading and two paragraphs; two bullets, the first with two below it."""
    return [
        Paragraph("Safer harbours" if number == 1 else "", BOLD),
        [
            Paragraph(f"Port number {number}", BOLD),
            Paragraph(
                f"The quay of port {number} was rebuilt at a cost of EUR {number} million, and the cranes that "
                "had been ordered were handed over to the harbour master in the presence of the minister.",
                SPACED,
            ),
            Paragraph("Divers have inspected the piers.", SPACED),
        ],
        [
            bullet(f"Lighthouse {number} is to be lit again by the end of the year, as the crew had asked."),
            sub_bullet("its lens will be ground anew;"),
            sub_bullet("its keeper will be trained."),
            bullet("A second tender follows in spring."),
        ],
    ]


def annex(rows=14):
    """A landscape annex of several pages: column headings on each, a part across, bullets, cut rows."""

    def decorate(canvas, template):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, template.pagesize[1] - 30, "Follow-up of the harbour programme")
        canvas.drawCentredString(template.pagesize[0] / 2, 24, f"- {template.page} -")

    heading = [Paragraph(words, BOLD) for words in ("Promised in spring", "State of play", "What comes next")]
    table = [heading, [Paragraph("HARBOURS", BOLD), "", ""], *map(harbour, range(1, rows + 1))]
    flowing = ruled(table, widths=[120, 300, 280], repeat=1, style=[("SPAN", (0, 1), (-1, 1))])
    return built(
        [Paragraph("Annex to the letter", BOLD), Spacer(0, 8), flowing],
        pagesize=landscape(A4),
        on_page=decorate,
    )
