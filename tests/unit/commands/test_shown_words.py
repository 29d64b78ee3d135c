"""Words made to fit a terminal lose nothing that differs, and say where something was left out."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from diffing.wording.redline import Mark, redline
from service.commands.output import print_indented, shorten
from service.commands.redlined_words import redlined_words

WORDS = st.lists(
    st.sampled_from(["wall", "Poti,", "EUR", "15.5", "million", "is", "to", "be", "signed"]), max_size=90
)


@given(st.text(), st.integers(min_value=2, max_value=80))
def test_a_shortened_text_has_its_limit_and_begins_as_the_text_does(text: str, limit: int) -> None:
    short = shorten(text, limit)
    line = " ".join(text.split())
    assert len(short) <= limit
    assert short == line or (short.endswith("…") and line.startswith(short[:-1]))


def test_a_text_is_cut_between_words() -> None:
    assert shorten("the sea wall at Poti is to be signed", 20) == "the sea wall at…"
    assert shorten("the sea\nwall", 20) == "the sea wall"


def test_a_short_wording_is_shown_whole_with_what_came_marked() -> None:
    line = redline("The wall is to be signed in Q1.", "The wall was signed in Q1.")
    shown = redlined_words(line.after)
    assert shown.plain == "The wall was signed in Q1."
    assert [str(span.style) for span in shown.spans if "green" in str(span.style)] == ["green bold"]


def test_of_a_long_wording_what_differs_is_shown_and_what_stayed_is_shortened() -> None:
    same = "and the works go on along the whole of the coast between the two harbours " * 4
    line = redline(f"In 2024 {same}five boats {same}came.", f"In 2025 {same}seven boats {same}came.")
    shown = redlined_words(line.after).plain
    assert "2025" in shown
    assert "seven" in shown
    assert shown.count("…") >= 2
    assert len(shown) < len(same)


@given(WORDS, WORDS)
def test_a_shortened_wording_runs_no_two_words_into_one(old: list[str], new: list[str]) -> None:
    long = " ".join([*new, *["and the works go on along the coast"] * 8])
    shown = redlined_words(redline(" ".join(old), long).after).plain.replace("…", " ").split()
    assert set(shown) <= set(long.split())


@given(WORDS, WORDS)
def test_every_inserted_word_of_a_shortened_wording_comes_from_the_wording(
    old: list[str], new: list[str]
) -> None:
    pieces = redline(" ".join(old), " ".join(new)).after
    shown = redlined_words(pieces).plain.replace("…", " ").split()
    assert set(shown) <= {word for piece in pieces for word in piece.text.split()}
    inserted = [piece for piece in pieces if piece.mark is Mark.INSERTED]
    if len(pieces) > 1 and sum(len(piece.text) for piece in pieces) <= 260:
        assert {w for piece in inserted for w in piece.text.split()} <= set(shown)


def test_indented_words_keep_to_the_width_and_end_without_blanks() -> None:
    out = io.StringIO()
    words = Text("the works contract for the sea wall at Poti is to be signed " * 5)
    print_indented(Console(file=out, width=60), words, margin=10, label="old  ")
    lines = out.getvalue().splitlines()
    assert lines[0].startswith("     old  the works")
    assert all(line.startswith(" " * 10) for line in lines[1:])
    assert all(line == line.rstrip() and len(line) <= 60 for line in lines)
