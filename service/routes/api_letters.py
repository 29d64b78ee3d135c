"""Series and letters: which are held, what each says, and a new one received."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, File, Path, Query, Request, Response, UploadFile
from fastapi.responses import JSONResponse
from pydantic import Field

from service.decisions.corrected_json import carried_to_json, not_carried_to_json
from service.errors import BadCursor, BadSeriesName, UnknownLetter, UnknownReading, UnknownSeries
from service.projections.letters import list_letters, list_series, load_letter
from service.reading.received_names import received_name
from service.record_faults import RecordingContested
from service.recording.record_letter import Preview, Recorded, preview_letter, record_letter
from service.recording.same_day import same_day_to_json
from service.routes.asking import USUAL_LIMIT, After, Database, Limit, SeriesInPath
from service.routes.decision_models import CarriedOut, NotCarriedOut
from service.routes.problem_table import INVALID_REQUEST
from service.routes.problems import problem_responses
from service.routes.reading_models import Out, Reading, SameDayOut
from service.too_much import UploadTooLarge
from snapshots.errors import (
    DamagedFile,
    EmptyLetter,
    LetterTooLarge,
    NotALetter,
    UndatedLetter,
    UnreadableLetter,
    UnsupportedFormat,
)
from snapshots.letter_json import letter_to_json

__all__ = ["router"]

router = APIRouter(prefix="/v1", tags=["letters"])

WhichReading = Annotated[
    int | None, Query(ge=1, description="Which reading, from 1 for the first; the latest unless it is said.")
]


class SeriesOut(Out):
    """A series of which letters are held; `first` and `latest` are dates of letters."""

    series: str
    letters: int = Field(ge=1)
    first: date
    latest: date


class SeriesList(Out):
    """Series in order of name."""

    series: list[SeriesOut]
    next: str | None


class HeldLetterOut(Out):
    """A letter that is held; `statements` and `findings` are counts."""

    key: str
    series: str
    date: date
    reissue: int = Field(ge=1)
    title: str | None
    author: str | None
    reference: str | None
    refers_to: str | None
    sha256: str
    media_type: str
    filename: str | None
    url: str | None
    reader: str
    statements: int
    findings: int
    recorded_at: datetime
    first_position: int
    last_position: int
    readings: int = Field(ge=1, description="How often it was read; what is told of it is the last reading.")


class LetterList(Out):
    """Letters by series, oldest first."""

    letters: list[HeldLetterOut]
    next: str | None


class PublishedEntryOut(Out):
    """An entry that went out to feeds because of a letter."""

    id: str
    kind: str
    title: str
    minor: bool


class RecordedOut(Out):
    """Where the letter stands in the record, and what was published because of it now.

    Of a re-issue, `carried` and `not_carried` say which decisions on links of the issues before it are held
    to speak of its statements, too, and which find none.
    """

    key: str
    first_position: int
    last_position: int
    entries: list[PublishedEntryOut]
    carried: list[CarriedOut]
    not_carried: list[NotCarriedOut]


class Received(Reading):
    """The reading of an upload; `recorded` is null for a dry run, which keeps nothing.

    `already_recorded` says that the same bytes were there before, so that nothing was added; `same_day` that
    another letter of its day was.
    """

    already_recorded: bool
    same_day: SameDayOut | None
    recorded: RecordedOut | None


@router.get(
    "/series",
    response_model=SeriesList,
    responses=problem_responses(BadCursor, INVALID_REQUEST),
)
def get_series(database: Database, after: After = None, limit: Limit = USUAL_LIMIT) -> SeriesList:
    """The series of which letters are held, in order of name."""
    with database.connect() as connection:
        page = list_series(connection, after=after, limit=limit)
    series = [SeriesOut.model_validate(row, from_attributes=True) for row in page.rows]
    return SeriesList(series=series, next=page.next)


@router.get(
    "/letters",
    response_model=LetterList,
    responses=problem_responses(UnknownSeries, BadCursor, INVALID_REQUEST),
)
def get_letters(
    database: Database,
    series: Annotated[str | None, Query(description="Of this series only.")] = None,
    after: After = None,
    limit: Limit = USUAL_LIMIT,
) -> LetterList:
    """The letters held, by series and then oldest first."""
    with database.connect() as connection:
        page = list_letters(connection, series, after=after, limit=limit)
    letters = [HeldLetterOut.model_validate(row, from_attributes=True) for row in page.rows]
    return LetterList(letters=letters, next=page.next)


@router.get(
    "/letters/{series}/{date}",
    response_model=Reading,
    responses=problem_responses(UnknownSeries, UnknownLetter, UnknownReading, INVALID_REQUEST),
)
def get_letter(
    database: Database,
    series: SeriesInPath,
    date: Annotated[str, Path(description="The date of the letter.", examples=["2023-12-13"])],
    reading: WhichReading = None,
) -> Response:
    """What the letter of this date says, as `lettertrail read --json` gives it."""
    with database.connect() as connection:
        return JSONResponse(letter_to_json(load_letter(connection, series, date, reading=reading)))


@router.get(
    "/letters/{series}/{date}/{reissue}",
    response_model=Reading,
    responses=problem_responses(UnknownSeries, UnknownLetter, UnknownReading, INVALID_REQUEST),
)
def get_reissue(
    database: Database,
    series: SeriesInPath,
    date: Annotated[str, Path(description="The date of the letter.", examples=["2023-12-13"])],
    reissue: Annotated[str, Path(description="Which corrected re-issue.", examples=["2"])],
    reading: WhichReading = None,
) -> Response:
    """What a corrected re-issue of the letter of this date says."""
    with database.connect() as connection:
        letter = load_letter(connection, series, f"{date}/{reissue}", reading=reading)
    return JSONResponse(letter_to_json(letter))


@router.post(
    "/letters",
    status_code=201,
    response_model=Received,
    responses={
        200: {"model": Received, "description": "It was recorded before, or this was a dry run."},
        **problem_responses(
            BadSeriesName,
            EmptyLetter,
            DamagedFile,
            NotALetter,
            UndatedLetter,
            UnreadableLetter,
            INVALID_REQUEST,
            UnsupportedFormat,
            LetterTooLarge,
            RecordingContested,
        ),
    },
)
def post_letter(
    request: Request,
    database: Database,
    file: Annotated[UploadFile, File(description="The letter: text, HTML, Markdown, DOCX or PDF.")],
    series: Annotated[str, Query(description="The series that it belongs to.", examples=["euco-migration"])],
    dry_run: Annotated[bool, Query(description="Only read it: nothing is recorded.")] = False,
) -> Response:
    """Record a letter. The same bytes again are no new letter."""
    data = _bytes_of(file, request.app.state.settings.max_upload_bytes)
    if dry_run:
        preview = preview_letter(
            database,
            data,
            series=series,
            filename=received_name(file.filename),
            media_type=file.content_type,
            read=request.app.state.read_letter,
        )
        return _read_only(preview)
    recorded = record_letter(
        database,
        data,
        series=series,
        filename=received_name(file.filename),
        media_type=file.content_type,
        read=request.app.state.read_letter,
        authority=request.app.state.authority,
    )
    return _received(recorded)


def _bytes_of(file: UploadFile, most: int) -> bytes:
    data = file.file.read(most + 1)
    if len(data) > most:
        raise UploadTooLarge(most)
    return data


def _read_only(preview: Preview) -> Response:
    beside = preview.beside
    told = {
        "already_recorded": preview.already_recorded,
        "same_day": same_day_to_json(beside, says=beside.before if beside else ""),
        "recorded": None,
    }
    return JSONResponse(letter_to_json(preview.letter) | told)


def _received(recorded: Recorded) -> Response:
    entries = [
        {"id": entry.entry, "kind": entry.kind, "title": entry.title, "minor": entry.minor}
        for entry in recorded.entries
    ]
    told = {
        "key": recorded.key,
        "first_position": recorded.first_position,
        "last_position": recorded.last_position,
        "entries": entries,
        "carried": [carried_to_json(one) for one in recorded.carried],
        "not_carried": [not_carried_to_json(one) for one in recorded.not_carried],
    }
    beside = recorded.beside
    reading = letter_to_json(recorded.letter) | {
        "already_recorded": recorded.already_recorded,
        "same_day": same_day_to_json(beside, says=beside.after if beside else ""),
        "recorded": told,
    }
    return JSONResponse(
        reading,
        status_code=200 if recorded.already_recorded else 201,
        headers={"Location": f"/v1/letters/{recorded.key}"},
    )
