"""Bullets that are characters: what is one, and how deep it stands."""

import pytest

from snapshots.layout.bullets import glyph_levels, split_bullet
from snapshots.layout.plain_words import plain


@pytest.mark.parametrize(
    ("words", "glyph", "rest"),
    [
        ("• a quay", "•", "a quay"),
        ("•a quay", "•", "a quay"),
        ("\uf0b7 a quay", "\uf0b7", "a quay"),
        ("\uf0d8a quay", "\uf0d8", "a quay"),
        ("➤ a quay", "➤", "a quay"),
        ("> a quay", ">", "a quay"),
        ("o a quay", "o", "a quay"),
        ("- a quay", "-", "a quay"),
        ("– a quay", "–", "a quay"),
        (">a quay", "", ">a quay"),
        ("one quay", "", "one quay"),
        ("-5 %", "", "-5 %"),
        ("–", "", "–"),
        ("a - b", "", "a - b"),
        ("", "", ""),
    ],
)
def test_a_bullet_is_parted_from_its_words(words, glyph, rest):
    assert split_bullet(words) == (glyph, rest)


@pytest.mark.parametrize(
    ("glyphs", "levels"),
    [
        (["", "•", "•", ""], (0, 1, 1, 0)),
        (["➤", "o", "o", "➤"], (1, 2, 2, 1)),
        (["•", "-", "*", "-", "•"], (1, 2, 3, 2, 1)),
        (["o", "➤"], (2, 3)),
        (["➤", "", "•"], (1, 0, 1)),
        ([], ()),
    ],
)
def test_a_new_glyph_nests_and_a_known_one_goes_back(glyphs, levels):
    assert glyph_levels(glyphs) == levels


def test_what_cannot_be_seen_is_dropped():
    assert (
        plain(" EUR\u00a05\u2009million \u200b for\nhar\u00adbours\ufeff\x02 ")
        == "EUR 5 million for harbours"
    )
