"""What a decision on links changes, or would change, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from service.addresses import comparison_path, item_path
from service.decisions.correct_link import Corrected
from service.showing.plain_words import letter_name
from snapshots.letter_events import EntryCorrected, EntryPublished, EntryRetracted

__all__ = ["CorrectionShown", "correction_shown", "items_named"]

_GOES_OUT = {EntryCorrected: "corrected", EntryRetracted: "retracted", EntryPublished: "new"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedShown:
    """Changes between two letters that go and come, each by its sentence."""

    between: str
    path: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionShown:
    """What is so already, what differs, which decisions stop or begin to hold, and what goes out in feeds.

    `joined` and `divided` are sentences about items with where these are; `feed` counts by what happens.
    """

    already: bool
    nothing: bool
    moved: tuple[MovedShown, ...]
    joined: tuple[tuple[str, str], ...]
    divided: tuple[tuple[str, str], ...]
    supersedes: tuple[str, ...]
    restores: tuple[str, ...]
    entries: tuple[str, ...]
    feed: tuple[tuple[int, str], ...]


def items_named(corrected: Corrected) -> set[str]:
    """The ids of the items that are joined or divided, as they are before the decision."""
    effects = corrected.effects
    joined = {item for one in effects.joined for item in one.was}
    return joined | {one.item for one in effects.divided}


def correction_shown(corrected: Corrected, labels: Mapping[str, str]) -> CorrectionShown:
    """The decision's effects; `labels` are names by their ids of the `items_named`."""
    effects = corrected.effects

    def named(item: str) -> str:
        return f"“{labels[item]}”" if item in labels else f"item {item}"

    return CorrectionShown(
        already=corrected.already,
        nothing=not (effects.comparisons or effects.joined or effects.divided or effects.entries),
        moved=tuple(
            MovedShown(
                between=f"{letter_name(one.old)} → {letter_name(one.new)}",
                path=comparison_path(one.old, one.new),
                gone=tuple(change["sentence"] for change in one.gone),
                come=tuple(change["sentence"] for change in one.come),
            )
            for one in effects.comparisons
        ),
        joined=tuple(
            (f"{' and '.join(map(named, one.was))} are one measure", item_path(one.item))
            for one in effects.joined
        ),
        divided=tuple(
            (f"{named(one.item)} is {len(one.into)} measures", item_path(one.item)) for one in effects.divided
        ),
        supersedes=corrected.supersedes,
        restores=corrected.restores,
        entries=tuple(one.event.title for one in effects.entries),
        feed=tuple(
            (number, words)
            for sort, words in _GOES_OUT.items()
            if (number := Counter(type(one) for one in effects.feed)[sort])
        ),
    )
