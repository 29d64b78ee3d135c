"""Which lines of two letters stand under one label of one list: "Malta: ..." below "Safety at sea"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from diffing.linking.subjects import Subject
from diffing.words.stems import words
from snapshots.headings import names_partners_only

__all__ = ["ITS_LINE", "is_labelled_by_partner", "labelled_otherwise", "under_one_label"]

# In thousandths: partner and place, where a line tells the next step only.
ITS_LINE = 150
# "Malta:", "Port of Riga:": a label is some words before a colon.
_LABEL = re.compile(r"\s*((?:[^\s:]+\s+){0,4}[^\s:]+):\s")


def under_one_label(old: Sequence[Subject], new: Sequence[Subject]) -> dict[int, int]:
    """From a place of the older letter to that of the newer, each alone under its label in its list."""
    olds, news = _by_label(old), _by_label(new)
    return {
        olds[name][0]: news[name][0]
        for name in olds
        if name in news and len(olds[name]) == len(news[name]) == 1
    }


def is_labelled_by_partner(subject: Subject) -> bool:
    """Whether its label says whom it is about, and not what: "Malta: ...", but not "Port of Riga: ..."."""
    label = _LABEL.match(subject.statement.text)
    return label is not None and names_partners_only(label[1])


def labelled_otherwise(one: Subject, other: Subject) -> bool:
    """Whether both have a label, and neither holds all words of the other: "North Sea", "Baltic Sea"."""
    labels = [_LABEL.match(subject.statement.text) for subject in (one, other)]
    mine, theirs = (frozenset(words(label[1])) if label else frozenset() for label in labels)
    return bool(mine and theirs) and not (mine <= theirs or theirs <= mine)


def _by_label(letter: Sequence[Subject]) -> dict[tuple[str, ...], list[int]]:
    """The places of the statements of lists that have a name, by that name and their labels.

    A label that names a measure, and no partner, needs no other name than the priority's.
    """
    texts = {subject.statement.id: subject.statement.text for subject in letter}
    found: dict[tuple[str, ...], list[int]] = {}
    for subject in letter:
        said = subject.statement
        label = _LABEL.match(said.text)
        name = said.topic or texts.get(said.parent or "", "")
        if label and not name and not names_partners_only(label[1]):
            name = said.priority or ""
        if label and name and said.part:
            where = (said.column.value, *(" ".join(words(one)) for one in (said.part, name, label[1])))
            found.setdefault(where, []).append(subject.at)
    return found
