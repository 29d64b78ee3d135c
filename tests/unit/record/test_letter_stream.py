"""A letter is recorded whole and once: each decision acts when it should, and not where it already did."""

from dataclasses import replace

import pytest
from record_samples import letter_of

from snapshots.errors import DamagedRecord
from snapshots.event_codec import canonical_data
from snapshots.letter_events import LetterReceived, SnapshotSealed, StatementRecorded
from snapshots.letter_stream import (
    decide_record,
    holds_other_bytes,
    letter_from_events,
    letter_stream,
    next_reissue,
)
from snapshots.merkle_tree import leaf_hash, tree_head

LETTER = letter_of(statements=3)
REISSUED = letter_of(statements=3, data=b"the same words, typed anew")


def test_a_letter_is_received_read_and_sealed_in_that_order():
    kinds = [type(event) for event in decide_record((), LETTER)]
    assert kinds == [LetterReceived, *[StatementRecorded] * 3, SnapshotSealed]


def test_the_same_bytes_again_are_no_new_letter():
    assert decide_record(decide_record((), LETTER), LETTER) == ()


def test_the_same_bytes_read_otherwise_are_no_new_letter():
    read_anew = replace(LETTER, reader="2", statements=LETTER.statements[:1])
    assert decide_record(decide_record((), LETTER), read_anew) == ()


def test_a_letter_without_a_statement_is_recorded_too():
    silent = letter_of(statements=0)
    assert letter_from_events(decide_record((), silent)) == silent


def test_other_bytes_of_the_same_date_go_to_a_stream_of_their_own():
    history = decide_record((), LETTER)
    assert holds_other_bytes(history, REISSUED)
    assert next_reissue(REISSUED).key == "harbours/2031-01-09/2"
    assert letter_stream(next_reissue(REISSUED).key) == "letter/harbours/2031-01-09/2"
    assert len(decide_record((), next_reissue(REISSUED))) == 5


def test_an_empty_stream_and_one_with_the_same_bytes_hold_no_other():
    assert not holds_other_bytes((), LETTER)
    assert not holds_other_bytes(decide_record((), LETTER), LETTER)


def test_a_stream_is_never_given_a_second_letter():
    with pytest.raises(ValueError, match="holds another issue"):
        decide_record(decide_record((), LETTER), REISSUED)


def test_a_letter_without_a_series_is_not_recorded():
    with pytest.raises(ValueError, match="give it one"):
        decide_record((), replace(LETTER, series=None))


def test_the_letter_comes_back_from_its_events_as_it_was_read():
    assert letter_from_events(decide_record((), LETTER)) == LETTER
    again = next_reissue(REISSUED)
    assert letter_from_events(decide_record((), again)) == again


def test_the_seal_counts_the_statements_and_stands_for_each_of_them():
    _, *statements, seal = decide_record((), LETTER)
    assert seal.count == 3
    assert seal.root == tree_head(leaf_hash(canonical_data(event)) for event in statements).hex()


def test_one_other_word_in_one_statement_breaks_the_seal():
    first, *rest = LETTER.statements
    other = replace(LETTER, statements=(replace(first, text=first.text + "!"), *rest))
    assert decide_record((), other)[-1].root != decide_record((), LETTER)[-1].root


EVENTS = decide_record((), LETTER)


@pytest.mark.parametrize(
    "events",
    [(), EVENTS[:1], EVENTS[:-1], EVENTS[1:], EVENTS[:1] + EVENTS[2:], EVENTS + EVENTS, EVENTS[::-1]],
    ids=["none", "unread", "unsealed", "not received", "one lost", "twice", "backwards"],
)
def test_what_is_not_one_sealed_letter_is_not_taken_for_one(events):
    with pytest.raises(DamagedRecord, match="backup"):
        letter_from_events(events)
