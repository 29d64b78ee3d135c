"""A layout to passages: what stands in one column under one part and priority, in reading order.

Repeated column headings are dropped, and rows that a page break cut are joined: a cell goes on from the one
above it in its column when that one breaks off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from snapshots.column_headings import find_column_headings, row_start
from snapshots.column_words import Role
from snapshots.due_column import with_due
from snapshots.inline_bullets import find_inline_bullets
from snapshots.layout.blocks import Cell, Layout, Paragraph, Row, Table
from snapshots.letter import Column, Finding, Heading, HeadingLevel, Span
from snapshots.lexicon import load
from snapshots.part_titles import lone_title, names_a_part
from snapshots.passages import Passage, Stretch
from snapshots.sentences import ends_hanging, ends_sentence, sentence_spans, trimmed, words_of
from snapshots.table_columns import ColumnRoles, default_roles

__all__ = ["RowReading", "read_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReading:
    """All passages, in the order in which they begin, with what the table says about itself."""

    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...]
    running: tuple[Span, ...]
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Annex:
    """What is known while the rows are read one after the other."""

    text: str
    roles_of_headings: dict[int, ColumnRoles]
    roles: ColumnRoles | None = None
    heading_row: tuple[str, ...] = ()
    part: str | None = None
    priority: str | None = None
    references: dict[int, str] = field(default_factory=dict)
    title_column: int | None = None
    is_first_row: bool = True
    page_turned: bool = False
    opens_part: bool = False
    passages: list[tuple[Column, str | None, str | None, list[Stretch]]] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    running: list[Span] = field(default_factory=list)


def read_rows(layout: Layout) -> RowReading:
    """The passages of a whole layout: the letter's paragraphs as one each, then the annex's by column."""
    headings = find_column_headings(layout)
    annex = _Annex(text=layout.text, roles_of_headings=headings.roles)
    body: list[Stretch] = []
    for block in layout.blocks:
        if isinstance(block, Table):
            _read_table(annex, block)
        else:
            body.append(_next_in_body(layout.text, body, _stretch(block)))
    passages = [Passage(column=Column.BODY, stretches=tuple(body))] if body else []
    passages += [
        Passage(column=column, part=part, priority=priority, stretches=tuple(stretches))
        for column, part, priority, stretches in annex.passages
        if stretches
    ]
    return RowReading(
        passages=tuple(passages),
        headings=tuple(annex.headings),
        running=(*layout.running, *annex.running),
        findings=headings.findings,
    )


def _next_in_body(text: str, body: list[Stretch], stretch: Stretch) -> Stretch:
    """A paragraph that begins small after one that broke off goes on from it over a page break."""
    if not body or body[-1].heading or stretch.level:
        return stretch
    before, after = _words(text, body[-1].span), _words(text, stretch.span)
    starts_low = after[:1].islower()
    is_prose = len(before.split()) > _LONGEST_LABEL
    return replace(stretch, joins=starts_low and is_prose and goes_on(before, after))


def _stretch(paragraph: Paragraph) -> Stretch:
    return Stretch(
        span=paragraph.span,
        level=paragraph.level,
        heading=paragraph.heading,
        joins=paragraph.joins,
        page=paragraph.page,
        boxes=paragraph.boxes,
    )


def _read_table(annex: _Annex, table: Table) -> None:
    for row, following in zip_longest(table.rows, table.rows[1:]):
        roles = annex.roles_of_headings.get(row_start(row))
        if roles:
            _take_column_headings(annex, row, roles)
            continue
        if part := _part_heading(annex, row, following):
            _open_part(annex, part)
        else:
            annex.roles = annex.roles or default_roles(max(cell.column + cell.width for cell in row.cells))
            _read_row(annex, row, annex.roles)
            annex.page_turned = annex.opens_part = False
        annex.is_first_row = False


def _open_part(annex: _Annex, part: Heading) -> None:
    annex.part, annex.priority, annex.page_turned = _words(annex.text, part.span), None, False
    annex.references.clear()
    annex.headings.append(part)
    annex.opens_part = True


def _take_column_headings(annex: _Annex, row: Row, roles: ColumnRoles) -> None:
    """The first such row names the columns; the same one again is what a page repeats."""
    paragraphs = [p for cell in row.cells for p in cell.paragraphs]
    words = tuple(_words(annex.text, p.span) for p in paragraphs)
    annex.page_turned = annex.roles is not None and not annex.opens_part
    annex.roles = roles
    if words == annex.heading_row:
        annex.running += [p.span for p in paragraphs]
        return
    annex.heading_row = words
    annex.headings += [
        Heading(text=_written(annex.text, p.span), span=p.span, level=HeadingLevel.COLUMN) for p in paragraphs
    ]


def _read_row(annex: _Annex, row: Row, roles: ColumnRoles) -> None:
    groups = dict(_by_role(annex.text, row, roles))
    if Role.REFERENCE in groups:
        _take_priority(annex, groups.pop(Role.REFERENCE))
    dates = [
        _unnumbered(annex.text, _stretch(p)) for cell in groups.pop(Role.DUE, []) for p in cell.paragraphs
    ]
    fresh = {Column(role.value): _fresh(annex, Column(role.value), cells) for role, cells in groups.items()}
    if dates:
        dated = Column.NEXT_STEPS if Role.NEXT_STEPS in roles.roles else Column.ONGOING
        fresh[dated] = with_due(annex.text, fresh.get(dated, []), dates)
    goes_on_above = annex.page_turned or any(stretches[0].joins for stretches in fresh.values())
    for column, stretches in fresh.items():
        if not stretches[0].joins:
            stretches[0] = replace(stretches[0], opens_row=not goes_on_above, after_break=annex.page_turned)
        _passage(annex, column).extend(stretches)


def _by_role(text: str, row: Row, roles: ColumnRoles) -> Iterator[tuple[Role, list[Cell]]]:
    """The filled cells of a row by what they hold; a dash or "n/a" says that there is nothing in one."""
    groups: dict[Role, list[Cell]] = {}
    for cell in row.cells:
        if cell.paragraphs and not _is_said_to_be_empty(text, cell):
            groups.setdefault(roles.role_at(cell.column) or Role.ONGOING, []).append(cell)
    yield from groups.items()


def _is_said_to_be_empty(text: str, cell: Cell) -> bool:
    said = _words(text, cell.paragraphs[0].span).lower()
    return len(cell.paragraphs) == 1 and said in load("columns")["empty"]


def _part_heading(annex: _Annex, row: Row, following: Row | None) -> Heading | None:
    """The part that a title alone in its row names; one in ordinary letters does where the first row does."""
    found = lone_title(row, annex.text)
    if found is None:
        return None
    cell, span = found
    could = cell.column == annex.title_column or (annex.title_column is None and annex.is_first_row)
    if not names_a_part(row, following, annex.text, among_titles=could):
        return None
    if annex.is_first_row:
        annex.title_column = cell.column
    return Heading(text=_written(annex.text, span), span=span, level=HeadingLevel.PART)


def _take_priority(annex: _Annex, cells: list[Cell]) -> None:
    """What stands before the columns that report holds until others stand there; a page break may cut it too.

    Of several such columns the left ones hold on over a row that leaves them empty: they name what is parted.
    """
    said = {cell.column: " ".join(_words(annex.text, p.span) for p in cell.paragraphs) for cell in cells}
    if rests := _rests(annex, said):
        _rename_priority(annex, rests)
    anew = {column: words for column, words in said.items() if column not in rests}
    if anew:
        left = min(anew)
        held = {column: words for column, words in annex.references.items() if column < left}
        annex.references = held | anew
        annex.priority = " ".join(annex.references.values())
    annex.headings += [
        Heading(text=_written(annex.text, p.span), span=p.span, level=HeadingLevel.PRIORITY)
        for cell in cells
        for p in cell.paragraphs
    ]


def _rests(annex: _Annex, said: dict[int, str]) -> dict[int, str]:
    """Of what stands in such columns of a page's first row, that which goes on from the page before."""
    if not annex.page_turned or not annex.references:
        return {}
    return {column: words for column, words in said.items() if words[:1].islower()}


def _rename_priority(annex: _Annex, rests: dict[int, str]) -> None:
    """Give the passages under a priority that a page break cut its whole name; keep what it is made of."""
    cut = (annex.part, annex.priority)
    for place, words in rests.items():
        cut_at = place if place in annex.references else max(annex.references)
        annex.references[cut_at] += f" {words}"
    annex.priority = " ".join(annex.references.values())
    for at in range(len(annex.passages) - 1, -1, -1):
        column, part, priority, stretches = annex.passages[at]
        if (part, priority) != cut:
            return
        annex.passages[at] = (column, part, annex.priority, stretches)


def _fresh(annex: _Annex, column: Column, cells: list[Cell]) -> list[Stretch]:
    """The stretches that a row adds to a column, one at least; the first goes on from the last if it can."""
    held = _passage(annex, column)
    plain = [_unnumbered(annex.text, _stretch(p)) for cell in cells for p in cell.paragraphs]
    fresh = list(_marked(annex.text, plain)) or plain
    return list(_joined(annex, held, fresh)) if held else fresh


# "3. Ruritania: ..." and "(b) 12 boats" open a list's member; "5 May" and "3. 5" do not.
_LIST_NUMBER = re.compile(
    r"(?<!\S)(?:\(?(?P<closed>\d{1,2}|[a-z])\)\s+(?=\w)|(?P<stopped>\d{1,2}|[a-z])\.\s+(?=[^\W\d_]))"
)


def _unnumbered(text: str, stretch: Stretch) -> Stretch:
    """A paragraph that a number opens is a bullet; a flattened cell keeps its numbers, to be counted."""
    found = _LIST_NUMBER.match(text, stretch.span.start, stretch.span.end)
    if not found or _counts_on(text, stretch, found):
        return stretch
    return replace(stretch, span=Span(start=found.end(), end=stretch.span.end), level=max(stretch.level, 1))


def _counts_on(text: str, stretch: Stretch, found: re.Match[str]) -> bool:
    """Whether the next number of the list stands in the same paragraph."""
    number, closed = found[found.lastgroup or 0], found.lastgroup
    following = str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)
    others = _LIST_NUMBER.finditer(text, found.end(), stretch.span.end)
    return any(other.lastgroup == closed and other[closed or 0] == following for other in others)


def _passage(annex: _Annex, column: Column) -> list[Stretch]:
    """The passage that the column now stands in; a new part or priority opens a new one."""
    for where, part, priority, stretches in reversed(annex.passages):
        if where is column:
            if (part, priority) == (annex.part, annex.priority):
                return stretches
            break
    annex.passages.append((column, annex.part, annex.priority, []))
    return annex.passages[-1][3]


def _marked(text: str, stretches: list[Stretch]) -> Iterator[Stretch]:
    """A cell that holds nothing but a bullet marks the one to its right."""
    bullets = set(load("sentences")["bullets"])
    level = 0
    for stretch in stretches:
        if _written(text, stretch.span) in bullets:
            level = 1
        else:
            yield replace(stretch, level=max(stretch.level, level))
            level = 0


def _joined(annex: _Annex, held: list[Stretch], fresh: list[Stretch]) -> Iterator[Stretch]:
    """The new stretches, the first that goes on from the last of those `held` marked so.

    Extraction may put the label of what follows ("Egypt >") in front of the end of the sentence that a page
    break cut; that end then comes first.
    """
    text, said = annex.text, _words(annex.text, held[-1].span)
    label, rest = (fresh[:1], fresh[1:]) if len(fresh) > 1 and _is_label(text, fresh[0]) else ([], fresh)
    if (
        not rest
        or _is_bullet(text, rest[0])
        or not (
            goes_on(said, _words(text, rest[0].span), tight=bool(label))
            or (annex.page_turned and not label and _ends_a_bullet(text, held, rest[0]))
        )
    ):
        yield from fresh
        return
    first, *others = _parted(text, rest[0]) if label else [rest[0]]
    yield replace(first, joins=True, level=0)
    yield from label
    yield from others
    yield from rest[1:]


def _ends_a_bullet(text: str, held: list[Stretch], opening: Stretch) -> bool:
    """Whether what opens a page's cell without a bullet is the end of the bullet that the page before cut.

    Whatever letter it begins with: all bullets but the last have an end, and it has one.
    """
    *others, last = held
    whole = [one for one in others if one.level]
    return (
        bool(last.level and whole and not opening.level)
        and not ends_sentence(_words(text, last.span))
        and all(ends_sentence(_words(text, one.span)) for one in (*whole, opening))
    )


def _is_bullet(text: str, stretch: Stretch) -> bool:
    """Whether the stretch has a bullet of its own: it begins something, whatever stands above it."""
    bullets = find_inline_bullets(_words(text, stretch.span))
    return stretch.level > 0 or bool(bullets and bullets[0].start == 0)


def goes_on(before: str, after: str, *, tight: bool = False) -> bool:
    """Whether `after` continues the words that broke off in `before`.

    It does when `before` has no end and `after` begins in lower case, or when `before` ends in a word that
    wants another ("a contract of EUR"). With `tight`, something stands between the two.
    """
    if ends_sentence(before) or not after:
        return False
    starts_low = after.lstrip("\"'“‘(")[:1].islower()
    return ends_hanging(before) or (starts_low and not tight and not before.rstrip().endswith(":"))


def _is_label(text: str, stretch: Stretch) -> bool:
    words = words_of(text, stretch.span)
    return len(words) <= _LONGEST_LABEL and not ends_sentence(_words(text, stretch.span))


# "Bosnia and Herzegovina and Montenegro >" is a label; six words hold two partners, "and", and a bullet.
_LONGEST_LABEL = 6


def _parted(text: str, stretch: Stretch) -> list[Stretch]:
    """The stretch's first sentence, and the rest of it."""
    first = next(sentence_spans(text, stretch.span))
    rest = trimmed(text, first.end, stretch.span.end)
    parts = [replace(stretch, span=first)]
    return [*parts, replace(stretch, span=rest, level=0)] if rest else parts


def _words(text: str, span: Span) -> str:
    """The words with a blank for each end of a line."""
    return _written(text, span).replace("\n", " ")


def _written(text: str, span: Span) -> str:
    return text[span.start : span.end]
