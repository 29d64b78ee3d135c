"""The database that the settings name, opened and up to date, for the commands that need one."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pydantic import ValidationError

from service.commands.outcome import CommandFault
from service.database import migrate, open_engine
from service.feeds.feed_ids import authority_of
from service.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

__all__ = ["UnusableSettings", "authority", "open_record", "read_settings"]


class UnusableSettings(CommandFault, ValueError):
    """The environment sets something to what it cannot be; `faults` name each variable, and why."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__(f"{'; '.join(faults)}; set it right, or leave it out")


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
    engine = open_engine(settings.database_url)
    try:
        migrate(engine)
        yield engine
    finally:
        engine.dispose()
