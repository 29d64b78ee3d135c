"""Passages to statements: each unit under the headings that govern it, with its facts.

In the annex every unit is a statement. In the letter proper a sentence is one when it reports on a measure:
a figure, a date, or a step by somebody for somebody; the rest is narrative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from snapshots.altered import altered
from snapshots.facts.partners import partners_named, partners_spoken_of, within
from snapshots.headings import HeadingWords, names_partners_only, opens_with_label
from snapshots.join_paragraphs import Unit
from snapshots.layout.blocks import ReadingOrder
from snapshots.letter import Column, Heading, HeadingLevel, Span, Statement
from snapshots.narrative import reports_on_a_measure
from snapshots.passages import Passage
from snapshots.read_facts import with_facts
from snapshots.units import cut_passage

__all__ = ["StatementReading", "read_statements"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReading:
    """All statements and sub-headings of a letter, in reading order, and the narrative between them."""

    statements: tuple[Statement, ...]
    headings: tuple[Heading, ...]
    narrative: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Above:
    """A bullet or sentence that leads to bullets of a lower level, and whom it is about."""

    level: int
    id: str
    partners: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class _Governing:
    """The sub-headings and bullets that stand over what comes next in one passage."""

    theme: str | None = None
    partner_heading: str | None = None
    opening_partners: tuple[str, ...] = ()
    labelled_partners: tuple[str, ...] = ()
    above: list[_Above] = field(default_factory=list)
    just_headed: bool = False

    def take_heading(self, words: str) -> None:
        """A partner's name stands below the theme; a new theme clears it."""
        self.opening_partners = ()
        if names_partners_only(words):
            self.partner_heading = words
        else:
            self.theme, self.partner_heading = words, None
        self.above.clear()
        self.just_headed = True

    def take_formality(self) -> None:
        """What stands above the date, the greeting or the signature is the letterhead's, and no heading."""
        self.theme = self.partner_heading = None
        self.opening_partners = ()

    def open_row(self) -> None:
        """A row that no heading row stands over is not the last partner's any more; the theme holds on."""
        if not self.just_headed:
            self.partner_heading, self.opening_partners = None, ()
        self.above.clear()

    def heading_partners(self, passage: Passage) -> tuple[str, ...]:
        """The partners of the bullet's label, else those of the bullet above, else of the nearest heading.

        Of the headings, the nearest one that names any, or what opens the paragraph or cell.
        """
        if self.labelled_partners:
            return self.labelled_partners
        if self.above:
            return self.above[-1].partners
        if self.partner_heading:
            return partners_named(self.partner_heading)
        if self.opening_partners:
            return self.opening_partners
        above = (self.theme, passage.priority, passage.part)
        named = (partners_named(words) for words in above if words)
        return next(filter(None, named), ())

    def take_label(self, unit: Unit) -> None:
        """A label ("Peru: ...") stands over the sentences that go on behind it: those of its bullet."""
        if not unit.goes_on:
            label = unit.words.text.partition(":")[0] if opens_with_label(unit.words.text) else ""
            self.labelled_partners = partners_named(label)

    def take_opening(self, unit: Unit, column: Column) -> None:
        """A paragraph, or a cell whose heading a page break took, is about the partner it opens with.

        A cell that opens with others than its heading names is not below it any more. In a cell a label
        ("Peru: ...") is that of its own bullet alone.
        """
        named = partners_named(unit.words.text)
        opening = named if len(named) == 1 else ()
        if column is Column.BODY:
            # where something was held says nothing of what follows: "At our session in Lima we agreed"
            self.opening_partners = opening if partners_spoken_of(unit.words.text) else ()
        elif unit.after_break and named and not self.just_headed:
            held = partners_named(self.partner_heading) if self.partner_heading else self.opening_partners
            if set(named).isdisjoint(held):
                labelled = opens_with_label(unit.words.text)
                self.partner_heading, self.opening_partners = None, () if labelled else opening

    def follow_paragraph(self, unit: Unit) -> None:
        """A later sentence that is about others ends what the paragraph opened with, and may open anew."""
        spoken_of = partners_spoken_of(unit.words.text)
        if spoken_of and self.opening_partners and not within(spoken_of, self.opening_partners):
            self.opening_partners = spoken_of if partners_spoken_of(_head_of(unit.words.text)) else ()


# "In Peru and in Chile, " and "As regards our talks with Peru, " name whom what follows is about.
_HEAD_WORDS = 7


def _head_of(words: str) -> str:
    return " ".join(words.split()[:_HEAD_WORDS])


def read_statements(
    text: str,
    passages: Iterable[Passage],
    *,
    written_on: date,
    flattened: bool,
    skip: Iterable[Span] = (),
    order: ReadingOrder | None = None,
) -> StatementReading:
    """The statements of the passages, numbered in reading order; what lies in `skip` is left out.

    Without an `order` the passages are read by the offsets of what they hold.
    """
    skipped = {span.start for span in skip}
    statements: list[Statement] = []
    headings: list[Heading] = []
    narrative: list[Span] = []
    held = [*passages]
    common = replace(HeadingWords.of(text), are_marked=not flattened and _are_headings_marked(held))
    for passage in held:
        governing = _Governing()
        for unit in cut_passage(text, passage, common, flattened=flattened):
            if unit.words.spans[0].start in skipped:
                governing.take_formality()
                continue
            if unit.heading:
                governing.labelled_partners = ()
                headings += _sub_headings(unit)
                governing.take_heading(unit.words.text.strip(" :>–—-"))
                continue
            statement = _read_unit(unit, passage, governing, written_on)
            if passage.column is Column.BODY and not reports_on_a_measure(statement):
                narrative += unit.words.spans
                continue
            statements.append(statement)
    return StatementReading(
        statements=_numbered(statements, order or _BY_OFFSET),
        headings=tuple(headings),
        narrative=tuple(narrative),
    )


# One or two lines may be in bold for other reasons.
_SEVERAL = 3


def _are_headings_marked(passages: Iterable[Passage]) -> bool:
    """Whether several of the annex's cells hold paragraphs that are set as headings."""
    cells = (passage.stretches for passage in passages if passage.column is not Column.BODY)
    return sum(stretch.heading for stretches in cells for stretch in stretches) >= _SEVERAL


def _sub_headings(unit: Unit) -> Iterator[Heading]:
    for span in unit.words.spans:
        yield Heading(text=unit.words.written, span=span, level=HeadingLevel.TOPIC)


def _read_unit(unit: Unit, passage: Passage, governing: _Governing, written_on: date) -> Statement:
    if unit.opens_row:
        governing.open_row()
    if unit.opens_paragraph:
        governing.take_opening(unit, passage.column)
    elif passage.column is Column.BODY:
        governing.follow_paragraph(unit)
    governing.take_label(unit)
    governing.just_headed = False
    bare = Statement(
        id=str(unit.words.spans[0].start),
        spans=unit.words.spans,
        text=unit.words.text,
        column=passage.column,
        part=passage.part,
        priority=passage.priority,
        topic=governing.partner_heading or governing.theme,
        parent=_parent(unit, governing),
        page=unit.page,
        boxes=unit.boxes,
    )
    partners = governing.heading_partners(passage)
    statement = with_facts(bare, unit.words, written_on=written_on, heading_partners=partners)
    _take_bullet(unit, statement, governing)
    return statement


# --- bullets below bullets ----------------------------------------------------------------------------------


def _parent(unit: Unit, governing: _Governing) -> str | None:
    """The nearest bullet or sentence above that leads to bullets of a lower level, which this one is."""
    while governing.above and governing.above[-1].level >= unit.level:
        governing.above.pop()
    return governing.above[-1].id if governing.above else None


def _take_bullet(unit: Unit, statement: Statement, governing: _Governing) -> None:
    """A statement may stand above bullets when it is a bullet itself, or when it ends in a colon."""
    if unit.level > 0 or statement.text.endswith(":"):
        above = _Above(level=unit.level, id=statement.id, partners=statement.partners)
        governing.above.append(above)


_BY_OFFSET = ReadingOrder(starts=(), ranks=())


def _numbered(statements: list[Statement], order: ReadingOrder) -> tuple[Statement, ...]:
    """The statements in the order in which they are read, as s001, s002 ..."""
    ordered = sorted(statements, key=lambda s: order.key(s.spans[0].start))
    width = max(3, len(str(len(ordered))))
    names = {statement.id: f"s{number:0{width}}" for number, statement in enumerate(ordered, 1)}
    return tuple(
        altered(s, id=names[s.id], parent=names.get(s.parent) if s.parent else None) for s in ordered
    )
