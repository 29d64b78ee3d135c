"""Watched places, what was found there, and what it would move, as the API and the command line give them."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from service.recording.preview_arrival import Arrival
from service.recording.same_day import same_day_to_json
from service.sources.candidate_documents import ListedCandidate
from service.sources.watched_source import Visit, WatchedSource, is_web_address
from snapshots.candidate_stream import Answer
from snapshots.letter_json import moment_to_json, source_to_json

__all__ = ["arrival_to_json", "candidate_to_json", "source_to_watch_json", "without_path"]

Json = dict[str, Any]


def source_to_watch_json(source: WatchedSource) -> Json:
    """A watched place with what is remembered of it; `problems` are those of single documents."""
    memory = source.memory
    return {
        "id": source.id,
        "series": source.series,
        "place": source.place,
        "links": source.links,
        "every_seconds": int(source.every.total_seconds()),
        "next_check_at": moment_to_json(source.next_check_at),
        "checked_at": None if memory.checked_at is None else moment_to_json(memory.checked_at),
        "failures": memory.failures,
        "problem": memory.problem,
        "documents": sum(not _is_the_page(visit, source) for visit in memory.visits),
        "problems": [
            {"document": visit.where, "problem": visit.problem} for visit in memory.visits if visit.problem
        ],
    }


def _is_the_page(visit: Visit, source: WatchedSource) -> bool:
    """Whether it is the page that links to documents, and none of them."""
    return source.links is not None and visit.where == source.place


def candidate_to_json(listed: ListedCandidate) -> Json:
    """What was found, where and when, and what somebody said of it."""
    candidate = listed.candidate
    return {
        "id": candidate.id,
        "series": listed.series,
        "state": candidate.fate.value,
        "date": candidate.found.date.isoformat(),
        "place": candidate.found.place,
        "source": source_to_json(candidate.found.source),
        "found_at": moment_to_json(listed.found_at),
        "answer": None if candidate.answer is None else _answer(candidate.answer, listed),
    }


def _answer(answer: Answer, listed: ListedCandidate) -> Json:
    return {
        "actor": answer.actor,
        "reason": answer.reason,
        "letter": answer.letter,
        "answered_at": None if listed.answered_at is None else moment_to_json(listed.answered_at),
    }


def arrival_to_json(arrival: Arrival) -> Json:
    """What recording the letter would do: the key that it would get, and the entries that would go out."""
    letter = arrival.letter
    return {
        "letter": letter.key,
        "title": letter.title,
        "statements": len(letter.statements),
        "findings": len(letter.findings),
        "already_recorded": arrival.already_recorded,
        "same_day": same_day_to_json(arrival.beside, says=arrival.told_beside),
        "entries": [
            {"kind": entry.kind, "title": entry.title, "minor": entry.minor, "item": entry.item}
            for entry in arrival.entries
        ],
    }


def without_path(told: Json) -> Json:
    """The same, of a folder only its name: where it lies on the server is nobody's business elsewhere."""
    place = told["place"]
    return told | {"place": place if is_web_address(place) else PurePath(place).name}
