"""What a letter says of earlier letters is held against them."""

import pytest

from diffing.change_json import comparison_to_json
from diffing.changes.earlier_claims import Claim, Verdict, check_claims
from diffing.compare_letters import compare_letters
from snapshots.letter import Letter
from snapshots.read_letter import read_letter

OLDER = (
    "The Commission has set aside EUR 600 million for ports.",
    "The harbour coordinator will draw up a roadmap of repairs by the end of November.",
)


def letter(day: str, *sentences: str) -> Letter:
    body = " ".join(sentences)
    annex = "Letter\tOngoing\tNext steps\n\tThe mill at the river was sold.\t"
    return read_letter(f"Almery, {day}\n\nDear members,\n\n{body}\n\n{annex}\n".encode(), series="ports")


def claims(said: str, *, held: bool = True) -> tuple[Claim, ...]:
    newer = letter("13 December 2023", said)
    return check_claims(newer, (letter("24 October 2023", *OLDER), newer) if held else (newer,))


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Of the EUR 600 million that I mentioned in my October letter, half is spent.", Verdict.SUPPORTED),
        (
            "As announced in my letter of October, the harbour coordinator has drawn up a roadmap of repairs.",
            "supported",
        ),
        (
            "The Commission has set aside the EUR 700 million for ports named in our last letter.",
            Verdict.DIFFERS,
        ),
        ("In my last letter I spoke of whales, kelp and the price of herring.", Verdict.NOT_FOUND),
        ("I wrote of lighthouses in my March letter.", Verdict.LETTER_NOT_HELD),
        ("I wrote of lighthouses in my October 2021 letter.", Verdict.LETTER_NOT_HELD),
    ],
)
def test_a_claim_is_held_against_the_letter_that_it_names(said: str, verdict: str) -> None:
    assert [claim.verdict for claim in claims(said)] == [verdict]


def test_the_words_that_bear_on_a_claim_are_named() -> None:
    (claim,) = claims("Of the EUR 600 million that I mentioned in my October letter, half is spent.")
    older = letter("24 October 2023", *OLDER)
    assert claim.letter == older.key
    assert [s.text for s in older.statements if s.id == claim.statement] == [OLDER[0]]


def test_without_an_older_letter_nothing_is_proved() -> None:
    (claim,) = claims("As I said in my last letter, the mills are old.", held=False)
    assert claim.verdict is Verdict.LETTER_NOT_HELD


def test_a_letter_to_somebody_else_and_a_heading_are_no_claims() -> None:
    assert claims("Follow-up to the October letter") == ()
    assert claims("The mayor has written a letter in October.") == ()


def test_a_claim_re_slices() -> None:
    newer = letter("13 December 2023", "As I said in my last letter, the mills are old.")
    (claim,) = check_claims(newer, ())
    assert newer.text[claim.span.start : claim.span.end] == claim.text


def test_a_comparison_carries_the_claims() -> None:
    newer = letter("13 December 2023", "Of the EUR 600 million in my October letter, half is spent.")
    said = comparison_to_json(compare_letters(letter("24 October 2023", *OLDER), newer))["claims"]
    assert [claim["verdict"] for claim in said] == ["supported"]
