"""Where a page's width broke the lines of a letter, its statements are linked as if they stood on one line."""

from dataclasses import replace

import pytest
from compared_letters import COMPANY, due, eur, newer, older, say

from diffing.linking.link_statements import link_statements
from snapshots.letter import Status

LOTS = (
    say(
        "The fourth instalment for the lock at Almery (EUR 2 million) was paid.",
        amounts=(eur(2),),
        status=Status.DONE,
    ),
    say("The fifth instalment for the lock at Almery is to be paid by then.", deadlines=(due("2030-09-01"),)),
    say("Lot 3 of the dredging at Almery is being tendered."),
)
LATER = (
    say(
        "The fifth instalment for the lock at Almery (EUR 2 million) was paid.",
        amounts=(eur(2),),
        status=Status.DONE,
    ),
    say("The sixth instalment for the lock at Almery is to be paid by then.", deadlines=(due("2030-12-01"),)),
    say("Lot 4 of the dredging at Almery is being tendered."),
)


def broken(statement):
    """A line for each word, in its text and in what is quoted of it."""
    facts = {
        name: tuple(replace(fact, quote=fact.quote.replace(" ", "\n")) for fact in getattr(statement, name))
        for name in ("amounts", "deadlines", "dates", "quantities")
    }
    return replace(statement, text=statement.text.replace(" ", "\n"), **facts)


@pytest.mark.parametrize("side", ["older", "newer", "both"])
def test_links_are_the_same_however_the_lines_are_broken(side) -> None:
    was, now = (*COMPANY, *LOTS), (*COMPANY, *LATER)
    old = older(*map(broken, was)) if side != "newer" else older(*was)
    new = newer(*map(broken, now)) if side != "older" else newer(*now)
    assert link_statements(old, new) == link_statements(older(*was), newer(*now))
