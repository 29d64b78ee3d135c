"""The page of a letter: its own words from first to last, with statements and headings marked in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.addresses import comparison_path, item_path, statement_anchor
from service.pages.letter_text import Block, HeadingBlock, TextBlock, letter_blocks
from service.pages.shown_values import StatementShown, shown_statement
from service.plain_words import letter_name
from snapshots.letter import HeadingLevel, Letter

__all__ = ["BlockShown", "LetterPage", "RunShown", "letter_page"]

# The page's own first heading is h1, the letter's date. Column headings recur on every page of an annex.
_TAGS = {
    HeadingLevel.TITLE: "h2",
    HeadingLevel.PART: "h2",
    HeadingLevel.PRIORITY: "h3",
    HeadingLevel.TOPIC: "h4",
    HeadingLevel.COLUMN: "p",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunShown:
    """Words; where they are a statement's: what it says, its item's page, and its anchor on its first run."""

    text: str
    said: StatementShown | None = None
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
class LetterPage:
    """All that the page shows; `facts` and `findings` are (name, words); `before` and `behind` compare it."""

    series: str
    name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    findings: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    before: tuple[str, str] | None
    behind: tuple[str, str] | None
    blocks: tuple[BlockShown, ...]
    json_path: str


def letter_page(letter: Letter, *, series: Sequence[str], items: Mapping[str, str]) -> LetterPage:
    """The page of a letter; `series` are the keys of its series in order, `items` gives statements' items."""
    blocks = letter_blocks(letter)
    place = series.index(letter.key)
    before = series[place - 1] if place else None
    behind = series[place + 1] if place + 1 < len(series) else None
    return LetterPage(
        series=letter.key.partition("/")[0],
        name=letter_name(letter.key),
        title=letter.title or "",
        facts=tuple(_facts(letter)),
        findings=tuple((one.severity.value, one.message) for one in letter.findings),
        parts=tuple(
            (block.text, block.anchor)
            for block in blocks
            if isinstance(block, HeadingBlock) and block.level is HeadingLevel.PART
        ),
        before=(letter_name(before), comparison_path(before, letter.key)) if before else None,
        behind=(letter_name(behind), comparison_path(letter.key, behind)) if behind else None,
        blocks=tuple(_shown(block, letter.key, items) for block in blocks),
        json_path=f"/v1/letters/{letter.key}",
    )


def _facts(letter: Letter) -> list[tuple[str, str]]:
    coverage = letter.coverage
    read = coverage.statements + coverage.headings + coverage.running
    statements = f"{len(letter.statements)}; with headings, {_share(read, coverage.characters)} of the words"
    known = [
        ("From", letter.author),
        ("Reference", letter.reference),
        ("Follows up", letter.refers_to),
        ("Statements", statements),
        ("File", letter.source.filename),
        ("SHA-256", letter.source.sha256),
    ]
    return [(name, words) for name, words in known if words]


def _share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "none"


def _shown(block: Block, letter: str, items: Mapping[str, str]) -> BlockShown:
    if isinstance(block, HeadingBlock):
        runs = (RunShown(text=block.text),)
        return BlockShown(form=block.level.value, runs=runs, tag=_TAGS[block.level], anchor=block.anchor)
    return BlockShown(form=block.form, runs=_runs(block, letter, items))


def _runs(block: TextBlock, letter: str, items: Mapping[str, str]) -> tuple[RunShown, ...]:
    return tuple(
        RunShown(
            text=run.text,
            said=shown_statement(letter, run.statement),
            item=item_path(items[run.statement.id]) if run.statement.id in items else "",
            anchor="" if run.place else statement_anchor(run.statement.id),
        )
        if run.statement
        else RunShown(text=run.text)
        for run in block.runs
    )
