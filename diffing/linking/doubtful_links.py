"""Links that may be wrong, for people to look at: the most doubtful first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diffing.linking.links import Alternative, Link, Rule

__all__ = ["Doubtful", "doubtful_links", "rivals"]

# In thousandths: from here on a link is worth a look. Of 107 links of a real pair of letters 34 were.
_WORTH_A_LOOK = 500
# A runner-up that is as good as the pair itself halves what the pair's score is worth.
_RUNNER_UP_COUNTS = 500
_WHOLE = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A link, with how doubtful it is in thousandths, why, and the pairings that it might have been."""

    link: Link
    doubt: int
    why: str
    rivals: tuple[Alternative, ...]


def doubtful_links(links: Iterable[Link]) -> tuple[Doubtful, ...]:
    """The links that are worth a look, the most doubtful first, else in their order.

    Doubt is what the score lacks of 1, and half of what the best runner-up scores, up to the score itself.
    What a person decided is not in doubt.
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
    doubt = _WHOLE - score + min(score, best) * _RUNNER_UP_COUNTS // _WHOLE
    return Doubtful(link=link, doubt=doubt, why=_why(score, best), rivals=others)


def _thousandths(share: float) -> int:
    return round(share * _WHOLE)


def _why(score: int, best: int) -> str:
    little = f"the pair scores {score / _WHOLE:.3f}"
    return f"{little}, another {best / _WHOLE:.3f}" if best else f"{little}, and no other comes near"
