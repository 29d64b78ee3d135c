"""What is told of an upload once it was read: what it is, what was found in it, and what it would move."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from diffing.change_json import change_to_json
from diffing.comparison import Comparison
from service.published_entries import entries_of_letter
from service.recording.preview_arrival import Arrival
from snapshots.letter import Letter

__all__ = ["told_of_arrival"]

Json = dict[str, Any]
# Enough to see whether the letter was read as it is meant.
_STATEMENTS = 10
_SENTENCES = 6


def told_of_arrival(arrival: Arrival, *, authority: str) -> Json:
    """The letter, its findings, its first statements, its comparisons, and how many entries would go out."""
    letter = arrival.letter
    entries = (
        () if arrival.already_recorded else entries_of_letter(letter, arrival.compared, authority=authority)
    )
    return {
        "key": letter.key,
        "title": letter.title,
        "reference": letter.reference,
        "refers_to": letter.refers_to,
        "media_type": letter.source.media_type,
        "statements": len(letter.statements),
        "coverage": _coverage(letter),
        "already_recorded": arrival.already_recorded,
        "findings": [{"severity": one.severity.value, "message": one.message} for one in letter.findings],
        "first": list(_first(letter)),
        "compared": [_compared(one) for one in arrival.compared],
        "entries": sum(not entry.minor for entry in entries),
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


def _compared(comparison: Comparison) -> Json:
    major = (change for change in map(change_to_json, comparison.changes) if not change["minor"])
    return {
        "old": comparison.old.key,
        "new": comparison.new.key,
        "note": comparison.summary.note,
        "counts": dict(comparison.summary.counts),
        "sentences": [change["sentence"] for change in islice(major, _SENTENCES)],
    }
