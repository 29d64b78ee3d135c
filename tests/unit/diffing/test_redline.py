from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diffing.wording.corrected_text import corrected_text
from diffing.wording.redline import Mark, redline

WORDS = st.lists(
    st.sampled_from(["contract", "signed", "EUR", "35", "million", "58 940", ",", ".", "the", "of", "\n"])
).map(" ".join)

# Longer words, so that runs of them are worth telling as moved.
PHRASES = st.lists(
    st.sampled_from(
        [
            "before the end of winter",
            "the pilots of Rijeka",
            "were trained at sea",
            "eleven buoys",
            ",",
            "and so",
        ]
    ),
    max_size=8,
).map(" ".join)


def words(pieces):
    return ["".join(piece.text.split()) for piece in pieces]


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
        assert all((one.mark, one.move) != (two.mark, two.move) for one, two in pairwise(side))


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


@given(before=PHRASES, after=PHRASES)
def test_moved_words_stand_once_on_either_side(before, after):
    line = redline(before, after)
    old, new = (
        {piece.move: "".join(piece.text.split()) for piece in side if piece.mark is Mark.MOVED}
        for side in (line.before, line.after)
    )
    assert old == new
    assert list(new) == list(range(1, len(new) + 1))
    for side in (line.before, line.after):
        assert sum(piece.mark is Mark.MOVED for piece in side) == len(new)
        assert all((piece.move > 0) == (piece.mark is Mark.MOVED) for piece in side)


@given(before=PHRASES, after=PHRASES)
def test_what_is_found_is_kept_or_moved(before, after):
    line = redline(before, after)
    assert 0.0 <= line.kept <= line.found <= 1.0


def test_words_that_only_changed_places_are_moved_and_not_removed():
    line = redline(
        "Before the end of winter, the pilots of Rijeka were trained at sea by two captains.",
        "The crew says that the pilots of Rijeka were trained at sea by two captains, Before the end of winter.",
    )
    assert marked(line.before, Mark.MOVED) == marked(line.after, Mark.MOVED) == ["Before the end of winter"]
    assert "winter" not in " ".join(marked(line.before, Mark.REMOVED))


def test_two_halves_that_change_places_are_found():
    halves = ["eleven new buoys were laid off Rijeka", "two tugs came to Bari at last"]
    line = redline(", ".join(halves), ", ".join(reversed(halves)))
    assert line.found > 0.8


def test_a_short_phrase_in_another_sentence_is_chance():
    line = redline("All of the boats were sold.", "Nobody says what became of the crane.")
    assert Mark.MOVED not in {piece.mark for piece in (*line.before, *line.after)}


TEXTS = st.text() | WORDS | PHRASES


@given(before=TEXTS, after=TEXTS)
def test_without_its_deletions_the_corrected_text_is_the_new_one(before, after):
    pieces = corrected_text(before, after)
    assert "".join(piece.text for piece in pieces if piece.new) == after


@given(before=TEXTS, after=TEXTS)
def test_without_its_insertions_the_corrected_text_is_the_old_one(before, after):
    pieces = corrected_text(before, after)
    assert "".join(piece.text for piece in pieces if piece.old) == before


@given(before=TEXTS, after=TEXTS)
def test_each_correction_stands_where_its_mark_says(before, after):
    sides = {Mark.SAME: (True, True), Mark.REMOVED: (True, False), Mark.INSERTED: (False, True)}
    for piece in corrected_text(before, after):
        assert piece.text
        if piece.mark is Mark.MOVED:
            assert piece.move
            assert piece.old != piece.new
        else:
            assert (piece.old, piece.new) == sides[piece.mark]
            assert piece.move == 0


@given(before=PHRASES, after=PHRASES)
def test_the_corrected_text_moves_what_the_two_sides_move(before, after):
    line, pieces = redline(before, after), corrected_text(before, after)
    for side, of_old in ((line.before, True), (line.after, False)):
        moved = [piece for piece in side if piece.mark is Mark.MOVED]
        here = [piece for piece in pieces if piece.mark is Mark.MOVED and piece.old is of_old]
        assert words(moved) == words(here)


def test_a_correction_takes_the_blank_before_a_sign_with_it():
    pieces = corrected_text("Five boats in May.", "Five boats.")
    assert [(piece.text, piece.mark) for piece in pieces] == [
        ("Five boats", Mark.SAME),
        (" in May", Mark.REMOVED),
        (".", Mark.SAME),
    ]
