"""What a letter says about itself."""

from datetime import date

import pytest

from snapshots.errors import UndatedLetter
from snapshots.layout.text import read_layout
from snapshots.letterhead import Letterhead, read_letterhead
from snapshots.read_letter import read_letter


def head_of(text: str, *columns: str) -> Letterhead:
    return read_letterhead(read_layout(text.encode()), column_headings=columns)


@pytest.mark.parametrize(
    "line",
    [
        "Almery, 13 December 2023",
        "Almery, 13 December 2023 CC (2023) 17",
        "13th of December 2023",
        "December 13, 2023",
        "Date: 2023-12-13",
        "The Hague, 13.12.2023",
        "Almery, 13 Dec. 2023",
    ],
)
def test_a_letter_is_dated_by_the_line_that_is_nothing_but_its_date(line: str) -> None:
    text = f"COASTAL COMMISSION\n\n{line}\n\nDear members,\n\nThe plan was adopted on 1 May 2022."
    assert head_of(text).date == date(2023, 12, 13)


def test_a_date_in_a_sentence_is_not_the_letters_date() -> None:
    with pytest.raises(UndatedLetter, match="no date found at the letter's head"):
        head_of("Dear members,\n\nThe plan that we have adopted was signed on 1 May 2022 in Almery.")


def test_an_impossible_date_is_no_date() -> None:
    with pytest.raises(UndatedLetter):
        head_of("Almery, 31 February 2023\n\nDear members,")


def test_the_title_is_the_short_line_over_the_annex() -> None:
    head = head_of(
        "Almery, 1 May 2024\n\nDear members,\n\nAll goes well.\n\nAnnex - follow-up to the March 2024 letter\n\nA\tB"
    )
    assert head.title is not None
    assert head.title.text == "Annex - follow-up to the March 2024 letter"
    assert head.refers_to == "March 2024 letter"


def test_the_title_names_the_older_table_that_it_takes_the_place_of() -> None:
    head = head_of(
        "Almery, 1 May 2024\n\nAll goes well.\n\nOverview (replaces the overview of May 2023)\n\nA\tB"
    )
    assert head.refers_to == "overview of May 2023"


def test_the_older_letter_is_named_by_the_first_column() -> None:
    head = head_of("Almery, 1 May 2024\n\nDear members,\n\nA\tB", "Harbour Letter March 2024", "Ongoing")
    assert head.refers_to == "Harbour Letter March 2024"


def test_the_author_stands_over_the_date() -> None:
    head = head_of("COASTAL COMMISSION The President\n\nAlmery, 1 May 2024 CC (2024) 471\n\nDear members,")
    assert head.author == "COASTAL COMMISSION The President"


def test_head_greeting_closing_and_signature_are_formalities() -> None:
    text = "Almery, 1 May 2024\n\nDear members,\n\nAll goes well.\n\nYours sincerely,\n\nThe President"
    head = head_of(text)
    assert [text[s.start : s.end] for s in head.spans] == [
        "Almery, 1 May 2024",
        "Dear members,",
        "Yours sincerely,",
        "The President",
    ]


def test_the_lines_above_the_greeting_are_no_headings_of_the_letter():
    text = (
        "The Harbour Board of Malta\n\nValletta, 9 January 2031\n\nTo: the Members for Peru\n\nDear members,\n\n"
        "The quay was built on 3 May 2030.\n\nYours sincerely,\n\nThe Chair\n"
    )
    statement = read_letter(text.encode()).statements[-1]
    assert (statement.topic, statement.partners) == (None, ())
