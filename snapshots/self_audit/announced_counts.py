"""A count of things that are then named: "three bases: Peru, Chile and Bolivia", "two tasks: (a), (b)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from snapshots.facts.numbers import NUMBER_WORDS
from snapshots.facts.partner_mentions import find_mentions
from snapshots.facts.phrase_search import split_words
from snapshots.letter import Finding, Quantity, Severity, Statement
from snapshots.sentences import has_finite_verb

__all__ = ["check_announced_counts"]

_FEWEST, _MOST = 2, 20
# Between a count and the colon stand its noun and what is said of it.
_WIDEST_GAP = 80
_OPENS = re.compile(r":\s|,?\s(?:namely|i\.e\.|that is)[,:]?\s", re.IGNORECASE)
_ENDS = re.compile(r"[.!?](?=\s|$)|\s[-–—]\s")
# "such as" promises no whole list.
_PARTIAL = re.compile(
    r"\b(?:such as|including|includes?|among (?:others|them)|inter alia|e\.g\.|etc|notably|in particular"
    r"|for example|of which)\b",
    re.IGNORECASE,
)
_MARKERS = (
    re.compile(r"(?<!\w)\(?([a-h])\)\s"),
    re.compile(r"(?<!\w)\(?(i{1,3}|iv|vi{0,3}|ix|x)\)\s"),
    re.compile(r"(?<!\w)\(?(\d{1,2})\)\s"),
)
_FIRST = ("a", "i", "1")
_FIGURE = re.compile(rf"\d|(?:(?!\b(?:one|a|an)\b){NUMBER_WORDS})", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|or|as well as|&)\s")
_COMMA = re.compile(r",\s(?:(?:and|or)\s)?")
_LAST_COMMA = re.compile(r",\s(?:and|or)\s")
_LONGEST_ITEM = 6
# With these a clause begins, or a description.
_NO_NAMES = frozenset(
    {
        "the",
        "they",
        "it",
        "we",
        "he",
        "she",
        "this",
        "these",
        "each",
        "all",
        "both",
        "some",
        "none",
        "with",
        "for",
    }
)
# Lists of partners as long as this are counted by `listed_counts`.
_MANY_PARTNERS = 3


def check_announced_counts(statements: Iterable[Statement]) -> Iterator[Finding]:
    """`count.agrees` or `count.differs` for each count that a list of things follows, announced by a colon.

    A list that may be read in two ways ("border and coast guards and pilots") agrees with either.
    """
    for statement in statements:
        for quantity in statement.quantities:
            listed = _list_after(statement, quantity)
            counted = _counted(listed) if listed else None
            if counted is not None:
                yield _compared(statement, quantity, counted)


def _list_after(statement: Statement, quantity: Quantity) -> str:
    """The words that name what is counted; empty where the count announces none."""
    if quantity.unit == "%" or not _FEWEST <= quantity.value <= _MOST:
        return ""
    start = quantity.spans[0].end - statement.spans[0].start
    if quantity.spans[-1].end > statement.spans[0].end:
        return ""  # a page break moved it
    opens = _OPENS.search(statement.text, start, start + _WIDEST_GAP + 8)
    if (
        opens is None
        or opens.start() - start > _WIDEST_GAP
        or _ENDS.search(statement.text, start, opens.end())
    ):
        return ""
    if any(start < q.spans[0].start - statement.spans[0].start < opens.start() for q in statement.quantities):
        return ""
    if _PARTIAL.search(statement.text, start, opens.start()):
        return ""
    return _sentence_from(statement.text, opens.end())


def _sentence_from(text: str, at: int) -> str:
    """What follows, to the end of the sentence; of a list with markers, all of it."""
    rest = text[at:]
    if _markers_in(rest) > 1:
        return rest
    end = _ENDS.search(text, at)
    return text[at : end.start() if end else len(text)]


def _counted(listed: str) -> tuple[int, int] | None:
    """(fewest, most) things that the list names; None where it is no list, or not a whole one."""
    if _PARTIAL.search(listed):
        return None
    if (marked := _markers_in(listed)) > 1:
        return marked, marked
    if _FIGURE.search(listed) or len(list(find_mentions(split_words(listed)))) >= _MANY_PARTNERS:
        return None
    parted = [part.strip() for part in listed.split(";")]
    if len(parted) > 1:
        return (len(parted), len(parted)) if _closes(parted) else None
    return _by_commas(listed)


def _closes(parted: list[str]) -> bool:
    """Whether the last part is there and announced as the last."""
    return all(parted) and parted[-1].lower().startswith(("and ", "or "))


def _by_commas(listed: str) -> tuple[int, int] | None:
    items = [item for item in _COMMA.split(listed.strip()) if item.strip()]
    pieces = [piece for item in items for piece in _AND.split(item)]
    if len(pieces) < _FEWEST or not all(map(_is_a_name, pieces)):
        return None
    if _LAST_COMMA.search(listed):
        return len(items), len(pieces)
    # without a comma before it, the last "and" is the list's own
    return (len(items) + 1, len(pieces)) if len(_AND.split(items[-1])) > 1 else None


def _is_a_name(piece: str) -> bool:
    told = piece.lower().split()
    if not 0 < len(told) <= _LONGEST_ITEM or told[0] in _NO_NAMES or has_finite_verb(piece):
        return False
    return not any(word.endswith("ed") for word in told)


def _markers_in(listed: str) -> int:
    """How many members are marked (a), (b) or 1), 2), counted from the first; 0 where none are."""
    for pattern, first in zip(_MARKERS, _FIRST, strict=True):
        found = [match.group(1) for match in pattern.finditer(listed)]
        if found and found[0] == first and len(set(found)) == len(found):
            return len(found)
    return 0


def _compared(statement: Statement, quantity: Quantity, counted: tuple[int, int]) -> Finding:
    fewest, most = counted
    agrees = fewest <= quantity.value <= most
    number = str(quantity.value) if agrees else str(most)
    said = "as announced" if agrees else f"but {quantity.quote} {quantity.unit} are announced"
    return Finding(
        code="count.agrees" if agrees else "count.differs",
        severity=Severity.INFO if agrees else Severity.WARNING,
        message=f"{statement.id}: {number} {quantity.unit} are named, {said}",
        spans=quantity.spans,
    )
