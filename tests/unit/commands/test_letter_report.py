"""What a terminal shows of a reading says how much of the letter it is, and what to be careful with."""

from __future__ import annotations

import io
from dataclasses import replace

from record_samples import letter_of
from rich.console import Console

from service.commands.letter_report import print_letter
from snapshots.letter import Coverage, Finding, Severity, Span

BARE = letter_of(statements=2)
FIRST, SECOND = (BARE.text.index(words) for words in ("EUR 1 million", "EUR 2 million"))
SPANS = tuple(Span(start=start, end=start + len("EUR 1 million")) for start in (FIRST, SECOND))
LETTER = replace(
    BARE,
    coverage=Coverage(characters=1_000, statements=900, headings=96, running=4, narrative=0),
    findings=(
        Finding(code="a", severity=Severity.INFO, message="It adds up.", spans=SPANS[:1]),
        Finding(code="b", severity=Severity.WARNING, message="Two sums are given.", spans=SPANS),
        Finding(code="c", severity=Severity.ERROR, message="It is cut."),
    ),
)


def shown(letter):
    out = io.StringIO()
    print_letter(Console(file=out, width=100, highlight=False, emoji=False, markup=False), letter)
    return out.getvalue()


def test_all_characters_are_accounted_for_and_little_is_not_nothing():
    words = " ".join(shown(LETTER).split())
    assert "All 1,000 characters are accounted for: statements 90%, headings 10%" in words
    assert "running headers and footers under 1%" in words
    assert "narrative" not in words


def test_findings_come_with_the_words_they_rest_on_and_the_gravest_first():
    lines = [line.strip() for line in shown(LETTER).splitlines()]
    first = lines.index("To know when relying on this reading") + 1
    assert lines[first : first + 3] == [
        "error It is cut.",
        "warning Two sums are given. “EUR 1 million” “EUR 2 million”",
        "info It adds up. “EUR 1 million”",
    ]


def test_a_letter_without_findings_is_not_said_to_have_any():
    assert "To know when relying" not in shown(BARE)


def test_the_reader_says_its_version():
    assert f"Read by version {LETTER.reader} of the reader." in shown(LETTER)
