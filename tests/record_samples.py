"""Letters and entries in our own words, as many and as long as a test wants them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

from snapshots.letter import (
    Amount,
    Column,
    Coverage,
    Heading,
    HeadingLevel,
    Kind,
    Letter,
    Source,
    Span,
    Statement,
    Status,
)
from snapshots.letter_events import EntryPublished

RECEIVED = datetime(2031, 1, 10, 9, 30, tzinfo=UTC)


def published(entry, *, series="harbours", kind="letter", content=None):
    return EntryPublished(
        series=series,
        entry=entry,
        kind=kind,
        old=None,
        new=f"{series}/2031-01-09",
        item=None,
        title=f"Entry {entry}",
        minor=False,
        content=content or {},
    )


def letter_of(*, statements=2, series="harbours", day=date(2031, 1, 9), data=None, padding=0):
    """A letter whose text is a heading, `statements` lines and `padding` more characters."""
    lines = [f"Grant {number} of EUR {number} million is signed.\n" for number in range(1, statements + 1)]
    text = "HARBOURS\n" + "".join(lines) + "~" * padding
    return Letter(
        series=series,
        date=day,
        text=text,
        reader="1",
        title="Harbours",
        author="The Harbour Board",
        source=Source(
            sha256=sha256(text.encode() if data is None else data).hexdigest(),
            media_type="text/plain",
            filename="harbours.txt",
            received_at=RECEIVED,
        ),
        coverage=Coverage(characters=len(text), statements=len(text) - 8, headings=8, running=0, narrative=0),
        headings=(Heading(text="HARBOURS", span=Span(start=0, end=8), level=HeadingLevel.PART),),
        statements=tuple(read_lines(lines, start=len("HARBOURS\n"))),
    )


def read_lines(lines, *, start):
    for number, line in enumerate(lines, 1):
        yield read_line(number, line.rstrip("\n"), start)
        start += len(line)


def read_line(number, words, start):
    money = start + words.index("EUR")
    quote = f"EUR {number} million"
    return Statement(
        id=f"s{number}",
        spans=(Span(start=start, end=start + len(words)),),
        text=words,
        column=Column.ONGOING,
        part="HARBOURS",
        kind=Kind.CONTRACT,
        status=Status.DONE,
        amounts=(
            Amount(
                value=Decimal(number) * 1_000_000,
                currency="EUR",
                quote=quote,
                spans=(Span(start=money, end=money + len(quote)),),
                role="signed",
            ),
        ),
    )
