"""The page of one link: both sides, the evidence, what else it might be, and the form that corrects it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diffing.comparison import Comparison
from diffing.linking.doubtful_links import rivals
from diffing.linking.links import Link
from diffing.wording.redline import Piece, redline
from service.addresses import comparison_path, letter_path, link_path
from service.overviews.correction_shown import CorrectionShown
from service.overviews.series_asked import AskedSeries, address_of
from service.showing.plain_words import letter_name, partner_name, status
from snapshots.letter import Letter, Statement

__all__ = ["CorrectionForm", "PairOption", "ReviewLink", "find_link", "link_address", "review_link"]

# As on cards (decision F3): with fewer words in common the marks hide what is said.
_WORTH_MARKING = 0.25
_RULES = {
    "by-decision": "a person decided so",
    "same-words": "the same words and partners",
    "best-match": "the best match of all pairs",
    "between-neighbours": "it stands between neighbours that went to the same place",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionForm:
    """What was typed, kept when the form comes back; `fault` says why it could not be taken.

    `pairs` are as `s012|s034`: the statement of the older letter, and of the newer.
    """

    verdict: str = "confirm"
    pairs: tuple[str, ...] = ()
    other_before: str = ""
    other_after: str = ""
    actor: str = ""
    reason: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One statement, where it stands, and what was read from it; in pieces where it is compared."""

    statement: str
    pieces: tuple[Piece, ...]
    path: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairOption:
    """A pair that can be decided on; `own` ones are what the link consists of."""

    value: str
    before: str
    before_path: str
    after: str
    after_path: str
    score: str
    own: bool
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLink:
    """All that the page shows; `told` is what the decision would change, once that was asked for."""

    series: str
    queue: str
    old: str
    new: str
    comparison: str
    evidence: str
    before: tuple[Saying, ...]
    after: tuple[Saying, ...]
    rule: str
    score: str
    reasons: tuple[str, ...]
    options: tuple[PairOption, ...]
    action: str
    form: CorrectionForm
    told: CorrectionShown | None


def link_address(series: AskedSeries, comparison: Comparison, link: Link) -> str:
    """The page of a link."""
    return address_of(
        "/review/link",
        series=series.name,
        letters=f"{_label(comparison.old)}..{_label(comparison.new)}",
        before=link.before[0],
        after=link.after[0],
    )


def find_link(comparison: Comparison, before: str, after: str) -> Link | None:
    """The link that rests on these two statements; None where there is none, or no longer."""
    pairs = ((link, link.before[0], link.after[0]) for link in comparison.alignments)
    return next((link for link, old, new in pairs if (old, new) == (before, after)), None)


def review_link(
    series: AskedSeries,
    comparison: Comparison,
    link: Link,
    *,
    form: CorrectionForm | None = None,
    told: CorrectionShown | None = None,
) -> ReviewLink:
    """The page of a link of a comparison, with the form as it was filled in, if it was."""
    own = f"{link.before[0]}|{link.after[0]}"
    filled = form or CorrectionForm(pairs=(own,))
    before, after = _sayings(comparison, link)
    letters = f"{_label(comparison.old)}..{_label(comparison.new)}"
    return ReviewLink(
        series=series.name,
        queue=address_of("/review", series=series.only, letters=letters),
        old=letter_name(comparison.old.key),
        new=letter_name(comparison.new.key),
        comparison=comparison_path(comparison.old.key, comparison.new.key),
        evidence=link_path(comparison.old.key, comparison.new.key, link.before[0], link.after[0]),
        before=before,
        after=after,
        rule=_RULES.get(link.rule.value, link.rule.value),
        score=f"{link.score:.2f}",
        reasons=link.reasons,
        options=tuple(_options(comparison, link, filled.pairs)),
        action=link_address(series, comparison, link),
        form=filled,
        told=told,
    )


def _label(letter: Letter) -> str:
    return letter.key.partition("/")[2]


def _sayings(comparison: Comparison, link: Link) -> tuple[tuple[Saying, ...], tuple[Saying, ...]]:
    """Both sides, the pair that the link rests on word by word."""
    old = [_statement(comparison.old, one) for one in link.before]
    new = [_statement(comparison.new, one) for one in link.after]
    line = redline(_words(old[0]), _words(new[0]))
    if line.found < _WORTH_MARKING:
        return _side(comparison.old, old, None), _side(comparison.new, new, None)
    return _side(comparison.old, old, line.before), _side(comparison.new, new, line.after)


def _side(letter: Letter, said: Sequence[Statement], first: tuple[Piece, ...] | None) -> tuple[Saying, ...]:
    return tuple(
        Saying(
            statement=one.id,
            pieces=first if first and place == 0 else redline(_words(one), _words(one)).after,
            path=letter_path(letter.key, statement=one.id),
            said=" · ".join(
                filter(
                    None,
                    (
                        status(one.status.value),
                        one.kind.value,
                        ", ".join(map(partner_name, one.partners)),
                        one.part,
                        one.priority,
                    ),
                )
            ),
        )
        for place, one in enumerate(said)
    )


def _options(comparison: Comparison, link: Link, chosen: Sequence[str]) -> Iterator[PairOption]:
    """The pairs that the link consists of, then its runners-up; each once."""
    first_before, first_after = link.before[0], link.after[0]
    own = [
        (first_before, first_after),
        *((first_before, other) for other in link.after[1:]),
        *((other, first_after) for other in link.before[1:]),
    ]
    others = [(one.before, one.after, f"{one.score:.2f}") for one in rivals(link)]
    scored = [(*pair, f"{link.score:.2f}" if pair == own[0] else "") for pair in own]
    for place, (before, after, score) in enumerate([*scored, *others]):
        value = f"{before}|{after}"
        yield PairOption(
            value=value,
            before=_words(_statement(comparison.old, before)),
            before_path=letter_path(comparison.old.key, statement=before),
            after=_words(_statement(comparison.new, after)),
            after_path=letter_path(comparison.new.key, statement=after),
            score=score,
            own=place < len(own),
            chosen=value in chosen,
        )


def _statement(letter: Letter, statement: str) -> Statement:
    return next(said for said in letter.statements if said.id == statement)


def _words(said: Statement) -> str:
    return " ".join(said.text.split())
