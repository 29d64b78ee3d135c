"""Uploads over HTTP: a file and its series, a preview, and then the record; the browser waits on a page."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, BackgroundTasks, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse

from service import clock
from service.database import transaction
from service.errors import ServiceError
from service.projections.letters import series_held
from service.reading.received_names import received_name
from service.routes.asking import engine_of
from service.routes.form_guard import FormToken, check_form, form_token, with_token
from service.routes.html_answer import html_answer
from service.routes.problem_table import problem_type_of
from service.routes.problems import retry_after_of
from service.too_much import UploadTooLarge
from service.uploads.kept_uploads import DayBounds, Upload, UploadState, forget_upload, load_upload
from service.uploads.upload_page import UploadForm, upload_page
from service.uploads.work_on_upload import UploadWork, interrupted, receive_upload

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

# Beyond the time that reading may take: to compare, to publish, and to wait for others who record.
_ROOM = timedelta(seconds=120)
_ID_LENGTH = 16
_MEGABYTE = 1_000_000


@router.head("/upload")
@router.get("/upload")
def show_upload_form(request: Request, done: Annotated[str, Query(max_length=20)] = "") -> Response:
    """Where a letter is uploaded."""
    return _form_answer(request, done="The upload was thrown away." if done == "discarded" else "")


@router.post("/upload")
def receive(
    *,
    request: Request,
    background: BackgroundTasks,
    file: Annotated[UploadFile | None, File()] = None,
    series: Annotated[str, Form(max_length=200)] = "",
    token: FormToken = "",
) -> Response:
    """Keep the file, read it behind the answer, and send the browser to where it can wait."""
    check_form(request, token)
    try:
        upload = _upload(request, file, series.strip())
        receive_upload(engine_of(request), upload, _bounds(request))
    except ServiceError as error:
        return _form_answer(request, series=series, fault=error)
    except _NoFile:
        return _form_answer(request, series=series, fault=None, said="choose a file; nothing was sent")
    background.add_task(_work(request).read_upload, upload.id)
    return RedirectResponse(f"/upload/{upload.id}", status_code=303, background=background)


@router.head("/upload/{upload}")
@router.get("/upload/{upload}")
def show_upload(request: Request, upload: str) -> Response:
    """How an upload stands."""
    with engine_of(request).connect() as connection:
        kept = load_upload(connection, upload)
    token = form_token(request)
    page = upload_page(kept, interrupted=interrupted(kept, clock.now(), _longest(request)))
    return with_token(html_answer("upload_seen.html", page=page, token=token), request, token)


@router.post("/upload/{upload}")
def settle_upload(
    *,
    request: Request,
    background: BackgroundTasks,
    upload: str,
    step: Annotated[Literal["record", "discard", "again"], Form()],
    token: FormToken = "",
) -> Response:
    """Record it, throw it away, or take an interrupted step again."""
    check_form(request, token)
    work = _work(request)
    with engine_of(request).connect() as connection:
        kept = load_upload(connection, upload)
    if step == "discard":
        with transaction(engine_of(request)) as connection:
            gone = forget_upload(connection, upload)
        return RedirectResponse("/upload?done=discarded" if gone else f"/upload/{upload}", status_code=303)
    if step == "record" and work.begin_recording(upload):
        background.add_task(work.record_upload, upload)
    if step == "again" and interrupted(kept, clock.now(), _longest(request)) and work.begin_again(kept):
        reading = kept.state is UploadState.READING
        background.add_task(work.read_upload if reading else work.record_upload, upload)
    return RedirectResponse(f"/upload/{upload}", status_code=303, background=background)


class _NoFile(Exception):
    """The form came without a file."""


def _upload(request: Request, file: UploadFile | None, series: str) -> Upload:
    if file is None or not (file.filename or file.size):
        raise _NoFile
    most = request.app.state.settings.max_upload_bytes
    data = file.file.read(most + 1)
    if len(data) > most:
        raise UploadTooLarge(most)
    now = clock.now()
    return Upload(
        id=secrets.token_urlsafe(_ID_LENGTH),
        series=series,
        filename=received_name(file.filename),
        media_type=file.content_type,
        data=data,
        state=UploadState.READING,
        received_at=now,
        changed_at=now,
        told={},
    )


def _work(request: Request) -> UploadWork:
    state = request.app.state
    return UploadWork(engine=state.engine, read=state.read_letter, authority=state.authority)


def _bounds(request: Request) -> DayBounds:
    settings = request.app.state.settings
    return DayBounds(files=settings.uploads_per_day, most_bytes=settings.upload_bytes_per_day)


def _longest(request: Request) -> timedelta:
    return timedelta(seconds=request.app.state.settings.reading_seconds) + _ROOM


def _form_answer(
    request: Request, *, series: str = "", fault: Exception | None = None, said: str = "", done: str = ""
) -> Response:
    with engine_of(request).connect() as connection:
        known = series_held(connection)
    form = UploadForm(
        series=series or (known[0] if len(known) == 1 else ""),
        known=known,
        most=f"{request.app.state.settings.max_upload_bytes / _MEGABYTE:g} MB",
        fault=said or str(fault or ""),
        done=done,
    )
    status = problem_type_of(fault).status if fault else 422 if said else 200
    token = form_token(request)
    answer = html_answer("upload.html", status=status, page=form, token=token)
    answer.headers.update(retry_after_of(fault))
    return with_token(answer, request, token)
