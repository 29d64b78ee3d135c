"""Texts made to hold the reader up, or to break it, cost no more than others of their length."""

import time
from decimal import Decimal

import pytest
from read_or_refuse import read_or_refuse

from snapshots.errors import LetterTooLarge
from snapshots.letter_json import letter_to_json
from snapshots.read_letter import MOST_CHARACTERS, read_letter
from snapshots.sentences import LONGEST_SENTENCE

HEAD = "Almery, 13 December 2031\n\nDear members,\n\n"
SAID = "A contract of EUR 4 million was signed with Egypt. "
COLUMNS = "Letter May 2031\tOngoing\tNext steps\n"
LENGTH = 30_000

# Each took 2 to more than 20 seconds at this length where every word or mark was looked at with all the words
# before or after it; now none takes one.
REPEATED = (
    "abc; ", ";", "talks with Egypt were held; a grant of EUR 3 million was paid; ", "(", "(a ", "A. ",
    "- Abc ", "was signed. - Abc ", "1. a 2. b ", "o a ", "\u2022 ", "3% ", "3 boats, ", "(1) ", "EUR ", "EUR 3-",
    "one hundred and ", "Egypt: ", "A: ", "Egypt, Tunisia and Kosovo ", "13 and ", "a/b/", "Abc The ",
    "the talks were held with ministers The mission was launched by two In ", "12 of 20 ", "1 234 ", "123,", "begun, ", "so far, begun, ",
)  # fmt: skip


def in_a_cell(words):
    return f"{HEAD}{COLUMNS}\t{words}\tTalks are to be held in Q1 2032.\n".encode()


def repeated(piece, length=LENGTH):
    return SAID + piece * (length // len(piece))


@pytest.mark.parametrize("piece", REPEATED)
def test_a_cell_of_one_thing_said_over_and_over_is_read_in_time(piece):
    begun = time.process_time()
    read_or_refuse(in_a_cell(repeated(piece)))
    assert time.process_time() - begun < 4


@pytest.mark.parametrize("mark", [" ", "\u00a0", "\u3000"])
def test_a_line_of_blanks_is_read_in_time(mark):
    begun = time.process_time()
    assert read_or_refuse(f"{HEAD}{SAID}\n\n{mark * 100_000}x\n".encode()) is not None
    assert time.process_time() - begun < 4


@pytest.mark.parametrize("piece", ["\u2022 " + SAID, SAID + "\n", "\t" + SAID + "\tx\n", "\tand\tx\n"])
def test_thousands_of_bullets_lines_and_rows_are_read_in_time(piece):
    data = (HEAD + COLUMNS + "\t" + piece * 1000).encode()
    begun = time.process_time()
    assert read_or_refuse(data) is not None
    assert time.process_time() - begun < 12


def test_a_thousand_bullets_with_figures_near_each_other_are_read_in_time_and_give_few_findings():
    bullets = (
        f"\u2022 {1000 + count} vessels were handed over to the coastguard of Egypt.\n"
        for count in range(1000)
    )
    begun = time.process_time()
    letter = read_or_refuse((HEAD + COLUMNS + "\t" + "".join(bullets)).encode())
    assert time.process_time() - begun < 12
    assert len(letter.statements) == 1000
    assert 0 < len(letter.findings) <= 200


def test_a_sentence_without_end_is_cut_and_nothing_of_it_is_lost():
    words = "a contract with Egypt and " * 500
    letter = read_letter(in_a_cell(words))
    pieces = [s.text for s in letter.statements if "contract" in s.text]
    assert all(len(piece) <= LONGEST_SENTENCE for piece in pieces)
    assert " ".join(pieces) == words.strip()


@pytest.mark.parametrize("words", [SAID + "a" * 20_000, SAID + "\t" * 5000 + SAID, SAID + "\u200b" * 5000])
def test_a_line_without_a_blank_is_read(words):
    assert read_or_refuse((HEAD + words).encode()) is not None


def test_more_text_than_any_letter_has_is_not_read():
    with pytest.raises(LetterTooLarge, match=str(MOST_CHARACTERS)):
        read_letter((HEAD + SAID * (MOST_CHARACTERS // len(SAID) + 1)).encode())


@pytest.mark.parametrize(
    "figure",
    [
        "9" * 10_000, "1." + "0" * 10_000, "0." + "0" * 9999 + "1", "1," * 3000 + "000", "1 " + "000 " * 3000,
        "1e999999", "1E5", "Infinity", "NaN", "\u0663\u0664\u0665", "5\u00b2", "\u00bd", "0" * 10_000 + "5", "\uff19\uff19",
        "9" * 18, "9" * 19, "0.000000001", "1" * 4301,
    ],
)  # fmt: skip
def test_no_figure_breaks_the_reading_or_grows_an_exponent(figure):
    words = (
        f"A contract of EUR {figure} million was signed; {figure} boats were handed over, {figure} % of them to "
        f"Egypt, \u20ac{figure}bn in {figure} weeks, on {figure} December, by Q1 {figure}."
    )
    letter = read_or_refuse((HEAD + SAID + words).encode())
    said = letter_to_json(letter)["statements"]
    values = [fact["value"] for s in said for fact in (*s["amounts"], *s["quantities"])]
    assert all(value is None or Decimal(str(value)).is_finite() for value in values)
    assert not any("E" in str(value) or "e" in str(value) for value in values if isinstance(value, str))


def test_a_sum_of_too_many_digits_is_no_sum_and_says_so():
    letter = read_letter((HEAD + f"A contract of EUR {'7' * 40} was signed with Egypt.").encode())
    (amount,) = letter.statements[0].amounts
    assert amount.value is None
    assert "more digits" in amount.reason


@pytest.mark.parametrize(
    "day",
    [
        "31 February 2031", "0 December 2031", "99 December 2031", "30.02.2031", "2031-02-30", "32/01/2031",
        "13 December 99999", "1" * 5000 + " December 2031", "13 December " + "2" * 5000,
    ],
)  # fmt: skip
def test_a_day_that_is_none_breaks_nothing(day):
    read_or_refuse(f"Almery, {day}\n\nDear members,\n\n{SAID}".encode())
    assert read_or_refuse(f"{HEAD}{SAID}Talks are to be held by {day}, on {day}.".encode()) is not None


@pytest.mark.parametrize("charset", ["idna", "punycode", "undefined", "utf-7", "rot13", "hex", "x" * 1000])
def test_a_charset_that_is_none_for_a_document_breaks_nothing(charset):
    page = f"<html><meta charset={charset}><body><p>Almery, 13 December 2031</p><p>{SAID}</p>"
    assert read_or_refuse(page.encode() + b"<p>\xe9</p>") is not None
