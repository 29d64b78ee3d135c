from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.pages.letter_text import HeadingBlock, Run, TextBlock, letter_blocks
from snapshots.coverage import measure_coverage
from snapshots.letter import Column, Coverage, Heading, HeadingLevel, Letter, Source, Span, Statement

TEXT = (
    "Dear members,\n\nThe wall was built. We thank the masons.\n\nAnnex\n\n"
    "Harbour Letter\tUnder way\tNext steps\n\tWARNING\t\n"
    "Alarms\tSirens are being tested • Buoys are\n\nHarbour Letter\tUnder way\nout at sea.\t> Nets in May."
)


def span(words, start=0, text=TEXT):
    at = text.index(words, start)
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


def shown(given):
    return [(getattr(block, "form", "heading"), words_of(block)) for block in letter_blocks(given)]


def test_prose_stays_in_paragraphs_and_measures_stand_by_themselves():
    assert shown(EXAMPLE) == [
        ("narrative", "Dear members,"),
        ("prose", "The wall was built. We thank the masons."),
        ("heading", "Annex"),
        ("narrative", "Harbour Letter"),
        ("narrative", "Under way"),
        ("narrative", "Next steps"),
        ("heading", "WARNING"),
        ("heading", "Alarms"),
        ("measure", "Sirens are being tested"),
        ("measure", "• Buoys are out at sea."),
        ("running", "Harbour LetterUnder way"),
        ("measure", "> Nets in May."),
    ]


def test_a_paragraph_that_runs_over_the_end_of_a_page_is_one_and_the_mark_of_the_page_stands_behind_it():
    text = "Dear all,\nThe wall was\nPage 2\nbuilt. We thank them.\nYours"
    cut = (span("The wall was", text=text), span("built.", text=text))
    given = letter(
        text,
        statements=(statement("s1", *cut, column=Column.BODY, text=text),),
        running=(span("Page 2", text=text),),
        media_type="application/pdf",
    )
    assert shown(given) == [
        ("narrative", "Dear all,"),
        ("prose", "The wall was built. We thank them."),
        ("running", "Page 2"),
        ("narrative", "Yours"),
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


def solid(text):
    return "".join(text.split())


def runs_of(given):
    """All runs and headings of the letter as they are shown."""
    for block in letter_blocks(given):
        yield from (block,) if isinstance(block, HeadingBlock) else block.runs


@st.composite
def letters(draw, *, whole=False):
    """Letters of any stretches; unless `whole`, a statement may have several with others between them."""
    text = draw(st.text(st.sampled_from("ab \t\n\f•>."), max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    spans = [Span(start=start, end=end) for start, end in pairwise(cuts)]
    statements, headings, running = {}, [], []
    for number, one in enumerate(spans):
        match draw(st.integers(0, 5)):
            case 0:
                headings.append(Heading(text=text[one.start : one.end], span=one, level=HeadingLevel.PART))
            case 1 | 2 as place:
                column = (Column.BODY, Column.ONGOING)[place - 1]
                name = number if whole else draw(st.integers(0, 2))
                statements.setdefault((name, column), []).append(one)
            case 3:
                running.append(one)
    told = [
        statement(f"s{name}-{column.value}", *draw(st.permutations(places)), column=column, text=text)
        for (name, column), places in statements.items()
    ]
    # Running headers may lie under anything; what is over them has the words.
    under = draw(st.lists(st.sampled_from(spans), max_size=2)) if spans else []
    media_type = draw(st.sampled_from(["text/plain", "application/pdf"]))
    return letter(text, tuple(told), tuple(headings), (*running, *under), media_type)


@given(given=letters())
def test_every_word_of_the_letter_is_shown_once(given):
    places = Counter(
        place for run in runs_of(given) for span in run.spans for place in range(span.start, span.end)
    )
    assert set(places.values()) <= {1}
    left_out = set(range(len(given.text))) - set(places)
    assert all(given.text[place].isspace() for place in left_out)


@given(given=letters(whole=True))
def test_what_stands_in_one_place_each_is_shown_in_order(given):
    words = "".join(words_of(block) for block in letter_blocks(given))
    assert solid(words) == solid(given.text)


@given(given=letters())
def test_a_statement_is_shown_in_one_piece(given):
    told = [run for run in runs_of(given) if isinstance(run, Run) and run.statement and solid(run.text)]
    assert {run.statement.id: solid(run.text) for run in told} == {
        one.id: solid(one.text) for one in given.statements if solid(one.text)
    }
    assert len(told) == len({run.statement.id for run in told})


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
    for run in runs_of(given):
        assert solid("".join(given.text[span.start : span.end] for span in run.spans)) == solid(run.text)
