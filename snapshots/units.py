"""A passage to units: headings, and the stretches of words that each report on one measure.

A bullet is a unit; where the bullets were lost, a sentence is, or a run of sentences on the same measure.
A sentence that reports on two measures side by side ("...; ...") is parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from snapshots.facts.actors import find_actors
from snapshots.facts.partners import partners_named
from snapshots.facts.word_patterns import stands_in
from snapshots.headings import (
    LONGEST_HEADING,
    HeadingWords,
    glued_heading,
    is_heading,
    names_partners_only,
    partner_names,
)
from snapshots.inline_bullets import find_inline_bullets
from snapshots.join_paragraphs import PRONOUNS, Unit, with_paragraphs_joined
from snapshots.joined_text import JoinedText, join_spans
from snapshots.letter import Column, Span
from snapshots.lexicon import load
from snapshots.part_clauses import part_clauses
from snapshots.passages import Passage, Stretch
from snapshots.sentences import LONGEST_SENTENCE, ends_sentence, has_finite_verb, sentence_spans, trimmed

__all__ = ["cut_passage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    """What stands between two bullets."""

    words: JoinedText
    level: int
    marked: bool
    opens_row: bool
    own_bullet: bool = False
    before_bullet: bool = False


def cut_passage(text: str, passage: Passage, common: HeadingWords, *, flattened: bool) -> Iterator[Unit]:
    """The units of a passage in reading order; every non-blank character but bullets is in one of them."""
    units = _units_of_runs(text, passage, common, flattened=flattened)
    if passage.column is Column.BODY:
        yield from units
    else:
        yield from with_paragraphs_joined(text, units)


def _units_of_runs(text: str, passage: Passage, common: HeadingWords, *, flattened: bool) -> Iterator[Unit]:
    runs = list(_runs(passage.stretches))
    for index, run in enumerate(runs):
        is_last = index == len(runs) - 1
        dates = [stretch for stretch in run if stretch.due]
        said = [stretch for stretch in run if not stretch.due]
        if not said:
            said, dates = run, []
        units = list(
            _cut_run(text, said, common, flattened=flattened, is_last=is_last, column=passage.column)
        )
        if units:
            units[-1] = _with_due(text, units[-1], dates)
        yield from (_placed(unit, run) for unit in units)


def _with_due(text: str, unit: Unit, dates: list[Stretch]) -> Unit:
    """The unit with the dates that stand beside it in a column of their own."""
    if not dates:
        return unit
    spans = (*unit.words.spans, *(date.span for date in dates))
    return replace(unit, words=join_spans(text, spans), heading=False)


def _runs(stretches: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    """The stretches that one sentence may run through, together."""
    run: list[Stretch] = []
    for stretch in stretches:
        if run and (not stretch.joins or len(run) == _MOST_STRETCHES):
            yield run
            run = []
        run.append(stretch)
    if run:
        yield run


# A page break cuts a sentence in two, a merged cell in three; endless rows would make one of a whole file.
_MOST_STRETCHES = 50


def _placed(unit: Unit, run: list[Stretch]) -> Unit:
    """The unit with the page and the boxes of the stretches that it stands in."""
    first = unit.words.spans[0].start
    opens = unit.words.spans[0].start == run[0].span.start
    home = [s for s in run if any(s.span.start <= w.start < s.span.end for w in unit.words.spans)]
    page = next((s.page for s in run if s.span.start <= first < s.span.end), None)
    return Unit(
        words=unit.words,
        heading=unit.heading,
        level=unit.level,
        opens_row=unit.opens_row,
        opens_paragraph=opens,
        after_break=opens and run[0].after_break,
        goes_on=unit.goes_on,
        page=page,
        boxes=tuple(box for s in home for box in s.boxes),
    )


def _cut_run(
    text: str, run: list[Stretch], common: HeadingWords, *, flattened: bool, is_last: bool, column: Column
) -> Iterator[Unit]:
    words = join_spans(text, (stretch.span for stretch in run))
    first = run[0]
    is_report = first.level > 0 and words.text.endswith(":") and has_finite_verb(words.text)
    if first.heading and len(run) == 1 and not is_report and is_heading(words.text, marked=True):
        yield Unit(words=words, heading=True, opens_row=first.opens_row)
        return
    chunks = list(_chunks(words, first, split=flattened or column is not Column.BODY))
    for index, chunk in enumerate(chunks):
        ends_passage = is_last and index == len(chunks) - 1
        glued = flattened and column is not Column.BODY
        yield from _cut_chunk(chunk, common, glued=glued, ends_passage=ends_passage)


# --- bullets ------------------------------------------------------------------------------------------------


def _chunks(words: JoinedText, first: Stretch, *, split: bool) -> Iterator[_Chunk]:
    """The stretches between bullets inside the words; the one before them has the level of the first."""
    marks = find_inline_bullets(words.text) if split else ()
    edges = [(0, 0, first.level), *((mark.start, mark.end, mark.level) for mark in marks)]
    starts = [*edges, (len(words.text), len(words.text), 0)]
    opens = first.opens_row
    for index, ((_, begin, level), (end, _, _)) in enumerate(pairwise(starts)):
        span = trimmed(words.text, begin, end)
        if span:
            yield _Chunk(
                words=words.part(span.start, span.end),
                level=level,
                marked=first.heading,
                opens_row=opens,
                own_bullet=index > 0,
                before_bullet=end < len(words.text),
            )
            opens = False


# --- sentences ----------------------------------------------------------------------------------------------


def _cut_chunk(chunk: _Chunk, common: HeadingWords, *, glued: bool, ends_passage: bool) -> Iterator[Unit]:
    pieces = list(_pieces(chunk, common, glued=glued, ends_passage=ends_passage))
    if glued and not chunk.level:
        pieces = _with_whole_title(chunk.words.text, pieces)
    for index, (heading, span) in enumerate(_merged(chunk.words.text, pieces)):
        yield Unit(
            words=chunk.words.part(span.start, span.end),
            heading=heading,
            level=0 if heading else chunk.level,
            opens_row=chunk.opens_row and index == 0,
            goes_on=index > 0 and (chunk.level > 0 or glued),
        )


def _pieces(
    chunk: _Chunk, common: HeadingWords, *, glued: bool, ends_passage: bool
) -> Iterator[tuple[bool, Span]]:
    """The chunk's headings (True) and sentences or clauses (False), in order."""
    text = chunk.words.text
    sentences = list(sentence_spans(text, Span(start=0, end=len(text))))
    for index, sentence in enumerate(sentences):
        rest = sentence
        while glued and (heading := glued_heading(text, rest, common)):
            yield True, heading
            rest = trimmed(text, heading.end, rest.end) or rest
        is_end = index == len(sentences) - 1
        if is_end and chunk.before_bullet and (label := _partners_at_end(text, rest)):
            yield from (
                (False, clause) for clause in part_clauses(text, Span(start=rest.start, end=label.start))
            )
            yield True, label
            continue
        words = text[rest.start : rest.end]
        could = not common.are_marked or _leads_on(words)
        if is_end and could and _is_trailing_heading(chunk, words, index, ends_passage=ends_passage):
            yield True, rest
        else:
            yield from ((False, clause) for clause in part_clauses(text, rest))


def _with_whole_title(text: str, pieces: list[tuple[bool, Span]]) -> list[tuple[bool, Span]]:
    """The pieces, the first two as one heading where that has a stop inside: "Better quays. Done by:"."""
    if len(pieces) < _TITLE_PARTS or pieces[0][0] or not pieces[1][0]:
        return pieces
    opening, title = pieces[0][1], pieces[1][1]
    words = text[opening.start : opening.end]
    reports = has_finite_verb(words) or _FIGURE.search(words) or len(words.split()) > LONGEST_HEADING
    if reports or not words.endswith(".") or not text[title.start : title.end].endswith(":"):
        return pieces
    return [(True, Span(start=opening.start, end=title.end)), *pieces[2:]]


_TITLE_PARTS = 2


def _partners_at_end(text: str, sentence: Span) -> Span | None:
    """The partners named in front of a bullet, behind a sentence without a stop; none in "with Peru >"."""
    names = partner_names(text[sentence.start : sentence.end])
    if not names or names[-1][1] != sentence.end - sentence.start or names[-1][0] == 0:
        return None
    before = trimmed(text, sentence.start, sentence.start + names[-1][0])
    words = text[before.start : before.end] if before else ""
    last = words.rsplit(None, 1)[-1].lower() if words else ""
    if not before or words[-1] in ",;:(/-–" or last in load("sentences")["connecting"]:
        return None
    return Span(start=sentence.start + names[-1][0], end=sentence.end)


def _is_trailing_heading(chunk: _Chunk, words: str, index: int, *, ends_passage: bool) -> bool:
    """Whether a chunk's last words stand over what follows: a bullet, or another row.

    A bullet's own words are no heading unless they end in a colon or only name partners.
    """
    if not is_heading(words):
        return False
    if names_partners_only(words):
        return not ends_passage
    if ends_passage:
        return False
    if chunk.own_bullet and index == 0:
        return chunk.before_bullet and words.endswith(":")
    return chunk.level == 0 or index > 0 or (chunk.before_bullet and _is_title(words))


def _leads_on(words: str) -> bool:
    """Whether words that are set as all others are stand over what follows: by a colon, or as a partner's."""
    return words.endswith(":") or names_partners_only(words)


def _is_title(words: str) -> bool:
    return len(words.split()) <= _LONGEST_TITLE and not _FIGURE.search(words)


_FIGURE = re.compile(r"\d")
# What stands in front of a bullet as its title, bullet or not: "Anti-smuggling", "Returns and readmission".
_LONGEST_TITLE = 5


# --- runs of sentences --------------------------------------------------------------------------------------


def _merged(text: str, pieces: list[tuple[bool, Span]]) -> Iterator[tuple[bool, Span]]:
    """Sentences that speak on of the measure before them are one with it."""
    held: Span | None = None
    for heading, span in pieces:
        short = held is not None and span.end - held.start <= LONGEST_SENTENCE
        if (
            held
            and short
            and not heading
            and _speaks_on(text[held.start : held.end], text[span.start : span.end])
        ):
            held = Span(start=held.start, end=span.end)
            continue
        if held:
            yield False, held
        held = None if heading else span
        if heading:
            yield True, span
    if held:
        yield False, held


def _speaks_on(before: str, words: str) -> bool:
    """Whether a sentence goes on about the measure before it.

    In brackets; by a pronoun, or "this" without a figure of its own; by its own noun ("The task force ...");
    with figures that break it down; or below a label ("Ruritania: ...") without figure or partner of its own,
    and not of what an organisation does that the label's sentence did not name.
    """
    if words.startswith("("):
        return True
    if not ends_sentence(before):
        return False
    opening = [word.strip(",.:") for word in words.split()[:4]]
    first = opening[0].lower()
    if first in load("sentences")["anaphora"]:
        return first in PRONOUNS or not _FIGURE.search(words)
    if first == "the":
        return _named_again(before, opening) and not _FIGURE.search(words)
    if _DETAILS.match(words):
        return True
    if not _LABEL.match(before) or _FIGURE.search(words) or partners_named(words):
        return False
    return not set(find_actors(" ".join(opening))) - set(find_actors(before))


# "Ruritania: talks go on." has a label; "Key outcomes of the second meeting: ..." is prose.
_LABEL = re.compile(r"(?:[A-Z][\w'’-]*\s?(?:and\s)?){1,4}:")
# "Deployment figures per partner are ..." breaks down what was said.
_DETAILS = re.compile(r"[A-Z]\w+ (?:figures|numbers|data|details|breakdown|shares?)\b")
# Below this length a word says too little to carry a measure on ("The aim", "The new").
_TELLING = 5


def _named_again(before: str, opening: list[str]) -> bool:
    """Whether the noun after "The" was said before, and is none of the actors that any sentence may name."""
    noun = opening[1] if len(opening) > 1 else ""
    known = len(noun) >= _TELLING or noun.isupper()
    return known and stands_in(noun, before) and not find_actors(" ".join(opening))
