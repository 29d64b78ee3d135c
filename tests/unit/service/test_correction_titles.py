"""The line by which a correction goes out tells of a difference, whatever the difference is."""

from datetime import UTC, datetime

import pytest

from service.corrections.correction_entry import Why, correction_entry
from service.projections.entries import PublishedEntry
from snapshots.letter_events import Cause, EntryCorrected, EntryPublished

SENTENCE = "Senj: deadline moved from May 2031 to June 2031 (The lock opens)."
BECAUSE = Cause(stream="decisions/senj", version=1)
WHY = Why(because=BECAUSE, reason="Read side by side.", decision="d1", actor="The registrar")


def content(quote, day):
    return {"before": None, "after": {"quotes": [{"quote": quote}]}, "facts": {"after": day}}


def title(now, *, sentence=SENTENCE):
    place = {"old": "senj/2031-01-09", "item": "abc", "minor": False}
    said = EntryPublished(
        series="senj",
        entry="e1",
        kind="deadline.moved",
        new="senj/2031-05-20",
        title=SENTENCE,
        content=content("The lock opens.", "2031-06-30"),
        **place,
    )
    entry = PublishedEntry(position=7, published_at=datetime(2031, 9, 10, tzinfo=UTC), event=said)
    says = EntryCorrected(series="senj", entry="e1", title=sentence, content=now, because=BECAUSE, **place)
    return correction_entry(entry, says, WHY).title


@pytest.mark.parametrize(
    ("now", "behind"),
    [
        (content("The lock opens at dawn.", "2031-06-30"), "words of the letters"),
        (content("The lock opens.", "2031-06-29"), "facts"),
    ],
)
def test_a_sentence_that_still_holds_is_not_said_to_read_as_it_did(now, behind):
    assert title(now) == (
        f"Correction: “{SENTENCE.rstrip('.')}” still holds, with other {behind} behind it: "
        "Read side by side (decided by The registrar)"
    )


def test_a_sentence_that_reads_otherwise_is_given_before_and_after():
    now = title(content("The lock opens.", "2031-07-31"), sentence="Senj: a date (The lock opens).")
    assert f"“{SENTENCE.rstrip('.')}” reads now “Senj: a date (The lock opens)”" in now
