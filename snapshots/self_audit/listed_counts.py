"""Counts and the partners listed after them: "18 agreements with A, B, C ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from snapshots.facts.partner_mentions import find_mentions
from snapshots.facts.phrase_search import Words, split_words
from snapshots.letter import Finding, Quantity, Severity, Statement

__all__ = ["check_listed_counts"]

# Between a count and its list stand its noun and "with", "for", "in" or a bracket, hardly more.
_WIDEST_GAP = 90
# One partner after a count is its place ("5 ports in Peru"); two may be.
_SHORTEST_LIST = 3
# "940 migrants from Mali, Guinea and Chad" counts people, not partners.
_MOST_PER_NAME = 2
_BETWEEN = re.compile(r"\s*(?:,|;|,?\s*(?:and|or|&))\s*(?:the\s+)?", re.IGNORECASE)
_ENDS = re.compile(r"[.;]\s")


def check_listed_counts(statements: Iterable[Statement]) -> Iterator[Finding]:
    """`count.agrees` or `count.differs` for each count that a list of partners follows."""
    for statement in statements:
        words = split_words(statement.text)
        for start, end, names in _lists(words):
            quantity = _counting(statement, start, names)
            if quantity is not None:
                yield _compared(statement, quantity, names, statement.text[start:end])


def _lists(words: Words) -> Iterator[tuple[int, int, int]]:
    """Where partners are listed, as offsets, and how many."""
    runs: list[tuple[int, int, int]] = []
    for mention in find_mentions(words):
        start, end = words.starts[mention.start], words.ends[mention.end - 1]
        if runs and _BETWEEN.fullmatch(words.text[runs[-1][1] : start]):
            runs[-1] = (runs[-1][0], end, runs[-1][2] + 1)
        else:
            runs.append((start, end, 1))
    yield from (run for run in runs if run[2] >= _SHORTEST_LIST)


def _counting(statement: Statement, list_start: int, names: int) -> Quantity | None:
    """The last count before a list, when nothing but its noun stands between."""
    before = [q for q in statement.quantities if 0 <= _offset(statement, q) < list_start and q.unit != "%"]
    if not before:
        return None
    last = before[-1]
    if last.value > _MOST_PER_NAME * names:
        return None
    between = statement.text[_offset(statement, last) + len(last.quote) : list_start]
    return last if len(between) <= _WIDEST_GAP and not _ENDS.search(between) else None


def _offset(statement: Statement, quantity: Quantity) -> int:
    """Where the count stands in the statement's own text; -1 in a part that a page break moved."""
    first = statement.spans[0]
    at = quantity.spans[0].start - first.start
    return at if quantity.spans[0].end <= first.end else -1


def _compared(statement: Statement, quantity: Quantity, names: int, listed: str) -> Finding:
    agrees = quantity.value == names
    said = "as stated" if agrees else f"but {quantity.quote} {quantity.unit} are stated"
    return Finding(
        code="count.agrees" if agrees else "count.differs",
        severity=Severity.INFO if agrees else Severity.WARNING,
        message=f"{statement.id}: {names} partners are listed ({_short(listed)}), {said}",
        spans=quantity.spans,
    )


def _short(listed: str) -> str:
    return listed if len(listed) <= _LONGEST_QUOTE else f"{listed[:_LONGEST_QUOTE].rsplit(',', 1)[0]} ..."


_LONGEST_QUOTE = 60
