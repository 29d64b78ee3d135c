"""A page as an answer: HTML with the policy that all pages have; and the files that pages offer."""

from __future__ import annotations

import re

from fastapi import Response
from fastapi.responses import HTMLResponse

from service.pages.rendering import HTML_HEADERS, page

__all__ = ["csv_answer", "file_answer", "html_answer"]

_NO_FILE_NAME = re.compile(r"[^A-Za-z0-9._-]+")


def html_answer(template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """The page that the template makes of these values."""
    return HTMLResponse(page(template, **values), status_code=status, headers=dict(HTML_HEADERS))


def file_answer(data: bytes | str, media_type: str, name: str) -> Response:
    """A file to be saved under a name; of that, plain letters, digits, dots and hyphens are kept."""
    headers = {
        "Content-Disposition": f'attachment; filename="{_NO_FILE_NAME.sub("-", name)}"',
        "X-Content-Type-Options": "nosniff",
    }
    return Response(data, media_type=media_type, headers=headers)


def csv_answer(text: str, name: str) -> Response:
    """Rows as a CSV file."""
    return file_answer(text, "text/csv; charset=utf-8", name)
