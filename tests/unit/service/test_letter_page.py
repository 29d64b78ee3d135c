"""The page of a letter as a value: its map, its coverage, its findings, each word with what was read from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from service.pages.coverage_bar import BAR_WIDTH, coverage_bar
from service.pages.letter_page import letter_page
from service.pages.marked_words import marked_text
from service.pages.rendering import page as rendered
from snapshots.coverage import measure_coverage
from snapshots.letter import (
    Amount,
    Certainty,
    Column,
    Coverage,
    Finding,
    Heading,
    HeadingLevel,
    Letter,
    Quantity,
    Severity,
    Source,
    Span,
    Statement,
    TimeExpression,
)

TEXT = (
    "HARBOURS\n\nOf EUR 8 million for 24 gauges, EUR 3 million is to be signed by May, and 20 gauges came.\n\n"
    "Page 2\n\nWe thank all  who helped."
)


def span(words, start=0):
    at = TEXT.index(words, start)
    return Span(start=at, end=at + len(words))


SAID = TEXT.split("\n\n")[1]
STATEMENT = Statement(
    id="s1",
    spans=(span(SAID),),
    text=SAID,
    column=Column.ONGOING,
    amounts=(
        Amount(
            value=Decimal(8_000_000), currency="EUR", quote="EUR 8 million", spans=(span("EUR 8 million"),)
        ),
        Amount(
            value=Decimal(3_000_000),
            currency="EUR",
            quote="EUR 3 million",
            spans=(span("EUR 3 million"),),
            part_of=0,
        ),
        Amount(value=None, currency="EUR", quote="EUR", spans=(span("EUR 3"),), reason="it is cut"),
    ),
    deadlines=(
        TimeExpression(
            quote="by May",
            spans=(span("by May"),),
            earliest=None,
            latest=date(2031, 5, 31),
            edtf="../2031-05-31",
            certainty=Certainty.INDICATIVE,
            year_inferred=True,
        ),
    ),
    quantities=(Quantity(value=Decimal(24), unit="gauges", quote="24", spans=(span("24"),)),),
)
HEADINGS = (Heading(text="HARBOURS", span=span("HARBOURS"), level=HeadingLevel.PART),)
FINDINGS = (
    Finding(code="sum.agrees", severity=Severity.INFO, message="It adds up.", spans=(span("EUR 8 million"),)),
    Finding(
        code="values.differ",
        severity=Severity.WARNING,
        message="Two counts.",
        spans=(span("24"), span("20"), span(" all  "), span("\n\n")),
    ),
    Finding(code="whole", severity=Severity.ERROR, message="It is short."),
)
LETTER = Letter(
    series="harbours",
    date=date(2031, 1, 9),
    text=TEXT,
    reader="7",
    source=Source(sha256="0" * 64, media_type="text/plain"),
    coverage=measure_coverage(
        TEXT, statements=STATEMENT.spans, headings=(HEADINGS[0].span,), running=(span("Page 2"),)
    ),
    statements=(STATEMENT,),
    headings=HEADINGS,
    running=(span("Page 2"),),
    findings=FINDINGS,
)


def page(letter=LETTER):
    return letter_page(letter, series=["harbours/2031-01-09"], items={"s1": "i1"})


def pieces(letter=LETTER):
    return [piece for block in page(letter).blocks for run in block.runs for piece in run.pieces]


def titles():
    return {piece.text.strip(): piece.title for piece in pieces() if piece.title}


def test_what_was_read_stands_on_the_words_it_was_read_from():
    read = titles()
    assert read["by May"] == "deadline: by 31 May 2031, indicative, the year inferred"
    assert read["million"] == "sum: EUR 3 million, part of EUR 8 million"
    assert read["EUR 3"] == "sum: EUR unreadable, it is cut; sum: EUR 3 million, part of EUR 8 million"


def test_a_finding_stands_on_its_words_beside_the_facts():
    read = titles()
    assert read["24"] == "figure: 24 gauges; warning: Two counts."
    assert read["EUR 8 million"] == "sum: EUR 8 million; info: It adds up."
    assert read["20"] == "warning: Two counts."


def test_each_link_of_a_finding_leads_to_the_words_it_quotes():
    there = {anchor: piece.text for piece in pieces() for anchor in piece.anchors}
    links = [link for one in (*page().findings, *page().informing) for link in one.words]
    assert [quote for quote, _ in links] == ["24", "20", "all", "EUR 8 million"]
    assert {anchor: quote for quote, anchor in links} == there


def test_what_only_informs_stands_apart():
    assert [one.message for one in page().findings] == ["Two counts.", "It is short."]
    assert [one.message for one in page().informing] == ["It adds up."]


def test_each_sort_of_words_is_marked_as_what_it_is():
    marked = {
        "".join(piece.text for piece in run.pieces): run.name for block in page().blocks for run in block.runs
    }
    assert marked == {
        "HARBOURS": "headed",
        SAID: "statement",
        "Page 2": "running",
        "We thank all who helped.": "narrative",
    }


def test_a_statement_leads_to_its_item_and_the_page_names_the_reader():
    said = next(run for block in page().blocks for run in block.runs if run.said)
    assert (said.statement, said.item, said.anchor) == ("s1", "/items/i1", "s-s1")
    assert ("Read by", "version 7 of the reader") in page().origin


def test_the_bar_is_as_long_as_its_stretches_and_the_numbers_are_the_coverage():
    bar = coverage_bar(LETTER)
    assert [one.left for one in bar] == [0, *(one.left + one.width for one in bar[:-1])]
    assert bar[-1].left + bar[-1].width == BAR_WIDTH
    coverage = LETTER.coverage
    numbers = (coverage.statements, coverage.headings, coverage.running, coverage.narrative)
    assert [one.characters for one in bar] == [str(number) for number in numbers]


def test_a_letter_of_which_only_the_amount_of_headers_was_kept_says_so():
    older = coverage_bar(replace(LETTER, running=()))
    assert "their places were not kept" in older[2].said
    assert "not kept" not in coverage_bar(LETTER)[2].said


def test_what_a_finding_or_a_unit_says_is_words_and_never_markup():
    evil = "\"><script>alert('x')</script>"
    quantity = replace(STATEMENT.quantities[0], unit=evil)
    findings = tuple(replace(one, message=evil) for one in FINDINGS)
    shown = page(replace(LETTER, statements=(replace(STATEMENT, quantities=(quantity,)),), findings=findings))
    tree = html.fromstring(rendered("letter.html", page=shown))
    assert not tree.xpath("//script")
    assert f"figure: 24 {evil}; warning: {evil}" in tree.xpath("//@title")
    assert tree.xpath("//section[@class='findings']")[0].text_content().count(evil) == len(findings)


@given(counts=st.tuples(*[st.integers(0, 10**6)] * 4))
def test_no_bar_is_longer_or_shorter_than_its_place(counts):
    coverage = Coverage(
        characters=sum(counts),
        statements=counts[0],
        headings=counts[1],
        running=counts[2],
        narrative=counts[3],
    )
    bar = coverage_bar(replace(LETTER, coverage=coverage))
    assert sum(one.width for one in bar) == (BAR_WIDTH if sum(counts) else 0)
    assert all(one.width >= 0 for one in bar)


@given(
    ranges=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=8),
    cuts=st.sets(st.integers(0, 60), max_size=6),
)
def test_pieces_are_the_words_whatever_overlaps_in_them(ranges, cuts):
    """Against the slow and obvious: each character has the titles of all that covers it."""
    spans = [Span(start=start, end=start + size) for start, size in ranges]
    findings = tuple(
        Finding(code="x", severity=Severity.INFO, message=str(number), spans=(one,))
        for number, one in enumerate(spans)
    )
    text = "a" * 60
    letter = replace(LETTER, text=text, statements=(), headings=(), running=(), findings=findings)
    marked, edges = marked_text(letter), sorted({0, 60, *cuts})
    found = [piece for left, right in pairwise(edges) for piece in marked.pieces(left, right)]
    assert "".join(piece.text for piece in found) == text
    titles_of = [set(filter(None, piece.title.split("; "))) for piece in found for _ in piece.text]
    assert titles_of == [
        {f"info: {number}" for number, one in enumerate(spans) if one.start <= place < one.end}
        for place in range(60)
    ]
