"""A letter's text in blocks, each word under what it belongs to: all its words, in its own order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Literal

from snapshots.letter import Column, Heading, HeadingLevel, Letter, Span, Statement

__all__ = ["Block", "HeadingBlock", "Run", "TextBlock", "letter_blocks", "single_blanks"]

# A cell ends at a tab. In a text file a paragraph ends at an empty line, and any other break may be where the
# line was full; the text that is made of other formats has a line for each paragraph.
_BREAK_IN_TEXT = re.compile(r"\t|\n\s*\n")
_BREAK = re.compile(r"[\t\n]")
# What has no two letters together is a bullet or its like: "•", ">", "o", "(a)".
_WORD = re.compile(r"\w\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words with single blanks, from `start` to `end` of the letter's text.

    `statement` is what they belong to; `place` counts its earlier runs, and `ends` says that no more follow.
    """

    text: str
    start: int
    end: int
    statement: Statement | None = None
    place: int = 0
    ends: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingBlock:
    """A heading; `anchor` tells it from all others of the letter."""

    text: str
    start: int
    end: int
    level: HeadingLevel
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A paragraph of the letter proper with statements in it (`prose`), or one of the annex (`measure`).

    What a page repeats at its head or foot is `running`, each cell of it a run; words that report nothing are
    `narrative`.
    """

    runs: tuple[Run, ...]
    form: Literal["prose", "measure", "running", "narrative"]


Block = HeadingBlock | TextBlock
# A span is one of the letter's running headers and footers.
_Owner = Heading | Statement | Span | None


def letter_blocks(letter: Letter) -> tuple[Block, ...]:
    """The blocks of the letter in the order of its text; their words are all of the letter's, each once."""
    breaks = _BREAK_IN_TEXT if letter.source.media_type == "text/plain" else _BREAK
    composer = _Composer(text=letter.text, breaks=breaks)
    for owner, start, end in _stretches(letter):
        composer.take(owner, start, end)
    return composer.finish()


def single_blanks(text: str) -> str:
    """The text with one blank wherever it has blanks or breaks."""
    return re.sub(r"\s+", " ", text)


def _stretches(letter: Letter) -> Iterator[tuple[_Owner, int, int]]:
    """The text cut where its owner changes.

    Of spans that overlap, a statement's owns the words before a heading's, and that before a running header,
    as the letter's coverage counts them; of two statements the shorter one.
    """
    claims = [
        *_longest_first([(span, span) for span in letter.running]),
        *_longest_first([(heading.span, heading) for heading in letter.headings]),
        *_longest_first([(span, statement) for statement in letter.statements for span in statement.spans]),
    ]
    owners = [-1] * len(letter.text)
    for place, (span, _) in enumerate(claims):
        owners[span.start : span.end] = [place] * (span.end - span.start)
    edges = {0, len(owners)} | {edge for span, _ in claims for edge in (span.start, span.end)}
    for place, parts in groupby(pairwise(sorted(edges)), key=lambda part: owners[part[0]]):
        stretch = list(parts)
        yield (claims[place][1] if place >= 0 else None), stretch[0][0], stretch[-1][1]


def _longest_first(claims: list[tuple[Span, _Owner]]) -> list[tuple[Span, _Owner]]:
    return sorted(claims, key=lambda claim: claim[0].start - claim[0].end)


@dataclass(slots=True, kw_only=True)
class _Composer:
    """Puts stretches into blocks. A bullet that stands alone goes to the block behind it."""

    text: str
    breaks: re.Pattern[str]
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    headings: int = 0

    def take(self, owner: _Owner, start: int, end: int) -> None:
        match owner:
            case Heading():
                self._close(bullets=True)
                self._take_heading(owner, start, end)
            case Span():
                self._close(bullets=True)
                self._take_running(start, end)
            case Statement(column=Column.BODY):
                self._add(start, end, owner)
            case Statement():
                self._close()
                self._add(start, end, owner)
                self._close()
            case None:
                self._take_narrative(start, end)

    def finish(self) -> tuple[Block, ...]:
        self._close(bullets=True)
        return tuple(_told_apart(self.blocks))

    def _take_heading(self, heading: Heading, start: int, end: int) -> None:
        self.headings += 1
        words = " ".join(self.text[start:end].split())
        anchor = f"h-{self.headings}"
        self.blocks.append(HeadingBlock(text=words, start=start, end=end, level=heading.level, anchor=anchor))

    def _take_running(self, start: int, end: int) -> None:
        """Cells that follow each other with nothing but blanks between them are one block."""
        run = Run(text=single_blanks(self.text[start:end]), start=start, end=end)
        if not run.text.strip():
            return
        match self.blocks:
            case [*_, TextBlock(form="running", runs=before)]:
                self.blocks[-1] = TextBlock(form="running", runs=(*before, run))
            case _:
                self.blocks.append(TextBlock(form="running", runs=(run,)))

    def _take_narrative(self, start: int, end: int) -> None:
        begin = start
        for found in self.breaks.finditer(self.text, start, end):
            self._add(begin, found.start(), None)
            self._close(bullets=True)
            begin = found.end()
        self._add(begin, end, None)

    def _add(self, start: int, end: int, statement: Statement | None) -> None:
        words = single_blanks(self.text[start:end])
        if words.strip() or (words and self.runs):
            self.runs.append(Run(text=words, start=start, end=end, statement=statement))

    def _close(self, *, bullets: bool = False) -> None:
        """End the block; one of nothing but bullets waits for its words, unless `bullets`."""
        runs = _trimmed(self.runs)
        if bullets or any(run.statement or _WORD.search(run.text) for run in runs):
            self.blocks += [TextBlock(runs=runs, form=_form(runs))] if runs else []
            self.runs = []


def _told_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with the runs of each statement counted."""
    texts = [block for block in blocks if isinstance(block, TextBlock)]
    runs = Counter(run.statement.id for block in texts for run in block.runs if run.statement)
    seen: Counter[str] = Counter()
    for block in blocks:
        if isinstance(block, HeadingBlock):
            yield block
            continue
        yield replace(block, runs=tuple(_counted(run, runs, seen) for run in block.runs))


def _counted(run: Run, runs: Counter[str], seen: Counter[str]) -> Run:
    if run.statement is None:
        return run
    key = run.statement.id
    seen[key] += 1
    return replace(run, place=seen[key] - 1, ends=seen[key] == runs[key])


def _form(runs: Sequence[Run]) -> Literal["prose", "measure", "narrative"]:
    columns = {run.statement.column for run in runs if run.statement}
    if not columns:
        return "narrative"
    return "prose" if Column.BODY in columns else "measure"


def _trimmed(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs without those of mere blanks at the end."""
    kept = list(runs)
    while kept and not kept[-1].text.strip():
        kept.pop()
    return tuple(kept)
