"""Subscriptions in a browser: one form makes one, and a page behind its token tells of it and manages it.

The token never stands in an address, which ends in logs and histories: the browser keeps it in a cookie for
that one page, which no other site can have sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from secrets import token_bytes
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy import Engine

from service import clock
from service.database import transaction
from service.delivery.as_settings_say import limits_in
from service.delivery.delivery_log import list_deliveries
from service.delivery.kept_subscriptions import load_subscription, opened_by, remove_subscription
from service.delivery.manage_subscription import (
    Alteration,
    alter_subscription,
    replay_subscription,
    rotate_secret,
)
from service.delivery.signing_secrets import Scheme, scheme_of
from service.delivery.subscribe import Wish, subscribe
from service.delivery.subscription import Subscription
from service.delivery.subscription_shown import DeliveryShown, delivery_shown, subscription_shown
from service.errors import BadPosition, NoAccess, ServiceError
from service.projections.letters import series_held
from service.routes.asking import Database
from service.routes.form_guard import FormToken, check_form, form_token, with_token
from service.routes.html_answer import html_answer
from service.routes.problem_table import problem_type_of
from service.routes.sending_tests import send_test_in_turn

__all__ = ["router"]

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

_DELIVERIES_SHOWN = 25
_NO_WISH = Wish(url="")
# Nobody on the way keeps what is for one browser.
_PRIVATE = {"Cache-Control": "no-store"}

Line = Annotated[str, Form(max_length=2_000)]
Act = Annotated[Literal["test", "stop", "resume", "rotate", "replay", "remove"], Form()]


@router.head("/subscriptions")
@router.get("/subscriptions")
def show_form(
    request: Request, database: Database, q: Annotated[str, Query(max_length=2_000)] = ""
) -> Response:
    """The form that makes a subscription, filled with a filter where one is given; and one that opens one."""
    return _form_answer(request, database, wish=replace(_NO_WISH, query=q))


def _wish(
    *,
    url: Line = "",
    series: Line = "",
    q: Line = "",
    note: Line = "",
    signing: Annotated[Scheme, Form()] = "hmac",
    minor: Line = "",
    past: Line = "",
) -> Wish:
    return Wish(
        url=url.strip(),
        series=series or None,
        query=q.strip(),
        minor=minor == "yes",
        note=note,
        scheme=signing,
        after=0 if past == "yes" else None,
    )


@router.post("/subscriptions")
def make_one(
    request: Request, database: Database, wish: Annotated[Wish, Depends(_wish)], token: FormToken = ""
) -> Response:
    """A new subscription, with its token and secret, shown this once; or the form with what is wrong."""
    check_form(request, token)
    try:
        made = subscribe(
            database,
            wish,
            way=request.app.state.outgoing.way,
            limits=limits_in(request.app.state.settings),
            random_bytes=token_bytes,
            now=clock.now(),
        )
    except ServiceError as error:
        return _form_answer(request, database, wish=wish, error=error)
    shown = (("Token", made.token), _secret_shown(made.subscription))
    answer = _own_answer(request, database, made.subscription, shown=shown, status=201)
    return _with_cookie(answer, request, made.subscription.id, made.token)


@router.post("/subscriptions/open")
def open_one(request: Request, database: Database, token: FormToken = "", opens: Line = "") -> Response:
    """On to the page of the subscription that the token opens."""
    check_form(request, token)
    try:
        with database.connect() as connection:
            held = opened_by(connection, opens.strip())
    except NoAccess as error:
        return _form_answer(request, database, error=error)
    answer = RedirectResponse(f"/subscriptions/{held.id}", status_code=303, headers=_PRIVATE)
    return _with_cookie(answer, request, held.id, opens.strip())


@router.head("/subscriptions/{name}")
@router.get("/subscriptions/{name}")
def show_one(request: Request, database: Database, name: str) -> Response:
    """The subscription, to a browser that has its token; else the form that asks for it."""
    try:
        return _own_answer(request, database, _opened(request, database, name))
    except NoAccess as error:
        return _form_answer(request, database, error=error)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sent:
    """What the buttons of the page send."""

    act: str
    after: str
    sure: bool


def _sent(act: Act, after: Line = "", sure: Line = "") -> _Sent:
    return _Sent(act=act, after=after.strip(), sure=sure == "yes")


@router.post("/subscriptions/{name}")
def act_on_one(
    *,
    request: Request,
    database: Database,
    name: str,
    sent: Annotated[_Sent, Depends(_sent)],
    token: FormToken = "",
) -> Response:
    """Do what a button says, and show the page again; what was made new is shown this once."""
    check_form(request, token)
    try:
        held = _opened(request, database, name)
    except NoAccess as error:
        return _form_answer(request, database, error=error)
    try:
        return _done(request, database, held, sent)
    except ServiceError as error:
        return _own_answer(request, database, held, error=error)


def _done(request: Request, database: Engine, held: Subscription, sent: _Sent) -> Response:
    match sent.act:
        case "test":
            tested = send_test_in_turn(database, held.id, request.app.state.outgoing)
            return _own_answer(request, database, held, tested=delivery_shown(tested))
        case "rotate":
            scheme = scheme_of(held.secrets[0].value)
            rotated = rotate_secret(
                database, held.id, scheme=scheme, random_bytes=token_bytes, now=clock.now()
            )
            return _own_answer(request, database, rotated, shown=(_secret_shown(rotated),))
        case "remove" if sent.sure:
            with transaction(database) as connection:
                remove_subscription(connection, held.id)
            return RedirectResponse("/subscriptions", status_code=303, headers=_PRIVATE)
        case "replay":
            replay_subscription(database, held.id, after=_position(sent.after), now=clock.now())
        case "stop" | "resume":
            wanted = Alteration(active=sent.act == "resume")
            way = request.app.state.outgoing.way
            alter_subscription(database, held.id, wanted, way=way, now=clock.now())
    return RedirectResponse(f"/subscriptions/{held.id}", status_code=303, headers=_PRIVATE)


def _position(written: str) -> int:
    if not (written.isascii() and written.isdigit()):
        raise BadPosition(written, None)
    return int(written)


def _opened(request: Request, database: Engine, name: str) -> Subscription:
    """The subscription whose token the browser has for this page; raises NoAccess."""
    with database.connect() as connection:
        held = opened_by(connection, request.cookies.get(_cookie_of(name), ""))
    if held.id != name:
        raise NoAccess
    return held


def _cookie_of(name: str) -> str:
    return f"lettertrail-{name}"


def _with_cookie(answer: Response, request: Request, name: str, token: str) -> Response:
    """The answer with the token for this one page, sent to nobody else and read by no script."""
    answer.set_cookie(
        _cookie_of(name),
        token,
        path=f"/subscriptions/{name}",
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


def _secret_shown(held: Subscription) -> tuple[str, str]:
    shared = scheme_of(held.secrets[0].value) == "hmac"
    return ("Secret" if shared else "Public key", held.key_shown)


def _form_answer(
    request: Request, database: Engine, *, wish: Wish = _NO_WISH, error: ServiceError | None = None
) -> Response:
    with database.connect() as connection:
        series = series_held(connection)
    token = form_token(request)
    answer = html_answer(
        "subscriptions.html",
        status=200 if error is None else problem_type_of(error).status,
        wish=wish,
        series=series,
        token=token,
        fault="" if error is None else str(error),
    )
    return with_token(answer, request, token)


def _own_answer(
    request: Request,
    database: Engine,
    held: Subscription,
    *,
    shown: Sequence[tuple[str, str]] = (),
    tested: DeliveryShown | None = None,
    error: ServiceError | None = None,
    status: int = 200,
) -> Response:
    with transaction(database) as connection:
        now_held = load_subscription(connection, held.id)
        attempts = list_deliveries(connection, held.id, limit=_DELIVERIES_SHOWN).rows
    token = form_token(request)
    answer = html_answer(
        "subscription.html",
        status=status if error is None else problem_type_of(error).status,
        page=subscription_shown(now_held, attempts, now=clock.now()),
        token=token,
        shown=shown,
        tested=tested,
        fault="" if error is None else str(error),
    )
    answer.headers.update(_PRIVATE)
    return with_token(answer, request, token)
