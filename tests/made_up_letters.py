"""Letters of any field, made of sentences that were labelled for the tests: bullets under headings, in two columns."""

import tomllib
from pathlib import Path

FACTS = Path(__file__).parent / "golden" / "worded_facts"
# The font of the PDF has the letters of Windows-1252 and no others.
SENTENCES = [
    sentence
    for file in sorted(FACTS.glob("*.toml"))
    for statement in tomllib.loads(file.read_text("utf-8"))["statement"]
    if (sentence := statement["text"].rstrip(".;") + ".").encode("cp1252", "ignore").decode("cp1252")
    == sentence
]
HEADINGS = ["Border management", "Oil and other spills", "Training of pilots", "Works on the northern line"]
TOPICS = ["Safe harbours", "Better roads", "Cleaner water", "Fair trade", "Health for all"]
OPENING = (
    "The Harbour Board",
    "9 January 2024",
    "Dear members,",
    "The annex shows where each measure stands, and what comes next.",
)


def made_up_letter(pick):
    """(body, rows) as the writers of `told_alike` take them; `pick` (a random.Random) chooses, two to five rows."""
    columns = [[("heading", words)] for words in ("Measures of the May letter", "Ongoing", "Next steps")]
    topics = pick.sample(TOPICS, k=pick.randint(2, 5))
    rows = [[[("heading", topic)], cell(pick) + cell(pick), cell(pick)] for topic in topics]
    return [("plain", words) for words in OPENING], [columns, *rows]


def cell(pick):
    head = [("heading", pick.choice([*HEADINGS, "Tunisia", "Peru"]))] if pick.random() < 0.6 else []
    return [*head, *(("bullet", pick.choice(SENTENCES)) for _ in range(pick.randint(1, 4)))]
