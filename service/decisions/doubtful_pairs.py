"""The queue of doubtful links of a series: between neighbouring letters, or two of one's choice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection

from diffing.comparison import Comparison
from diffing.linking.doubtful_links import Doubtful, doubtful_links
from service.comparing.compare_recorded import held_pair, split_pair
from service.comparing.kept_comparisons import KeptComparisons
from service.projections.letters import letters_held

__all__ = ["DoubtfulPair", "doubtful_pairs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulPair:
    """A doubtful link, and the comparison that it is of."""

    comparison: Comparison
    doubtful: Doubtful

    @property
    def place(self) -> tuple[int, str, str, str, str]:
        """What the queue is sorted by: how sure the link is, then where it stands."""
        link = self.doubtful.link
        sure = 1000 - self.doubtful.doubt
        return sure, self.comparison.old.key, self.comparison.new.key, link.before[0], link.after[0]


def doubtful_pairs(
    connection: Connection, comparisons: KeptComparisons, series: str, letters: str | None = None
) -> list[DoubtfulPair]:
    """The doubtful links, the most doubtful first; `letters` are two as `old..new`.

    Raises UnknownSeries, UnknownLetter and BadComparison.
    """
    pairs = (comparisons.compare(connection, series, *pair) for pair in _pairs(connection, series, letters))
    found = [
        DoubtfulPair(comparison=comparison, doubtful=one)
        for comparison in pairs
        for one in doubtful_links(comparison.alignments)
    ]
    return sorted(found, key=lambda one: one.place)


def _pairs(connection: Connection, series: str, letters: str | None) -> Iterator[tuple[str, str]]:
    if letters is None:
        labels = [letter.label for letter in letters_held(connection, series)]
        yield from pairwise(labels)
        return
    old, new = held_pair(connection, series, *split_pair(letters))
    yield old.label, new.label
