"""Which rows of a letter's tables are column headings, and what each column holds.

Words tell (`column_words`). Where they do not, what stands below tells, then the place: the last column comes
next. What was not told by words is a finding, so that nobody takes a guess for a reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import islice

from snapshots.column_contents import Contents, contents_of
from snapshots.column_words import Role, is_short, role_of, roles_named, says_only_roles
from snapshots.facts.status import governing_clause, names_time_or_number
from snapshots.layout.blocks import Cell, Layout, Row, Table
from snapshots.letter import Column, Finding, Severity, Span
from snapshots.sentences import ends_sentence, has_finite_verb
from snapshots.table_columns import ColumnRoles

__all__ = ["ColumnHeadings", "find_column_headings", "row_start"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHeadings:
    """The heading rows, each by where its words begin in the text, with the roles of its columns."""

    roles: dict[int, ColumnRoles]
    findings: tuple[Finding, ...]


@dataclass(slots=True, kw_only=True)
class _Head:
    """A row of headings, as often as pages repeat it, and the cells that stand below its columns."""

    words: dict[int, str]
    spans: dict[int, tuple[Span, ...]]
    named: dict[int, Role | None]
    starts: list[int]
    cells: dict[int, list[str]] = field(default_factory=dict)
    is_guess: bool = False


def find_column_headings(layout: Layout) -> ColumnHeadings:
    """The column headings of all tables; those that repeat are one, and speak for all below them.

    What holds for a heading in several rows is one finding, with all of its places.
    """
    heads = _heads(layout)
    below = _cells_below(heads)
    contents_under = cache(lambda words: contents_of(below[words]))
    roles: dict[int, ColumnRoles] = {}
    findings: list[Finding] = []
    for head in heads:
        told = _is_told_by_words(head)
        contents = {at: _NOTHING if told else contents_under(words) for at, words in head.words.items()}
        known, guessed = _resolved(head, contents)
        if head.is_guess and not any(contents[column].tells for column in guessed):
            continue  # nothing below tells either: it was no row of headings
        width = max(head.words) + 1
        found = ColumnRoles(roles=tuple(known.get(column) for column in range(width)))
        roles |= dict.fromkeys(head.starts, found)
        findings += [_finding(head, column, known[column], contents[column]) for column in sorted(guessed)]
    return ColumnHeadings(roles=roles, findings=tuple(_together(findings)))


_NOTHING = contents_of(())


def _cells_below(heads: Iterable[_Head]) -> dict[str, list[str]]:
    """Heading -> the cells below it, wherever its column stands: flattening moves columns."""
    below: dict[str, list[str]] = {}
    for head in heads:
        for column, words in head.words.items():
            below.setdefault(words, []).extend(head.cells.get(column, ()))
    return below


def _together(findings: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for all that say the same, with the places of each."""
    alike: dict[str, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(finding.message, []).append(finding)
    for same in alike.values():
        yield replace(same[0], spans=tuple(sorted(span for finding in same for span in finding.spans)))


def row_start(row: Row) -> int:
    """Where the first words of a row begin; -1 for one without words."""
    return next((p.span.start for cell in row.cells for p in cell.paragraphs), -1)


# --- which rows are headings --------------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class _Heads:
    """The heads by their words, the words alone in whatever columns, and under which head rows now stand."""

    by_words: dict[_Words, _Head] = field(default_factory=dict)
    said: set[tuple[str, ...]] = field(default_factory=set)
    current: _Head | None = None


_Words = tuple[tuple[int, str], ...]


def _heads(layout: Layout) -> list[_Head]:
    tables = [block for block in layout.blocks if isinstance(block, Table)]
    heads = _Heads()
    for table in tables:
        first = _first_full(table)
        for row in table.rows:
            _take_row(layout.text, heads, row, is_first=row is first)
    if not heads.current:
        _take_unnamed(layout.text, heads, tables)
    return [*heads.by_words.values()]


def _first_full(table: Table) -> Row | None:
    return next((row for row in table.rows if len(_filled(row)) > 1), None)


def _take_row(text: str, heads: _Heads, row: Row, *, is_first: bool) -> None:
    """The row as a head, as one of the heads again, or as cells below the last one."""
    words = _said_in(text, row)
    if again := heads.by_words.get(tuple(words.items())):
        again.starts.append(row_start(row))
        heads.current = again
    elif named := _named(heads, words, is_first=is_first):
        _take_head(heads, _head(row, words, named))
    elif heads.current:
        _take_cells(heads.current, text, row)


def _take_head(heads: _Heads, head: _Head) -> None:
    heads.by_words[tuple(head.words.items())] = heads.current = head
    heads.said.add(tuple(head.words.values()))


def _named(heads: _Heads, words: dict[int, str], *, is_first: bool) -> dict[int, Role | None] | None:
    """What the columns hold, where the row is one of headings: their words come in cells, too."""
    named = roles_named(words)
    if named is None or is_first or not heads.current or tuple(words.values()) in heads.said:
        return named
    return named if all(map(says_only_roles, words.values())) else None


def _take_unnamed(text: str, heads: _Heads, tables: list[Table]) -> None:
    """The head of tables whose headings no two words explain: the first full row, if it reads so.

    Of the first that is an annex: what stands before it, a letterhead or a list, reports on nothing.
    """
    for at, table in enumerate(tables):
        first = _first_full(table)
        words = _said_in(text, first) if first else {}
        if first and _reads_as_headings(first, words):
            named = {column: role_of(said) for column, said in words.items()}
            _take_head(heads, _head(first, words, named, is_guess=True))
            rows = (row for below in tables[at:] for row in below.rows)
            for row in islice(rows, table.rows.index(first) + 1, None):
                _take_row(text, heads, row, is_first=False)
            return
        if _reports_on_something(text, table):
            return


def _reports_on_something(text: str, table: Table) -> bool:
    cells: dict[int, list[str]] = {}
    for row in table.rows:
        for column, said in _said_in(text, row).items():
            cells.setdefault(column, []).append(said)
    return any(contents_of(column).tells for column in cells.values())


def _reads_as_headings(row: Row, words: dict[int, str]) -> bool:
    """Whether every column has a few words without verb, stop or figure: no cell of a report does."""
    is_full = len(words) == len(row.cells)
    return is_full and is_short(words) and not any(map(_reports, words.values()))


def _reports(words: str) -> bool:
    if says_only_roles(words):
        return False
    figure = any(map(str.isdigit, words)) or names_time_or_number(words)
    clause = governing_clause(words, column=Column.BODY)
    says = clause is not None and clause[1].finite
    return figure or says or ends_sentence(words) or has_finite_verb(words)


def _head(row: Row, words: dict[int, str], named: dict[int, Role | None], *, is_guess: bool = False) -> _Head:
    spans = {cell.column: tuple(p.span for p in cell.paragraphs) for cell in _filled(row)}
    return _Head(words=words, spans=spans, named=dict(named), starts=[row_start(row)], is_guess=is_guess)


def _take_cells(head: _Head, text: str, row: Row) -> None:
    for cell in _filled(row):
        if cell.width == 1:
            said = [_said(text, p.span) for p in cell.paragraphs]
            head.cells.setdefault(cell.column, []).append("\n".join(said))


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.paragraphs]


def _said_in(text: str, row: Row) -> dict[int, str]:
    """What stands in the filled cells of a row, from left to right."""
    return {cell.column: _words(text, cell) for cell in _filled(row)}


def _words(text: str, cell: Cell) -> str:
    return " ".join(_said(text, p.span) for p in cell.paragraphs)


def _said(text: str, span: Span) -> str:
    """The words with a blank for each end of a line."""
    return text[span.start : span.end].replace("\n", " ")


# --- what their columns hold --------------------------------------------------------------------------------


def _resolved(head: _Head, contents: dict[int, Contents]) -> tuple[dict[int, Role], set[int]]:
    """The role of every column, and the columns whose role their headings do not tell."""
    known = {column: role for column, role in head.named.items() if role}
    known |= dict.fromkeys(_before_those_that_report(head), Role.REFERENCE)
    guessed = {column for column in head.named if column not in known}
    guessed |= _not_for_reference(known, contents)
    known = {column: role for column, role in known.items() if column not in guessed}
    labels = {column for column in guessed if _labels_what_follows(column, head, contents)}
    known |= dict.fromkeys(labels, Role.REFERENCE)
    for column in sorted(guessed - labels):
        known[column] = contents[column].role or _by_place(column, known, head.words, contents[column])
    return known, guessed - labels


def _is_told_by_words(head: _Head) -> bool:
    """Whether the headings say enough, so that nobody need look at what stands below them."""
    before = set(_before_those_that_report(head))
    return {Role.ONGOING, Role.NEXT_STEPS} <= set(head.named.values()) and all(
        role is not None or column in before for column, role in head.named.items()
    )


def _before_those_that_report(head: _Head) -> Iterator[int]:
    """Columns that say what is reported on: those before what is done and what comes next, if both are named.

    Dates and who acts may stand there too, but not first.
    """
    reports = [column for column, role in head.named.items() if role in {Role.ONGOING, Role.NEXT_STEPS}]
    if {Role.ONGOING, Role.NEXT_STEPS} <= set(head.named.values()):
        for column, role in head.named.items():
            if column < min(reports) and (role is not Role.DUE or column == min(head.named)):
                yield column


def _not_for_reference(known: dict[int, Role], contents: dict[int, Contents]) -> set[int]:
    """Columns such as "Actions" that report: all but the first, where what is done or comes next has none."""
    if {Role.ONGOING, Role.NEXT_STEPS} <= set(known.values()):
        return set()
    references = [column for column, role in known.items() if role is Role.REFERENCE]
    return {column for column in references[1:] if contents[column].tells and not contents[column].is_terse}


def _labels_what_follows(column: int, head: _Head, contents: dict[int, Contents]) -> bool:
    """Whether the column has a few words in each cell, and another to its right tells."""
    others = (other for other in head.words if other > column)
    return (
        contents[column].is_terse
        and not contents[column].tells
        and any(
            head.named.get(other) in {Role.ONGOING, Role.NEXT_STEPS} or contents[other].tells
            for other in others
        )
    )


def _by_place(column: int, known: dict[int, Role], columns: Iterable[int], contents: Contents) -> Role:
    """What a column holds whose verbs do not tell: few words behind next steps say when."""
    if contents.is_terse and any(known.get(other) is Role.NEXT_STEPS for other in range(column)):
        return Role.DUE
    is_last = column == max(columns)
    return Role.NEXT_STEPS if is_last and Role.NEXT_STEPS not in known.values() else Role.ONGOING


def _finding(head: _Head, column: int, role: Role, contents: Contents) -> Finding:
    counted = f"{contents.to_come} of {contents.verbs} verbs in it tell of what is to come"
    why = counted if contents.role else "too few verbs in it tell, so its place decided"
    read_as = "what is due, or who acts" if role is Role.DUE else role.value.replace("_", " ")
    return Finding(
        code="column.unclear",
        severity=Severity.WARNING,
        message=(
            f"the heading “{head.words[column]}” does not say what its column holds; "
            f"it is read as {read_as}: {why}"
        ),
        spans=head.spans[column],
    )
