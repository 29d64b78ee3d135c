"""A letter is read anew when a newer reader says something else, and not where it says the same."""

from dataclasses import replace
from datetime import date

import pytest
from record_samples import letter_of, read_line, read_lines

from snapshots.errors import DamagedRecord
from snapshots.letter import Coverage, Span, Status
from snapshots.letter_events import GoneStatement, LetterReread, SnapshotSealed, StatementRecorded
from snapshots.letter_stream import (
    decide_record,
    decide_reread,
    holds_other_bytes,
    is_older_reader,
    letter_from_events,
    readings_from_events,
)

LETTER = letter_of(statements=3)
HISTORY = decide_record((), LETTER)


def joined(letter, first, second, *, name):
    """The letter read as if two of its statements, by their places, were one."""
    one, other = letter.statements[first], letter.statements[second]
    both = replace(one, id=name, spans=one.spans + other.spans, text=f"{one.text} {other.text}")
    return (*letter.statements[:first], both, *letter.statements[second + 1 :])


NEWER = replace(LETTER, reader="2", statements=joined(LETTER, 0, 1, name="s1"))


def reread(history, letter):
    return (*history, *decide_reread(history, letter, reason="a test"))


def test_another_reading_is_recorded_with_its_reader_and_its_reason():
    events = decide_reread(HISTORY, NEWER, reason="bullets are joined")
    assert [type(event) for event in events] == [LetterReread, *[StatementRecorded] * 2, SnapshotSealed]
    assert (events[0].reader, events[0].reason, events[-1].reader) == ("2", "bullets are joined", "2")


def test_the_same_reading_again_is_nothing():
    assert decide_reread(reread(HISTORY, NEWER), NEWER, reason="once more") == ()


def test_a_newer_reader_that_reads_the_same_is_nothing():
    assert decide_reread(HISTORY, replace(LETTER, reader="2"), reason="a test") == ()


def test_what_only_the_sender_says_otherwise_is_nothing():
    sent_again = replace(LETTER, source=replace(LETTER.source, filename="copy.txt"))
    assert decide_reread(HISTORY, sent_again, reason="a test") == ()


@pytest.mark.parametrize(
    "letter",
    [
        replace(LETTER, title="Quays"),
        replace(LETTER, headings=()),
        replace(LETTER, coverage=Coverage(characters=9, statements=1, headings=8, running=0, narrative=0)),
        replace(
            LETTER, statements=(*LETTER.statements[:2], replace(LETTER.statements[2], status=Status.ONGOING))
        ),
    ],
    ids=["title", "headings", "coverage", "status"],
)
def test_whatever_is_read_otherwise_is_recorded(letter):
    assert letter_from_events(reread(HISTORY, letter)) == letter


def test_an_older_reader_does_not_undo_what_a_newer_one_read():
    held = reread(HISTORY, replace(NEWER, reader="10"))
    assert decide_reread(held, replace(LETTER, reader="9"), reason="a test") == ()


def test_versions_are_numbers_and_not_words():
    assert is_older_reader("9", "10")
    assert not is_older_reader("10", "9")
    assert not is_older_reader("1", "1")
    assert not is_older_reader("draft", "1")


def test_every_reading_stays_and_the_last_one_is_the_letter():
    third = replace(LETTER, reader="3", title="Quays")
    history = reread(reread(HISTORY, NEWER), third)
    first, second, last = readings_from_events(history)
    assert first == LETTER
    assert [statement.id for statement in second.statements] == ["s1", "s3"]
    assert letter_from_events(history) == last
    assert (last.title, last.reader, len(last.statements)) == ("Quays", "3", 3)


def test_a_reading_keeps_what_came_in_as_it_came_in():
    elsewhere = replace(NEWER, series=None, reissue=9, source=replace(NEWER.source, filename="copy.txt"))
    assert letter_from_events(reread(HISTORY, elsewhere)) == NEWER


def test_a_stream_that_was_read_anew_still_holds_the_same_bytes():
    history = reread(HISTORY, NEWER)
    assert decide_record(history, LETTER) == ()
    assert holds_other_bytes(history, letter_of(data=b"other"))
    assert not holds_other_bytes(history, LETTER)


def test_other_bytes_are_no_reading_of_the_letter():
    with pytest.raises(ValueError, match="other bytes"):
        decide_reread(HISTORY, letter_of(statements=3, data=b"other"), reason="a test")


def test_another_date_is_no_reading_of_the_letter():
    with pytest.raises(ValueError, match="2031-01-10"):
        decide_reread(HISTORY, replace(NEWER, date=date(2031, 1, 10)), reason="a test")


REREAD = reread(HISTORY, NEWER)


@pytest.mark.parametrize(
    "events",
    [
        REREAD[:-1],
        REREAD[: len(HISTORY) + 1],
        (*HISTORY, *REREAD[len(HISTORY) + 1 :]),
        (*HISTORY[:-1], *REREAD[len(HISTORY) :]),
        REREAD[len(HISTORY) :],
        (*REREAD, *HISTORY),
        REREAD[: len(HISTORY) + 1] + REREAD[len(HISTORY) + 2 :],
    ],
    ids=[
        "unsealed",
        "unread",
        "not begun",
        "the first unsealed",
        "not received",
        "received twice",
        "one lost",
    ],
)
def test_what_is_no_whole_reading_is_not_taken_for_one(events):
    with pytest.raises(DamagedRecord, match="backup"):
        readings_from_events(events)


def ids_of(letter, history=HISTORY):
    return [statement.id for statement in letter_from_events(reread(history, letter)).statements]


def gone_of(letter, history=HISTORY):
    return decide_reread(history, letter, reason="a test")[0].gone


def test_joined_statements_have_the_id_of_the_longer_and_the_other_has_an_heir():
    assert ids_of(NEWER) == ["s1", "s3"]
    assert gone_of(NEWER) == (GoneStatement(statement="s2", heir="s1"),)


def test_a_statement_that_is_cut_in_two_leaves_its_id_to_the_larger_part():
    whole = LETTER.statements[1]
    (span,) = whole.spans
    cut = span.start + len("Grant 2")
    parts = (
        replace(whole, id="s2", spans=(Span(start=span.start, end=cut),), text=whole.text[:7]),
        replace(whole, id="s3", spans=(Span(start=cut, end=span.end),), text=whole.text[7:]),
    )
    newer = replace(LETTER, statements=(LETTER.statements[0], *parts, replace(LETTER.statements[2], id="s4")))
    assert ids_of(newer) == ["s1", "s004", "s2", "s3"]
    assert gone_of(newer) == ()


def test_a_statement_in_front_of_the_others_takes_no_id_from_them():
    moved = tuple(replace(one, id=f"s{number}") for number, one in enumerate(LETTER.statements, 2))
    heading = replace(
        LETTER.statements[0], id="s1", spans=(Span(start=0, end=8),), text="HARBOURS", amounts=()
    )
    assert ids_of(replace(LETTER, statements=(heading, *moved))) == ["s004", "s1", "s2", "s3"]


def test_a_statement_that_nobody_reads_any_more_has_no_heir():
    newer = replace(LETTER, statements=LETTER.statements[1:])
    assert gone_of(newer) == (GoneStatement(statement="s1", heir=None),)


def test_an_id_that_was_given_once_is_never_given_to_another_statement():
    without = reread(HISTORY, replace(LETTER, statements=LETTER.statements[:2]))
    back = ids_of(replace(LETTER, reader="3"), without)
    assert back == ["s1", "s2", "s004"]


def test_sub_bullets_stay_below_the_statement_that_they_stood_below():
    first, second, third = LETTER.statements
    nested = replace(
        LETTER,
        statements=(
            replace(first, id="a"),
            replace(second, id="b", parent="a"),
            replace(third, id="c", parent="lost"),
        ),
    )
    statements = letter_from_events(reread(HISTORY, nested)).statements
    assert [(one.id, one.parent) for one in statements] == [("s1", None), ("s2", "s1"), ("s3", None)]


def test_ids_survive_another_layout_of_the_same_words():
    """As when a reader joins lines that a page break had cut, and takes the second column first."""
    lines = [f"Grant {number} of EUR {number} million is signed.\n" for number in (2, 3, 1)]
    text = "HARBOURS   now\n" + "".join(lines)
    statements = read_lines_as(lines, (2, 3, 1), start=len("HARBOURS   now\n"))
    assert ids_of(replace(LETTER, text=text, statements=statements)) == ["s2", "s3", "s1"]


def read_lines_as(lines, numbers, *, start):
    found = []
    for line, number in zip(lines, numbers, strict=True):
        found.append(replace(read_line(number, line.rstrip("\n"), start), id=f"s{len(found) + 1}"))
        start += len(line)
    return tuple(found)


def test_the_samples_here_are_read_where_they_stand():
    """Guards the tests above."""
    (line,) = read_lines(["Grant 1 of EUR 1 million is signed.\n"], start=9)
    assert line == LETTER.statements[0]
