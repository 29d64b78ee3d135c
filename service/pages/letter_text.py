"""A letter's text in blocks, each word under what it belongs to: all its words, once, as they are read."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from service.pages.words_in_order import Owned, holds_a_word, words_in_order
from snapshots.letter import Column, Heading, HeadingLevel, Letter, Span, Statement

__all__ = ["Block", "HeadingBlock", "Run", "TextBlock", "letter_blocks", "single_blanks"]

# A cell ends at a tab. In a text file a paragraph ends at an empty line, and any other break may be where the
# line was full; the text that is made of other formats has a line for each paragraph.
_BREAK_IN_TEXT = re.compile(r"\t|\n\s*\n")
_BREAK = re.compile(r"[\t\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words with single blanks, and where they stand; those of a statement are all that it has."""

    text: str
    spans: tuple[Span, ...]
    statement: Statement | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingBlock:
    """A heading, of one line or of several; `anchor` tells it from all others of the letter."""

    text: str
    spans: tuple[Span, ...]
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


def letter_blocks(letter: Letter) -> tuple[Block, ...]:
    """The blocks of the letter as they are read; their words are all of the letter's, each once.

    A statement is one run, wherever its words stand, and a heading of several lines is one block.
    """
    breaks = _BREAK_IN_TEXT if letter.source.media_type == "text/plain" else _BREAK
    composer = _Composer(text=letter.text, breaks=breaks, names=_names(letter))
    for owned in words_in_order(letter):
        composer.take(owned)
    return composer.finish()


def single_blanks(text: str) -> str:
    """The text with one blank wherever it has blanks or breaks."""
    return re.sub(r"\s+", " ", text)


# What is longer is no name; titles of the letters seen have up to 120 characters.
_LONGEST_NAME = 500


def _names(letter: Letter) -> tuple[str, ...]:
    """What the letter's headings are called as a whole, with a blank behind each, in order."""
    said = {name for one in letter.statements for name in (one.part, one.priority) if name}
    said |= {heading.text for heading in letter.headings if heading.level is HeadingLevel.TOPIC}
    return tuple(sorted(f"{single_blanks(name)} " for name in said if len(name) <= _LONGEST_NAME))


@dataclass(slots=True, kw_only=True)
class _Composer:
    """Puts words into blocks. A bullet that stands alone goes to the block behind it."""

    text: str
    breaks: re.Pattern[str]
    names: tuple[str, ...]
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    # Headers and footers that the open block's sentences run around.
    passed: list[Owned] = field(default_factory=list)
    headings: int = 0

    def take(self, owned: Owned) -> None:
        match owned.owner:
            case Heading():
                self._close(bullets=True)
                self._take_heading(owned, owned.owner.level)
            case Span() if owned.inside and self.runs:
                self.passed.append(owned)
            case Span():
                self._close(bullets=True)
                self._take_running(owned)
            case Statement(column=Column.BODY):
                self._add(owned.spans, owned.owner)
            case Statement():
                self._close()
                self._add(owned.spans, owned.owner)
                self._close()
            case None:
                self._take_narrative(owned.spans[0])

    def finish(self) -> tuple[Block, ...]:
        self._close(bullets=True)
        return tuple(self.blocks)

    def _take_heading(self, owned: Owned, level: HeadingLevel) -> None:
        """A line that goes on from the heading above, or with its name, is the rest of it."""
        words = " ".join(self._words(owned.spans).split())
        match self.blocks:
            case [*_, HeadingBlock(level=same) as above] if same is level and (
                owned.goes_on or self._begins_a_name(f"{above.text} {words} ")
            ):
                spans = (*above.spans, *owned.spans)
                self.blocks[-1] = replace(above, text=f"{above.text} {words}", spans=spans)
            case _:
                self.headings += 1
                anchor = f"h-{self.headings}"
                self.blocks.append(HeadingBlock(text=words, spans=owned.spans, level=level, anchor=anchor))

    def _begins_a_name(self, words: str) -> bool:
        at = bisect_left(self.names, words)
        return at < len(self.names) and self.names[at].startswith(words)

    def _take_running(self, owned: Owned) -> None:
        """Cells that follow each other with nothing but blanks between them are one block."""
        run = Run(text=self._words(owned.spans), spans=owned.spans)
        if not run.text.strip():
            return
        match self.blocks:
            case [*_, TextBlock(form="running", runs=before)]:
                self.blocks[-1] = TextBlock(form="running", runs=(*before, run))
            case _:
                self.blocks.append(TextBlock(form="running", runs=(run,)))

    def _take_narrative(self, span: Span) -> None:
        begin = span.start
        for found in self.breaks.finditer(self.text, span.start, span.end):
            self._add_between(begin, found.start())
            self._close(bullets=True)
            begin = found.end()
        self._add_between(begin, span.end)

    def _add_between(self, start: int, end: int) -> None:
        match self.runs:
            case [*_, Run(statement=None, spans=(Span(start=begun, end=here),))] if here == start:
                self.runs.pop()
                start = begun
        if start < end:
            self._add((Span(start=start, end=end),), None)

    def _add(self, spans: tuple[Span, ...], statement: Statement | None) -> None:
        words = self._words(spans)
        if words.strip() or (words and self.runs):
            self.runs.append(Run(text=words, spans=spans, statement=statement))

    def _words(self, spans: tuple[Span, ...]) -> str:
        return single_blanks(" ".join(self.text[span.start : span.end] for span in spans))

    def _close(self, *, bullets: bool = False) -> None:
        """End the block; one of nothing but bullets waits for its words, unless `bullets`."""
        runs = _trimmed(self.runs)
        if bullets or any(run.statement or holds_a_word(run.text) for run in runs):
            self.blocks += [TextBlock(runs=runs, form=_form(runs))] if runs else []
            self.runs = []
            passed, self.passed = self.passed, []
            for owned in passed:
                self._take_running(owned)


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
