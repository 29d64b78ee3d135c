"""What a letter says about itself: its date, author, reference, title, and the letter that it follows up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from snapshots.errors import UndatedLetter
from snapshots.layout.blocks import Layout, Paragraph
from snapshots.letter import Heading, HeadingLevel, Span
from snapshots.lexicon import load
from snapshots.sentences import ends_sentence, has_finite_verb

__all__ = ["Letterhead", "read_letterhead"]

# A letter is dated at its head. This many characters hold the head of every letter seen, with its subject.
_HEAD = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The letter's own words about itself; `date` as a day, the rest None where the letter is silent.

    `spans` are the lines of the head and foot that report nothing.
    """

    date: date
    title: Heading | None
    author: str | None
    reference: str | None
    refers_to: str | None
    spans: tuple[Span, ...]


def read_letterhead(layout: Layout, *, column_headings: tuple[str, ...] = ()) -> Letterhead:
    """The letterhead of a layout. Raises UndatedLetter when no full date stands at the letter's head."""
    paragraphs = [block for block in layout.blocks if isinstance(block, Paragraph)]
    found = _dated_line(layout.text)
    title = _title(layout, paragraphs)
    refers_to = _refers_to([title.text] if title else [], column_headings)
    return Letterhead(
        date=found[0],
        title=title,
        author=_author(layout.text, paragraphs, found[1]),
        reference=_reference(layout.text),
        refers_to=refers_to,
        spans=tuple(_formalities(layout.text, paragraphs, found[1])),
    )


# --- the date -----------------------------------------------------------------------------------------------


@cache
def _full_date() -> re.Pattern[str]:
    months = "|".join(f"{m}|{m[:3]}" for m in load("letterhead")["months"])
    return re.compile(
        rf"\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{months})\.?,?\s+(?P<y1>(?:19|20)\d\d)\b"
        rf"|\b(?P<m2>{months})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)\b"
        r"|\b(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)\b"
        r"|\b(?P<d4>\d{1,2})[./](?P<m4>\d{1,2})[./](?P<y4>(?:19|20)\d\d)\b",
        re.IGNORECASE,
    )


def _dated_line(text: str) -> tuple[date, int]:
    """The first full date on a short line or after a place ("Brussels, 13 December 2023"), and where."""
    candidates = [(m, day) for m in _full_date().finditer(text, 0, _HEAD) if (day := _day(m))]
    for match, day in candidates:
        if _stands_as_date(text, match):
            return day, match.start()
    raise UndatedLetter(
        "no date found at the letter's head; it needs a line with its full date, "
        'such as "Brussels, 13 December 2023"'
    )


def _stands_as_date(text: str, match: re.Match[str]) -> bool:
    """Whether the date is the letter's own: on a line without a sentence, with at most a place before it."""
    line_start = text.rfind("\n", 0, match.start()) + 1
    before = text[line_start : match.start()].strip(" *_#|\t")
    return len(before.split()) <= _LONGEST_PLACE and not has_finite_verb(before)


# "The Hague, Ministry of Foreign Affairs," and the like; a sentence that mentions a date is longer.
_LONGEST_PLACE = 8


def _day(match: re.Match[str]) -> date | None:
    for form in "1234":
        if match[f"d{form}"]:
            month = match[f"m{form}"]
            number = int(month) if month.isdigit() else _month_number(month)
            try:
                return date(int(match[f"y{form}"]), number, int(match[f"d{form}"]))
            except ValueError:
                return None
    return None


def _month_number(name: str) -> int:
    return next(i for i, m in enumerate(load("letterhead")["months"], 1) if m[:3] == name[:3].lower())


# --- the rest -----------------------------------------------------------------------------------------------


def _title(layout: Layout, paragraphs: list[Paragraph]) -> Heading | None:
    """The title over the annex: the last short paragraph without a verb before the first table."""
    last = None
    for block in layout.blocks:
        if not isinstance(block, Paragraph):
            break
        last = block
    if last is None or len(paragraphs) == 0:
        return None
    words = layout.text[last.span.start : last.span.end]
    if (
        ends_sentence(words)
        or has_finite_verb(words)
        or len(words.split()) > _LONGEST_TITLE
        or _is_formality(words)
    ):
        return None
    return Heading(text=words, span=last.span, level=HeadingLevel.TITLE)


_LONGEST_TITLE = 20


def _author(text: str, paragraphs: list[Paragraph], dated_at: int) -> str | None:
    """Who writes: what stands in the head before the date, else the line after the closing."""
    before = [
        " ".join(text[p.span.start : p.span.end].split())
        for p in paragraphs
        if p.span.end <= text.rfind("\n", 0, dated_at) + 1
        and len(text[p.span.start : p.span.end].split()) <= _LONGEST_TITLE
    ]
    if before:
        return before[-1]
    closing = [i for i, p in enumerate(paragraphs) if _closes(text[p.span.start : p.span.end])]
    if closing and closing[-1] + 1 < len(paragraphs):
        span = paragraphs[closing[-1] + 1].span
        return text[span.start : span.end]
    return None


_REFERENCE = re.compile(
    r"\b((?:Ares|Ref\.?|Reference|Our ref\.?|No\.?|Nr\.?)\s*:?\s*[(\[]?[\w/().-]*\d[\w/().-]*)", re.IGNORECASE
)


def _reference(text: str) -> str | None:
    """The first reference number at the letter's head, as printed."""
    found = _REFERENCE.search(text, 0, _HEAD // 4)
    return found.group(1) if found else None


def _refers_to(titles: list[str], column_headings: tuple[str, ...]) -> str | None:
    """The older letter that the annex names: by its first column's heading, else by its title, as printed."""
    for words in column_headings:
        if _month_and_year().search(words) and "letter" in words.lower():
            return words
    follow_ups = "|".join(map(re.escape, load("letterhead")["follow_ups"]))
    for words in titles:
        if found := re.search(rf"(?:{follow_ups})\s+(?:the\s+)?(.*)", words, re.IGNORECASE):
            named = found.group(1)
            return named if named.count("(") >= named.count(")") else named.rstrip(" .)")
    return None


@cache
def _month_and_year() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load('letterhead')['months'])})\s+(?:19|20)\d\d\b", re.IGNORECASE)


def _formalities(text: str, paragraphs: list[Paragraph], dated_at: int) -> Iterator[Span]:
    """The lines down to the date, the greeting, the closing and the line of the signature below it."""
    signs = False
    for paragraph in paragraphs:
        words = text[paragraph.span.start : paragraph.span.end]
        is_head = paragraph.span.start <= dated_at and not has_finite_verb(words)
        if is_head or signs or _is_formality(words):
            yield paragraph.span
        signs = _closes(words)


def _is_formality(words: str) -> bool:
    low = words.strip().lower()
    return _closes(words) or low.split(" ", 1)[0].rstrip(",") in load("letterhead")["salutations"]


def _closes(words: str) -> bool:
    return words.strip().lower().rstrip(",.") in load("letterhead")["closings"]
