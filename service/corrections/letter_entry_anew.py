"""The entry of a letter as it should read: the comparisons that it counts, as they come out now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from service.corrections.what_is_said import LookedAt
from service.projections.entries import PublishedEntry
from service.published_entries import announcement_of, counts_of
from snapshots.letter_events import Cause, EntryCorrected

__all__ = ["letter_entry_anew"]

Json = dict[str, Any]
Pairs = Mapping[tuple[str, str], LookedAt]


def letter_entry_anew(
    entry: PublishedEntry, looked_at: Pairs, *, instead: Mapping[tuple[str, str], LookedAt], because: Cause
) -> EntryCorrected | None:
    """The correction of a letter's entry; None where it counts right.

    A comparison that is not there any more is left out; `instead` has the one that stands in its place.
    """
    counted = entry.event.content["compared"]
    compared = [anew for one in counted if (anew := _anew(one, looked_at, instead))]
    if compared == counted:
        return None
    content = {**entry.event.content, "compared": compared}
    return EntryCorrected(
        series=entry.event.series,
        entry=entry.event.entry,
        old=_older(compared, entry.event.new),
        item=None,
        title=announcement_of(content),
        minor=False,
        content=content,
        because=because,
    )


def _anew(one: Json, looked_at: Pairs, instead: Pairs) -> Json | None:
    """What the entry counts of a comparison; as it is where what it counts is the same as before."""
    pair = one["old"], one["new"]
    if pair in instead:
        now = instead[pair].now
        return None if now is None else counts_of(now)
    looked = looked_at.get(pair)
    if looked is None:
        return one
    if looked.now is None:
        return None
    counted = counts_of(looked.now)
    return one if looked.then is not None and counts_of(looked.then) == counted else counted


def _older(compared: Sequence[Json], letter: str) -> str | None:
    """The letter that this one was compared with first, where that is the older of the two."""
    return compared[0]["old"] if compared and compared[0]["old"] != letter else None
