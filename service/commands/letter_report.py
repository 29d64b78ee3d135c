"""A reading for a terminal: what the letter is, how it divides up, its statements under their headings."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from service.commands.output import print_indented, shorten
from service.showing.plain_words import actor_name, day, money, quantity, share, status, strength, window
from snapshots.broken_lines import statement_as_read
from snapshots.letter import Column, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from snapshots.letter import Commitment, Coverage, Finding, Letter, NextActor, Statement

__all__ = ["print_letter"]

# Two to three lines of a terminal of 100 columns.
_WORDS_SHOWN = 160
_COLUMN_NAMES = {Column.BODY: "letter", Column.ONGOING: "under way", Column.NEXT_STEPS: "next steps"}
_STATUS_STYLES = {"done": "green", "planned": "cyan", "on_hold": "yellow", "not_started": "yellow"}
_SEVERITY_STYLES = {"error": "red", "warning": "yellow", "info": "cyan"}
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
# A figure with its noun; of a sentence, its beginning.
_QUOTE_SHOWN = 40


def print_letter(console: Console, letter: Letter) -> None:
    """The whole reading; long statements are shortened."""
    _print_header(console, letter)
    for place, group in groupby(letter.statements, key=_place):
        console.print(Text(f"\n{place}", style="bold"))
        console.print(_table(tuple(group)))
    _print_findings(console, letter)
    console.print(Text(f"\n{_covered(letter.coverage)}", style="dim"))
    console.print(Text(f"Read by version {letter.reader} of the reader.", style="dim"))


def _print_header(console: Console, letter: Letter) -> None:
    console.print(Text(f"Letter of {day(letter.date)}", style="bold"))
    for name, value in (
        ("title", letter.title),
        ("author", letter.author),
        ("reference", letter.reference),
        ("follows", letter.refers_to),
        ("file", letter.source.filename),
    ):
        if value:
            console.print(Text.assemble((f"  {name:<10}", "dim"), shorten(value, 120)))
    found = letter.statements
    console.print(Text(f"\n{len(found)} statements", style="bold"))
    for name, counted in (
        ("stand in", Counter(_COLUMN_NAMES[s.column] for s in found)),
        ("status", Counter(status(s.status) for s in found)),
        ("kind", Counter(s.kind.value for s in found)),
    ):
        counts = " · ".join(f"{count} {word}" for word, count in counted.most_common())
        console.print(Text.assemble((f"  {name:<10}", "dim"), counts))


def _place(statement: Statement) -> str:
    headings = (statement.part, statement.priority, statement.topic)
    named = " › ".join(shorten(heading, 60) for heading in headings if heading)
    column = _COLUMN_NAMES[statement.column]
    return f"{named} · {column}" if named else column


def _table(statements: Iterable[Statement]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), expand=True, pad_edge=False)
    table.add_column(width=5, style="dim", no_wrap=True)
    table.add_column(width=11)
    table.add_column(ratio=1)
    table.add_column(width=24, style="cyan")
    for statement in statements:
        table.add_row(
            statement.id,
            Text.assemble(
                (status(statement.status), _STATUS_STYLES.get(statement.status, "")),
                "\n",
                statement.kind.value,
            ),
            Text.assemble(_partners(statement), shorten(statement.text, _WORDS_SHOWN)),
            "\n".join(_facts(statement)),
        )
    return table


def _partners(statement: Statement) -> tuple[str, str]:
    return (f"[{' '.join(statement.partners)}] " if statement.partners else "", "magenta")


def _facts(statement: Statement) -> list[str]:
    statement = statement_as_read(statement)
    return [
        *(money(amount.value, amount.currency) for amount in statement.amounts),
        *(f"due {window(time.earliest, time.latest)}" for time in statement.deadlines),
        *(window(time.earliest, time.latest) for time in statement.dates),
        *(quantity(found.value, found.unit) for found in statement.quantities),
        *([_committed(statement.commitment)] if statement.commitment else []),
        *(f"{_acts(actor)} “{shorten(actor.quote, _QUOTE_SHOWN)}”" for actor in statement.next_actors),
    ]


def _committed(commitment: Commitment) -> str:
    return f"{strength(commitment.strength)} “{shorten(commitment.quote, _QUOTE_SHOWN)}”"


def _acts(actor: NextActor) -> str:
    return f"{'blocked by' if actor.blocking else 'turn of'} {actor_name(actor)}"


def _print_findings(console: Console, letter: Letter) -> None:
    """Those that matter most first, each with the words that it rests on."""
    if letter.findings:
        console.print(Text("\nTo know when relying on this reading", style="bold"))
    for finding in sorted(letter.findings, key=lambda one: _SEVERITIES.index(one.severity)):
        severity = finding.severity.value
        said = Text.assemble(finding.message, (_rests_on(letter, finding), "dim"))
        print_indented(console, said, margin=10, label=f"{severity} ", style=_SEVERITY_STYLES[severity])


def _rests_on(letter: Letter, finding: Finding) -> str:
    quotes = (shorten(letter.text[span.start : span.end], _QUOTE_SHOWN) for span in finding.spans)
    return "".join(f" “{quote}”" for quote in quotes if quote)


def _covered(coverage: Coverage) -> str:
    shares = (
        ("statements", coverage.statements),
        ("headings", coverage.headings),
        ("running headers and footers", coverage.running),
        ("narrative without a measure", coverage.narrative),
    )
    parts = ", ".join(f"{name} {share(count, coverage.characters)}" for name, count in shares if count)
    return f"All {coverage.characters:,} characters are accounted for: {parts}."
