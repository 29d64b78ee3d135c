"""Every watched place whose turn has come is looked at, one after the other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from service import clock
from service.delivery.time_left import Abandoned
from service.record_faults import RecordingContested
from service.sources.check_source import Checked, Reach, check_source
from service.sources.source_rows import due_sources

__all__ = ["check_due_sources"]

_LOG = logging.getLogger(__name__)


def check_due_sources(
    engine: Engine, *, reach: Reach, now: Callable[[], datetime] = clock.now
) -> tuple[Checked, ...]:
    """What each check came to, the longest overdue first; none where no turn has come.

    Where this process ends meanwhile, the rest is still due, and so is the check that was called off.
    """
    with engine.connect() as connection:
        due = due_sources(connection, now())
    checked: list[Checked] = []
    for source in due:
        try:
            one = check_source(engine, source, reach=reach, now=now)
        except RecordingContested:
            continue  # its turn is still due: the next one makes up for it
        except Abandoned:
            break
        checked.append(one)
        for candidate in one.candidates:
            _LOG.info("%s: found %s at a watched place; a person decides of it", source.series, candidate)
    return tuple(checked)
