"""Whether a measure tells the same facts in other words, or something that the older letter does not know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from diffing.changes.measure import Measure
from diffing.changes.pair_facts import FactPair
from diffing.intervals import has_a_date
from diffing.linking.sequels import speaks_of_the_rest
from diffing.words.abbreviations import light_words
from diffing.words.ordinals import read_numbered
from diffing.words.stems import stem, words
from snapshots.letter import Amount, Quantity, Status

__all__ = ["is_the_step_after", "tells_the_same"]

Paired = tuple[Sequence[FactPair[Amount]], Sequence[FactPair[Quantity]]]


def tells_the_same(before: Measure, after: Measure, *, paired: Paired, old_letter: date) -> bool:
    """Whether the newer side tells no fact that the older one, of `old_letter`, does not tell.

    Something has come where a day is reported that lies after the older letter; where there are sums, or
    counts, and none of them is on the older side; and where what was done goes on, or has a day ahead.
    """
    sums, counts = paired
    new_figures = _are_new(sums) or _are_new(counts)
    return not (new_figures or _has_happened_since(after, old_letter) or _goes_on(before, after))


def _has_happened_since(after: Measure, old_letter: date) -> bool:
    days = [day.earliest for statement in after.statements for day in statement.dates]
    return any(day is not None and day > old_letter for day in days)


def _are_new(pairs: Sequence[FactPair[Amount]] | Sequence[FactPair[Quantity]]) -> bool:
    told = [pair for pair in pairs if pair.after is not None]
    return bool(told) and all(pair.before is None for pair in told)


def _goes_on(before: Measure, after: Measure) -> bool:
    if before.status is not Status.DONE or after.status is Status.DONE:
        return False
    return after.status is not Status.PLANNED or any(map(has_a_date, after.statements[0].deadlines))


def is_the_step_after(promise: Measure, reported: Measure, ahead: Measure) -> bool:
    """Whether what lies ahead is no rest of the promise: all that it tells of it has been reported.

    "Conclusion of talks by July", now "talks were concluded" and "signature in spring": no day has passed.
    """
    counted = any(
        s.quantities or read_numbered(s.text) or speaks_of_the_rest(s.text) for s in ahead.statements
    )
    if counted:
        return False
    strength = " ".join(s.commitment.quote for s in promise.statements if s.commitment)
    left = _told(promise) & _told(ahead) - _told(reported) - {stem(word) for word in words(strength)}
    return not left


def _told(measure: Measure) -> frozenset[str]:
    light = light_words()
    return frozenset(stem(word) for s in measure.statements for word in words(s.text) if word not in light)
