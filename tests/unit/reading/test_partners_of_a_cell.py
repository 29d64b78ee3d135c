"""Whose a statement is that names nobody, at the head of a page whose heading a page break may have taken."""

from datetime import date

import pytest

from snapshots.headings import is_heading
from snapshots.letter import Column, Span
from snapshots.passages import Passage, Stretch
from snapshots.statements import read_statements


def partners_after_a_break(*paragraphs: str) -> list[tuple[str, ...]]:
    text = "\n".join(paragraphs)
    starts = [text.index(paragraph) for paragraph in paragraphs]
    stretches = tuple(
        Stretch(span=Span(start=start, end=start + len(paragraph)), after_break=start == 0)
        for start, paragraph in zip(starts, paragraphs, strict=True)
    )
    passage = Passage(column=Column.NEXT_STEPS, stretches=stretches)
    reading = read_statements(text, [passage], written_on=date(2024, 5, 14), flattened=False)
    return [statement.partners for statement in reading.statements]


def test_a_cell_that_opens_with_a_partner_is_about_it() -> None:
    assert partners_after_a_break("The quay in Peru is to be widened.", "A study will follow.") == [
        ("PE",),
        ("PE",),
    ]


def test_a_label_is_that_of_its_own_statement_alone() -> None:
    assert partners_after_a_break("Peru: the quay is to be widened.", "A study will follow.") == [("PE",), ()]


def partners_in_bullets(*bullets: str, levels: tuple[int, ...] = ()) -> list[tuple[str, ...]]:
    text = "\n".join(bullets)
    starts = [text.index(bullet) for bullet in bullets]
    stretches = tuple(
        Stretch(span=Span(start=start, end=start + len(bullet)), level=level)
        for start, bullet, level in zip(starts, bullets, levels or (1,) * len(bullets), strict=True)
    )
    passage = Passage(column=Column.ONGOING, stretches=stretches)
    reading = read_statements(text, [passage], written_on=date(2024, 5, 14), flattened=False)
    return [statement.partners for statement in reading.statements]


def test_a_label_stands_over_all_sentences_of_its_bullet_and_over_no_other() -> None:
    bullets = [
        "Peru: the quay is being widened. A study of EUR 2 million will follow.",
        "40 pilots are trained.",
    ]
    assert partners_in_bullets(*bullets) == [("PE",), ("PE",), ()]


def test_a_sentence_below_a_label_that_names_another_partner_is_about_that_one() -> None:
    bullets = ["Peru: the quay is being widened. Chile got EUR 2 million for its own."]
    assert partners_in_bullets(*bullets) == [("PE",), ("CL",)]


def test_where_something_was_held_says_nothing_of_the_sentences_behind_it() -> None:
    text = "At our session in Lima we agreed on a plan. Two ships were bought in May."
    passage = Passage(column=Column.BODY, stretches=(Stretch(span=Span(start=0, end=len(text))),))
    reading = read_statements(text, [passage], written_on=date(2024, 5, 14), flattened=True)
    assert reading.statements[-1].text.startswith("Two ships")
    assert reading.statements[-1].partners == ()


@pytest.mark.parametrize(
    ("sentences", "partners"),
    [
        (["Peru lifted its ban.", "In Chile, another is in force.", "Five ports were closed."], ["CL"]),
        (
            [
                "Peru lifted its ban.",
                "The Commission asked for the same in Chile.",
                "Five ports were closed.",
            ],
            [],
        ),
        (
            ["South America has a plan.", "Ships for Chile were built.", "Five ports were closed."],
            ["latin-america"],
        ),
    ],
)
def test_a_later_sentence_about_others_ends_what_its_paragraph_opened_with(sentences, partners):
    text = " ".join(sentence.replace(".", " in May.") for sentence in sentences)
    passage = Passage(column=Column.BODY, stretches=(Stretch(span=Span(start=0, end=len(text))),))
    reading = read_statements(text, [passage], written_on=date(2024, 5, 14), flattened=True)
    assert [*reading.statements[-1].partners] == partners


def test_a_figure_behind_a_partners_label_is_a_report_and_no_heading_of_the_next():
    found = partners_after_a_break(
        "Peru: 112 km of the coast road paved", "Chile: dredging of one port halted"
    )
    assert found == [("PE",), ("CL",)]


@pytest.mark.parametrize(
    ("words", "stands_over_others"),
    [
        ("Peru: Outlook 2031", True),
        ("Peru: plan for 2031-2034", True),
        ("Peru: fleet renewed in 2030", False),
        ("Peru: port opening in March 2031", False),
        ("Peru: 14 boats", False),
    ],
)
def test_a_year_behind_a_partners_label_reports_only_where_something_became_of_it(words, stands_over_others):
    assert is_heading(words) is stands_over_others


def test_what_stands_below_a_bullet_is_about_its_partners_unless_it_names_others() -> None:
    bullets = [
        "Peru: equipment for two quays (EUR 2 million):",
        "four mobile cranes;",
        "two tugs, one of them for Chile.",
        "40 pilots are trained.",
    ]
    assert partners_in_bullets(*bullets, levels=(1, 2, 2, 1)) == [("PE",), ("PE",), ("CL",), ()]
