"""The page that says how this installation stands: its letters, its record, what waits, and its versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.addresses import letter_path
from service.projections.letters import HeldLetter
from service.projections.verifications import PastVerification
from service.showing.plain_words import day, letter_name
from service.sources.watched_source import WatchedSource

__all__ = ["Standing", "StatusPage", "status_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of the installation; `versions` are (what, which).

    `letters` are the newest of each series, `waiting` the series of which a letter is not published yet, and
    `candidates` how many documents wait for a person, by series.
    """

    now: datetime
    letters: tuple[HeldLetter, ...]
    counts: dict[str, int]
    position: int
    verified: PastVerification | None
    waiting: tuple[str, ...]
    candidates: dict[str, int]
    sources: tuple[WatchedSource, ...]
    versions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """A series: how many letters, and the newest with when it came in."""

    name: str
    letters: int
    newest: str
    path: str
    recorded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A watched place: when it was looked at last, and what went wrong there, if anything did."""

    series: str
    checked: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusPage:
    """All that the page shows; `well` says that nothing failed, `failures` what did."""

    well: bool
    now: str
    series: tuple[SeriesRow, ...]
    position: str
    verified: str
    verified_events: str
    failures: tuple[str, ...]
    waiting: tuple[str, ...]
    candidates: tuple[tuple[str, int], ...]
    sources: tuple[SourceRow, ...]
    versions: tuple[tuple[str, str], ...]


def status_page(standing: Standing) -> StatusPage:
    """The page of an installation."""
    verified = standing.verified
    failures = verified.failures if verified else ()
    return StatusPage(
        well=not failures,
        now=_moment(standing.now),
        series=tuple(_series(letter, standing.counts) for letter in standing.letters),
        position=f"{standing.position:,}",
        verified=_moment(verified.verified_at) if verified else "",
        verified_events=f"{verified.events:,}" if verified else "",
        failures=failures,
        waiting=standing.waiting,
        candidates=tuple(standing.candidates.items()),
        sources=_sources(standing.sources),
        versions=standing.versions,
    )


def _series(letter: HeldLetter, counts: dict[str, int]) -> SeriesRow:
    return SeriesRow(
        name=letter.series,
        letters=counts[letter.series],
        newest=letter_name(letter.key),
        path=letter_path(letter.key),
        recorded=_moment(letter.recorded_at),
    )


def _sources(sources: Sequence[WatchedSource]) -> tuple[SourceRow, ...]:
    """Without the places themselves: where they lie is nobody's business elsewhere."""
    return tuple(
        SourceRow(
            series=one.series,
            checked=_moment(one.memory.checked_at) if one.memory.checked_at else "",
            problem="could not be looked at" if one.memory.failures else "",
        )
        for one in sources
    )


def _moment(moment: datetime) -> str:
    return f"{day(moment.date())}, {moment:%H:%M} UTC"
