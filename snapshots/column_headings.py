"""Which rows of a letter's tables are column headings, and what each column holds.

Words tell (`column_words`). Where they do not, what stands below tells, then the place: the last column comes
next. What was not told by words is a finding, so that nobody takes a guess for a reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

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
    """The column headings of all tables; those that repeat are one, and speak for all below them."""
    heads = _heads(layout)
    roles: dict[int, ColumnRoles] = {}
    findings: list[Finding] = []
    below = _cells_below(heads)
    for head in heads:
        cells = {} if _is_told_by_words(head) else below
        contents = {column: contents_of(cells.get(words, ())) for column, words in head.words.items()}
        known, guessed = _resolved(head, contents)
        if head.is_guess and not any(contents[column].tells for column in guessed):
            continue  # nothing below tells either: it was no row of headings
        width = max(head.words) + 1
        found = ColumnRoles(roles=tuple(known.get(column) for column in range(width)))
        roles |= dict.fromkeys(head.starts, found)
        findings += [_finding(head, column, known[column], contents[column]) for column in sorted(guessed)]
    return ColumnHeadings(roles=roles, findings=tuple(findings))


def _cells_below(heads: Iterable[_Head]) -> dict[str, list[str]]:
    """Heading -> the cells below it, wherever its column stands: flattening moves columns."""
    below: dict[str, list[str]] = {}
    for head in heads:
        for column, words in head.words.items():
            below.setdefault(words, []).extend(head.cells.get(column, ()))
    return below


def row_start(row: Row) -> int:
    """Where the first words of a row begin; -1 for one without words."""
    return next((p.span.start for cell in row.cells for p in cell.paragraphs), -1)


# --- which rows are headings --------------------------------------------------------------------------------


def _heads(layout: Layout) -> list[_Head]:
    tables = [block for block in layout.blocks if isinstance(block, Table)]
    heads: list[_Head] = []
    for table in tables:
        first = next((row for row in table.rows if len(_filled(row)) > 1), None)
        for row in table.rows:
            _take_row(layout.text, heads, row, is_first=row is first)
    if heads or not tables:
        return heads
    return list(_unnamed_head(layout.text, tables))


def _take_row(text: str, heads: list[_Head], row: Row, *, is_first: bool) -> None:
    """The row as a head, as one of the heads again, or as cells below the last one."""
    words = {cell.column: _words(text, cell) for cell in _filled(row)}
    again = next((head for head in heads if head.words == words), None)
    named = roles_named(words) if again is None else again.named
    new = again is None and named is not None
    repeats = any([*head.words.values()] == [*words.values()] for head in heads)  # in other columns
    if new and not is_first and not repeats and heads:  # the words of headings come in cells, too
        new = all(map(says_only_roles, words.values()))
    if again is not None:
        heads.remove(again)
        again.starts.append(row_start(row))
        heads.append(again)
    elif new and named is not None:
        heads.append(_head(row, words, named))
    elif heads:
        _take_cells(heads[-1], text, row)


def _unnamed_head(text: str, tables: list[Table]) -> Iterator[_Head]:
    """The head of tables whose headings no two words explain: each table's first full row, if it reads so."""
    head: _Head | None = None
    for table in tables:
        first = next((row for row in table.rows if len(_filled(row)) > 1), None)
        for row in table.rows:
            words = {cell.column: _words(text, cell) for cell in _filled(row)}
            if head is not None and words == head.words:
                head.starts.append(row_start(row))
            elif head is not None:
                _take_cells(head, text, row)
            elif row is first and _reads_as_headings(row, words):
                named = {column: role_of(said) for column, said in words.items()}
                head = _head(row, words, named)
                head.is_guess = True
            elif row is first:
                return
    if head is not None:
        yield head


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


def _head(row: Row, words: dict[int, str], named: dict[int, Role | None]) -> _Head:
    spans = {cell.column: tuple(p.span for p in cell.paragraphs) for cell in _filled(row)}
    return _Head(words=words, spans=spans, named=dict(named), starts=[row_start(row)])


def _take_cells(head: _Head, text: str, row: Row) -> None:
    for cell in _filled(row):
        if cell.width == 1:
            said = [text[p.span.start : p.span.end] for p in cell.paragraphs]
            head.cells.setdefault(cell.column, []).append("\n".join(said))


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.paragraphs]


def _words(text: str, cell: Cell) -> str:
    return " ".join(text[p.span.start : p.span.end] for p in cell.paragraphs)


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
