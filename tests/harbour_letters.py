"""Three successive letters of a harbour board in our own words, short enough to see what moves between them."""

from datetime import date

SERIES = "harbour-board"


def harbour_letter(day, rows, *, follows="November 2030", greeting="Dear members,"):
    """A letter as Markdown: `rows` are (priority, ongoing, next steps)."""
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    text = (
        f"The Harbour Board\n\n{day.day} {day:%B} {day.year}\n\n{greeting}\n\n# HARBOURS\n\n"
        f"| Priorities in {follows} letter | Ongoing | Next steps |\n|---|---|---|\n{table}\n"
    )
    return text.encode()


JANUARY = harbour_letter(
    date(2031, 1, 9),
    [
        (
            "Safe harbours",
            "The contract for two patrol vessels for Egypt, EUR 20 million, is being prepared.",
            "The contract for two patrol vessels for Egypt is to be signed by 31 March 2031.",
        ),
        (
            "Training",
            "In Tunisia, 40 harbour pilots have been trained so far.",
            "Tunisia: a workshop on night navigation will be held in May 2031.",
        ),
        (
            "Lights",
            "A grant of EUR 3 million for buoys in Albania was adopted in December 2030.",
            "Albania: 30 buoys will be delivered to the harbour masters of Vlora and Durres in 2032.",
        ),
    ],
)
MAY = harbour_letter(
    date(2031, 5, 20),
    [
        (
            "Safe harbours",
            "The contract for two patrol vessels for Egypt, EUR 20 million, was signed on 14 May 2031.",
            "The two patrol vessels for Egypt are to be handed over in Q1 2032.",
        ),
        (
            "Training",
            "In Tunisia, 65 harbour pilots have been trained so far.",
            "Tunisia: a workshop on night navigation will be held in October 2031.",
        ),
        (
            "Lights",
            "The colours of harbour lights were agreed with Iceland in April 2031.",
            "Georgia: a tender for harbour lights at Poti will be launched in July 2031.",
        ),
    ],
    follows="January 2031",
)
SEPTEMBER = harbour_letter(
    date(2031, 9, 2),
    [
        (
            "Safe harbours",
            "The crews of the two patrol vessels for Egypt are being trained.",
            "The two patrol vessels for Egypt are to be handed over in Q2 2032.",
        ),
        (
            "Training",
            "In Tunisia, 65 harbour pilots have been trained so far.",
            "Tunisia: a workshop on night navigation will be held in October 2031.",
        ),
        (
            "Lights",
            "Georgia: a tender for harbour lights at Poti was launched in August 2031.",
            "Albania: 30 buoys will be delivered to the harbour masters of Vlora and Durres in 2032.",
        ),
    ],
    follows="May 2031",
)
JANUARY_CORRECTED = JANUARY.replace(b"EUR 3 million", b"EUR 4 million")


def harbour_pdf():
    """A letter with a ruled annex of one page."""
    import io

    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    plain = ParagraphStyle("plain", fontName="Helvetica", fontSize=9, leading=11)
    rows = [
        ("Priorities in January letter", "Ongoing", "Next steps"),
        (
            "Safe harbours",
            "EUR 20 million were paid to Egypt.",
            "Two vessels are to be handed over in Q1 2032.",
        ),
    ]
    annex = Table([[Paragraph(words, plain) for words in row] for row in rows])
    annex.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    buffer = io.BytesIO()
    head = [Paragraph(words, plain) for words in ("Almery, 20 May 2031", "Dear members,")]
    SimpleDocTemplate(buffer, invariant=True, pageCompression=0).build([*head, annex])
    return buffer.getvalue()
