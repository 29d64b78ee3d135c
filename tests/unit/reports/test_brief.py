"""The brief: what it says rests on exact words of both letters, and what it does not list it counts."""

import pytest
from report_samples import demo_pairs, hostile_pair, public

from service.reports.brief import make_brief
from service.reports.selection import EVERYTHING_THAT_COUNTS, Selection

PAIRS = [*demo_pairs(), hostile_pair()]
EVERYTHING = Selection(minor=True)


def brief_of(comparison, selection=EVERYTHING_THAT_COUNTS):
    return make_brief(comparison, public(comparison), selection)


@pytest.mark.parametrize("selection", [EVERYTHING_THAT_COUNTS, EVERYTHING])
@pytest.mark.parametrize("comparison", PAIRS)
def test_every_line_has_its_note_and_every_note_its_line(comparison, selection):
    brief = brief_of(comparison, selection)
    lines = [line.number for section in brief.sections for line in section.lines]
    assert lines == [note.number for note in brief.notes] == list(range(1, len(lines) + 1))
    assert lines


@pytest.mark.parametrize("selection", [EVERYTHING_THAT_COUNTS, EVERYTHING])
@pytest.mark.parametrize("comparison", PAIRS)
def test_every_quote_is_an_exact_substring_of_its_letter(comparison, selection):
    texts = [" ".join(letter.text.split()) for letter in (comparison.old, comparison.new)]
    for note in brief_of(comparison, selection).notes:
        assert note.before or note.after
        for quote, text in zip((note.before, note.after), texts, strict=True):
            for words in quote.text.split(" […] ") if quote else ():
                assert words
                assert words in text


@pytest.mark.parametrize("comparison", PAIRS)
def test_a_note_lacks_a_letter_only_where_that_letter_does_not_speak_of_it(comparison):
    both = sum(bool(change.before and change.after) for change in comparison.changes)
    notes = brief_of(comparison, EVERYTHING).notes
    assert sum(bool(note.before and note.after) for note in notes) <= both
    one_sided = {c.item for c in comparison.changes if not (c.before and c.after)}
    assert sum(not (note.before and note.after) for note in notes) <= len(one_sided)


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


def major(comparison):
    return tuple(not change.minor for change in comparison.changes)
