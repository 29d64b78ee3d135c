"""Whatever a letter says: its events give it back, and recording it twice records it once."""

from few_examples import few_examples
from hypothesis import given
from letter_strategies import letters, slugs

from snapshots.event_codec import decode, encode
from snapshots.letter_json import moment_from_json
from snapshots.letter_stream import decide_record, letter_from_events, letter_stream

MOMENT = moment_from_json("2031-01-10T12:00:00.000000Z")


def stored_and_read(events, stream):
    bodies = [
        encode(event, stream=stream, version=version, recorded_at=MOMENT)
        for version, event in enumerate(events, 1)
    ]
    return [decode(body).event for body in bodies]


@given(letters(series=slugs))
@few_examples(30)
def test_a_letter_comes_back_from_what_is_stored(letter):
    events = decide_record((), letter)
    assert letter_from_events(stored_and_read(events, letter_stream(letter.key))) == letter


@given(letters(series=slugs))
@few_examples(15)
def test_recording_twice_is_recording_once(letter):
    assert decide_record(decide_record((), letter), letter) == ()
