"""An HTML tree to draft blocks in reading order: paragraphs, list items, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from lxml.html import HtmlElement

from snapshots.layout.bullets import glyph_levels, split_bullet
from snapshots.layout.compose import DraftBlock, DraftParagraph, DraftRunning, DraftTable
from snapshots.layout.html_tables import Grid, is_data_table, read_grid
from snapshots.layout.html_tree import is_deleted, is_hidden, is_marked, list_level, tag_of
from snapshots.layout.plain_words import plain
from snapshots.layout.sentence_end import ends_sentence

__all__ = ["read_blocks"]

# Elements that begin and end on a line of their own; all others run on in their paragraph.
_is_block = re.compile(
    r"address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|"
    r"figure|footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|ol|optgroup|option|p|pre|section|"
    r"summary|table|tbody|td|tfoot|th|thead|tr|ul"
).fullmatch
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "th", "dt"})


# In words; a longer one was opened and never closed, or holds the annex.
_LONGEST_FOOTER = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """What the elements around some words say about them."""

    marked: bool = False
    heading: bool = False
    level: int = 0
    preformatted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """Words with one style, as they stand in the source."""

    words: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of a paragraph: plain words with the bullet glyph that opens them, if one does."""

    words: str
    glyph: str
    marked: bool


@dataclass(slots=True, kw_only=True)
class _Draft:
    """The blocks so far, and the lines of the paragraph that is being read."""

    blocks: list[DraftBlock | _Typed] = field(default_factory=list)
    lines: list[list[_Run]] = field(default_factory=lambda: [[]])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """A paragraph outside lists, whose level hangs on its glyph and those above it."""

    paragraph: DraftParagraph
    glyph: str


def read_blocks(root: HtmlElement) -> tuple[list[DraftBlock], bool]:
    """The blocks of a document, and whether the line breaks in its cells are lost."""
    body = root.find("body")
    blocks = _read(root if body is None else body, _Style())
    return blocks, _is_flattened(blocks)


def _read(element: HtmlElement, style: _Style) -> list[DraftBlock]:
    draft = _Draft()
    _walk(element, style, draft)
    _end_paragraph(draft, style)
    return list(_levelled(draft.blocks))


def _walk(element: HtmlElement, style: _Style, draft: _Draft) -> None:
    """Read what stands in the element, not what stands after it."""
    _add(element.text, style, draft)
    for child in element:
        _enter(child, style, draft)
        _add(child.tail, style, draft)


def _add(words: str | None, style: _Style, draft: _Draft) -> None:
    if not words:
        return
    first, *others = words.split("\n") if style.preformatted else [words]
    draft.lines[-1].append(_Run(words=first, marked=style.marked))
    draft.lines += ([_Run(words=line, marked=style.marked)] for line in others)


def _enter(child: HtmlElement, style: _Style, draft: _Draft) -> None:
    tag = tag_of(child)
    if not tag or is_hidden(child) or is_deleted(child):
        return
    if tag == "br":
        draft.lines.append([])
    elif _is_block(tag):
        _end_paragraph(draft, style)
        inner = _inner_style(child, tag, style)
        _enter_block(child, tag, inner, draft)
        _end_paragraph(draft, inner)
    else:
        _walk(child, _inner_style(child, tag, style), draft)


def _inner_style(child: HtmlElement, tag: str, style: _Style) -> _Style:
    level = list_level(child)
    return _Style(
        marked=is_marked(child, outside=style.marked),
        heading=style.heading or tag in _HEADINGS,
        level=style.level + (tag in _LISTS) if level is None else level,
        preformatted=style.preformatted or tag == "pre",
    )


def _enter_block(child: HtmlElement, tag: str, style: _Style, draft: _Draft) -> None:
    if tag == "footer" and len(" ".join(child.itertext()).split()) <= _LONGEST_FOOTER:
        draft.blocks += (DraftRunning(words=words) for words in _all_words(_read(child, style)))
    elif tag == "table" and is_data_table(child):
        _enter_table(read_grid(child), style, draft)
    else:
        _walk(child, style, draft)


def _all_words(blocks: Iterable[DraftBlock]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, DraftTable):
            yield from (p.words for row in block.rows for cell in row.cells for p in cell.paragraphs)
        else:
            yield block.words


# --- tables -------------------------------------------------------------------------------------------------


def _enter_table(grid: Grid, style: _Style, draft: _Draft) -> None:
    draft.blocks += (DraftParagraph(words=words, level=style.level) for words in grid.outside)
    draft.blocks.append(grid.table(lambda cell: _cell_paragraphs(cell, style)))


def _cell_paragraphs(cell: HtmlElement, around: _Style) -> tuple[DraftParagraph, ...]:
    """The paragraphs of a cell; those of tables in it one after the other."""
    style = _inner_style(cell, tag_of(cell), replace(around, level=0))
    return tuple(_paragraphs(_read(cell, style)))


def _paragraphs(blocks: Iterable[DraftBlock]) -> Iterator[DraftParagraph]:
    for block in blocks:
        if isinstance(block, DraftTable):
            yield from (p for row in block.rows for cell in row.cells for p in cell.paragraphs)
        elif isinstance(block, DraftParagraph):
            yield block
        else:
            yield DraftParagraph(words=block.words)


# --- paragraphs ---------------------------------------------------------------------------------------------


def _end_paragraph(draft: _Draft, style: _Style) -> None:
    lines = [line for line in map(_line, draft.lines) if line.words]
    draft.lines = [[]]
    for line in _unwrapped(lines):
        paragraph = DraftParagraph(words=line.words, heading=style.heading or line.marked, level=style.level)
        draft.blocks.append(paragraph if style.level else _Typed(paragraph=paragraph, glyph=line.glyph))


def _line(runs: Sequence[_Run]) -> _Line:
    said = "".join(run.words for run in runs)
    glyph, words = split_bullet(plain(said))
    if glyph:
        glyph = _indent(said) + glyph
    telling = [run.marked for run in runs if _TELLING.search(run.words)]
    return _Line(words=words, glyph=glyph, marked=bool(telling) and all(telling))


# Hard blanks, of which two or more indent a line that a break begins.
_HARD_BLANKS = "\xa0\u2002\u2003"


def _indent(said: str) -> str:
    """The hard blanks that a typed bullet stands behind: another indent makes it another bullet."""
    bare = said.lstrip(" \t\n")
    blanks = len(bare) - len(bare.lstrip(_HARD_BLANKS))
    return "\xa0" * (blanks // 2)


# Blanks and full stops beside bold words may be bold or not without anybody seeing it.
_TELLING = re.compile(r"\w")


def _unwrapped(lines: Iterable[_Line]) -> Iterator[_Line]:
    """The lines between line breaks, those joined that one sentence runs through."""
    held: _Line | None = None
    for line in lines:
        if held and _runs_on(held, line):
            held = replace(held, words=f"{held.words} {line.words}")
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


# Below this many characters a line is an item of a list ("seven boats"), not prose that was wrapped: mail
# programs wrap at 60 to 80.
_SHORTEST_WRAPPED = 40


def _runs_on(before: _Line, line: _Line) -> bool:
    return (
        not line.glyph
        and line.words[0].islower()
        and before.marked == line.marked
        and len(before.words) >= _SHORTEST_WRAPPED
        and not ends_sentence(before.words)
    )


def _levelled(blocks: Iterable[DraftBlock | _Typed]) -> Iterator[DraftBlock]:
    """The blocks, with the levels that typed bullets give to paragraphs outside lists."""
    for typed, group in groupby(blocks, key=lambda block: isinstance(block, _Typed)):
        members = list(group)
        if not typed:
            yield from (block for block in members if not isinstance(block, _Typed))
            continue
        paragraphs = [block for block in members if isinstance(block, _Typed)]
        levels = glyph_levels(p.glyph for p in paragraphs)
        yield from (replace(p.paragraph, level=level) for p, level in zip(paragraphs, levels, strict=True))


# --- lost line breaks ---------------------------------------------------------------------------------------

# A paragraph of a cell that is longer has others run into it: the longest single one measured has 885
# characters, flattened cells have up to 2,000.
_LONGEST_PARAGRAPH = 1000
_INLINE_BULLET = re.compile(r"\S\s(?:[•➤▶►▪●◦‣➢\uf0b7\uf0d8]|>(?=\s)|o(?=\s[A-Z]))")


def _is_flattened(blocks: Iterable[DraftBlock]) -> bool:
    """Whether no cell has two paragraphs though some cells run several together."""
    cells = [c.paragraphs for b in blocks if isinstance(b, DraftTable) for row in b.rows for c in row.cells]
    if any(len(paragraphs) > 1 for paragraphs in cells):
        return False
    words = [p.words for paragraphs in cells for p in paragraphs]
    return any(len(w) > _LONGEST_PARAGRAPH or _INLINE_BULLET.search(w) for w in words)
