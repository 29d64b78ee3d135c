"""People correct links: what they decide holds from then on, and what was shown before can still be had."""

import json

import pytest
from decided_links import (
    MID,
    NEW,
    OLD,
    comparison,
    decide,
    entries,
    events,
    item_of,
    linked,
    listed,
    made,
    put_off,
    rows,
    standing,
    statement,
    undo,
    unrelated,
    with_letters,
)
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES

from service.comparing.kept_comparisons import KeptComparisons
from service.decisions.correct_link import correct_link, preview_correction
from service.errors import UnknownLetter, UnknownSeries, UnknownStatement
from service.projections.entries import CORRECTION
from service.projections.items import find_items, load_item
from service.recording.rebuild import rebuild
from service.recording.record_letter import record_letter
from service.verify import verify
from snapshots.errors import BadDecision, NothingToUndo
from snapshots.letter_events import EntryPublished, EntryRetracted
from snapshots.link_decisions import Place


@pytest.fixture
def recorded(sqlite_engine):
    return with_letters(sqlite_engine)


@pytest.fixture
def recorded_on_either(engine):
    return with_letters(engine)


@pytest.fixture
def grant_and_colours(recorded):
    return unrelated(recorded)


@pytest.fixture
def workshop(recorded):
    return put_off(recorded)


def test_a_confirmed_pair_is_linked_and_one_item(recorded, grant_and_colours):
    assert not linked(recorded, *grant_and_colours)
    position = events(recorded) + 1
    told = made(recorded, decide("confirm", grant_and_colours))
    assert linked(recorded, *grant_and_colours)
    assert len({item_of(recorded, one) for one in grant_and_colours}) == 1
    assert (told.decision.id, told.position, told.already) == ("d1", position, False)
    assert comparison(recorded)["receipt"]["decisions"] == ["d1"]


def test_a_separated_pair_is_not_linked_and_two_items(recorded, workshop):
    assert linked(recorded, *workshop)
    made(recorded, decide("separate", workshop))
    assert not linked(recorded, *workshop)
    assert len({item_of(recorded, one) for one in workshop}) == 2


def test_letters_may_be_named_by_key_and_in_either_order(recorded, grant_and_colours):
    before, after = grant_and_colours
    keyed = Place(letter=f"{SERIES}/{after.letter}", statement=after.statement)
    made(recorded, decide("confirm", (keyed, before)))
    assert linked(recorded, before, after)


def test_a_decision_counts_when_a_later_letter_is_published(sqlite_engine):
    engine = sqlite_engine
    for data in (JANUARY, MAY):
        record_letter(engine, data, series=SERIES)
    workshop = statement(engine, MID, "workshop on night navigation")
    tender = statement(engine, MID, "a tender for harbour lights")
    before = statement(engine, OLD, "workshop on night navigation")
    made(engine, decide("separate", (before, workshop)))
    made(engine, decide("confirm", (before, tender)))
    record_letter(engine, SEPTEMBER, series=SERIES)
    item = item_of(engine, before)
    assert item == item_of(engine, statement(engine, NEW, "a tender for harbour lights"))
    completed = [one for one in entries(engine) if one.kind == "item.completed" and one.new.endswith(NEW)]
    assert item in [one.item for one in completed]


def test_a_preview_says_what_would_change_and_records_nothing(recorded_on_either):
    recorded = recorded_on_either
    workshop = put_off(recorded)
    before = rows(recorded), events(recorded)
    told = preview_correction(recorded, SERIES, decide("separate", workshop))
    assert (rows(recorded), events(recorded)) == before
    assert (told.decision.id, told.position, told.already) == ("d1", None, False)
    (moved,) = [
        one
        for one in told.effects.comparisons
        if (one.old, one.new) == (f"{SERIES}/{OLD}", f"{SERIES}/{MID}")
    ]
    assert [one["kind"] for one in moved.gone] == ["deadline.moved"]
    assert sorted(one["kind"] for one in moved.come) == ["deadline.set", "item.added", "item.unmentioned"]
    (divided,) = told.effects.divided
    assert divided.item == item_of(recorded, workshop[0])
    assert len(divided.into) == 2


def test_what_a_preview_says_is_what_the_decision_then_does(recorded, workshop):
    would = preview_correction(recorded, SERIES, decide("separate", workshop))
    did = made(recorded, decide("separate", workshop))
    assert would.effects == did.effects
    assert would.effects.comparisons
    was = {change["sentence"] for one in did.effects.comparisons for change in one.gone}
    assert was.isdisjoint(change["sentence"] for change in comparison(recorded)["changes"])


def test_what_was_published_stays_and_what_no_longer_holds_is_named(recorded, workshop):
    before = entries(recorded)
    told = made(recorded, decide("separate", workshop))
    assert entries(recorded)[: len(before)] == before
    named = [one.event for one in told.effects.entries]
    changes = [one for one in named if one.kind != "letter"]
    assert changes
    now = {change["sentence"] for change in comparison(recorded)["changes"]}
    assert all(one.content["sentence"] not in now for one in changes)
    assert [one.new for one in named if one.kind == "letter"] == [f"{SERIES}/{MID}"]


def test_the_same_decision_again_records_nothing(recorded, workshop):
    made(recorded, decide("separate", workshop))
    before = rows(recorded), events(recorded)
    told = made(recorded, decide("separate", workshop, reason="I think so, too."))
    assert (told.decision.id, told.already, told.position) == ("d1", True, None)
    assert (rows(recorded), events(recorded)) == before


def test_confirm_and_undo_leave_every_byte_as_it_was(recorded_on_either):
    recorded = recorded_on_either
    grant_and_colours = unrelated(recorded)

    def seen():
        # Entries say how often they were corrected, and what filters find of them what they said meanwhile.
        told = {"entries", "entry_terms"}
        derived = {table: found for table, found in rows(recorded).items() if table not in told}
        return json.dumps(comparison(recorded)), derived, standing(recorded)

    before = seen()
    made(recorded, decide("confirm", grant_and_colours))
    assert all(one != other for one, other in zip(seen(), before, strict=True))
    made(recorded, undo("d1"))
    assert seen() == before


def test_an_id_that_was_given_goes_on_leading_to_an_item(recorded_on_either):
    """The second item had an id of its own between the two decisions."""
    recorded = recorded_on_either
    workshop = put_off(recorded)
    made(recorded, decide("separate", workshop))
    between = item_of(recorded, workshop[1])
    made(recorded, undo("d1"))
    whole = item_of(recorded, workshop[0])
    assert between != whole
    with recorded.connect() as connection:
        assert load_item(connection, between).item.id == whole


def test_an_item_that_was_joined_tells_what_stands_of_both(recorded, grant_and_colours):
    def changes_of(item):
        with recorded.connect() as connection:
            return {one.event.entry for one in load_item(connection, item).changes}

    apart = [changes_of(item_of(recorded, one)) for one in grant_and_colours]
    told = made(recorded, decide("confirm", grant_and_colours))
    gone = {one.entry for one in told.effects.feed if isinstance(one, EntryRetracted)}
    new = {
        one.entry for one in told.effects.feed if isinstance(one, EntryPublished) and one.kind != CORRECTION
    }
    assert changes_of(item_of(recorded, grant_and_colours[0])) == (apart[0] | apart[1]) - gone | new


def test_the_later_of_two_that_contradict_stands_and_names_what_it_supersedes(recorded, workshop):
    made(recorded, decide("confirm", workshop))
    told = made(recorded, decide("separate", workshop))
    assert told.supersedes == ("d1",)
    assert not linked(recorded, *workshop)
    first, second = listed(recorded)
    assert (first.superseded_by, second.supersedes) == (("d2",), ("d1",))
    assert made(recorded, undo("d2")).restores == ("d1",)
    assert linked(recorded, *workshop)


def test_what_was_shown_before_a_decision_can_be_had(recorded_on_either):
    recorded = recorded_on_either
    workshop = put_off(recorded)
    before, position = json.dumps(comparison(recorded)), events(recorded)
    made(recorded, decide("separate", workshop))
    assert json.dumps(comparison(recorded)) != before
    assert json.dumps(comparison(recorded, as_of_position=position)) == before


def test_what_was_shown_before_a_letter_came_in_can_be_had(sqlite_engine):
    engine = sqlite_engine
    shown = []
    for data in (JANUARY, SEPTEMBER, MAY):
        record_letter(engine, data, series=SERIES)
        if data != JANUARY:
            shown.append((json.dumps(comparison(engine, OLD, NEW)), events(engine)))
    for was, position in shown:
        assert json.dumps(comparison(engine, OLD, NEW, as_of_position=position)) == was
    with pytest.raises(UnknownLetter):
        comparison(engine, OLD, MID, as_of_position=shown[0][1])


def test_a_comparison_that_is_kept_is_not_given_after_a_decision(recorded, workshop):
    kept = KeptComparisons()
    with recorded.connect() as connection:
        before = kept.compare(connection, SERIES, OLD, MID)
    made(recorded, decide("separate", workshop))
    with recorded.connect() as connection:
        assert kept.compare(connection, SERIES, OLD, MID).receipt != before.receipt


def test_a_rebuild_with_decisions_gives_the_same_rows(recorded_on_either):
    recorded = recorded_on_either
    workshop = put_off(recorded)
    grant_and_colours = unrelated(recorded)
    made(recorded, decide("confirm", grant_and_colours))
    made(recorded, decide("separate", workshop))
    made(recorded, undo("d1"))
    made(recorded, decide("confirm", grant_and_colours))
    before = rows(recorded)
    rebuild(recorded, authority="localhost")
    assert rows(recorded) == before
    assert verify(recorded).failures == ()


def test_decisions_of_one_series_say_nothing_of_another(recorded, workshop):
    for data in (JANUARY, MAY):
        record_letter(recorded, data, series="another-series")
    with recorded.connect() as connection:
        before = [one.id for one in find_items(connection, series="another-series", limit=50).rows]
    made(recorded, decide("separate", workshop))
    with recorded.connect() as connection:
        assert [one.id for one in find_items(connection, series="another-series", limit=50).rows] == before


@pytest.mark.parametrize(
    ("place", "error", "why"),
    [
        (Place(letter="1999-01-01", statement="s001"), UnknownLetter, "no letter '1999-01-01'"),
        (Place(letter=f"another/{MID}", statement="s001"), UnknownLetter, "no letter"),
        (Place(letter=MID, statement="s999"), UnknownStatement, "makes no statement 's999'"),
        (Place(letter=OLD, statement="s001"), BadDecision, "both sides"),
    ],
)
def test_what_is_not_there_cannot_be_decided_on(recorded, place, error, why):
    before = rows(recorded), events(recorded)
    with pytest.raises(error, match=why):
        made(recorded, decide("confirm", (Place(letter=OLD, statement="s002"), place)))
    assert (rows(recorded), events(recorded)) == before


def test_without_a_reason_or_a_series_nothing_is_decided(recorded, workshop):
    with pytest.raises(BadDecision, match="reason"):
        made(recorded, decide("confirm", workshop, reason=" "))
    with pytest.raises(UnknownSeries):
        correct_link(recorded, "nobody", undo("d1"))
    with pytest.raises(NothingToUndo, match="none is in force"):
        made(recorded, undo("d1"))
