"""The page of links that may be wrong, the most doubtful first, and of what was decided before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from diffing.linking.doubtful_links import Doubtful
from service.decisions.doubtful_pairs import DoubtfulPair
from service.overviews.review_link import link_address
from service.overviews.series_asked import AskedSeries, SeriesLink, address_of
from service.projections.decisions import ListedDecision
from service.projections.pages import Page
from service.showing.plain_words import day, letter_name
from snapshots.letter import Letter
from snapshots.link_decisions import Pair, Verdict

__all__ = ["ALL", "VERDICTS", "DecisionRow", "DoubtRow", "ReviewQueue", "review_queue"]

# Asks for the doubtful links of all neighbouring letters.
ALL = "all"
# What a decision says of its pairs.
VERDICTS: dict[Verdict, str] = {
    Verdict.CONFIRM: "one measure",
    Verdict.SEPARATE: "not one measure",
    Verdict.SPLIT: "one became several",
    Verdict.MERGE: "several became one",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtRow:
    """A doubtful link: both sides, how doubtful it is in per cent, and why; `path` is its own page."""

    before: str
    after: str
    doubt: int
    why: str
    rivals: int
    between: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """What somebody decided, and what has become of it; `undo` is empty where it was taken back."""

    id: str
    verdict: str
    pairs: tuple[str, ...]
    actor: str
    reason: str
    on: str
    state: str
    undone: str
    undo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQueue:
    """All that the page shows; `done` is the id of a decision that was just recorded."""

    series: str
    others: tuple[SeriesLink, ...]
    pairs: tuple[SeriesLink, ...]
    rows: tuple[DoubtRow, ...]
    total: int
    more: str
    decisions: tuple[DecisionRow, ...]
    done: str


def review_queue(
    series: AskedSeries,
    letters: str,
    found: Page[DoubtfulPair],
    decisions: Sequence[ListedDecision],
    *,
    total: int,
    done: str = "",
) -> ReviewQueue:
    """The queue of these links, a page of `total`, between two letters (`old..new`) or ALL neighbours."""

    def here(**other: str) -> str:
        return address_of("/review", **({"series": series.only, "letters": letters} | other))

    return ReviewQueue(
        series=series.name,
        others=series.links("/review"),
        pairs=tuple(
            SeriesLink(name=name, path=here(letters=pair), chosen=pair == letters)
            for name, pair in _pairs(series)
        ),
        rows=tuple(_doubt(one, series) for one in found.rows),
        total=total,
        more=here(after=found.next) if found.next else "",
        decisions=tuple(_decision(one, series) for one in reversed(decisions)),
        done=done,
    )


def _pairs(series: AskedSeries) -> list[tuple[str, str]]:
    """Neighbours, the newest first, then all of them."""
    names = {letter.label: letter_name(letter.key) for letter in series.letters}
    found = [(f"{names[old]} → {names[new]}", f"{old}..{new}") for old, new in pairwise(names)][::-1]
    return [*found, ("all letters", ALL)] if len(found) > 1 else found


def _doubt(one: DoubtfulPair, series: AskedSeries) -> DoubtRow:
    old, new, doubtful = one.comparison.old, one.comparison.new, one.doubtful
    return DoubtRow(
        before=_said(old, doubtful.link.before[0]),
        after=_said(new, doubtful.link.after[0]),
        doubt=_per_cent(doubtful),
        why=doubtful.why,
        rivals=len(doubtful.rivals),
        between=f"{letter_name(old.key)} → {letter_name(new.key)}",
        path=link_address(series, one.comparison, doubtful.link),
    )


def _per_cent(doubtful: Doubtful) -> int:
    return max(1, round(doubtful.doubt / 10))


def _said(letter: Letter, statement: str) -> str:
    return next(" ".join(said.text.split()) for said in letter.statements if said.id == statement)


def _decision(one: ListedDecision, series: AskedSeries) -> DecisionRow:
    made, undone = one.decision, one.undone
    return DecisionRow(
        id=made.id,
        verdict=VERDICTS[made.verdict],
        pairs=tuple(map(_pair, made.pairs)),
        actor=made.actor,
        reason=made.reason,
        on=day(one.recorded_at.date()),
        state=_state(one),
        undone=f"taken back by {undone.actor} on {day(undone.recorded_at.date())}: {undone.reason}"
        if undone
        else "",
        undo="" if undone else address_of("/review/undo", series=series.name, decision=made.id),
    )


def _pair(pair: Pair) -> str:
    before, after = (
        f"{place.letter.partition('/')[2]} {place.statement}" for place in (pair.before, pair.after)
    )
    return f"{before} – {after}"


def _state(one: ListedDecision) -> str:
    if one.undone:
        return "taken back"
    if not one.in_force:
        return f"superseded by {', '.join(one.superseded_by)}" if one.superseded_by else "not in force"
    return "in force"
