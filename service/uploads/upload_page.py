"""The page of an upload: that it is being read, what was found, or what has become of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from service.addresses import comparison_path, letter_path
from service.showing.plain_words import KINDS, KindWords, letter_name, partner_name, share, status
from service.uploads.kept_uploads import Upload, UploadState

__all__ = ["ComparedShown", "FirstSaid", "UploadForm", "UploadPage", "upload_page"]

Stage = Literal["working", "interrupted", "preview", "recorded", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadForm:
    """The empty form, or one that comes back: the series as typed, those that there are, what was wrong."""

    series: str
    known: tuple[str, ...]
    most: str
    fault: str = ""
    done: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSaid:
    """One of the first statements, as it was read."""

    text: str
    status: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedShown:
    """What would move between two letters: counts by kind, and the sentences that matter most."""

    names: str
    path: str
    note: str
    counts: tuple[tuple[int, KindWords], ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadPage:
    """All that the page shows; what was not found out yet is empty."""

    id: str
    stage: Stage
    series: str
    filename: str
    recording: bool
    problem: str = ""
    letter: str = ""
    letter_path: str = ""
    title: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    findings: tuple[tuple[str, str], ...] = ()
    first: tuple[FirstSaid, ...] = ()
    statements: int = 0
    already_recorded: bool = False
    beside: str = ""
    compared: tuple[ComparedShown, ...] = ()
    corrections: tuple[str, ...] = ()
    entries: int = 0


def upload_page(upload: Upload, *, interrupted: bool) -> UploadPage:
    """The page of an upload as it stands; `interrupted` says that nobody is at work on it any more."""
    stage = _stage(upload.state, interrupted)
    shown = UploadPage(
        id=upload.id,
        stage=stage,
        series=upload.series,
        filename=upload.filename or "",
        recording=upload.state is UploadState.RECORDING,
        problem=upload.told.get("problem", ""),
    )
    return _with_letter(shown, upload.told) if stage in {"preview", "recorded"} else shown


def _stage(state: UploadState, interrupted: bool) -> Stage:
    if interrupted:
        return "interrupted"
    match state:
        case UploadState.READ:
            return "preview"
        case UploadState.RECORDED:
            return "recorded"
        case UploadState.FAILED:
            return "failed"
        case _:
            return "working"


def _with_letter(shown: UploadPage, told: Mapping[str, Any]) -> UploadPage:
    return UploadPage(
        id=shown.id,
        stage=shown.stage,
        series=shown.series,
        filename=shown.filename,
        recording=shown.recording,
        letter=letter_name(told["key"]),
        letter_path=letter_path(told["key"]),
        title=told["title"] or "",
        facts=tuple(_facts(told)),
        findings=tuple((one["severity"], one["message"]) for one in told["findings"]),
        first=tuple(_first(one) for one in told["first"]),
        statements=told["statements"],
        already_recorded=told["already_recorded"],
        compared=tuple(_compared(one) for one in told["compared"]),
        # An upload that an earlier version read, and that is kept for a day, has neither.
        beside=told.get("beside", ""),
        corrections=tuple(told.get("corrections", ())),
        entries=told["entries"],
    )


def _facts(told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    coverage = told["coverage"]
    yield "Date", letter_name(told["key"])
    if told["title"]:
        yield "Title", told["title"]
    if told["reference"]:
        yield "Reference", told["reference"]
    if told["refers_to"]:
        yield "Follows up", told["refers_to"]
    yield "Read as", told["media_type"]
    yield "Statements", str(told["statements"])
    yield "Of the text in statements", share(coverage["statements"], coverage["characters"])


def _first(said: Mapping[str, Any]) -> FirstSaid:
    partners = ", ".join(map(partner_name, said["partners"]))
    about = " · ".join(filter(None, (said["kind"], partners)))
    return FirstSaid(text=said["text"], status=status(said["status"]), about=about)


def _compared(one: Mapping[str, Any]) -> ComparedShown:
    counts = tuple((one["counts"][kind], words) for kind, words in KINDS.items() if one["counts"].get(kind))
    return ComparedShown(
        names=f"{letter_name(one['old'])} → {letter_name(one['new'])}",
        path=comparison_path(one["old"], one["new"]),
        note=one["note"],
        counts=counts,
        sentences=tuple(one["sentences"]),
    )
