"""The promises of two letters, or of a whole series, with their rows: compared once and kept."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from sqlalchemy import Connection

from diffing.comparison import Comparison
from diffing.outcomes.slippage import Slippage, read_slippage
from service.comparing.compare_recorded import split_pair
from service.comparing.kept_comparisons import KeptComparisons
from service.comparing.kept_of_series import KeptOfSeries
from service.errors import UnknownLetter
from service.overviews.promises_page import ALL, PromiseRow, promise_rows_of
from service.overviews.series_asked import AskedSeries
from service.projections.items import item_ids_of
from service.projections.letters import HeldLetter

__all__ = ["Promises", "last_pair", "promises_told"]

# What became of promises, and the row of each by its identity.
Promises = tuple[Slippage, Mapping[int, PromiseRow]]


def last_pair(series: AskedSeries) -> str:
    """The last two letters as `old..new`; of a date its last issue. Empty where there are not two."""
    labels = [letter.label for letter in _last_issues(series.letters)]
    return f"{labels[-2]}..{labels[-1]}" if len(labels) > 1 else ""


def promises_told(
    connection: Connection,
    series: AskedSeries,
    letters: str,
    *,
    comparisons: KeptComparisons,
    kept: KeptOfSeries,
) -> Promises:
    """The promises of two letters, as `old..new`, or of ALL.

    Raises UnknownLetter and BadComparison; UnknownLetter too where one letter is all that is held.
    """
    if letters != ALL:
        return _told(connection, series.name, [split_pair(letters)], comparisons)
    labels = [letter.label for letter in _last_issues(series.letters)]
    if len(labels) < 2:  # noqa: PLR2004
        raise UnknownLetter(series.name, "before the first", tuple(labels))
    pairs = list(pairwise(labels))
    return kept.of(
        connection, series.name, "promises", lambda: _told(connection, series.name, pairs, comparisons)
    )


def _told(
    connection: Connection, series: str, pairs: list[tuple[str, str]], comparisons: KeptComparisons
) -> Promises:
    compared: list[Comparison] = [comparisons.compare(connection, series, *pair) for pair in pairs]
    slippage = read_slippage(compared, item_ids=item_ids_of(connection, series))
    by_letters = {(one.old.key, one.new.key): one for one in compared}
    return slippage, promise_rows_of(slippage.promises, by_letters)


def _last_issues(held: tuple[HeldLetter, ...]) -> list[HeldLetter]:
    """The letters by date, each as it was corrected last."""
    return list({letter.date: letter for letter in held}.values())
