"""The demo letters, read once in a process: they are values, so that any number of tests may share them."""

from __future__ import annotations

from functools import cache

from service.demo.demo_letters import DEMO_SERIES, demo_letters
from snapshots.letter import Letter
from snapshots.read_letter import read_letter


@cache
def read_demo() -> tuple[Letter, ...]:
    """All of them, the oldest first."""
    return tuple(
        read_letter(demo.data, filename=demo.filename, series=DEMO_SERIES) for demo in demo_letters()
    )
