"""Subscriptions: make one, and with its token see, change, test, replay and remove it."""

# ruff: noqa: FAST003  the id of an address is read where its token is (subscription_access.py)

from __future__ import annotations

from secrets import token_bytes
from typing import Annotated

from fastapi import APIRouter, Body, Request, Response
from fastapi.responses import JSONResponse

from service import clock
from service.database import transaction
from service.delivery.as_settings_say import limits_in
from service.delivery.delivery_log import list_deliveries
from service.delivery.kept_subscriptions import remove_subscription
from service.delivery.manage_subscription import (
    Alteration,
    alter_subscription,
    replay_subscription,
    rotate_secret,
)
from service.delivery.subscribe import Wish, subscribe
from service.delivery.subscription_json import delivery_to_json, subscribed_to_json, subscription_to_json
from service.errors import (
    BadCursor,
    BadFilter,
    BadPosition,
    BadReceiverAddress,
    NoAccess,
    UnknownSeries,
    UnknownSubscription,
)
from service.routes.asking import USUAL_LIMIT, After, Database, Limit
from service.routes.problem_table import INVALID_REQUEST
from service.routes.problems import problem_responses
from service.routes.sending_tests import send_test_in_turn
from service.routes.subscription_access import Opened, OpenedNamed
from service.routes.subscription_models import (
    AlterationIn,
    DeliveryList,
    DeliveryOut,
    ReplayIn,
    SecretIn,
    SecretOut,
    SubscribedOut,
    SubscriptionList,
    SubscriptionOut,
    WishIn,
)
from service.too_much import TooManySubscriptions, TooManyTests

__all__ = ["router"]

router = APIRouter(prefix="/v1/subscriptions", tags=["subscriptions"])

_BAD_WISH = (BadReceiverAddress, BadFilter, UnknownSeries)
# Somebody with the token may remove it at any moment.
_GONE = (NoAccess, UnknownSubscription)


@router.post(
    "",
    status_code=201,
    response_model=SubscribedOut,
    responses=problem_responses(*_BAD_WISH, BadPosition, TooManySubscriptions, INVALID_REQUEST),
)
def post_subscription(request: Request, database: Database, wish: Annotated[WishIn, Body()]) -> Response:
    """Have what is published sent to an address, by the Standard Webhooks spec.

    The token and the secret are shown in this answer and never again.
    """
    made = subscribe(
        database,
        Wish(
            url=wish.url,
            series=wish.series,
            query=wish.q,
            minor=wish.minor,
            note=wish.note,
            scheme=wish.signing,
            after=wish.after,
        ),
        way=request.app.state.outgoing.way,
        limits=limits_in(request.app.state.settings),
        random_bytes=token_bytes,
        now=clock.now(),
    )
    return _private(subscribed_to_json(made), status=201)


@router.get("", response_model=SubscriptionList, responses=problem_responses(NoAccess))
def get_subscriptions(held: Opened) -> Response:
    """The subscription that the token opens."""
    return _private({"subscriptions": [subscription_to_json(held)], "next": None})


@router.get("/{id}", response_model=SubscriptionOut, responses=problem_responses(NoAccess))
def get_subscription(held: OpenedNamed) -> Response:
    """The subscription: what it is of, how far it has come, and whether it is disabled."""
    return _private(subscription_to_json(held))


@router.patch(
    "/{id}",
    response_model=SubscriptionOut,
    responses=problem_responses(*_GONE, *_BAD_WISH, INVALID_REQUEST),
)
def patch_subscription(
    request: Request, database: Database, held: OpenedNamed, wanted: Annotated[AlterationIn, Body()]
) -> Response:
    """Change what it is of or where it goes, stop it, or resume it where it stopped."""
    altered = alter_subscription(
        database,
        held.id,
        Alteration(
            url=wanted.url,
            series=wanted.series,
            query=wanted.q,
            minor=wanted.minor,
            note=wanted.note,
            active=None if wanted.state is None else wanted.state == "active",
        ),
        way=request.app.state.outgoing.way,
        now=clock.now(),
    )
    return _private(subscription_to_json(altered))


@router.delete(
    "/{id}",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "It is gone, and all that was kept of it."}, **problem_responses(*_GONE)},
)
def delete_subscription(database: Database, held: OpenedNamed) -> Response:
    """Remove it: its address, note, secrets and attempts are deleted at once."""
    with transaction(database) as connection:
        remove_subscription(connection, held.id)
    return Response(status_code=204)


@router.get(
    "/{id}/deliveries",
    response_model=DeliveryList,
    responses=problem_responses(NoAccess, BadCursor, INVALID_REQUEST),
)
def get_deliveries(
    database: Database, held: OpenedNamed, after: After = None, limit: Limit = USUAL_LIMIT
) -> Response:
    """What was sent and what came of it, the newest attempt first."""
    with database.connect() as connection:
        page = list_deliveries(connection, held.id, after=after, limit=limit)
    return _private({"deliveries": [delivery_to_json(one) for one in page.rows], "next": page.next})


@router.post(
    "/{id}/replay",
    response_model=SubscriptionOut,
    responses=problem_responses(*_GONE, BadPosition, INVALID_REQUEST),
)
def post_replay(database: Database, held: OpenedNamed, wanted: Annotated[ReplayIn, Body()]) -> Response:
    """Send everything behind a position again, in order, under the ids that it had."""
    replayed = replay_subscription(database, held.id, after=wanted.after, now=clock.now())
    return _private(subscription_to_json(replayed))


@router.post("/{id}/secret", response_model=SecretOut, responses=problem_responses(*_GONE, INVALID_REQUEST))
def post_secret(database: Database, held: OpenedNamed, wanted: Annotated[SecretIn, Body()]) -> Response:
    """A new secret, shown this once. For a day, messages are signed by the one before, too."""
    rotated = rotate_secret(
        database, held.id, scheme=wanted.signing, random_bytes=token_bytes, now=clock.now()
    )
    return _private({"subscription": subscription_to_json(rotated), "secret": rotated.key_shown})


@router.post("/{id}/test", response_model=DeliveryOut, responses=problem_responses(*_GONE, TooManyTests))
def post_test(request: Request, database: Database, held: OpenedNamed) -> Response:
    """Send a test at once and say what came of it."""
    sent = send_test_in_turn(database, held.id, request.app.state.outgoing)
    return _private(delivery_to_json(sent))


def _private(content: object, *, status: int = 200) -> Response:
    """An answer for one client alone: no cache on the way keeps it."""
    return JSONResponse(content, status_code=status, headers={"Cache-Control": "no-store"})
