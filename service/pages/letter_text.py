"""A letter's text in blocks, with its headings and statements told apart: all its words, in its own order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from snapshots.letter import Column, Heading, HeadingLevel, Letter, Span, Statement

__all__ = ["Block", "HeadingBlock", "Run", "TextBlock", "letter_blocks"]

# A cell ends at a tab, a paragraph at an empty line; any other line break is where the line was full.
_BREAK = re.compile(r"\t|\n\s*\n")
# What has no two letters together is a bullet or its like: "•", ">", "o", "(a)".
_WORD = re.compile(r"\w\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words with single blanks; `statement` is what they belong to, `place` counts its earlier runs."""

    text: str
    statement: Statement | None = None
    place: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingBlock:
    """A heading; `anchor` tells it from all others of the letter."""

    text: str
    level: HeadingLevel
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A paragraph of the letter proper with statements in it (`prose`), or one of the annex (`measure`).

    Words that report nothing are `narrative`.
    """

    runs: tuple[Run, ...]
    form: Literal["prose", "measure", "narrative"]


Block = HeadingBlock | TextBlock
_Owner = Heading | Statement | None


def letter_blocks(letter: Letter) -> tuple[Block, ...]:
    """The blocks of the letter in the order of its text; their words are all of the letter's, each once."""
    composer = _Composer()
    for owner, text in _stretches(letter):
        composer.take(owner, text)
    return composer.finish()


def _stretches(letter: Letter) -> Iterator[tuple[_Owner, str]]:
    """The text cut where its owner changes; of spans that overlap, the shorter one owns the words."""
    claims: list[tuple[Span, _Owner]] = [(heading.span, heading) for heading in letter.headings]
    claims += [(span, statement) for statement in letter.statements for span in statement.spans]
    owners = [-1] * len(letter.text)
    for place, (span, _) in sorted(enumerate(claims), key=lambda one: one[1][0].start - one[1][0].end):
        owners[span.start : span.end] = [place] * (span.end - span.start)
    for place, stretch in groupby(range(len(owners)), key=owners.__getitem__):
        found = list(stretch)
        yield (claims[place][1] if place >= 0 else None), letter.text[found[0] : found[-1] + 1]


@dataclass(slots=True)
class _Composer:
    """Puts stretches into blocks. A bullet that stands alone goes to the block behind it."""

    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    headings: int = 0

    def take(self, owner: _Owner, text: str) -> None:
        match owner:
            case Heading():
                self._close(bullets=True)
                self.headings += 1
                words = " ".join(text.split())
                self.blocks.append(HeadingBlock(text=words, level=owner.level, anchor=f"h-{self.headings}"))
            case Statement(column=Column.BODY):
                self._add(text, owner)
            case Statement():
                self._close()
                self._add(text, owner)
                self._close()
            case None:
                self._take_narrative(text)

    def finish(self) -> tuple[Block, ...]:
        self._close(bullets=True)
        return tuple(self.blocks)

    def _take_narrative(self, text: str) -> None:
        first, *others = _BREAK.split(text)
        self._add(first, None)
        for paragraph in others:
            self._close(bullets=True)
            self._add(paragraph, None)

    def _add(self, text: str, statement: Statement | None) -> None:
        words = re.sub(r"\s+", " ", text)
        if not words.strip() and not self.runs:
            return
        place = 0
        if statement is not None:
            place = self.places.get(statement.id, 0)
            self.places[statement.id] = place + 1
        self.runs.append(Run(text=words, statement=statement, place=place))

    def _close(self, *, bullets: bool = False) -> None:
        """End the block; one of nothing but bullets waits for its words, unless `bullets`."""
        runs = _trimmed(self.runs)
        if bullets or any(run.statement or _WORD.search(run.text) for run in runs):
            self.blocks += [TextBlock(runs=runs, form=_form(runs))] if runs else []
            self.runs = []


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
