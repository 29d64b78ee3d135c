"""What the links of two letters say of items: which statements are one measure, and whether that is sure.

It follows from the statements of both letters, their dates, what people decided of these statements, the
words that the series has of its own, and nothing else. So it can be kept under a name that is made of just
that: two letters that have the name again need not be linked again, however long their series has become.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from diffing.canonical_json import canonical_json
from diffing.linking.link_statements import link_statements
from diffing.linking.links import Rule
from diffing.linking.pinned_links import pin_links
from snapshots.letter import Letter
from snapshots.lexicon import series_sha256, words_of_series
from snapshots.link_decisions import NOTHING_SETTLED, Settled

__all__ = ["Continued", "FollowPair", "FollowedPair", "follow_pair", "pair_name"]

# What is back after a pause stands alone, without neighbours that bear it out: below this score it may be
# another measure.
_SURE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Continued:
    """Statements of two letters that are one measure, by their ids; each side has the one that counts first.

    `sure` says that they are by themselves, whatever stands around them.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedPair:
    """What the links of an older and a newer letter say of items.

    `continued` are measures of both; `unmentioned` and `added` are those of the older and of the newer alone,
    each as the ids of its statements. All are in the order of the links.
    """

    continued: tuple[Continued, ...]
    unmentioned: tuple[tuple[str, ...], ...]
    added: tuple[tuple[str, ...], ...]


# How two letters are followed: `follow_pair`, or what remembers what that gave.
FollowPair = Callable[[Letter, Letter, Settled], FollowedPair]


def follow_pair(old: Letter, new: Letter, settled: Settled = NOTHING_SETTLED) -> FollowedPair:
    """The two letters linked, as to compare them; `settled` is what was decided of links of the series."""
    with words_of_series(new.series):
        linking = link_statements(old, new, settled=settled)
    return FollowedPair(
        continued=tuple(
            Continued(
                before=link.before,
                after=link.after,
                sure=link.rule is Rule.SAME_WORDS or link.score >= _SURE,
            )
            for link in linking.links
        ),
        unmentioned=tuple(gone.statements for gone in linking.unmentioned),
        added=tuple(added.statements for added in linking.added),
    )


def pair_name(old: Letter, new: Letter, settled: Settled, *, says: tuple[str, str], diff: str) -> str:
    """The name of what `follow_pair` gives of two letters: 64 hexadecimal digits.

    `says` are the roots of both letters' statements, `diff` is the version of Lettertrail's comparing. Two
    pairs of letters of one name give the same.
    """
    pins = pin_links(old, new, settled)
    decided = [[list(one.before), list(one.after), one.split, one.merged] for one in pins.measures]
    apart = sorted([*one, *other] for one, other in pins.apart)
    own_words = series_sha256(new.series)
    told = [diff, own_words, old.date.isoformat(), says[0], new.date.isoformat(), says[1], decided, apart]
    return sha256(canonical_json(told)).hexdigest()
