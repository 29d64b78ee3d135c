"""What reading one document may cost before it is given up."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ReadingLimits", "bind_process"]

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """Seconds by the clock and of the processor, and bytes of address space.

    A PDF of 500 pages takes about 15 seconds and 300 MB here; the interpreter and the PDF library map about
    as much again.
    """

    seconds: int = 60
    memory_bytes: int = 2_000 * _MEGABYTE


def bind_process(seconds: int, memory_bytes: int, *, largest_file: int) -> None:
    """Bind this process to a time, a memory and the size of a file that it writes.

    Where the system has no such limits (Windows), the clock of whoever started it alone binds it.
    """
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
