"""The pages of what was found at watched places: all of it, and one candidate with what it would publish."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from urllib.parse import quote

from service.addresses import letter_path
from service.overviews.review_link import CorrectionForm
from service.recording.preview_arrival import Arrival
from service.showing.plain_words import KINDS, day
from service.sources.candidate_documents import ListedCandidate
from service.sources.watched_source import WatchedSource, is_web_address
from snapshots.candidate_stream import Fate
from snapshots.letter_events import EntryPublished

__all__ = ["CandidatePage", "CandidatesPage", "candidate_page", "candidates_page"]

_STATES = {Fate.WAITING: "waiting", Fate.ACCEPTED: "accepted", Fate.REJECTED: "rejected"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateRow:
    """A candidate in a list; `letter` is the page of the letter that it became, empty where it is none."""

    title: str
    series: str
    document: str
    url: str
    found: str
    state: str
    answer: str
    path: str
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A watched place; `faults` say what was wrong when it was last looked at."""

    series: str
    place: str
    looked: str
    following: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatesPage:
    """What waits, what was decided of, the newest first, and where it was looked for."""

    waiting: tuple[CandidateRow, ...]
    decided: tuple[CandidateRow, ...]
    places: tuple[PlaceRow, ...]
    done: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatePage:
    """A candidate with the letter that it would be, and the entries that would go out.

    `corrections` are those that correct what was published, `entries` the others; `hidden` counts minor
    ones, which are in neither. `fault` says why it cannot be read, `beside` that a letter of its day is held.
    """

    row: CandidateRow
    waits: bool
    rejected: bool
    already: bool
    beside: str
    statements: int
    findings: int
    entries: tuple[tuple[str, str], ...]
    corrections: tuple[tuple[str, str], ...]
    hidden: int
    fault: str
    form: CorrectionForm


def candidates_page(
    listed: Sequence[ListedCandidate], sources: Sequence[WatchedSource], *, done: str = ""
) -> CandidatesPage:
    """The page of all candidates, oldest first of those that wait; `done` names what was just decided of."""
    waiting = [one for one in listed if one.candidate.fate is Fate.WAITING]
    decided = [one for one in listed if one.answered_at is not None]
    decided.sort(key=lambda one: (one.answered_at, one.series, one.candidate.number), reverse=True)
    return CandidatesPage(
        waiting=tuple(map(_row, waiting)),
        decided=tuple(map(_row, decided)),
        places=tuple(map(_place, sources)),
        done=done,
    )


def candidate_page(
    listed: ListedCandidate,
    arrival: Arrival | None,
    *,
    fault: str = "",
    form: CorrectionForm | None = None,
) -> CandidatePage:
    """The page of one candidate; `arrival` is None where it cannot be read, and `fault` says why."""
    brought, corrections = (arrival.brought, arrival.corrections) if arrival else ((), ())
    return CandidatePage(
        row=_row(listed),
        waits=listed.candidate.fate is not Fate.ACCEPTED,
        rejected=listed.candidate.fate is Fate.REJECTED,
        already=arrival is not None and arrival.already_recorded,
        beside=arrival.told_beside if arrival else "",
        statements=len(arrival.letter.statements) if arrival else 0,
        findings=len(arrival.letter.findings) if arrival else 0,
        entries=_entries(brought),
        corrections=_entries(corrections),
        hidden=sum(entry.minor for entry in (*brought, *corrections)),
        fault=fault,
        form=form or CorrectionForm(),
    )


def _entries(entries: Iterable[EntryPublished]) -> tuple[tuple[str, str], ...]:
    return tuple((_words(entry.kind), entry.title) for entry in entries if not entry.minor)


def _words(kind: str) -> str:
    return KINDS[kind].one if kind in KINDS else kind


def _row(listed: ListedCandidate) -> CandidateRow:
    candidate, source = listed.candidate, listed.candidate.found.source
    answer = candidate.answer
    return CandidateRow(
        title=f"A letter of {day(candidate.found.date)}",
        series=listed.series,
        document=source.filename or source.url or source.sha256[:12],
        url=source.url or "",
        found=f"{_minute(listed.found_at)}, {_shown(candidate.found.place)}",
        state=_STATES[candidate.fate],
        answer=f"{answer.actor}: {answer.reason}" if answer else "",
        path=f"/candidates/{quote(listed.series)}/{quote(candidate.id)}",
        letter=letter_path(answer.letter) if answer and answer.letter else "",
    )


def _place(source: WatchedSource) -> PlaceRow:
    memory = source.memory
    documents = "1 document" if len(memory.visits) == 1 else f"{len(memory.visits)} documents"
    looked = f"{_minute(memory.checked_at)}, {documents}" if memory.checked_at else "not yet"
    of_documents = (f"{visit.where}: {visit.problem}" for visit in memory.visits if visit.problem)
    return PlaceRow(
        series=source.series,
        place=_shown(source.place) + (f", links like {source.links}" if source.links else ""),
        looked=looked,
        following=_minute(source.next_check_at),
        faults=(*((memory.problem,) if memory.problem else ()), *of_documents),
    )


def _shown(place: str) -> str:
    """Of a folder its name alone: where it lies on the server is nobody's business elsewhere."""
    return place if is_web_address(place) else f"folder {PurePath(place).name}"


def _minute(moment: datetime) -> str:
    return f"{day(moment.date())}, {moment:%H:%M} UTC"
