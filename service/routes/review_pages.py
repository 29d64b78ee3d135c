"""Review over HTTP: the queue of doubtful links, the page of each, decisions, and taking them back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Connection
from starlette.exceptions import HTTPException

from diffing.comparison import Comparison
from service.comparing.compare_recorded import split_pair
from service.decisions.correct_link import Correction, Decide, Undo, correct_link, preview_correction
from service.decisions.doubtful_pairs import DoubtfulPair, doubtful_pairs
from service.errors import ServiceError
from service.overviews.correction_shown import CorrectionShown, correction_shown, items_named
from service.overviews.promises_told import last_pair
from service.overviews.review_link import CorrectionForm, find_link, review_link
from service.overviews.review_queue import ALL, review_queue
from service.overviews.series_asked import AskedSeries, address_of, series_asked
from service.overviews.undo_page import undo_page
from service.projections.decisions import ListedDecision, list_decisions, load_decisions
from service.projections.item_names import labels_of
from service.projections.pages import page_of, read_cursor
from service.projections.readings import carry_recorded
from service.routes.asking import After, engine_of
from service.routes.form_guard import FormToken, check_form, form_token, with_token
from service.routes.html_answer import html_answer
from service.routes.problem_table import NOT_FOUND, problem_type_of
from snapshots.errors import SnapshotError
from snapshots.link_decisions import Pair, Place, Verdict

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_PER_PAGE = 20
Named = Annotated[str, Query(max_length=200)]
Typed = Annotated[str, Form(max_length=2_000)]
Step = Annotated[Literal["preview", "record"], Form()]


@dataclass(frozen=True, slots=True, kw_only=True)
class _AskedQueue:
    """Which links: of two letters as `old..new`, or of all neighbours; and what was just recorded."""

    series: Annotated[str | None, Query(max_length=200)] = None
    letters: Named = ""
    after: After = None
    done: Named = ""


@router.head("/review")
@router.get("/review")
def show_review(request: Request, wanted: Annotated[_AskedQueue, Depends()]) -> HTMLResponse:
    """The doubtful links of the last two letters, or of those that are named; and all decisions."""
    beyond = read_cursor(wanted.after, int, str, str, str, str) if wanted.after is not None else None
    with engine_of(request).connect() as connection:
        series = series_asked(connection, wanted.series)
        letters = wanted.letters or last_pair(series)
        found = _doubtful(request, connection, series, letters) if letters else []
        made = _decisions(connection, series) if series.name else ()
    rest = [one for one in found if beyond is None or one.place > beyond]
    page = page_of(rest, _PER_PAGE, lambda one: one.place)
    shown = review_queue(series, letters, page, made, total=len(found), done=wanted.done)
    return html_answer("review.html", page=shown)


def _decisions(connection: Connection, series: AskedSeries) -> tuple[ListedDecision, ...]:
    """All that was decided of a series, with what has become of it."""
    of_series = load_decisions(connection, series.name)
    return list_decisions(of_series, carry_recorded(connection, series.name, of_series.in_force))


def _doubtful(
    request: Request, connection: Connection, series: AskedSeries, letters: str
) -> list[DoubtfulPair]:
    comparisons, kept = request.app.state.comparisons, request.app.state.kept
    if letters != ALL:
        return doubtful_pairs(connection, comparisons, series.name, letters)
    return list(
        kept.of(
            connection,
            series.name,
            "doubtful",
            lambda: doubtful_pairs(connection, comparisons, series.name),
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _AskedLink:
    """A link: its series, its letters as `old..new`, and the two statements that it rests on."""

    series: Named
    letters: Named
    before: Named
    after: Named


AskedLink = Annotated[_AskedLink, Depends()]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What a decision is about, as it stands."""

    series: AskedSeries
    comparison: Comparison


@router.head("/review/link")
@router.get("/review/link")
def show_link(request: Request, asked: AskedLink) -> Response:
    """One link: both sides, the evidence, the runners-up, and the form."""
    return _link_answer(request, asked, _seen(request, asked))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """What every form of this page sends besides what it is about."""

    token: FormToken = ""
    step: Step = "preview"
    actor: Typed = ""
    reason: Typed = ""


def _sent(token: FormToken = "", step: Step = "preview", actor: Typed = "", reason: Typed = "") -> _Sent:
    return _Sent(token=token, step=step, actor=actor.strip(), reason=reason.strip())


Sent = Annotated[_Sent, Depends(_sent)]


@router.post("/review/link")
def decide_on_link(
    *,
    request: Request,
    asked: AskedLink,
    sent: Sent,
    verdict: Annotated[Verdict, Form()],
    pair: Annotated[list[str] | None, Form()] = None,
    other_before: Typed = "",
    other_after: Typed = "",
) -> Response:
    """What the decision would change; or the decision, and back to the queue. What was typed is kept."""
    check_form(request, sent.token)
    form = CorrectionForm(
        verdict=verdict.value,
        pairs=tuple(pair or ()),
        other_before=other_before.strip(),
        other_after=other_after.strip(),
        actor=sent.actor,
        reason=sent.reason,
    )
    seen = _seen(request, asked)
    pairs = _pairs(form, seen.comparison)
    correction = Decide(verdict=verdict, pairs=pairs, actor=sent.actor, reason=sent.reason)
    try:
        told = _decide(request, seen.series, correction, sent.step)
    except (ServiceError, SnapshotError) as fault:
        return _link_answer(request, asked, seen, form=form, fault=fault)
    if isinstance(told, str):
        back = address_of("/review", series=seen.series.only, letters=asked.letters, done=told)
        return RedirectResponse(back, status_code=303)
    return _link_answer(request, asked, seen, form=form, told=told)


def _seen(request: Request, asked: _AskedLink) -> _Seen:
    with engine_of(request).connect() as connection:
        series = series_asked(connection, asked.series)
        old, new = split_pair(asked.letters)
        comparison = request.app.state.comparisons.compare(connection, series.name, old, new)
        return _Seen(series=series, comparison=comparison)


def _pairs(form: CorrectionForm, comparison: Comparison) -> tuple[Pair, ...]:
    """The pairs that are ticked, and the one that was typed; what is no pair names no statement."""
    wanted = [tuple((*one.split("|"), "")[:2]) for one in form.pairs]
    if form.other_before or form.other_after:
        wanted.append((form.other_before, form.other_after))
    return tuple(
        Pair(
            before=Place(letter=comparison.old.key, statement=before),
            after=Place(letter=comparison.new.key, statement=after),
        )
        for before, after in wanted
    )


def _decide(
    request: Request, series: AskedSeries, correction: Correction, step: str
) -> CorrectionShown | str:
    """The id of the decision that was recorded, or what it would change."""
    engine, authority = engine_of(request), request.app.state.authority
    if step == "record":
        return correct_link(engine, series.name, correction, authority=authority).decision.id
    corrected = preview_correction(engine, series.name, correction, authority=authority)
    with engine.connect() as connection:
        return correction_shown(corrected, labels_of(connection, items_named(corrected)))


def _link_answer(
    request: Request,
    asked: _AskedLink,
    seen: _Seen,
    *,
    form: CorrectionForm | None = None,
    told: CorrectionShown | None = None,
    fault: Exception | None = None,
) -> Response:
    link = find_link(seen.comparison, asked.before, asked.after)
    if link is None:
        raise HTTPException(NOT_FOUND.status)
    filled = replace(form, fault=str(fault or "")) if form else None
    shown = review_link(seen.series, seen.comparison, link, form=filled, told=told)
    return _form_answer(request, "review_link.html", shown, fault)


def _form_answer(request: Request, template: str, shown: object, fault: Exception | None) -> Response:
    token = form_token(request)
    status = problem_type_of(fault).status if fault else 200
    return with_token(html_answer(template, status=status, page=shown, token=token), request, token)


@dataclass(frozen=True, slots=True, kw_only=True)
class _AskedUndo:
    """A decision of a series."""

    series: Named
    decision: Named


AskedUndo = Annotated[_AskedUndo, Depends()]


@router.head("/review/undo")
@router.get("/review/undo")
def show_undo(request: Request, asked: AskedUndo) -> Response:
    """A decision that can be taken back, and the form that does."""
    series, listed = _made(request, asked)
    return _form_answer(request, "review_undo.html", undo_page(series, listed), None)


@router.post("/review/undo")
def undo_decision(request: Request, asked: AskedUndo, sent: Sent) -> Response:
    """What taking it back would change; or it is taken back, and back to the queue."""
    check_form(request, sent.token)
    series, listed = _made(request, asked)
    form = CorrectionForm(actor=sent.actor, reason=sent.reason)
    correction = Undo(decision=asked.decision, actor=sent.actor, reason=sent.reason)
    try:
        told = _decide(request, series, correction, sent.step)
    except (ServiceError, SnapshotError) as fault:
        shown = undo_page(series, listed, form=replace(form, fault=str(fault)))
        return _form_answer(request, "review_undo.html", shown, fault)
    if isinstance(told, str):
        return RedirectResponse(address_of("/review", series=series.only, done=told), status_code=303)
    return _form_answer(request, "review_undo.html", undo_page(series, listed, form=form, told=told), None)


def _made(request: Request, asked: _AskedUndo) -> tuple[AskedSeries, ListedDecision]:
    with engine_of(request).connect() as connection:
        series = series_asked(connection, asked.series)
        made = _decisions(connection, series)
    for one in made:
        if one.decision.id == asked.decision and not one.undone:
            return series, one
    raise HTTPException(NOT_FOUND.status)
