"""The brief: what it says rests on exact words of both letters, and what it does not list it counts."""

import re
from collections import Counter

import pytest
from report_samples import crowded_pair, demo_pairs, hostile_pair, pair_in_columns, public

from service.filters.filter_language import parse
from service.reports.brief import make_brief
from service.reports.quotations import quotation_of
from service.reports.selection import EVERYTHING_THAT_COUNTS, Selection, select

PAIRS = [*demo_pairs(), pair_in_columns(), hostile_pair()]
EVERYTHING = Selection(minor=True)


def brief_of(comparison, selection=EVERYTHING_THAT_COUNTS):
    return make_brief(comparison, public(comparison), selection, address="https://letters.example/all")


@pytest.mark.parametrize("selection", [EVERYTHING_THAT_COUNTS, EVERYTHING])
@pytest.mark.parametrize("comparison", PAIRS)
def test_every_line_has_its_note_and_every_note_its_line(comparison, selection):
    brief = brief_of(comparison, selection)
    lines = [line.number for section in brief.sections for line in section.lines]
    assert lines == [note.number for note in brief.notes] == list(range(1, len(lines) + 1))
    assert lines


@pytest.mark.parametrize("selection", [EVERYTHING_THAT_COUNTS, EVERYTHING])
@pytest.mark.parametrize("comparison", PAIRS)
def test_every_quote_is_a_stretch_of_a_statement_with_nothing_left_out(comparison, selection):
    said = [said_in(letter) for letter in (comparison.old, comparison.new)]
    for note in brief_of(comparison, selection).notes:
        assert note.before or note.after
        for quote, texts in zip((note.before, note.after), said, strict=True):
            assert not quote or (quote.text and any(quote.text in text for text in texts))


def said_in(letter):
    """The statements of a letter with single blanks."""
    return [" ".join(one.text.split()) for one in letter.statements]


def quoted(letter, statement, *spans):
    quotes = [
        {
            "quote": letter.text[one.start : one.end],
            "start": one.start,
            "end": one.end,
            "statement": statement.id,
        }
        for one in spans
    ]
    return quotation_of({"letter": letter.key, "quotes": quotes}, letter, "").shown


def test_what_is_left_out_of_a_statement_is_said_and_where_its_lines_end_is_not():
    letter = pair_in_columns().old
    said = next(one for one in letter.statements if "Morocco" in one.text)
    first, _, last = said.spans
    ends = (letter.text[one.start : one.end] for one in (first, last))
    assert quoted(letter, said, *said.spans) == said.text
    assert quoted(letter, said, first, last) == " […] ".join(ends)


@pytest.mark.parametrize("selection", [EVERYTHING_THAT_COUNTS, EVERYTHING])
@pytest.mark.parametrize("comparison", PAIRS)
def test_a_quote_is_cut_between_words_and_says_so(comparison, selection):
    said = ["\n".join(said_in(letter)) for letter in (comparison.old, comparison.new)]
    cut = 0
    for note in brief_of(comparison, selection).notes:
        for quote, text in zip((note.before, note.after), said, strict=True):
            if quote is None:
                continue
            assert quote.shown.startswith("[…] ") is quote.before
            assert quote.shown.endswith(" […]") is quote.after
            cut += quote.before or quote.after
            assert re.search(rf"(?<!\w){re.escape(quote.text)}(?!\w)", text)
    assert cut or comparison in PAIRS[-2:]


@pytest.mark.parametrize("comparison", PAIRS)
def test_a_quote_has_the_words_that_its_fact_was_read_from(comparison):
    quoted = " ".join(
        one.text
        for note in brief_of(comparison, EVERYTHING).notes
        for one in (note.before, note.after)
        if one
    )
    facts = [
        fact
        for change in public(comparison)["changes"]
        if change["kind"] in {"deadline.moved", "amount.changed"}
        for fact in (change["facts"]["before"], change["facts"]["after"])
        if fact.get("quote")
    ]
    assert facts or comparison is PAIRS[-1]
    assert [fact["quote"] for fact in facts if " ".join(fact["quote"].split()) not in quoted] == []


@pytest.mark.parametrize("comparison", PAIRS)
def test_a_note_lacks_a_letter_exactly_where_that_letter_does_not_speak_of_it(comparison):
    whole = brief_of(comparison, EVERYTHING)
    sides = Counter(
        (bool(one[0].before), bool(one[0].after)) for one in by_words(comparison.changes).values()
    )
    assert Counter((note.before is not None, note.after is not None) for note in whole.notes) == sides


def by_words(changes):
    """Changes of one item that quote the same words: one line tells them."""
    together = {}
    for change in changes:
        together.setdefault((change.item, change.before, change.after), []).append(change)
    return together


@pytest.mark.parametrize("comparison", PAIRS)
def test_minor_changes_are_counted_and_not_listed(comparison):
    minor = sum(change.minor for change in comparison.changes)
    brief = brief_of(comparison)
    assert (f"{minor} change" in brief.minor) is bool(minor)
    assert brief_of(comparison, EVERYTHING).minor == ""


@pytest.mark.parametrize("comparison", PAIRS)
def test_what_is_listed_and_what_is_counted_make_all_of_a_section(comparison):
    short, whole = brief_of(comparison), brief_of(comparison, Selection(minor=True, wanted=major(comparison)))
    sizes = {section.heading: len(section.lines) for section in whole.sections}
    for section in short.sections:
        assert len(section.lines) + section.more == sizes[section.heading]


@pytest.mark.parametrize("comparison", [*PAIRS, crowded_pair()])
def test_what_is_told_and_what_is_counted_as_the_rest_make_all(comparison):
    short = brief_of(comparison)
    counted = numbers_in(short.counts) - numbers_in([short.rest])
    assert sum(counted.values()) >= len(short.notes) > 0
    assert numbers_in(short.counts) >= numbers_in([short.rest])
    assert brief_of(comparison, EVERYTHING).rest == ""


def numbers_in(counts):
    """Numbers by the first letters of what they count, which singular and plural share."""
    found = re.findall(r"(\d+) (\w+?)s?\b(?: (\w+))?", ", ".join(counts))
    return Counter({(first, second): int(number) for number, first, second in found})


def test_a_crowded_comparison_tells_something_of_every_section_and_says_where_all_is():
    short = brief_of(crowded_pair())
    assert len(short.sections) > 1
    assert all(section.more for section in short.sections)
    assert short.rest
    assert short.address == "https://letters.example/all"


def test_a_brief_of_what_a_filter_chose_names_the_filter():
    comparison = PAIRS[0]
    chosen = select(comparison, parse("partner:TN"), query="partner:TN", minor=False)
    assert brief_of(comparison, chosen).filtered == "partner:TN"
    assert brief_of(comparison).filtered == ""


def major(comparison):
    return tuple(not change.minor for change in comparison.changes)
