"""Links that may be wrong, for people to look at: the most doubtful first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp

from diffing.linking.links import Alternative, Link, Rule

__all__ = ["Doubtful", "doubtful_links", "rivals"]

# A logistic curve over 4,946 links whose truth is known, of generated and of labelled letters; 32 were wrong.
# DESIGN.md, decision 34, has how often, by band, and how the figures were set.
_START, _SCORE_TELLS, _RUNNER_UP_TELLS = -3.9, -4.8, 4.6
# A runner-up that scores so much more than the pair itself tells no more than this.
_MOST_OF_A_RUNNER_UP = 1.2
# In thousandths: from here on a link is worth a look. Of 3,937 links below this three were wrong.
_WORTH_A_LOOK = 5
_WHOLE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A link, the chance in thousandths that it is wrong, why, and the pairings that it might have been."""

    link: Link
    doubt: int
    why: str
    rivals: tuple[Alternative, ...]


def doubtful_links(links: Iterable[Link]) -> tuple[Doubtful, ...]:
    """The links that are worth a look, the most doubtful first, else in their order.

    Doubt is the chance that such a link is wrong, as measured: it falls with the score of the pair, and rises
    with the share of it that the best runner-up has. What a person decided is not in doubt.
    """
    found = [_doubtful(link) for link in links if link.rule is not Rule.BY_DECISION]
    worth_a_look = [one for one in found if one.doubt >= _WORTH_A_LOOK]
    return tuple(sorted(worth_a_look, key=lambda one: -one.doubt))


def rivals(link: Link) -> tuple[Alternative, ...]:
    """The runners-up that are no part of the link itself, the best first."""
    return tuple(
        one for one in link.alternatives if not (one.before in link.before and one.after in link.after)
    )


def _doubtful(link: Link) -> Doubtful:
    score, others = _thousandths(link.score), rivals(link)
    best = _thousandths(others[0].score) if others else 0
    return Doubtful(link=link, doubt=_chance(score, best), why=_why(score, best), rivals=others)


def _chance(score: int, best: int) -> int:
    """How many of a thousand links with such a score and runner-up are wrong."""
    share = min(best / score, _MOST_OF_A_RUNNER_UP) if score else _MOST_OF_A_RUNNER_UP
    odds = _START + _SCORE_TELLS * score / _WHOLE + _RUNNER_UP_TELLS * share
    return round(_WHOLE / (1 + exp(-odds)))


def _thousandths(share: float) -> int:
    return round(share * _WHOLE)


def _why(score: int, best: int) -> str:
    little = f"the pair scores {score / _WHOLE:.3f}"
    return f"{little}, another {best / _WHOLE:.3f}" if best else f"{little}, and no other comes near"
