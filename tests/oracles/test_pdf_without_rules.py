"""A letter says the same whether rules are drawn around the cells of its annex or not."""

import pytest
from letter_pdfs import letter_pdf

from snapshots.read_letter import read_letter

SETTINGS = {
    "three columns": {},
    "three columns on their side": {"turned": True},
    "four columns, the last of deadlines": {"columns": 4, "turned": True},
    "three columns over pages that cut rows": {"times": 4},
    "four columns over pages that cut rows": {"columns": 4, "turned": True, "times": 4},
    "headings on the first page alone": {"times": 4, "repeat": False},
    "rows with much room between them": {"times": 2, "padding": 7},
    "rows with hardly more room than lines": {"times": 2, "padding": 1},
    "words of the letter below the annex": {"times": 2, "closing": True},
}


def said(letter):
    """What its statements say, all but their ids and where they stand on the page."""
    return [
        (
            s.text,
            s.column,
            s.part,
            s.priority,
            s.topic,
            s.page,
            s.partners,
            s.actors,
            s.kind,
            s.status,
            [(a.value, a.currency, a.role) for a in s.amounts],
            [(d.earliest, d.latest, d.certainty) for d in s.deadlines],
            [(d.earliest, d.latest, d.certainty) for d in s.dates],
            [(q.value, q.unit) for q in s.quantities],
        )
        for s in letter.statements
    ]


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_the_letter_without_rules_says_what_it_says_with_them(setting):
    ruled, unruled = (read_letter(letter_pdf(ruled=with_rules, **setting)) for with_rules in (True, False))
    assert said(unruled) == said(ruled)
    assert [f.code for f in unruled.findings] == [f.code for f in ruled.findings]
    assert [(h.text, h.level) for h in unruled.headings] == [(h.text, h.level) for h in ruled.headings]


def test_the_letter_is_one_that_could_be_read_wrong():
    letter = read_letter(letter_pdf(ruled=True, times=4))
    assert len({s.page for s in letter.statements}) > 2
    assert len({(s.column, s.part, s.priority) for s in letter.statements}) > 20
