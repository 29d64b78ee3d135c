"""All pages that look over a series, as one router."""

from __future__ import annotations

from fastapi import APIRouter

from service.routes import (
    candidate_pages,
    deadline_pages,
    measure_pages,
    money_pages,
    promise_pages,
    review_pages,
    search_pages,
    status_pages,
    upload_pages,
)

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_PAGES = (
    measure_pages,
    deadline_pages,
    promise_pages,
    money_pages,
    search_pages,
    review_pages,
    candidate_pages,
    upload_pages,
    status_pages,
)
for _pages in _PAGES:
    router.include_router(_pages.router)
