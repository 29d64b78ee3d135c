"""The words that the reader knows, as data, in layers: general English, then what one series has of its own.

One TOML file per subject stands next to this module. A series may have a file `series/<name>.toml`, whose
tables are named for the subjects that they add to: columns and parts of the annex, partners and regions,
actors, letterhead, narrative, and all that two letters are compared by, such as similar words. Lists are made
longer, tables are filled up; nothing general is taken away. A series without a file is read and compared with
the general words alone; numbers, money, times, kinds and status are general English for all.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from importlib.resources import files
from typing import Any, ParamSpec, TypeVar

__all__ = [
    "few_per_series",
    "load",
    "per_series",
    "series_at_hand",
    "series_sha256",
    "vocabulary_sha256",
    "words_of_letter",
    "words_of_series",
]

_P = ParamSpec("_P")
_T = TypeVar("_T")

_NAME = re.compile(r"[a-z0-9-]+")
_series: ContextVar[str | None] = ContextVar("series", default=None)


def load(name: str) -> dict[str, Any]:
    """The vocabulary `<name>.toml` with what the series at hand adds; shared, and not to be changed.

    Raises FileNotFoundError when there is no such vocabulary, tomllib.TOMLDecodeError when it is not TOML.
    """
    return _layered(name, _series.get())


def series_at_hand() -> str | None:
    """The series whose words `load` adds to the general ones; None when there are none."""
    return _series.get()


@contextmanager
def words_of_series(series: str | None) -> Iterator[None]:
    """Within it, `load` gives the words of that series too, if it has any of its own."""
    token = _series.set(series if series and _additions(series) else None)
    try:
        yield
    finally:
        _series.reset(token)


def words_of_letter(key: str) -> AbstractContextManager[None]:
    """`words_of_series` for the series of the letter with this key."""
    return words_of_series(key.partition("/")[0])


def per_series(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Like functools.cache, for what is made of words: once for each series that has words of its own."""
    return _kept_by_series(function, most=None)


def few_per_series(most: int) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Like functools.lru_cache, for what is made of words and of a letter's text: so many for all series."""

    def keeping(function: Callable[_P, _T]) -> Callable[_P, _T]:
        return _kept_by_series(function, most=most)

    return keeping


def _kept_by_series(function: Callable[_P, _T], *, most: int | None) -> Callable[_P, _T]:
    @lru_cache(maxsize=most)
    def kept(_series_at_hand: str | None, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        return function(*args, **kwargs)

    @wraps(function)
    def looked_up(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        return kept(_series.get(), *args, **kwargs)  # type: ignore[arg-type]  # callers pass names only

    return looked_up


@cache
def vocabulary_sha256() -> str:
    """The SHA-256 of the general vocabulary, in hexadecimal: `sha256sum *.toml | sha256sum` in its folder.

    The names are in the order of their code points, as `LC_ALL=C` has them.
    """
    held = sorted((file.name, file.read_bytes()) for file in files(__name__).iterdir() if _is_toml(file.name))
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in held)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def series_sha256(series: str | None) -> str | None:
    """The SHA-256 of the file with the series' own words, in hexadecimal; None when it has none."""
    if not series or not _additions(series):
        return None
    return hashlib.sha256(files(__name__).joinpath("series", f"{series}.toml").read_bytes()).hexdigest()


def _is_toml(name: str) -> bool:
    return name.endswith(".toml")


@cache
def _layered(name: str, series: str | None) -> dict[str, Any]:
    general = tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    own = _additions(series).get(name, {}) if series else {}
    return _filled_up(general, own)


@cache
def _additions(series: str) -> dict[str, Any]:
    """What the series' own file says, by subject; empty when it has none, or is not named as series are."""
    if not _NAME.fullmatch(series):
        return {}
    found = files(__name__).joinpath("series", f"{series}.toml")
    return tomllib.loads(found.read_text(encoding="utf-8")) if found.is_file() else {}


def _filled_up(general: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    both = dict(general)
    for key, value in own.items():
        held = both.get(key)
        if isinstance(held, dict) and isinstance(value, dict):
            both[key] = _filled_up(held, value)
        elif isinstance(held, list) and isinstance(value, list):
            both[key] = [*held, *value]
        else:
            both[key] = value
    return both
