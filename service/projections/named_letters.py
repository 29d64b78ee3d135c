"""Letters that others name and that are not held: what we do not know is told apart from what is not said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from service.projections.letters import HeldLetter
from snapshots.facts.times import find_times
from snapshots.letter import Status

__all__ = ["NamedLetter", "letters_named_but_not_held"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLetter:
    """A letter of between these two days, to which the letter `named_by` (a key) refers in these words."""

    words: str
    earliest: date
    latest: date
    named_by: str


def letters_named_but_not_held(
    held: Sequence[HeldLetter], *, came_in: Sequence[HeldLetter] = ()
) -> tuple[NamedLetter, ...]:
    """The letters that those of a series name as the ones they follow up and that are not among them.

    `came_in` are letters that were held and were withdrawn: these are known, and none of the answer.

    Oldest first, each once, in the words of the first letter that names it. A letter is held when one of the
    series is dated within the time that is named; words without a month or day name no letter.
    """
    gaps = {
        (named.earliest, named.latest): named
        for letter in reversed(held)  # so that the first one stays
        for named in _named_by(letter)
        if not any(named.earliest <= other.date <= named.latest for other in (*held, *came_in))
    }
    return tuple(gaps[interval] for interval in sorted(gaps))


def _named_by(letter: HeldLetter) -> Iterator[NamedLetter]:
    if letter.refers_to is None:
        return
    for time in find_times(letter.refers_to, written_on=letter.date, status=Status.DONE).dates:
        if time.earliest is not None and time.latest is not None:
            yield NamedLetter(
                words=letter.refers_to, earliest=time.earliest, latest=time.latest, named_by=letter.key
            )
