"""The page of a letter: its own words from first to last as a map, and what was found in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.addresses import comparison_path, finding_anchor, item_path, statement_anchor
from service.pages.coverage_bar import Stretch, coverage_bar
from service.pages.letter_text import Block, HeadingBlock, Run, letter_blocks, single_blanks
from service.pages.marked_words import MarkedText, Piece, finding_spans, marked_text
from service.pages.shown_values import StatementShown, shown_statement
from service.showing.plain_words import letter_name
from snapshots.letter import Finding, HeadingLevel, Letter, Severity

__all__ = ["BlockShown", "FindingShown", "LetterPage", "RunShown", "letter_page"]

# The page's own first heading is h1, the letter's date. Column headings recur on every page of an annex.
_TAGS = {
    HeadingLevel.TITLE: "h2",
    HeadingLevel.PART: "h2",
    HeadingLevel.PRIORITY: "h3",
    HeadingLevel.TOPIC: "h4",
    HeadingLevel.COLUMN: "p",
}
# What a finding rests on is a figure or a few words; a whole sentence is known by its beginning.
_LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class RunShown:
    """Words of one sort: `name` is the class of their mark, as in the coverage bar.

    A statement's have its anchor; `item` is the page of its measure.
    """

    name: str
    pieces: tuple[Piece, ...]
    said: StatementShown | None = None
    statement: str = ""
    item: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockShown:
    """A heading (`tag` fits its level) or a paragraph (`tag` is empty) of one of TextBlock's forms."""

    form: str
    runs: tuple[RunShown, ...]
    tag: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingShown:
    """What the letter's reader should know; `words` are those it rests on, each with its anchor."""

    severity: str
    message: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """All that the page shows; `facts` and `origin` are (name, words); `before` and `behind` compare it.

    `asks` is the filter of what came with it.

    `findings` are those that matter to who relies on the letter, `informing` the others.
    """

    key: str
    series: str
    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    origin: tuple[tuple[str, str], ...]
    coverage: tuple[Stretch, ...]
    characters: str
    findings: tuple[FindingShown, ...]
    informing: tuple[FindingShown, ...]
    parts: tuple[tuple[str, str], ...]
    before: tuple[str, str] | None
    behind: tuple[str, str] | None
    blocks: tuple[BlockShown, ...]
    json_path: str
    asks: str


def letter_page(letter: Letter, *, series: Sequence[str], items: Mapping[str, str]) -> LetterPage:
    """The page of a letter; `series` are the keys of its series in order, `items` gives statements' items."""
    blocks = letter_blocks(letter)
    place = series.index(letter.key)
    before = series[place - 1] if place else None
    behind = series[place + 1] if place + 1 < len(series) else None
    marked = _Marked(letter=letter.key, text=marked_text(letter), items=items)
    findings = [_finding(letter, number, one) for number, one in enumerate(letter.findings, 1)]
    return LetterPage(
        key=letter.key,
        series=letter.key.partition("/")[0],
        name=letter_name(letter.key),
        title=letter.title or "",
        facts=_known(
            ("From", letter.author), ("Reference", letter.reference), ("Follows up", letter.refers_to)
        ),
        origin=_known(
            ("File", letter.source.filename),
            ("SHA-256", letter.source.sha256),
            ("Read by", f"version {letter.reader} of the reader"),
        ),
        coverage=coverage_bar(letter),
        characters=f"{letter.coverage.characters:,}",
        findings=tuple(one for one in findings if one.severity != Severity.INFO.value),
        informing=tuple(one for one in findings if one.severity == Severity.INFO.value),
        parts=tuple(
            (block.text, block.anchor)
            for block in blocks
            if isinstance(block, HeadingBlock) and block.level is HeadingLevel.PART
        ),
        before=(letter_name(before), comparison_path(before, letter.key)) if before else None,
        behind=(letter_name(behind), comparison_path(letter.key, behind)) if behind else None,
        blocks=tuple(marked.block(block) for block in blocks),
        json_path=f"/v1/letters/{letter.key}",
        asks=f"letter:{letter.key}",
    )


def _known(*named: tuple[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((name, words) for name, words in named if words)


def _finding(letter: Letter, number: int, finding: Finding) -> FindingShown:
    spans = finding_spans(letter, finding.spans)
    return FindingShown(
        severity=finding.severity.value,
        message=finding.message,
        words=tuple(
            (_quote(letter.text[span.start : span.end]), finding_anchor(number, place))
            for place, span in enumerate(spans, 1)
        ),
    )


def _quote(words: str) -> str:
    line = single_blanks(words)
    return line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1]}…"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """What the blocks of one letter are shown with."""

    letter: str
    text: MarkedText
    items: Mapping[str, str]

    def block(self, block: Block) -> BlockShown:
        if isinstance(block, HeadingBlock):
            runs = (RunShown(name="headed", pieces=self.text.pieces_of(block.spans)),)
            return BlockShown(form=block.level.value, runs=runs, tag=_TAGS[block.level], anchor=block.anchor)
        other = "running" if block.form == "running" else "narrative"
        return BlockShown(form=block.form, runs=tuple(self._run(run, other) for run in block.runs))

    def _run(self, run: Run, other: str) -> RunShown:
        pieces = self.text.pieces_of(run.spans)
        if run.statement is None:
            return RunShown(name=other, pieces=pieces)
        name = run.statement.id
        return RunShown(
            name="statement",
            pieces=pieces,
            said=shown_statement(self.letter, run.statement),
            statement=name,
            item=item_path(self.items[name]) if name in self.items else "",
            anchor=statement_anchor(name),
        )
