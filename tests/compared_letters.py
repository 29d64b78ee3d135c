"""Letters made of a few statements in our own words, for tests of comparing: every fact is given by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from snapshots.letter import (
    Amount,
    Certainty,
    Column,
    Coverage,
    Kind,
    Letter,
    Quantity,
    Source,
    Span,
    Statement,
    Status,
    TimeExpression,
)

OLD_DATE = date(2030, 3, 1)
NEW_DATE = date(2030, 6, 15)
SOMEWHERE = (Span(start=0, end=1),)


def due(latest, earliest=None, *, quote="by then", certainty=Certainty.FIRM):
    """A window of days; ends as ISO text, or None."""
    first = date.fromisoformat(earliest) if earliest else None
    last = date.fromisoformat(latest) if latest else None
    named = f"{first or '..'}/{last or '..'}" if first or last else ""
    return TimeExpression(
        quote=quote, spans=SOMEWHERE, earliest=first, latest=last, edtf=named, certainty=certainty
    )


def on(day, *, quote="that day"):
    return due(day, day, quote=quote)


def eur(millions, *, quote=None, role=None, part_of=None):
    value = Decimal(str(millions)) * 1_000_000
    return Amount(
        value=value,
        currency="EUR",
        quote=quote or f"EUR {millions} million",
        spans=SOMEWHERE,
        role=role,
        part_of=part_of,
    )


def count(value, unit, *, quote=None):
    return Quantity(value=Decimal(str(value)), unit=unit, quote=quote or str(value), spans=SOMEWHERE)


def say(text, *, status=Status.ONGOING, column=None, **facts):
    """A statement of the annex that says this; `letter` gives it its id and spans."""
    where = column or (Column.NEXT_STEPS if status is Status.PLANNED else Column.ONGOING)
    facts = {"part": "HARBOURS", "topic": "Works", **facts}
    return Statement(id="", spans=SOMEWHERE, text=text, column=where, status=status, **facts)


def letter(*statements, written=OLD_DATE, series="boats", reissue=1):
    """A letter that says these, each on a line of its own, numbered s001 and so on."""
    placed, text = [], ""
    for number, statement in enumerate(statements, 1):
        span = Span(start=len(text), end=len(text) + len(statement.text))
        placed.append(replace(statement, id=f"s{number:03}", spans=(span,)))
        text += statement.text + "\n"
    return Letter(
        series=series,
        date=written,
        text=text,
        reader="test",
        source=Source(sha256="0" * 64, media_type="text/plain"),
        coverage=Coverage(characters=0, statements=0, headings=0, running=0, narrative=0),
        statements=tuple(placed),
        reissue=reissue,
    )


def older(*statements):
    return letter(*statements, written=OLD_DATE)


def newer(*statements):
    return letter(*statements, written=NEW_DATE)


# Ten measures that have nothing to do with one another, so that rarity means something.
COMPANY = (
    say("The lighthouse keepers of Skagen received new lamps.", status=Status.DONE, partners=("DK",)),
    say("A survey of oyster beds off Brittany is being drawn up by the institute.", kind=Kind.OTHER),
    say("Ferry timetables between Malta and Gozo are published every month.", partners=("MT",)),
    say(
        "The pilot school in Rijeka teaches night navigation to 60 cadets.", quantities=(count(60, "cadets"),)
    ),
    say("Salt marshes at the mouth of the Guadiana are being fenced off."),
    say("Fishermen complain about abandoned nets near the wind farm."),
    say("The archive of tide tables has been scanned.", status=Status.DONE),
    say("A crane at Constanta is out of order.", status=Status.ON_HOLD, partners=("RO",)),
    say("Volunteers clean beaches on Texel each spring.", partners=("NL",)),
    say("The customs house in Trieste is being repainted."),
)
