"""The demo series: its name, and its letters as files in the order of their dates.

A fictional commission writes to a fictional council about protecting coasts. The four letters come in the
formats that real ones come in (flattened text, HTML, text again, DOCX), and show every kind of change.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

__all__ = ["DEMO_SERIES", "DemoLetter", "demo_letters"]

DEMO_SERIES = "harbour-council"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoLetter:
    """A demo letter as it would be received: a file's name and its bytes."""

    filename: str
    data: bytes


def demo_letters() -> tuple[DemoLetter, ...]:
    """All demo letters, the oldest first."""
    found = [entry for entry in files(__package__).iterdir() if f"-{DEMO_SERIES}." in entry.name]
    return tuple(
        DemoLetter(filename=entry.name, data=entry.read_bytes())
        for entry in sorted(found, key=lambda entry: entry.name)
    )
