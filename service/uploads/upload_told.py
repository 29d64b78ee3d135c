"""What is told of an upload once it was read: what it is, what was found in it, and what it would bring."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from service.recording.preview_arrival import Arrival
from snapshots.letter import Letter

__all__ = ["told_of_arrival"]

Json = dict[str, Any]
# Enough to see whether the letter was read as it is meant.
_STATEMENTS = 10
_SENTENCES = 6


def told_of_arrival(arrival: Arrival) -> Json:
    """The letter, its findings, its first statements, its comparisons, and how many entries would go out.

    `corrections` are the titles of what it would correct of what was published, `beside` says that a letter
    of its day is held.
    """
    letter = arrival.letter
    return {
        "key": letter.key,
        "title": letter.title,
        "reference": letter.reference,
        "refers_to": letter.refers_to,
        "media_type": letter.source.media_type,
        "statements": len(letter.statements),
        "coverage": _coverage(letter),
        "already_recorded": arrival.already_recorded,
        "beside": arrival.told_beside,
        "findings": [{"severity": one.severity.value, "message": one.message} for one in letter.findings],
        "first": list(_first(letter)),
        "compared": list(_compared(arrival)),
        "corrections": [entry.title for entry in arrival.corrections],
        "entries": sum(not entry.minor for entry in arrival.entries),
    }


def _coverage(letter: Letter) -> Json:
    """How many characters of the letter there are, and how many belong to statements."""
    return {"characters": letter.coverage.characters, "statements": letter.coverage.statements}


def _first(letter: Letter) -> Iterator[Json]:
    for said in islice(letter.statements, _STATEMENTS):
        yield {
            "text": " ".join(said.text.split()),
            "status": said.status.value,
            "kind": said.kind.value,
            "partners": list(said.partners),
        }


def _compared(arrival: Arrival) -> Iterator[Json]:
    """What the letter's own entry counts of each comparison, and the first sentences of its changes."""
    for announcement in arrival.brought[:1]:
        for one in announcement.content["compared"]:
            major = (
                change.title
                for change in arrival.brought[1:]
                if not change.minor and (change.old, change.new) == (one["old"], one["new"])
            )
            counted = {name: one[name] for name in ("old", "new", "note", "counts")}
            yield counted | {"sentences": list(islice(major, _SENTENCES))}
