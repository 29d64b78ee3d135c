"""What reading one document may cost before it is given up."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ReadingLimits"]

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """Seconds by the clock and of the processor, and bytes of address space.

    A PDF of 500 pages takes about 15 seconds and 300 MB here; the interpreter and the PDF library map about
    as much again.
    """

    seconds: int = 60
    memory_bytes: int = 2_000 * _MEGABYTE
