"""The public JSON of what became of promises; a figure lists the promises that it counts, by their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from diffing.change_json import side_to_json, window_to_json
from diffing.changes.describe_change import describe
from diffing.outcomes.promises import Promise
from diffing.outcomes.slippage import Figures, OpenStep, Slippage
from snapshots.letter import TimeExpression

__all__ = ["promise_to_json", "slippage_to_json"]

Json = dict[str, Any]
# By identity, the place of each promise in the list of all; two may be equal in every word.
_Places = Mapping[int, int]

_COUNTED = (
    *("deadlines", "met", "late", "undated", "moved", "narrowed", "removed", "became_tbc"),
    *("unmentioned", "ahead", "passed"),
)


def slippage_to_json(slippage: Slippage) -> Json:
    """{"series", "letters", "notes", "promises", "total", "by_item", ..., "open_steps"}.

    Each figure, as "met", is a list of places in "promises", counted from 0.
    """
    places = {id(promise): at for at, promise in enumerate(slippage.promises)}
    labels = {promise.item: promise.label for promise in slippage.promises}
    groups = {
        "by_item": [
            {"item": item, "label": labels[item], **_figures(figures, places)}
            for item, figures in slippage.by_item.items()
        ],
        "by_partner": _groups("partner", slippage.by_partner, places),
        "by_part": _groups("part", slippage.by_part, places),
        "by_letter": _groups("letter", slippage.by_letter, places),
    }
    return {
        "series": slippage.series,
        "letters": list(slippage.letters),
        "notes": list(slippage.notes),
        "promises": [promise_to_json(promise) for promise in slippage.promises],
        "total": _figures(slippage.total, places),
        **groups,
        "open_steps": [_open_step(step, places) for step in slippage.open_steps],
    }


def promise_to_json(promise: Promise) -> Json:
    """A promise with its outcome; `days` is how far its deadline moved, null where it did not."""
    shift = promise.shift
    return {
        "item": promise.item,
        "label": promise.label,
        "partners": list(promise.partners),
        "parts": list(promise.parts),
        "old": promise.old,
        "new": promise.new,
        "next_step": promise.next_step,
        "outcome": promise.outcome.value,
        "in_time": promise.in_time and promise.in_time.value,
        "deadline": _window(promise.deadline),
        "deadline_after": _window(promise.deadline_after),
        "days": None if shift is None else [shift.least, shift.most],
        "before": side_to_json(promise.before),
        "after": None if promise.after is None else side_to_json(promise.after),
        "changes": [{"kind": change.kind, "sentence": describe(change)} for change in promise.changes],
    }


def _window(time: TimeExpression | None) -> Json | None:
    return None if time is None else window_to_json(time)


def _groups(name: str, groups: Mapping[str, Figures], places: _Places) -> list[Json]:
    """The figures of each group under its name; null where a promise has none."""
    return [{name: group or None, **_figures(figures, places)} for group, figures in groups.items()]


def _figures(figures: Figures, places: _Places) -> Json:
    counted: dict[str, Sequence[Promise]] = {name: getattr(figures, name) for name in _COUNTED}
    return {
        **{name: _places_of(promises, places) for name, promises in counted.items()},
        "days": None if figures.days is None else list(figures.days),
    }


def _places_of(promises: Iterable[Promise], places: _Places) -> list[int]:
    return [places[id(promise)] for promise in promises]


def _open_step(step: OpenStep, places: _Places) -> Json:
    return {
        "item": step.item,
        "label": step.label,
        "partners": list(step.partners),
        "parts": list(step.parts),
        "first": side_to_json(step.first),
        "now": side_to_json(step.now),
        "letters": step.letters,
        "days": step.days,
        "moved": _places_of(step.moved, places),
    }
