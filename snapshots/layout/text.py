"""Flattened text to a layout: what is left when a document's text was extracted and its lines were lost.

One line is one paragraph; a line with tabs is one row of a table, its cells between the tabs. Where a page's
width broke the lines instead, they are paragraphs again (`wrapped_lines`). Nothing is changed: the canonical
text is the file decoded, without its byte order mark, with CRLF made LF.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from snapshots.column_words import are_headings
from snapshots.layout.blocks import Block, Cell, Layout, Paragraph, Row, Table
from snapshots.layout.decode import decode_text
from snapshots.layout.side_by_side import find_table
from snapshots.layout.wrapped_lines import TextLine, are_wrapped, join_lines, keep_lines
from snapshots.letter import Span

__all__ = ["layout_of_text", "read_layout"]

_LINE = re.compile(r"[^\n\f]+")
# A line that is nothing but the mark of a page turned ("./..", "- 4 -", "3/6") says nothing.
_PAGE_MARK = re.compile(
    # Spaces once taken are not tried again: a line of 100,000 of them took minutes.
    r"\s*+(\./\.\.|\.\.\./\.\.\.|[-–—]?\s*+\d{1,3}\s*+[-–—]?|\d{1,3}\s?/\s?\d{1,3}"
    r"|page \d+( (of|/) \d+)?)\s*+",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
# A line of two cells, one of which is a number: "Ref. 17/31" and the number of the page, at its two ends.
_NUMBERED = re.compile(
    r"(?P<before>[^\t]*+)\t++ *+(?P<last>\d{1,3}) *+| *+(?P<first>\d{1,3}) *+\t++(?P<after>[^\t]++)"
)


def read_layout(data: bytes) -> Layout:
    """The layout of a text file. Raises UnreadableLetter when the bytes are no text."""
    return layout_of_text(decode_text(data))


def layout_of_text(text: str) -> Layout:
    """The layout of a text, `flattened` unless its lines are kept; what pages repeat is `running`.

    Rows on lines next to each other are one table.
    """
    lines = [match for match in _LINE.finditer(text) if match.group().strip()]
    marks = {line.start() for line in lines if _PAGE_MARK.fullmatch(line.group())}
    marks |= _numbered_pages(text, lines)
    skipped = marks | _repeated_at_marks(text, lines, marks)
    running = tuple(Span(start=line.start(), end=line.end()) for line in lines if line.start() in skipped)
    said = [line for line in lines if line.start() not in skipped]
    if "\t" not in text and (blocks := _blocks_of_pages(text, said, marks)):
        return Layout(text=text, blocks=tuple(blocks), running=running)
    return Layout(text=text, blocks=tuple(_blocks(said)), flattened=True, running=running)


def _blocks_of_pages(text: str, lines: list[re.Match[str]], marks: set[int]) -> list[Block]:
    """Paragraphs, and the table if its columns stand side by side, where a page's width broke the lines."""
    plain = [*_text_lines(text, lines)]
    found = find_table(lines, frozenset(_turned(text, lines, marks)))
    prose = plain[: found[0]] if found else plain
    wrapped = are_wrapped(prose)
    if not found and not wrapped:
        return []
    joined = join_lines(prose, in_head=True) if wrapped else keep_lines(prose)
    paragraphs = (Paragraph(span=one.span, level=one.level) for one in joined)
    return [*paragraphs, found[1]] if found else [*paragraphs]


# --- pages --------------------------------------------------------------------------------------------------


def _numbered_pages(text: str, lines: list[re.Match[str]]) -> set[int]:
    """Where lines stand that say the same each time beside a number which counts up by one: of pages.

    Each is set apart from the lines above or below it, as rows of a table are not from both.
    """
    alike: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(lines):
        if "\t" in line.group() and (found := _NUMBERED.fullmatch(line.group())):
            words = (found["before"] or found["after"] or "").strip()
            if words and (_are_apart(text, lines, at - 1) or _are_apart(text, lines, at)):
                alike[words].append((int(found["last"] or found["first"]), line.start()))
    return {start for pages in alike.values() if _count_up([n for n, _ in pages]) for _, start in pages}


def _are_apart(text: str, lines: list[re.Match[str]], at: int) -> bool:
    """Whether an empty line or the end of a page lies behind a line that another one follows."""
    if not 0 <= at < len(lines) - 1:
        return False
    between = text[lines[at].end() : lines[at + 1].start()]
    return between.count("\n") > 1 or "\f" in between


def _count_up(numbers: Sequence[int]) -> bool:
    return len(numbers) > 1 and numbers == [*range(numbers[0], numbers[0] + len(numbers))]


def _repeated_at_marks(text: str, lines: list[re.Match[str]], marks: set[int]) -> set[int]:
    """Where lines stand that are on several pages beside the mark of the page: its header or its footer.

    What always has the same line on its other side is none of them, but one of several headings of columns;
    and so is a row of such headings.
    """
    said = [line for line in lines if line.start() not in marks]
    turned = [*_turned(text, said, marks)]
    found = _repeated(said, turned, beyond=1) | _repeated(said, [at - 1 for at in turned], beyond=-1)
    return found - {line.start() for line in said if line.start() in found and _is_row_of_headings(line)}


def _is_row_of_headings(line: re.Match[str]) -> bool:
    return are_headings([words.strip() for words in line.group().split("\t")])


def _turned(text: str, lines: list[re.Match[str]], marks: set[int]) -> Iterator[int]:
    """The numbers of the lines that stand first on a page, but for the first page's."""
    for at in range(1, len(lines)):
        end, start = lines[at - 1].end(), lines[at].start()
        left_out = _LINE.finditer(text, end, start)
        if "\f" in text[end:start] or any(line.start() in marks for line in left_out):
            yield at


def _repeated(lines: list[re.Match[str]], places: list[int], *, beyond: int) -> set[int]:
    """Where those of the lines stand that are said at several places, not always beside the same line."""
    alike: dict[str, list[int]] = defaultdict(list)
    for at in places:
        alike[_DIGITS.sub("", lines[at].group().strip())].append(at)
    return {
        lines[at].start()
        for same in alike.values()
        if len({_said(lines, at + beyond) for at in same}) > 1
        for at in same
    }


def _said(lines: list[re.Match[str]], at: int) -> str:
    return lines[at].group().strip() if 0 <= at < len(lines) else ""


def _text_lines(text: str, lines: list[re.Match[str]]) -> Iterator[TextLine]:
    """The lines without blanks around them; what is left out between two sets them apart."""
    end = 0
    for line in lines:
        words = line.group().strip()
        start = line.start() + line.group().index(words)
        between = text[end:start]
        yield TextLine(start=start, words=words, apart=between.count("\n") > 1 or "\f" in between)
        end = start + len(words)


# --- lines that stand for a paragraph or a row each ---------------------------------------------------------


def _blocks(lines: list[re.Match[str]]) -> Iterator[Block]:
    for in_table, group in groupby(lines, key=lambda line: "\t" in line.group()):
        if in_table:
            yield Table(rows=tuple(_row(line) for line in group))
        else:
            yield from (_paragraph(line.group(), line.start()) for line in group)


def _row(line: re.Match[str]) -> Row:
    cells: list[Cell] = []
    start = line.start()
    for column, words in enumerate(line.group().split("\t")):
        cells.append(Cell(column=column, paragraphs=(_paragraph(words, start),) if words.strip() else ()))
        start += len(words) + 1
    return Row(cells=tuple(cells))


def _paragraph(words: str, start: int) -> Paragraph:
    """The words without blanks around them; a blank in front is what a lost bullet leaves behind."""
    bare = words.strip()
    begin = start + words.index(bare)
    return Paragraph(span=Span(start=begin, end=begin + len(bare)), level=1 if words[0] == " " else 0)
