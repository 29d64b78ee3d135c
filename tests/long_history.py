"""A series with more entries than a few archives hold: letters and changes in our own words, published at once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from service.database import transaction
from service.publishing.publish_changes import append_to_feed, feed_stream
from snapshots.event_log import stream_version
from snapshots.letter_events import EntryPublished

START = datetime(2031, 1, 10, 9, 30, tzinfo=UTC)
PARTNERS = ("EG", "TN", "AL", "GE", "IS")
TAG = "tag:localhost,2023"


def change_content(series, old, new, number, *, kind="deadline.moved", minor=False, words="a quay"):
    """The public JSON of a change, as entries have it."""
    partner = PARTNERS[number % len(PARTNERS)]

    def side(letter, when):
        quote = f"Berth {number}: {words} will be mended by {when}."
        return {
            "letter": letter,
            "statements": [f"s{number}"],
            "quotes": [{"quote": quote, "start": 0, "end": len(quote), "statement": f"s{number}"}],
        }

    return {
        "kind": kind,
        "item": f"i{number}",
        "label": f"Berth {number}",
        "sentence": f"{partner}: {words} at berth {number} is due in June, not in March (Berth {number}).",
        "partners": [partner],
        "parts": ["HARBOURS"],
        "before": side(old, "March 2032"),
        "after": side(new, "June 2032"),
        "facts": {
            "before": {
                "earliest": None,
                "latest": "2032-03-31",
                "edtf": "../2032-03-31",
                "certainty": "firm",
                "quote": "March 2032",
            },
            "after": {
                "earliest": None,
                "latest": "2032-06-30",
                "edtf": "../2032-06-30",
                "certainty": "firm",
                "quote": "June 2032",
            },
            "days": [91, 91],
            "narrowed": False,
            "widened": False,
            "firmed_up": False,
            "became_tbc": False,
        },
        "link": None,
        "importance": 50,
        "why": "its deadline moved",
        "minor": minor,
        "series": series,
        "old": old,
        "new": new,
        "amounts": [],
        "columns": ["next_steps"],
        "statuses": ["planned"],
    }


def letter_entry(series, old, new, changes):
    compared = [
        {
            "old": old,
            "new": new,
            "changes": changes,
            "minor": 0,
            "counts": {"deadline.moved": changes},
            "note": "",
        }
    ]
    return EntryPublished(
        series=series,
        entry=f"{TAG}:{new}",
        kind="letter",
        old=old,
        new=new,
        item=None,
        title=f"The letter of {new.partition('/')[2]} came in",
        minor=False,
        content={
            "kind": "letter",
            "series": series,
            "letter": new,
            "date": new.partition("/")[2],
            "title": None,
            "statements": changes,
            "compared": compared,
        },
    )


def change_entry(series, old, new, number, **given):
    content = change_content(series, old, new, number, **given)
    return EntryPublished(
        series=series,
        entry=f"{TAG}:{new}/{content['kind']}/{content['item']}",
        kind=content["kind"],
        old=old,
        new=new,
        item=content["item"],
        title=content["sentence"],
        minor=content["minor"],
        content=content,
    )


def varied_entry(series, old, new, number, letter):
    """A change of one of many: some words, sums and slips are everywhere, some in one change of ten thousand."""
    at = letter * 1_000 + number
    entry = change_entry(series, old, new, number, words="a lighthouse" if at % 9_973 == 0 else "a quay")
    days = 5_000 if at % 10_007 == 0 else 91
    amount = 950_000_000 if at % 10_009 == 0 else 5_000 + at % 7_000
    content = dict(entry.content)
    content["facts"] = content["facts"] | {"days": [days, days]}
    content["amounts"] = [{"value": str(amount), "currency": "EUR"}]
    return replace(entry, content=content)


def publish_letters(engine, *, letters, changes, series="quays", first=1, varied=False):
    """Letters of a series, each with so many changes; they stand in the feed alone, nobody recorded them."""
    entry_of = varied_entry if varied else lambda *given: change_entry(*given[:-1])
    for number in range(first, first + letters):
        old, new = (f"{series}/{1900 + at}-01-01" for at in (number, number + 1))
        events = [letter_entry(series, old, new, changes)]
        events += [entry_of(series, old, new, at, number) for at in range(1, changes + 1)]
        with transaction(engine) as connection:
            append_to_feed(
                connection,
                series,
                events,
                expected_version=stream_version(connection, feed_stream(series)),
                recorded_at=START + timedelta(days=number),
            )
