"""Watched places and what was found there, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from service.commands.output import print_indented, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

__all__ = ["print_arrival", "print_candidates", "print_sources"]

Json = dict[str, Any]

_MARGIN = 4
# As many as a screen shows besides the rest; all of them are in --json.
_ENTRIES_SHOWN = 25
_WORDS_SHOWN = 200


def print_sources(console: Console, sources: Sequence[Json]) -> None:
    """Each place with its id, when it was looked at and will be, and what was wrong."""
    for source in sources:
        links = f", links like {source['links']}" if source["links"] else ""
        _print_head(console, f"{source['id']}  {source['series']}  {source['place']}{links}")
        _print_line(console, f"{_looked(source)}; next {_minute(source['next_check_at'])}")
        if source["problem"]:
            _print_line(console, f"problem, {_times(source['failures'])}: {source['problem']}", "yellow")
        for one in source["problems"]:
            _print_line(console, f"{one['document']}: {one['problem']}", "yellow")
    if not sources:
        console.print("No place is watched; add one: lettertrail sources add PLACE --series S")


def print_candidates(console: Console, candidates: Sequence[Json]) -> None:
    """Each candidate: what it is, where it was found, what was said of it."""
    for one in candidates:
        _print_head(console, f"{one['series']} {one['id']}  {one['state']}: a letter of {one['date']}")
        name = one["source"]["url"] or one["source"]["filename"] or one["source"]["sha256"]
        _print_line(console, f"{name}, found {_minute(one['found_at'])} at {one['place']}")
        if one["answer"]:
            became = f", recorded as {one['answer']['letter']}" if one["answer"]["letter"] else ""
            _print_line(console, f"{one['answer']['actor']}: {one['answer']['reason']}{became}")
    if not candidates:
        console.print("Nothing waits. lettertrail candidates list --all shows what was decided of.")


def print_arrival(console: Console, arrival: Json) -> None:
    """The letter that it would be, and the entries that would go out."""
    _print_head(console, f"{arrival['letter']}  {shorten(arrival['title'] or '', _WORDS_SHOWN)}".rstrip())
    if arrival["already_recorded"]:
        _print_line(console, "is recorded already; accepting it only says so")
        return
    _print_line(console, f"{arrival['statements']} statements, {arrival['findings']} findings")
    if arrival["same_day"]:
        _print_line(console, arrival["same_day"]["says"], style="bold")
    shown = [entry for entry in arrival["entries"] if not entry["minor"]]
    for entry in shown[:_ENTRIES_SHOWN]:
        _print_line(console, f"{entry['kind']}  {shorten(entry['title'], _WORDS_SHOWN)}")
    rest = len(arrival["entries"]) - len(shown[:_ENTRIES_SHOWN])
    more = f"; {rest} more, minor ones among them, with --json" if rest else ""
    count = len(arrival["entries"])
    entries = "1 entry" if count == 1 else f"{count} entries"
    console.print(Text(f"{entries} would be published{more}; nothing was recorded", style="bold"))


def _looked(source: Json) -> str:
    if source["checked_at"] is None:
        return "not looked at yet"
    documents = "1 document" if source["documents"] == 1 else f"{source['documents']} documents"
    return f"looked at {_minute(source['checked_at'])}, {documents}"


def _times(failures: int) -> str:
    return "once" if failures == 1 else f"{failures} times in a row"


def _minute(moment: str) -> str:
    return f"{moment[:10]} {moment[11:16]} UTC"


def _print_head(console: Console, words: str) -> None:
    console.print(Text(words, style="bold"), soft_wrap=True)


def _print_line(console: Console, words: str, style: str = "") -> None:
    print_indented(console, Text(words, style=style), margin=_MARGIN)
