"""What a measure is made of in two letters, and where a statement without a counterpart may join one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from diffing.linking.subjects import Subject
from diffing.linking.told_again import Resemblances

__all__ = ["Cluster", "Home", "View"]


@dataclass(slots=True)
class Cluster:
    """One measure in both letters: places in either, the pair that it rests on first."""

    before: list[int]
    after: list[int]
    split: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One letter as seen when its unpaired statements look for a cluster.

    `like` compares with statements of the same letter, `seen` with those of the other; `paired` gives the
    counterpart of each paired place and `counterpart` leads back, `mine_in` the cluster of each paired place
    of this letter, `theirs_in` that of the other; `reports` leads from a promise of this letter
    to what in the other reports it kept, `lines` from a line of a list to the one under its label there.
    """

    mine: Sequence[Subject]
    theirs: Sequence[Subject]
    like: Resemblances
    seen: Resemblances
    paired: Mapping[int, int]
    counterpart: Mapping[int, int]
    mine_in: Mapping[int, Cluster]
    theirs_in: Mapping[int, Cluster]
    reports: Mapping[int, int]
    lines: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The cluster that a statement joins: as a further part of the measure, or because it says it again."""

    cluster: Cluster
    is_part: bool
