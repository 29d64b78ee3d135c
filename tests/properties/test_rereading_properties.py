"""Whatever a newer reader says of a letter: it is recorded once, nothing before it changes, no id is used twice."""

from dataclasses import replace
from itertools import pairwise

from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st
from letter_strategies import headings, letters, slugs, tuples_of

from snapshots.event_codec import decode, encode
from snapshots.follow_words import follow_words
from snapshots.letter import Column, Span, Statement
from snapshots.letter_json import moment_from_json
from snapshots.letter_stream import (
    decide_record,
    decide_reread,
    letter_from_events,
    letter_stream,
    readings_from_events,
)

MOMENT = moment_from_json("2031-01-10T12:00:00.000000Z")
TEXT = " ".join(f"word{number % 7} is{number % 3} here{number}" for number in range(12))


def named(found):
    """The statements as a reader numbers them."""
    return tuple(replace(one, id=f"s{number:03}", parent=None) for number, one in enumerate(found, 1))


@st.composite
def cut_otherwise(draw):
    """Statements that divide the same text at other places, some left out."""
    cuts = sorted(draw(st.sets(st.integers(1, len(TEXT) - 1), max_size=6)))
    spans = [Span(start=one, end=other) for one, other in zip([0, *cuts], [*cuts, len(TEXT)], strict=True)]
    kept = [span for span in spans if draw(st.integers(0, 4))]
    column = draw(st.sampled_from(Column))
    return named(
        Statement(id="", spans=(span,), text=TEXT[span.start : span.end], column=column) for span in kept
    )


@st.composite
def histories(draw):
    """A letter, and what newer readers make of its bytes, one after the other."""
    drawn = draw(letters(series=slugs, max_statements=0))
    letter = replace(drawn, text=TEXT, reader="1", statements=draw(cut_otherwise()))
    readings = draw(st.lists(st.tuples(cut_otherwise(), tuples_of(headings)), min_size=1, max_size=4))
    newer = [
        replace(letter, reader=str(version), statements=found, headings=above)
        for version, (found, above) in enumerate(readings, 2)
    ]
    return letter, newer


def told(letter, newer):
    history = decide_record((), letter)
    for reading in newer:
        history = (*history, *decide_reread(history, reading, reason="newer"))
    return history


@given(histories())
@few_examples(30)
def test_the_latest_reading_comes_back_and_every_one_before_it_is_as_it_was(made):
    letter, newer = made
    history = told(letter, newer)
    bodies = [
        encode(event, stream=letter_stream(letter.key), version=version, recorded_at=MOMENT)
        for version, event in enumerate(history, 1)
    ]
    readings = readings_from_events([decode(body).event for body in bodies])
    assert readings[0] == letter
    last = letter_from_events(history)
    assert last == readings[-1]
    nameless = [replace(one, id="") for one in last.statements]
    assert nameless == [replace(one, id="") for one in newer[-1].statements]
    for length in range(1, len(newer)):
        before = readings_from_events(told(letter, newer[:length]))
        assert readings[: len(before)] == before


@given(histories())
@few_examples(30)
def test_reading_the_same_again_adds_nothing(made):
    letter, newer = made
    history = told(letter, newer)
    assert decide_reread(history, newer[-1], reason="again") == ()
    assert decide_record(history, letter) == ()


@given(histories())
@few_examples(30)
def test_no_reading_uses_an_id_twice_and_whoever_is_gone_does_not_come_back(made):
    readings = readings_from_events(told(*made))
    alive, dead = {one.id for one in readings[0].statements}, set()
    for reading in readings[1:]:
        ids = [one.id for one in reading.statements]
        assert len(set(ids)) == len(ids)
        assert dead.isdisjoint(ids)
        dead |= alive.difference(ids)
        alive = set(ids)


@given(histories())
@few_examples(30)
def test_who_keeps_its_id_shares_words_and_heirs_are_statements_of_the_new_reading(made):
    history = told(*made)
    readings = readings_from_events(history)
    events = [event for event in history if hasattr(event, "gone")]
    for (before, after), event in zip(pairwise(readings), events, strict=True):
        ids = {one.id: one for one in after.statements}
        for one in before.statements:
            if one.id in ids:
                assert set(one.text) & set(ids[one.id].text)
        gone = [one.statement for one in event.gone]
        assert gone == [one.id for one in before.statements if one.id not in ids]
        assert all(one.heir is None or one.heir in ids for one in event.gone)


some_text = st.lists(
    st.sampled_from(["boats", "quay", "for", "Egypt", "EUR", "5", "million", "by", "May"]), max_size=40
).map(" ".join)


@given(some_text, some_text)
def test_words_are_followed_to_equal_words_and_no_two_to_one_place(old, new):
    places = follow_words(old, new)
    assert len(set(places.values())) == len(places)
    for one, other in places.items():
        assert old[one:].split()[0] == new[other:].split()[0]


@given(some_text)
def test_every_word_is_found_in_the_same_text(text):
    assert len(follow_words(text, text)) == len(text.split())
