from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.pages.letter_text import HeadingBlock, TextBlock, letter_blocks
from snapshots.coverage import measure_coverage
from snapshots.letter import Column, Coverage, Heading, HeadingLevel, Letter, Source, Span, Statement

TEXT = (
    "Dear members,\n\nThe wall was built. We thank the masons.\n\nAnnex\n\n"
    "Harbour Letter\tUnder way\tNext steps\n\tWARNING\t\n"
    "Alarms\tSirens are being tested • Buoys are\n\nHarbour Letter\tUnder way\nout at sea.\t> Nets in May."
)


def span(words, start=0):
    at = TEXT.index(words, start)
    return Span(start=at, end=at + len(words))


def statement(identifier, *spans, column=Column.ONGOING, text=TEXT):
    words = " ".join(text[one.start : one.end] for one in spans)
    return Statement(id=identifier, spans=spans, text=words, column=column)


def letter(text=TEXT, statements=(), headings=(), running=(), media_type="text/plain"):
    return Letter(
        series="harbours",
        date=date(2024, 3, 6),
        text=text,
        reader="1",
        source=Source(sha256="0" * 64, media_type=media_type),
        coverage=Coverage(characters=0, statements=0, headings=0, running=0, narrative=0),
        statements=statements,
        headings=headings,
        running=running,
    )


EXAMPLE = letter(
    statements=(
        statement("s1", span("The wall was built."), column=Column.BODY),
        statement("s2", span("Sirens are being tested")),
        statement("s3", span("Buoys are"), span("out at sea.")),
        statement("s4", span("Nets in May."), column=Column.NEXT_STEPS),
    ),
    headings=(
        Heading(text="Annex", span=span("Annex"), level=HeadingLevel.TITLE),
        Heading(text="WARNING", span=span("WARNING"), level=HeadingLevel.PART),
        Heading(text="Alarms", span=span("Alarms"), level=HeadingLevel.PRIORITY),
    ),
    running=tuple(span(words, TEXT.index("Buoys")) for words in ("Harbour Letter", "Under way")),
)


def words_of(block):
    return block.text if isinstance(block, HeadingBlock) else "".join(run.text for run in block.runs).strip()


def test_prose_stays_in_paragraphs_and_measures_stand_by_themselves():
    shown = [(getattr(block, "form", "heading"), words_of(block)) for block in letter_blocks(EXAMPLE)]
    assert shown == [
        ("narrative", "Dear members,"),
        ("prose", "The wall was built. We thank the masons."),
        ("heading", "Annex"),
        ("narrative", "Harbour Letter"),
        ("narrative", "Under way"),
        ("narrative", "Next steps"),
        ("heading", "WARNING"),
        ("heading", "Alarms"),
        ("measure", "Sirens are being tested"),
        ("measure", "• Buoys are"),
        ("running", "Harbour LetterUnder way"),
        ("measure", "out at sea."),
        ("measure", "> Nets in May."),
    ]


def test_a_statement_cut_by_a_page_break_is_anchored_once():
    places = [
        (run.statement.id, run.place, run.ends)
        for block in letter_blocks(EXAMPLE)
        if isinstance(block, TextBlock)
        for run in block.runs
        if run.statement
    ]
    assert places == [
        ("s1", 0, True),
        ("s2", 0, True),
        ("s3", 0, False),
        ("s3", 1, True),
        ("s4", 0, True),
    ]


def test_a_line_is_a_paragraph_where_the_text_was_made_so_and_not_in_a_text_file():
    forms = {
        kind: [words_of(block) for block in letter_blocks(letter("Dear all,\nwe met.", media_type=kind))]
        for kind in ("text/plain", "application/pdf")
    }
    assert forms == {"text/plain": ["Dear all, we met."], "application/pdf": ["Dear all,", "we met."]}


def test_anchors_of_headings_are_all_different():
    anchors = [block.anchor for block in letter_blocks(EXAMPLE) if isinstance(block, HeadingBlock)]
    assert len(anchors) == len(set(anchors)) == 3


def test_a_statement_inside_another_keeps_its_own_words():
    inside = letter(
        statements=(
            statement("outer", span("Sirens are being tested • Buoys are")),
            statement("inner", span("Buoys are")),
        )
    )
    owners = {
        run.statement.id: run.text.strip()
        for block in letter_blocks(inside)
        if isinstance(block, TextBlock)
        for run in block.runs
        if run.statement
    }
    assert owners == {"outer": "Sirens are being tested •", "inner": "Buoys are"}


@st.composite
def letters(draw):
    text = draw(st.text(st.sampled_from("ab \t\n•>."), max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    spans = [Span(start=start, end=end) for start, end in pairwise(cuts)]
    statements, headings, running = [], [], []
    for number, one in enumerate(spans):
        match draw(st.integers(0, 5)):
            case 0:
                headings.append(Heading(text=text[one.start : one.end], span=one, level=HeadingLevel.PART))
            case 1 | 2 as place:
                column = (Column.BODY, Column.ONGOING)[place - 1]
                statements.append(statement(f"s{number}", one, column=column, text=text))
            case 3:
                running.append(one)
    # Running headers may lie under anything; what is over them has the words.
    under = draw(st.lists(st.sampled_from(spans), max_size=2)) if spans else []
    media_type = draw(st.sampled_from(["text/plain", "application/pdf"]))
    return letter(text, tuple(statements), tuple(headings), (*running, *under), media_type)


@given(given=letters())
def test_every_word_of_the_letter_is_shown_once_and_in_order(given):
    shown = "".join(words_of(block) for block in letter_blocks(given))
    assert "".join(shown.split()) == "".join(given.text.split())


def solid(text):
    return "".join(text.split())


@given(given=letters())
def test_the_map_and_the_coverage_count_the_same(given):
    """What is marked as a statement, a heading, a running header or narrative is what was counted as such."""
    counted = Counter()
    for block in letter_blocks(given):
        if isinstance(block, HeadingBlock):
            counted["headings"] += len(solid(block.text))
            continue
        other = "running" if block.form == "running" else "narrative"
        for run in block.runs:
            counted["statements" if run.statement else other] += len(solid(run.text))
    coverage = measure_coverage(
        given.text,
        statements=(one for statement in given.statements for one in statement.spans),
        headings=(heading.span for heading in given.headings),
        running=given.running,
    )
    for name in ("statements", "headings", "running", "narrative"):
        assert counted[name] == getattr(coverage, name)


@given(given=letters())
def test_a_run_stands_where_it_says(given):
    for block in letter_blocks(given):
        for run in (block,) if isinstance(block, HeadingBlock) else block.runs:
            assert solid(given.text[run.start : run.end]) == solid(run.text)
