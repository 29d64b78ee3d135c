"""The words that the reader knows, as data: one TOML file per subject, next to this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["load"]


@cache
def load(name: str) -> dict[str, Any]:
    """The vocabulary `<name>.toml`, parsed once per process; callers share it and must not change it.

    Raises FileNotFoundError when there is no such vocabulary, tomllib.TOMLDecodeError when it is not TOML.
    """
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
