"""The web application: one process of it, or any number, over one database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from threading import Event
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from service.comparing.kept_comparisons import KeptComparisons
from service.comparing.kept_of_series import KeptOfSeries
from service.database import migrate, open_engine
from service.delivery.as_settings_say import hub_in, keeping_in, outgoing_in
from service.delivery.deliver_due import Sender
from service.feed_documents.kept_documents import KeptDocuments
from service.feed_documents.make_documents import FeedMaker
from service.feeds.feed_ids import authority_of
from service.leadership import stand_for_leadership
from service.page_images.drawn_apart import DrawnPages
from service.reading.read_apart import read_apart
from service.recording.kept_readings import KeptReadings
from service.recording.record_letter import ReadLetter
from service.routes import (
    api_candidates,
    api_changes,
    api_compare,
    api_decisions,
    api_health,
    api_items,
    api_keys,
    api_ledger,
    api_letters,
    api_stream,
    api_subscriptions,
    comparison_pages,
    corrections,
    evidence_pages,
    feed_lists,
    feeds,
    overviews,
    pages,
    subscribe_pages,
    subscription_pages,
    well_known,
)
from service.routes.api_stream import log_watch
from service.routes.asking import refuse_unknown_parameters
from service.routes.body_limit import BodyLimit
from service.routes.compression import Compression
from service.routes.feed_layer import FeedLayer
from service.routes.head_requests import HeadRequests
from service.routes.openapi import describe
from service.routes.page_addresses import PageAddresses
from service.routes.problems import answer_with_problems
from service.scheduler import Work, scheduler_of
from service.settings import Settings
from service.signing.signing_keys import signing_keys
from service.sources.reach import reach_of

__all__ = ["create_app"]

_DESCRIPTION = (
    "Successive official letters as immutable snapshots, and what moved between any two of them: "
    "every figure traceable to the words it came from."
)
_API = (
    api_letters,
    api_compare,
    api_ledger,
    api_items,
    api_changes,
    corrections,
    api_decisions,
    api_candidates,
    api_keys,
    api_stream,
    api_subscriptions,
    api_health,
    feeds,
    feed_lists,
)
_FOR_READERS = (
    pages,
    comparison_pages,
    evidence_pages,
    subscribe_pages,
    overviews,
    subscription_pages,
    well_known,
)

# What a multipart form adds to the file in it: boundaries and headers, with room to spare.
_FORM = 64 * 1024
# Where nothing but a form of a few fields is sent.
_SMALL_FORMS = ("/v1/subscriptions", "/subscriptions")


class _Application(FastAPI):
    """FastAPI, with a description that is true to what is sent."""

    def openapi(self) -> dict[str, Any]:
        return describe(self)


def create_app(settings: Settings, *, read: ReadLetter | None = None) -> FastAPI:
    """The application over the database of these settings, which it migrates when it starts.

    Nothing is opened before that, so that an application can be made and described without a database.
    `read` is how uploads are read: in a process of their own, within the settings' limits, where nobody says.
    """
    app = _Application(
        title="Lettertrail",
        version=version("lettertrail"),
        description=_DESCRIPTION,
        lifespan=_run,
        # The page of the API is ours (routes/pages.py): these would fetch scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        # Off, all of it: its logs would carry what people upload, and nobody here configures an exporter.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        generate_unique_id_function=_name_of,
    )
    app.state.settings = settings
    app.state.engine = open_engine(settings.database_url)
    app.state.read_letter = read or partial(read_apart, limits=settings.reading_limits)
    # What waits for a person is looked at more than once.
    app.state.read_again = KeptReadings(app.state.read_letter)
    app.state.authority = authority_of(settings.public_url or "")
    app.state.signing_keys = signing_keys(settings)
    app.state.outgoing = outgoing_in(settings)
    app.state.log_watch = log_watch(app.state.engine, most=settings.stream_clients)
    app.state.feeds = FeedMaker(
        app.state.engine,
        authority=app.state.authority,
        keys=app.state.signing_keys,
        hub=settings.websub_hub,
    )
    app.state.comparisons = KeptComparisons()
    app.state.kept = KeptOfSeries()
    app.state.drawn_pages = DrawnPages()
    answer_with_problems(app, show=pages.show_problem)
    # A mistaken filter is not passed over: whoever reads a feed would take the whole for what they asked.
    for api in _API:
        app.include_router(api.router, dependencies=[Depends(refuse_unknown_parameters)])
    # Addresses of pages are passed on, and some who pass them on add parameters of their own.
    for module in _FOR_READERS:
        app.include_router(module.router)
    app.include_router(corrections.pages_router)
    _put_in_front(app, settings)
    return app


def _put_in_front(app: FastAPI, settings: Settings) -> None:
    """What a request meets before the routes, the last here first."""
    app.add_middleware(PageAddresses)
    app.add_middleware(Compression)
    app.add_middleware(HeadRequests)
    app.add_middleware(
        BodyLimit, most=settings.max_upload_bytes + _FORM, small=_SMALL_FORMS, most_of_small=_FORM
    )
    app.add_middleware(
        FeedLayer,
        maker=app.state.feeds,
        kept=KeptDocuments(app.state.engine),
        public_url=settings.public_url,
    )


def _work(app: FastAPI, sender: Sender, ending: Event) -> Work:
    settings: Settings = app.state.settings
    return Work(
        engine=app.state.engine,
        authority=app.state.authority,
        zone=settings.time_zone,
        reach=reach_of(settings, called_off=ending),
        sender=sender,
        keeping=keeping_in(settings),
    )


@asynccontextmanager
async def _run(app: FastAPI) -> AsyncIterator[None]:
    engine = app.state.engine
    await run_in_threadpool(migrate, engine)
    # Said at the start and not with the first comparison: a key that cannot be used.
    await run_in_threadpool(app.state.signing_keys.public)
    leadership = stand_for_leadership(engine)
    sender = Sender(engine, outgoing_in(app.state.settings), hub=hub_in(app.state.settings))
    ending = Event()
    scheduler = scheduler_of(_work(app, sender, ending), leadership)
    scheduler.start()
    try:
        yield
    finally:
        app.state.log_watch.end()
        ending.set()
        await run_in_threadpool(scheduler.shutdown)
        await run_in_threadpool(sender.close)
        await run_in_threadpool(app.state.feeds.close)
        leadership.give_up()
        engine.dispose()


def _name_of(route: APIRoute) -> str:
    """The operation's id in OpenAPI: the name of its function."""
    return route.name
