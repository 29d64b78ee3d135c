"""Counts and percentages in a statement that are neither money nor time, each with what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from snapshots.facts.counted_nouns import counted_noun, plural_before, subject_before
from snapshots.facts.numbers import NUMBER_WORDS, Numeral, find_numerals, may_hold_numerals, plain
from snapshots.facts.reference_numbers import find_references
from snapshots.facts.taken_text import TakenText
from snapshots.facts.word_patterns import REACH, any_of, stands_before
from snapshots.letter import Quantity, Span
from snapshots.lexicon import load

__all__ = ["find_quantities"]

_WORDS = load("counting")
_LABELS = any_of(load("references")["labels"])
_TRIVIAL = frozenset(_WORDS["trivial_when_spelled"])
_MONTHS = any_of(load("calendar")["months"])

_PERCENT = re.compile(rf"\s?(?:{any_of(_WORDS['percent'])})(?![\w-])", re.IGNORECASE)
_POINTS = re.compile(rf"\s?(?:%[\s-]points?|{any_of(_WORDS['percentage_points'])})(?!\w)", re.IGNORECASE)
_BASIS_POINTS = re.compile(rf"\s?{any_of(_WORDS['basis_points'])}(?!\w)")
_MEASURE = re.compile(rf"\s?(?P<sign>{any_of(_WORDS['measures'])})(?![\w-])")
_MINUS = re.compile(r"(?:^|[\s(])[-–−]$")

_LABELLED = re.compile(rf"(?<![\w-])(?:{_LABELS})s?\s?(?:no\.?\s)?$", re.IGNORECASE)
_MODEL = re.compile(rf"\b(?:\d+|(?i:{NUMBER_WORDS}))\s(?!{_MONTHS}\b)[A-Z][a-z]+\s$")  # "ten Leopard 2 tanks"
_GLUED_BEFORE = re.compile(r"(?:[A-Za-z][-–]|#|\d[:/])$")  # "F-16", "10:30"
_NO_COUNT_AFTER = re.compile(
    rf"[A-Za-z]|[-–][A-Za-z]|:\d|\s?/\s?\d|\s(?:{any_of(_WORDS['times_of_day'])})(?!\w)|\s[Pp]oint\b(?!s)"
    rf"|\s(?:{any_of(_WORDS['sizes'])})(?!\w)|\s(?:{any_of(_WORDS['durations'])})\s(?:{any_of(_WORDS['after_duration'])})\b"
)
_FRACTION = re.compile(rf"[\s-](?:{any_of(_WORDS['fractions'])})\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LINKED = re.compile(r"\s?[-–—]\s?|,?\s(?:to|and|or)\s|,\s")
_BARE_AFTER = re.compile(rf"(?:\b(?:{any_of(_WORDS['bare_after'])})\s|[,:;(–-]\s?)(?:the\s)?$", re.IGNORECASE)
_OF_THEM = re.compile(rf"\s(?:{any_of(_WORDS['of_them'])})\b")
# "Membership has grown to 46", "rose from 41 in October to 46"
_LEVEL = re.compile(
    rf"\b(?:{any_of(_WORDS['levels'])})\s(?:[^.;:]{{0,30}}\s)?(?:to|from|at|by)\s$", re.IGNORECASE
)
_REST = re.compile(rf"\b(?:the|its|their)\s(?:{any_of(_WORDS['rest'])})\s$", re.IGNORECASE)
# "one more boat", "one Dutch ship", "one of three boats"; "one of the reasons" counts nothing
_ONE = re.compile(
    rf"\s(?:{any_of(_WORDS['one_counts_before'])})\s+[a-z]|\s[A-Z][A-Za-z-]+\s+[a-z]"
    rf"|\s(?:out\s)?of\s(?:\d+|{NUMBER_WORDS})\s"
)
_ACTING = re.compile(rf"\s(?:{any_of(_WORDS['acting'])})\s(?!as\b)[a-z]+")
_BEGINS_CLAUSE = re.compile(r"[.;]\s$")
_WHO = re.compile(r"\b(?P<noun>[a-z-]+s|people|staff)\swho\b")
_PART_OF_WHOLE = re.compile(rf"\s(?:{any_of(_WORDS['part_of_whole'])})\s", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?;]\s")
_ROUND = 50
_LARGE = 1000  # no label and no list marker is as large, and years are sorted out before
_MARKERS_UP_TO = 20
# The longest of those before a number: "footnote no. ", "ten Leopard ".
_A_WORD, _SOME_WORDS = 24, 40


# A statement with as many is a table of figures whose columns were lost: nothing says what each one counts.
_MOST_NUMERALS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """A number that may be a count: where it stands, and its unit as far as the words after it say."""

    start: int
    end: int
    value: Decimal
    unit: str | None
    numeral: Numeral


def find_quantities(text: str, *, taken: Sequence[Span]) -> tuple[Quantity, ...]:
    """The counts and percentages in reading order; nothing that overlaps `taken`, the amounts and times.

    Left out: ordinals, labels ("Article 25"), years, sizes ("17m boats"), "one" as a pronoun or an article.
    A bare figure of a list ("162 to Albania, 12 Kosovo") counts what the figure before it counts.
    """
    if not may_hold_numerals(text):
        return ()
    used = TakenText(len(text), ((span.start, span.end) for span in taken))
    numerals = [
        numeral for numeral in find_numerals(text) if not used.holds_any_of(numeral.start, numeral.end)
    ]
    if not numerals or len(numerals) > _MOST_NUMERALS:
        return ()
    references = TakenText(len(text), find_references(text))
    counts: list[_Count] = []
    label: Numeral | None = None
    for numeral in numerals:
        if references.holds_any_of(numeral.start, numeral.end) or _is_labelled(text, numeral, label):
            label = numeral
        elif not _is_no_count(text, numeral):
            counts.append(_count(text, numeral))
    return tuple(_quantities(text, counts))


def _is_labelled(text: str, numeral: Numeral, label: Numeral | None) -> bool:
    """Whether the number is a name: "Article 25", and "26" in "Articles 25 and 26"."""
    if _PERCENT.match(text, numeral.end):
        return False
    if stands_before(_LABELLED, text, numeral.start, _A_WORD):
        return True
    if stands_before(_MODEL, text, numeral.start, _SOME_WORDS):
        return True
    return (
        label is not None
        and not numeral.spelled
        and _LINKED.fullmatch(text, label.end, numeral.start) is not None
    )


def _is_no_count(text: str, numeral: Numeral) -> bool:
    start, end = numeral.start, numeral.end
    if stands_before(_GLUED_BEFORE, text, start, 2) or _NO_COUNT_AFTER.match(text, end):
        return _MEASURE.match(text, end) is None
    if numeral.spelled and _FRACTION.match(text, end):
        return True
    if numeral.spelled and numeral.value == 1:
        return _ONE.match(text, end) is None
    if _YEAR.fullmatch(text, start, end):
        return numeral.value % _ROUND != 0 or counted_noun(text, end) is None
    return _is_marker(text, numeral)


def _is_marker(text: str, numeral: Numeral) -> bool:
    """Whether the number opens a list's member: "1. The", "(2) strengthening"."""
    if numeral.spelled or numeral.value > _MARKERS_UP_TO:
        return False
    before = text[max(0, numeral.start - REACH) : numeral.start].rstrip()
    after = text[numeral.end : numeral.end + 1]
    if numeral.start < REACH and not before.strip("("):
        return after in (".", ")")
    return (
        before.endswith(("(", ":("))
        and after == ")"
        and before[:-1].rstrip().endswith((":", ";", ",", "and", "."))
    )


def _count(text: str, numeral: Numeral) -> _Count:
    start, end, value = numeral.start, numeral.end, numeral.value
    for pattern, unit in ((_POINTS, "percentage points"), (_PERCENT, "%"), (_BASIS_POINTS, "basis points")):
        if sign := pattern.match(text, end):
            if stands_before(_MINUS, text, start, 2):
                start, value = start - 1, -value
            return _Count(start=start, end=sign.end(), value=value, unit=unit, numeral=numeral)
    if measure := _MEASURE.match(text, end):
        return _Count(start=start, end=end, value=value, unit=measure["sign"], numeral=numeral)
    if numeral.could_be_thousands:
        value = plain(value * 1000)  # what is counted is whole: "4.500 officers" can only be thousands
    return _Count(start=start, end=end, value=value, unit=counted_noun(text, end), numeral=numeral)


def _quantities(text: str, counts: Sequence[_Count]) -> list[Quantity]:
    found: list[Quantity] = []
    last_unit: str | None = None
    for index, count in enumerate(counts):
        unit = count.unit or _shared_unit(text, counts, index, last_unit)
        unit = unit or _who_act(text, count)
        if unit is None or (count.numeral.spelled and unit.lower() in _TRIVIAL):
            continue
        last_unit = last_unit if unit == "%" else unit
        found.append(
            Quantity(
                value=count.value,
                unit=unit,
                quote=text[count.start : count.end],
                spans=(Span(start=count.start, end=count.end),),
            )
        )
    return found


def _shared_unit(text: str, counts: Sequence[_Count], index: int, last_unit: str | None) -> str | None:
    """What a bare figure counts: as the next one of its range, as the one before it, or a noun before it."""
    count = counts[index]
    if index + 1 < len(counts) and _LINKED.fullmatch(text, count.end, counts[index + 1].start):
        following = counts[index + 1].unit
        if following is not None:
            return following
    large, spelled = count.value >= _LARGE, count.numeral.spelled
    if large and not spelled and (noun := counted_noun(text, count.end, plural=False)):
        return noun
    if (large and not spelled) or _may_stand_bare(text, count):
        named = last_unit or plural_before(text, count.start)
        if named is None and _OF_THEM.match(text, count.end):
            return str(_WORDS["uncounted"])
        return named or _measured(text, count) or _unit_of_a_pair(text, counts, index, last_unit)
    return _measured(text, count) or _unit_of_a_pair(text, counts, index, last_unit)


def _who_act(text: str, count: _Count) -> str | None:
    """Who is counted by a figure that begins a clause before its verb: "experts who ...; 60 came"."""
    begins = stands_before(_BEGINS_CLAUSE, text, count.start, 2)
    if not begins or count.numeral.spelled or _ACTING.match(text, count.end) is None:
        return None
    named = _WHO.findall(text, 0, count.start)
    return str(named[-1] if named else _WORDS["uncounted"])


def _unit_of_a_pair(text: str, counts: Sequence[_Count], index: int, last_unit: str | None) -> str | None:
    """What is counted by a part and its whole with no noun beside them: "60 out of 120"."""
    pair = any(
        _PART_OF_WHOLE.fullmatch(text, part.end, whole.start) is not None and 0 <= part.value <= whole.value
        for part, whole in pairwise(counts[max(0, index - 1) : index + 2])
    )
    named = last_unit or plural_before(text, counts[index].start) or str(_WORDS["uncounted"])
    return named if pair else None


def _measured(text: str, count: _Count) -> str | None:
    """The noun whose level a bare figure gives ("membership grew to 46"); "the other five" are others."""
    if stands_before(_REST, text, count.start):
        return str(_WORDS["others"])
    goal = count.numeral.spelled and count.value >= _LARGE
    if goal or (count.value and stands_before(_LEVEL, text, count.start)):
        return subject_before(text, count.start) or str(_WORDS["uncounted"])
    return None


def _may_stand_bare(text: str, count: _Count) -> bool:
    if count.value == 0 or (
        count.value != count.value.to_integral_value() and not count.numeral.could_be_thousands
    ):
        return False
    return (
        stands_before(_BARE_AFTER, text, count.start, _A_WORD) is not None
        or _OF_THEM.match(text, count.end) is not None
    )
