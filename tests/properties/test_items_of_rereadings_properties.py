"""However a series is read anew: every id that was ever given leads to one item, and none to two."""

from dataclasses import replace

from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES
from hypothesis import given, settings
from hypothesis import strategies as st

from diffing.items import follow_items, item_ids
from snapshots.letter_events import LetterReread
from snapshots.letter_stream import decide_record, decide_reread, letter_from_events
from snapshots.read_letter import read_letter

LETTERS = [read_letter(data, series=SERIES) for data in (JANUARY, MAY, SEPTEMBER)]


@st.composite
def read_otherwise(draw, letter):
    """The letter as a reader of our own reads it: some statements left out, some joined with the next."""
    made = []
    for one in letter.statements:
        what = draw(st.sampled_from(["as it is", "as it is", "left out", "joined"]))
        if what == "joined" and made:
            before = made.pop()
            made.append(replace(before, spans=before.spans + one.spans, text=f"{before.text} {one.text}"))
        elif what != "left out":
            made.append(one)
    named = tuple(replace(one, id=f"s{number:03}", parent=None) for number, one in enumerate(made, 1))
    return replace(letter, statements=named)


@st.composite
def recorded_series(draw):
    """The letters in some order, with re-readings in between: readings as recorded, and who has whose words."""
    histories, readings, heirs = {}, [], {}
    order = draw(st.permutations(LETTERS))
    turns = [letter for letter in order for _ in range(draw(st.integers(1, 3)))]
    for turn in sorted(turns, key=lambda _: draw(st.integers(0, 9))):
        history = histories.get(turn.key, ())
        reading = draw(read_otherwise(turn))
        added = decide_reread(history, reading, reason="a test") if history else decide_record((), reading)
        if added:
            histories[turn.key] = (*history, *added)
            readings.append(letter_from_events(histories[turn.key]))
        if added and isinstance(added[0], LetterReread):
            heirs |= {(turn.key, one.statement): one.heir for one in added[0].gone if one.heir}
    return readings, heirs


def names_of(items):
    return [name for item in items for name in (item.id, *item.aliases)]


@given(recorded_series())
@settings(max_examples=25)
def test_every_id_that_was_ever_given_goes_on_leading_to_one_item(made):
    readings, heirs = made
    given_out = set()
    for length in range(1, len(readings) + 1):
        names = names_of(follow_items(readings[:length], heirs=heirs))
        assert len(set(names)) == len(names)
        assert given_out <= set(names)
        given_out = set(names)


@given(recorded_series())
@settings(max_examples=25)
def test_every_statement_of_the_latest_readings_is_in_one_item_and_no_other_is_seen(made):
    readings, heirs = made
    latest = {letter.key: letter for letter in readings}
    said = {(letter.key, one.id) for letter in latest.values() for one in letter.statements}
    items = follow_items(readings, heirs=heirs)
    seen = [
        (appearance.letter_key, one)
        for item in items
        for appearance in item.appearances
        for one in appearance.statement_ids
    ]
    assert len(set(seen)) == len(seen)
    assert set(seen) == said == set(item_ids(items))


@given(st.permutations(LETTERS))
@settings(max_examples=6)
def test_letters_that_nobody_read_anew_have_the_items_that_they_had(letters):
    again = [*letters, letters[0]]
    first, second = follow_items(letters), follow_items(again)
    assert [(one.id, one.appearances) for one in first] == [(one.id, one.appearances) for one in second]
