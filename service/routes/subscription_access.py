"""Who may manage a subscription: whoever shows its token."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Path
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from service.delivery.kept_subscriptions import opened_by
from service.delivery.subscription import Subscription
from service.errors import NoAccess
from service.routes.asking import Database

__all__ = ["Opened", "OpenedNamed", "SubscriptionInPath"]

# A missing header is answered by ours, as a wrong one is.
_TOKEN = HTTPBearer(auto_error=False, description="The token that was shown when it was made.")

_Shown = Annotated[HTTPAuthorizationCredentials | None, Depends(_TOKEN)]
SubscriptionInPath = Annotated[str, Path(description="Its id.", examples=["sub_5d41402abc4b2a76b971"])]


def opened(database: Database, shown: _Shown) -> Subscription:
    """The subscription that the token of the request opens; raises NoAccess."""
    if shown is None:
        raise NoAccess
    with database.connect() as connection:
        return opened_by(connection, shown.credentials)


def opened_named(id: SubscriptionInPath, held: Annotated[Subscription, Depends(opened)]) -> Subscription:  # noqa: A002
    """The same, where it is the one of the address; raises NoAccess."""
    if held.id != id:
        raise NoAccess
    return held


Opened = Annotated[Subscription, Depends(opened)]
OpenedNamed = Annotated[Subscription, Depends(opened_named)]
