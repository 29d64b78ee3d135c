"""What a decision or a withdrawn letter makes untrue is corrected in public: never in silence, never under a new id."""

import pytest
from decided_links import (
    MID,
    NEW,
    NOON,
    OLD,
    comparison,
    decide,
    entries,
    made,
    put_off,
    rows,
    standing,
    undo,
    unrelated,
    with_letters,
)
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES

from service.decisions.correct_link import preview_correction
from service.filters.filter_language import parse
from service.projections.entries import (
    CORRECTION,
    changes_after,
    corrections_made,
    entries_of_series,
    newest_entries,
)
from service.projections.publications import unpublished_series
from service.recording.rebuild import rebuild
from service.recording.record_letter import record_letter
from service.recording.withdraw_letter import withdraw_letter
from service.verify import verify
from snapshots.letter_events import EntryCorrected, EntryPublished, EntryRetracted

WHY = "Sent by mistake."


@pytest.fixture
def recorded(sqlite_engine):
    return with_letters(sqlite_engine)


def series(engine):
    with engine.connect() as connection:
        return {one.event.entry: one for one in entries_of_series(connection, SERIES)}


def told(engine, old=OLD, new=MID):
    """The sentences of what stands of two letters, and those that their comparison has."""
    pair = (f"{SERIES}/{old}", f"{SERIES}/{new}")
    stands = [
        one.event.title
        for one in series(engine).values()
        if not one.retracted
        and one.event.kind not in {"letter", CORRECTION}
        and (one.event.old, one.event.new) == pair
    ]
    return sorted(stands), sorted(one["sentence"] for one in comparison(engine, old, new)["changes"])


def test_what_stands_is_what_the_comparison_says_after_each_decision(recorded):
    workshop, grant = put_off(recorded), unrelated(recorded)
    for correction in (
        decide("separate", workshop),
        decide("confirm", grant),
        undo("d1"),
        decide("confirm", workshop),
        undo("d2"),
    ):
        made(recorded, correction)
        stands, says = told(recorded)
        assert stands == says
        stands, says = told(recorded, MID, NEW)
        assert stands == says


def test_each_entry_that_is_corrected_has_a_correction_of_its_own_right_behind(recorded):
    feed = made(recorded, decide("separate", put_off(recorded))).effects.feed
    corrected = [at for at, one in enumerate(feed) if isinstance(one, EntryCorrected | EntryRetracted)]
    assert corrected
    for at in corrected:
        behind = feed[at + 1]
        assert (behind.kind, behind.content["corrects"]["id"]) == (CORRECTION, feed[at].entry)
        assert behind.entry == f"{feed[at].entry}/correction/1"
    assert [one.kind for one in feed if isinstance(one, EntryPublished) and one.kind != CORRECTION] == [
        "item.unmentioned",
        "item.added",
        "deadline.set",
    ]


def test_a_correction_says_what_it_said_what_it_says_why_and_who_decided(recorded):
    made(recorded, decide("separate", put_off(recorded)))
    with recorded.connect() as connection:
        moved, letter = [one.event for one in corrections_made(connection, limit=10)]
    assert moved.content["outcome"] == "retracted"
    assert moved.title.startswith("Correction: “Tunisia: deadline moved from May 2031 to October 2031")
    assert moved.title.endswith("no longer holds: Read side by side (decided by The registrar)")
    assert (moved.content["said"]["kind"], moved.content["says"]) == ("deadline.moved", None)
    assert letter.content["outcome"] == "corrected"
    said, says = (letter.content[side]["compared"][0]["changes"] for side in ("said", "says"))
    # One deadline moved; of two workshops one is new, with a deadline of its own, and one is gone.
    assert says == said - 1 + 3
    assert (moved.content["decision"], moved.content["actor"]) == ("d1", "The registrar")


def test_a_decision_that_is_undone_restores_the_entry_and_deletes_nothing(recorded):
    before = standing(recorded)
    made(recorded, decide("separate", put_off(recorded)))
    between = series(recorded)
    made(recorded, undo("d1"))
    assert standing(recorded) == before
    assert between.keys() < series(recorded).keys()
    (moved,) = [
        one for one in series(recorded).values() if one.event.kind == "deadline.moved" and one.corrections
    ]
    assert (moved.retracted, moved.corrections) == (False, 2)
    assert moved.updated_at > moved.published_at


def test_an_entry_whose_words_are_another_item_now_keeps_its_id(recorded):
    """The workshop of May is held to be another one: the entry says so of the item that it now is."""
    ids = set(series(recorded))
    made(recorded, decide("confirm", unrelated(recorded)))
    for entry in series(recorded).values():
        if entry.corrections and entry.event.kind != "letter":
            assert entry.event.entry in ids


def test_who_follows_by_position_gets_what_was_published_and_then_its_correction(recorded):
    with recorded.connect() as connection:
        before = changes_after(connection, 0, limit=1_000).rows
    made(recorded, decide("separate", put_off(recorded)))
    with recorded.connect() as connection:
        after = changes_after(connection, 0, limit=1_000).rows
        filtered = changes_after(connection, 0, limit=1_000, wanted=parse("kind:deadline.moved partner:TN"))
        only = changes_after(connection, 0, limit=1_000, wanted=parse("kind:correction"))
    assert after[: len(before)] == before
    assert [one.event.kind for one in after[len(before) :]].count(CORRECTION) == 1
    assert [one.event.kind for one in filtered.rows] == ["deadline.moved", CORRECTION]
    assert [one.event.kind for one in only.rows] == [CORRECTION]


def test_what_is_retracted_leaves_the_feeds_and_what_is_corrected_is_shown_as_it_stands(recorded):
    made(recorded, decide("separate", put_off(recorded)))
    with recorded.connect() as connection:
        newest = newest_entries(connection, limit=1_000)
    gone = {one.event.entry for one in series(recorded).values() if one.retracted}
    assert gone
    assert gone.isdisjoint(one.event.entry for one in newest)
    (letter,) = [one for one in newest if one.event.kind == "letter" and one.corrections]
    pair = (letter.event.old, letter.event.new)
    told = [
        one
        for one in newest
        if (one.event.old, one.event.new) == pair and one.event.kind not in {"letter", CORRECTION}
    ]
    assert f"; {sum(not one.event.minor for one in told)} changes" in letter.event.title


def test_what_a_preview_says_goes_out_is_what_goes_out(recorded):
    would = preview_correction(recorded, SERIES, decide("separate", put_off(recorded)))
    before = len(entries(recorded))
    made(recorded, decide("separate", put_off(recorded)))
    assert entries(recorded)[before:] == [
        one for one in would.effects.feed if isinstance(one, EntryPublished)
    ]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (2, 1, 0)])
def test_of_a_withdrawn_letter_nothing_stands_and_the_letters_around_it_are_compared(sqlite_engine, order):
    engine = with_letters(sqlite_engine, *((JANUARY, MAY, SEPTEMBER)[at] for at in order))
    withdraw_letter(engine, SERIES, MID, reason=WHY)
    key = f"{SERIES}/{MID}"
    stands = [
        one.event for one in series(engine).values() if not one.retracted and one.event.kind != CORRECTION
    ]
    assert all(key not in (one.old, one.new) for one in stands)
    found, says = told(engine, OLD, NEW)
    assert found == says
    with engine.connect() as connection:
        made = corrections_made(connection, limit=100)
    assert {one.event.content["withdrawn"] for one in made} == {key}
    assert all("the letter of 20 May 2031 was withdrawn. Sent by mistake" in one.event.title for one in made)


def test_where_no_letter_is_left_before_it_the_next_is_the_first_of_its_series(sqlite_engine):
    engine = with_letters(sqlite_engine, MAY, SEPTEMBER)
    withdraw_letter(engine, SERIES, MID, reason=WHY)
    (letter,) = [
        one.event for one in series(engine).values() if one.event.kind == "letter" and not one.retracted
    ]
    assert (letter.old, letter.content["compared"]) == (None, [])
    assert letter.title.endswith("it is the first of its series to be held")


def test_a_rebuild_gives_the_same_rows_and_verify_holds_them(engine):
    with_letters(engine)
    made(engine, decide("separate", put_off(engine)))
    made(engine, undo("d1"))
    withdraw_letter(engine, SERIES, MID, reason=WHY)
    before = rows(engine)
    rebuild(engine, authority="localhost")
    assert rows(engine) == before
    assert verify(engine).failures == ()


class Died(Exception):
    pass


def test_a_letter_that_waits_to_be_published_goes_out_before_it_is_decided_on(sqlite_engine):
    engine = with_letters(sqlite_engine, JANUARY)
    moments = iter([NOON, NOON])

    def now():
        """The time of reading and of recording; the process ends before it publishes."""
        try:
            return next(moments)
        except StopIteration:
            raise Died from None

    with pytest.raises(Died):
        record_letter(engine, MAY, series=SERIES, now=now)
    with engine.connect() as connection:
        assert unpublished_series(connection) == (SERIES,)
    made(engine, decide("separate", put_off(engine)))
    stands, says = told(engine)
    assert stands == says
