"""Forms that change something are taken from our own pages alone, in an installation without accounts.

Whoever may open the pages may decide; nobody may make another's browser do so. Browsers say where a request
comes from (Sec-Fetch-Site, Origin), and what other sites cannot read is asked back: a random cookie, which a
form repeats in a hidden field.
"""

from __future__ import annotations

import secrets
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Form, Request, Response

from service.errors import ForeignForm

__all__ = ["FormToken", "check_form", "form_token", "with_token"]

_COOKIE = "lettertrail-form"
# In bytes; as many as no one guesses.
_LENGTH = 24

FormToken = Annotated[str, Form(alias="token", max_length=200)]


def form_token(request: Request) -> str:
    """What the forms of a page repeat: the token that the browser has, or a new one."""
    return request.cookies.get(_COOKIE) or secrets.token_urlsafe(_LENGTH)


def with_token(response: Response, request: Request, token: str) -> Response:
    """The page with the cookie that its forms repeat; sent to nobody but us, read by no script."""
    if request.cookies.get(_COOKIE) != token:
        secure = request.url.scheme == "https"
        response.set_cookie(_COOKIE, token, path="/", httponly=True, samesite="strict", secure=secure)
    return response


def check_form(request: Request, token: str) -> None:
    """Raises ForeignForm for a form that was not sent from one of our own pages."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        raise ForeignForm(f"the browser says that it comes from another site ({site})")
    origin = request.headers.get("origin")
    if origin is not None and _host_of(origin) not in _hosts(request):
        raise ForeignForm("the browser says that it comes from another address")
    cookie = request.cookies.get(_COOKIE, "")
    if not cookie or not secrets.compare_digest(cookie.encode(), token.encode()):
        raise ForeignForm("it does not repeat the cookie that came with its page")


def _host_of(origin: str) -> str | None:
    """The host and port of an origin; None of what is no address, which a client may send as well."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def _hosts(request: Request) -> set[str]:
    """The names that this service goes by: as it was asked, and as the settings have it."""
    public = request.app.state.settings.public_url
    return {request.headers.get("host", ""), *({urlsplit(public).netloc} if public else ())}
