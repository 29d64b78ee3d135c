"""One made-up letter as PDF, set in several ways: with rules and without, on its side, in three and four columns."""

import io
from contextlib import closing

import pypdfium2
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=9, leading=11, spaceBefore=3)
BOLD = ParagraphStyle("bold", parent=PLAIN, fontName="Helvetica-Bold")
CENTRED = ParagraphStyle("centred", parent=BOLD, alignment=1)
BULLET = ParagraphStyle("bullet", parent=PLAIN, leftIndent=14, bulletIndent=2)
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14, spaceAfter=7)

OPENING = (
    "The Harbour Board",
    "9 January 2031",
    "Dear members,",
    (
        "Last spring you asked the Board to make the harbours of the coast safer before the summer of 2032, and to tell "
        "you what has become of each of the measures that were agreed. Most of them are well under way: the quay of "
        "Larache was rebuilt in October 2030, and a grant of EUR 4 million for the lighthouses was adopted on 3 December "
        "2030."
    ),
    "The annex shows where each of them stands, and what comes next.",
)
CLOSING = (
    (
        "The Board will come back to these measures in its next letter, and thanks the harbour masters of all the ports "
        "on the coast for what they have done so far."
    ),
)
# (part, or the words of a row: what was promised, what is under way, what comes next, by when)
ROWS = (
    "HARBOURS",
    (
        "Safer quays and piers for the ports of the north",
        (
            (
                "The quay of Dakar was widened at a cost of EUR 12 million, and the cranes that had been ordered for it were "
                "handed over to the harbour master in November 2030."
            ),
            "A contract of EUR 7.5 million for two patrol vessels for Egypt is being prepared.",
        ),
        (
            "The contract for two patrol vessels for Egypt is to be signed by 31 March 2031.",
            "> Divers are to inspect the piers of Dakar in May 2031, as the crews of the port had asked.",
            "> The second crane of Dakar will be delivered in Q4 2031.",
        ),
        "31 March 2031",
    ),
    (
        "Training",
        ("In Tunisia, 40 harbour pilots have been trained so far.",),
        ("Tunisia: a workshop on night navigation will be held in May 2031.",),
        "May 2031",
    ),
    "LIGHTS AND SIGNALS",
    (
        "Lights for small ports",
        (
            "A grant of EUR 3 million for buoys in Albania was adopted in December 2030.",
            (
                "The colours of harbour lights were agreed with Iceland in April 2030; the lamps that are needed for them "
                "have been ordered from three makers, and the first 120 of them were tested in the winter."
            ),
            "Georgia has joined the programme.",
        ),
        ("Albania: 30 buoys will be delivered to the harbour masters of Vlora and Durres in 2032.",),
        "2032",
    ),
    (
        "Signals",
        ("Work on the fog signals of Bergen has not begun.",),
        ("Norway: a tender for the fog signals of Bergen is to be launched in July 2031.",),
        "July 2031",
    ),
)
# What stands of one row at the foot of a page, and at the head of the next.
CUT_ROW = (
    (
        "Ferries",
        (
            "A ferry between Safi and Mindelo was put to sea in June 2030.",
            "The yard of Sfax has built two more ferries, and the first of them was handed over to",
        ),
        ("> The second ferry is to be",),
        "June 2031",
    ),
    (
        "",
        ("the harbour master of Praia in December 2030.", "Crews for it are being trained in Banjul."),
        ("handed over in June 2031.", "> A ferry for Durres is to follow in 2032."),
        "",
    ),
)
HEADINGS = ("Promised in the letter of May", "State of play", "Next steps", "Deadline")
COASTS = ("for the islands", "on the western coast", "beyond the cape")
WIDTHS = {3: (0.22, 0.42, 0.36), 4: (0.18, 0.36, 0.32, 0.14)}


def letter_pdf(*, ruled, columns=3, turned=False, repeat=True, times=1, padding=3, closing=False):
    """The bytes of the letter; `times` says over how many pages the annex goes, each but the last cutting a row.

    `repeat` says whether later pages repeat the column headings.
    """
    size = landscape(A4) if turned else A4
    buffer = io.BytesIO()
    document = SimpleDocTemplate(buffer, pagesize=size, invariant=True, leftMargin=50, rightMargin=50)
    story = [Paragraph(words, BODY) for words in OPENING]
    story += [PageBreak(), Paragraph("Annex - Follow-up to the letter of May 2030", BOLD), Spacer(0, 8)]
    for time in range(times):
        rows = [*(CUT_ROW[1:] if time else ()), *ROWS, *(CUT_ROW[:1] if time + 1 < times else ())]
        cells = [filled(row, time) for row in rows]
        headed = [[Paragraph(words, BOLD) for words in HEADINGS]] if repeat or not time else []
        story.append(annex(size[0] - 100, [row[:columns] for row in [*headed, *cells]], ruled, padding))
        story.append(PageBreak() if time + 1 < times else Spacer(0, 12))
    story += [Paragraph(words, BODY) for words in CLOSING if closing]
    document.build(story, onFirstPage=numbered, onLaterPages=numbered)
    return buffer.getvalue()


def scanned(data, *, dpi=200):
    """The bytes of the same document as a scanner gives them: pictures, no words and no rules."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=True)
    with closing(pypdfium2.PdfDocument(data)) as document:
        for page in document:
            canvas.setPageSize(page.get_size())
            picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
            canvas.drawImage(ImageReader(picture), 0, 0, *page.get_size())
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def numbered(canvas, template):
    canvas.setFont("Helvetica", 8)
    canvas.drawString(50, template.pagesize[1] - 30, "Harbour Board - follow-up")
    canvas.drawCentredString(template.pagesize[0] / 2, 24, f"- {template.page} -")


def annex(width, cells, ruled, padding):
    """The annex's table on one page; a row of one cell goes across it."""
    columns = max(map(len, cells))
    style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [(side, (0, 0), (-1, -1), padding) for side in ("TOPPADDING", "BOTTOMPADDING")]
    style += [("SPAN", (0, at), (-1, at)) for at, row in enumerate(cells) if len(row) == 1]
    if ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    table = Table(
        [[*row, *[""] * (columns - len(row))] for row in cells],
        colWidths=[share * width for share in WIDTHS[columns]],
    )
    table.setStyle(TableStyle(style))
    return table


def filled(row, time):
    if isinstance(row, str):
        return [Paragraph(row, CENTRED)]
    promised, ongoing, following, due = row
    return [
        [Paragraph(varied(promised, time), BOLD)],
        [paragraph(varied(words, time)) for words in ongoing],
        [paragraph(varied(words, time)) for words in following],
        [Paragraph(due, PLAIN)],
    ]


def varied(words, time):
    """The same words for another stretch of the coast, the second time and later."""
    bare = words.removesuffix(".")
    return f"{bare} {COASTS[time - 1]}{words[len(bare) :]}" if words and time else words


def paragraph(words):
    return Paragraph(words[2:], BULLET, bulletText="•") if words.startswith("> ") else Paragraph(words, PLAIN)
