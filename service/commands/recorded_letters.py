"""The database that the settings name, opened and up to date, for the commands that need one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import ValidationError

from service.commands.outcome import CommandFault
from service.database import holds_a_record, migrate, open_engine
from service.feeds.feed_ids import authority_of
from service.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

__all__ = [
    "NoRecord",
    "UnusableSettings",
    "authority",
    "open_held_record",
    "open_record",
    "read_settings",
]


class UnusableSettings(CommandFault, ValueError):
    """The environment sets something to what it cannot be; `faults` name each variable, and why."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__(f"{'; '.join(faults)}; set it right, or leave it out")


class NoRecord(CommandFault, LookupError):
    """There is nothing to look at: no letter was ever kept in the database at this address."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(
            f"there is no record in {url!r}; go to the folder where letters are kept, set "
            "LETTERTRAIL_DATABASE_URL, or record a first letter with lettertrail ingest"
        )


def read_settings() -> Settings:
    """What the environment says; raises UnusableSettings."""
    try:
        return Settings()
    except ValidationError as error:
        raise UnusableSettings(tuple(_fault(e["loc"], e["msg"]) for e in error.errors())) from error


def _fault(where: tuple[int | str, ...], why: str) -> str:
    """What is wrong with one variable; with several together, `why` names them."""
    return f"LETTERTRAIL_{str(where[0]).upper()}: {why}" if where else why


def authority(settings: Settings) -> str:
    """The host name for the ids of entries, the same as the server's: ids are for ever."""
    return authority_of(settings.public_url or "")


@contextmanager
def open_record(settings: Settings) -> Iterator[Engine]:
    """The database of these settings, its tables brought up to this version, closed afterwards."""
    with _opened(settings) as engine:
        migrate(engine)
        yield engine


@contextmanager
def open_held_record(settings: Settings) -> Iterator[Engine]:
    """As `open_record`, for who begins no record: makes nothing, and raises NoRecord, where there is none.

    That is all but what takes something in (`ingest`, `demo`, what is added) and what waits for it (`serve`,
    `deliver`).
    """
    with _opened(settings) as engine:
        if not holds_a_record(engine):
            raise NoRecord(engine.url.render_as_string())
        migrate(engine)
        yield engine


@contextmanager
def _opened(settings: Settings) -> Iterator[Engine]:
    engine = open_engine(settings.database_url)
    try:
        yield engine
    finally:
        engine.dispose()
