"""A column of next steps also tells what has been done since; a day behind the letter and no deed to take show it."""

from __future__ import annotations

from datetime import date

import pytest

from snapshots.joined_text import JoinedText
from snapshots.letter import Column, Span, Statement, Status
from snapshots.read_facts import with_facts
from snapshots.read_letter import read_letter


def status_of(text: str, column: Column = Column.NEXT_STEPS) -> Status:
    spans = (Span(start=0, end=len(text)),)
    words = JoinedText(text=text, written=text, spans=spans)
    statement = Statement(id="s1", spans=spans, text=text, column=column)
    read = with_facts(statement, words, written_on=date(2031, 11, 20), heading_partners=())
    return read.status


@pytest.mark.parametrize(
    "text",
    [
        "Harbour tugs: first of the four handed over to Malta on 12 October.",
        "Second call for pilots (EUR 3 million) launched on 3 November.",
        "The committee of the port met in Bari on 5 June.",
    ],
)
def test_a_report_with_its_day_behind_the_letter_is_done(text: str) -> None:
    assert status_of(text) is Status.DONE


@pytest.mark.parametrize(
    "text",
    [
        "Signature of the contract for the tugs handed over on 12 October.",
        "The four tugs of the harbour handed over in October to be painted by 12 December.",
        "Follow-up to the workshop held in Bari on 5 June.",
        "Tugs refurbished under the lease.",
    ],
)
def test_a_deed_to_take_stays_planned_for_all_that_happened_before(text: str) -> None:
    assert status_of(text) is Status.PLANNED


def test_a_participle_with_a_day_to_come_is_a_step() -> None:
    letter = read_letter(
        b"Cres, 3 March 2031\n\nDear members,\n\nThe pier was built in May 2030.\n\n"
        b"Aim\tState of play\tNext steps\nDocks\tDocks were built.\tDock of Krk handed over in June 2031.\n"
    )
    assert [s.status for s in letter.statements if s.column == "next_steps"] == ["planned"]
