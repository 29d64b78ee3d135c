from __future__ import annotations

import pytest
from change_examples import (
    ADDED,
    COMPLETED,
    MOVED,
    NEW,
    OLD,
    REWORDED,
    SIGNED,
    UNMENTIONED,
    change,
    side,
    window,
)

from diffing.changes.typed_changes import KINDS as KINDS_OF_CHANGE
from diffing.wording.redline import Mark
from service.filters.entry_facets import CLOSED
from service.showing.change_card import change_card
from service.showing.plain_words import KINDS


def rows(given):
    return [(row.name, row.before, row.after, row.difference) for row in change_card(given).facts]


def test_every_kind_of_change_has_words():
    assert set(KINDS) == {*KINDS_OF_CHANGE, CLOSED}


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (SIGNED, [("Amount", "", "EUR 6.9 million", "")]),
        (change("contract.signed", facts={"amount": None}), []),
        (change("contract.signed"), []),
        (COMPLETED, [("Status", "planned", "done", "")]),
        (MOVED, [("Deadline", "by 31 December 2023", "Q2 2024", "92 to 182 days later")]),
        (
            change("deadline.set", facts={"before": None, "after": window("2024-02-01", "2024-02-29")}),
            [("Deadline", "no date", "February 2024", "")],
        ),
        (
            change("deadline.removed", facts={"before": window(None, "2024-02-29"), "after": None}),
            [("Deadline", "by 29 February 2024", "no date", "")],
        ),
        (
            change("deadline.passed", facts={"deadline": window(None, "2023-12-01")}),
            [("Deadline", "by 1 December 2023", "not reported done", "")],
        ),
        (
            change(
                "amount.changed",
                facts={
                    "before": {"value": "14000000", "currency": "EUR"},
                    "after": {"value": "12500000", "currency": "EUR"},
                },
            ),
            [("Amount", "EUR 14 million", "EUR 12.5 million", "EUR 1.5 million less")],
        ),
        (
            change(
                "amount.changed",
                facts={
                    "before": {"value": "14000000", "currency": "EUR"},
                    "after": {"value": "14000000", "currency": "GBP"},
                },
            ),
            [("Amount", "EUR 14 million", "GBP 14 million", "")],
        ),
        (
            change(
                "quantity.changed",
                facts={
                    "before": {"value": 58940, "unit": "boats"},
                    "after": {"value": 73185, "unit": "boats"},
                },
            ),
            [("Figure", "58,940 boats", "73,185 boats", "")],
        ),
        (UNMENTIONED, []),
        (ADDED, []),
        (REWORDED, []),
    ],
)
def test_what_is_different_stands_side_by_side(given, shown):
    assert rows(given) == shown


def test_words_that_went_and_came_are_marked():
    card = change_card(REWORDED)
    assert [piece.text.strip() for piece in card.before.pieces if piece.mark is Mark.REMOVED] == ["mended"]
    assert [piece.text.strip() for piece in card.after.pieces if piece.mark is Mark.INSERTED] == ["repaired"]


def test_two_wordings_with_little_in_common_stand_unmarked():
    card = change_card(
        change(after=side(NEW, ("t1", "In Georgia experts have looked at harbours since May.")))
    )
    assert {piece.mark for piece in (*card.before.pieces, *card.after.pieces)} == {Mark.SAME}


def test_what_only_one_letter_says_is_not_marked():
    added, gone = change_card(ADDED), change_card(UNMENTIONED)
    assert added.before is None
    assert gone.after is None
    assert {piece.mark for piece in (*added.after.pieces, *gone.before.pieces)} == {Mark.SAME}


def test_a_statement_is_a_line_and_what_cuts_it_is_a_blank():
    two = side(OLD, ("s1", "One wall\n  and"), ("s1", "a pier."), ("s2", "Two\tgates."))
    card = change_card(change(before=two, after=None))
    assert "".join(piece.text for piece in card.before.pieces) == "One wall and a pier.\nTwo gates."
    assert card.before.statement == "s1"


def test_the_sentence_is_told_apart_from_whom_and_of_what():
    card = change_card(
        change(sentence="Georgia: deadline set: in May 2024 (The wall at Poti…).", label="The wall at Poti…")
    )
    assert card.telling.claim == "Georgia: deadline set: in May 2024"
    assert card.telling.said == "Deadline set: in May 2024"
    nobody = change_card(change(partners=[], sentence="new, planned (A wall).", label="A wall"))
    assert (nobody.telling.claim, nobody.telling.said) == ("New, planned", "New, planned")


def test_partners_are_named():
    assert [partner.name for partner in change_card(SIGNED).partners] == ["Morocco", "North Africa"]


def test_a_letter_in_a_sentence_is_named_by_its_day_and_not_by_its_key():
    again = change(
        "item.resumed",
        facts={"last_seen": OLD, "gone_days": 106},
        sentence=f"Georgia: mentioned again; last seen in {OLD}, 106 days before (The wall at Poti).",
    )
    assert change_card(again).telling.said == "Mentioned again; last seen in 1 October 2023, 106 days before"


def test_a_measure_is_told_in_the_newer_letter_s_words_or_in_the_older_s_where_it_is_silent():
    assert change_card(change()).telling.words == "The wall at Poti is to be repaired."
    assert change_card(change(after=None)).telling.words == "The wall at Poti is to be mended."
