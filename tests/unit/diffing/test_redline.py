from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diffing.redline import Mark, redline

WORDS = st.lists(
    st.sampled_from(["contract", "signed", "EUR", "35", "million", "58 940", ",", ".", "the", "of", "\n"])
).map(" ".join)


def marked(pieces, mark):
    return [piece.text.strip() for piece in pieces if piece.mark is mark]


@given(before=st.text() | WORDS, after=st.text() | WORDS)
def test_each_side_gives_back_its_wording_whole(before, after):
    line = redline(before, after)
    assert "".join(piece.text for piece in line.before) == before
    assert "".join(piece.text for piece in line.after) == after


@given(before=WORDS, after=WORDS)
def test_what_is_marked_the_same_is_the_same_on_both_sides(before, after):
    line = redline(before, after)
    kept = [
        " ".join("".join(p.text for p in side if p.mark is Mark.SAME).split())
        for side in (line.before, line.after)
    ]
    assert kept[0].replace(" ", "") == kept[1].replace(" ", "")


@given(before=WORDS, after=WORDS)
def test_neighbours_never_have_the_same_mark(before, after):
    line = redline(before, after)
    for side in (line.before, line.after):
        assert all(one.mark is not two.mark for one, two in pairwise(side))


@given(text=st.text())
def test_a_wording_against_itself_has_no_mark(text):
    line = redline(text, text)
    assert {piece.mark for piece in (*line.before, *line.after)} <= {Mark.SAME}
    assert line.kept == 1.0


@given(before=WORDS, after=WORDS)
def test_all_is_kept_when_the_words_are_the_same_and_only_then(before, after):
    assert 0.0 <= redline(before, after).kept <= 1.0
    assert (redline(before, after).kept == 1.0) == (before.split() == after.split())


def test_only_the_words_that_differ_are_marked():
    line = redline(
        "The radar contract, worth EUR 30 million, is to be signed in May.",
        "The radar contract, worth EUR 35 million, was signed in May.",
    )
    assert marked(line.before, Mark.REMOVED) == ["30", "is to be"]
    assert marked(line.after, Mark.INSERTED) == ["35", "was"]


def test_a_figure_with_its_separators_is_one_word():
    line = redline("It stopped 58 940 crossings.", "It stopped 58 185 crossings.")
    assert marked(line.before, Mark.REMOVED) == ["58 940"]
    assert marked(line.after, Mark.INSERTED) == ["58 185"]


def test_a_chance_match_between_two_other_sentences_is_not_shown_as_kept():
    line = redline("Six boats of the coast guard arrived", "A joint mission of experts will travel soon")
    assert marked(line.after, Mark.SAME) == []
    assert line.kept == 0.0
