"""In the letter proper, reports are told from rhetoric."""

import pytest

from snapshots.read_letter import read_letter

ANNEX = "\n\nLetter May 2023\tOngoing\tNext steps\n\tThe mill was sold.\t\n"


def reported(sentence: str) -> list[str]:
    letter = read_letter(f"Almery, 13 December 2023\n\nDear members,\n\n{sentence}{ANNEX}".encode())
    return [s.text for s in letter.statements if s.column == "body"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Of the EUR 60 million, EUR 40 million has been spent.",
        "The conference with Peru took place on 3 May.",
        "Nearly 60 countries took part in the conference.",
        "Talks on the agreement with Chile continue.",
        "The Commission has proposed new rules on ports.",
        "The maiden voyage has slipped to the first quarter of 2024.",
        "The lanterns of the new pier are being gilded.",
        "A canal in Chile is being slowly dug.",
        "On the toll, there has been no movement, and all work is paused.",
        "A second contract on lamps with Almery Glass is close to signature, and the annex has the details.",
    ],
)
def test_a_figure_a_date_or_a_step_is_a_report(sentence: str) -> None:
    assert reported(sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "We must continue to devote our energy to this.",
        "I am grateful to the Council for its support.",
        "Our work is guided by a shared understanding.",
        "Now is the moment to show resolve.",
        "Our friends in Chile are being patient.",
        "Throughout this year we have shown what unity can bring.",
        "Some lessons can be drawn from the past nine months.",
    ],
)
def test_rhetoric_is_narrative(sentence: str) -> None:
    assert reported(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "When you meet in Almery next week, ports will again be high on your agenda.",
        "I write to you ahead of the session of 3 May.",
        "Ahead of our meeting in the Council on 3 May, I would like to share with you where we stand.",
        "I shall write to you again before the summer is out.",
        "I look forward to discussing all this with you in the Council in June.",
        "The annex has the details of the contract on lamps.",
        "In my last letter of October, I explained that all activities had been launched.",
    ],
)
def test_a_sentence_about_the_letter_or_its_occasion_is_narrative(sentence: str) -> None:
    assert reported(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Ministers signed the agreement with Peru on 2 May, ahead of our meeting with Chile.",
        "The mission to Peru took place on 2 May before our meeting.",
    ],
)
def test_a_report_that_tells_before_what_it_was_is_one(sentence: str) -> None:
    assert len(reported(sentence)) == 1
