"""A page as an answer: HTML with the policy that all pages have."""

from __future__ import annotations

from fastapi.responses import HTMLResponse

from service.pages.rendering import HTML_HEADERS, page

__all__ = ["html_answer"]


def html_answer(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """The page that the template makes of these values."""
    return HTMLResponse(page(template, **values), status_code=status, headers=dict(HTML_HEADERS))
