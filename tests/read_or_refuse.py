"""The law of reading for any bytes at all: a letter that accounts for its text, or one line that says why not."""

import json

from harbour_letters import JANUARY, harbour_pdf

from service.demo.demo_letters import demo_letters
from snapshots.errors import UnreadableLetter
from snapshots.letter_json import letter_from_json, letter_to_json
from snapshots.read_letter import read_letter

__all__ = ["SEEDS", "read_or_refuse"]


def _seeds():
    demo = {letter.filename.rpartition(".")[2]: letter.data for letter in demo_letters()}
    return demo | {"md": JANUARY, "pdf": harbour_pdf()}


SEEDS = _seeds()
"""A letter of our own in each format, by the ending of its name."""


def read_or_refuse(data, **about):
    """The letter, or None where it was refused as it should be."""
    try:
        letter = read_letter(data, **about)
    except UnreadableLetter as error:
        said = str(error)
    else:
        return _checked(letter)
    assert said.strip()
    assert "\n" not in said
    return None


def _checked(letter):
    assert letter.statements
    for statement in letter.statements:
        assert " ".join(letter.text[span.start : span.end] for span in statement.spans) == statement.text
        promised = (statement.commitment,) if statement.commitment else ()
        figures = (*statement.amounts, *statement.deadlines, *statement.dates, *statement.quantities)
        for fact in (*figures, *promised, *statement.next_actors):
            assert letter.text[fact.spans[0].start : fact.spans[0].end] == fact.quote
    written = json.dumps(letter_to_json(letter), ensure_ascii=False, allow_nan=False)
    assert letter_from_json(json.loads(written)) == letter
    written.encode()
    return letter
