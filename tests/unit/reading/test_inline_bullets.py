"""Bullets that extraction left inside a line, and what only looks like one."""

import pytest

from snapshots.inline_bullets import find_inline_bullets


def parts(text: str) -> list[str]:
    bullets = find_inline_bullets(text)
    edges = [0, *(b.end for b in bullets)], [*(b.start for b in bullets), len(text)]
    return [text[a:b].strip() for a, b in zip(*edges, strict=True) if text[a:b].strip()]


@pytest.mark.parametrize("glyph", [">", "➤", "▶", "•", "▪", "\uf0b7", "\uf0a7"])
def test_a_glyph_between_blanks_is_a_bullet(glyph: str) -> None:
    assert parts(f"{glyph} The mill was sold. {glyph} A barn is built.") == [
        "The mill was sold.",
        "A barn is built.",
    ]


@pytest.mark.parametrize("dash", ["-", "–", "—", "*"])
def test_a_dash_at_the_start_or_behind_a_sentence_is_a_bullet(dash: str) -> None:
    assert parts(f"{dash} The mill was sold. {dash} A barn is built.") == [
        "The mill was sold.",
        "A barn is built.",
    ]


def test_a_dash_behind_a_heading_is_a_bullet_once_another_was() -> None:
    assert parts("Mills – The first was sold. – Talks go on. Barns – Two are being built.") == [
        "Mills",
        "The first was sold.",
        "Talks go on. Barns",
        "Two are being built.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Start of the works — Q4 2023 - Q1 2024.",
        "The fund – which Peru has joined – goes on.",
        "The port of Callao – Lima's own – was dredged.",
        "A long-term plan for 2024-2027.",
        "See point 1. The rest follows.",
    ],
)
def test_a_dash_or_number_inside_a_sentence_is_none(text: str) -> None:
    assert parts(text) == [text]


def test_numbers_that_count_up_are_bullets() -> None:
    assert parts("1. The mill was sold. 2. A barn is built. 3. Talks go on.") == [
        "The mill was sold.",
        "A barn is built.",
        "Talks go on.",
    ]


def test_an_o_is_a_bullet_below_a_bullet_only_between_blanks() -> None:
    assert [b.level for b in find_inline_bullets("> Boats: o Seven of 11 m. o Two of 17 m.")] == [1, 2, 2]
    assert find_inline_bullets("The port of Oslo is open.") == ()


def test_all_dashes_of_a_list_are_bullets_though_nothing_ends_with_a_stop() -> None:
    text = (
        "- Talks with Peru in May, date tbc - Contract with Chile by end-June 2024 - Forum on 14 and 15 May"
    )
    assert len(parts(text)) == 3


def test_a_dash_between_two_figures_of_a_list_spans_them() -> None:
    assert parts("- Start in Q4 2023 - Q1 2024 - Forum in May") == [
        "Start in Q4 2023 - Q1 2024",
        "Forum in May",
    ]
