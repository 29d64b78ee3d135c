"""A reader of our own that reads the harbour letters otherwise than `read_letter`, in every way that there is."""

from dataclasses import replace

from snapshots.letter import Kind
from snapshots.read_letter import READER_VERSION, read_letter

NEWER = str(int(READER_VERSION) + 1)


def newer_reader(data, **said):
    """Reads pilots as an indicator, joins what is said of the vessels, and sees nothing in Albania."""
    letter = read_letter(data, **said)
    kept = [read_anew(one) for one in letter.statements if "Albania" not in one.text]
    vessels = [one for one in kept if "two patrol vessels for Egypt, EUR 20 million, is being" in one.text]
    signing = [one for one in kept if "two patrol vessels for Egypt is to be signed" in one.text]
    if vessels and signing:
        first, second = vessels[0], signing[0]
        both = replace(
            first,
            spans=first.spans + second.spans,
            text=f"{first.text} {second.text}",
            deadlines=second.deadlines,
        )
        kept = [both if one is first else one for one in kept if one is not second]
    named = (replace(one, id=f"s{number:03}", parent=None) for number, one in enumerate(kept, 1))
    return replace(letter, reader=NEWER, statements=tuple(named))


def read_anew(statement):
    return replace(statement, kind=Kind.INDICATOR) if "harbour pilots" in statement.text else statement
