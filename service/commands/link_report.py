"""Links and decisions on them, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from service.commands.output import print_indented, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

__all__ = ["print_corrected", "print_doubtful", "print_links"]

Json = dict[str, Any]

# Two to three lines of a terminal of 100 columns, for each side.
_WORDS_SHOWN = 160
_MARGIN = 8


def print_links(console: Console, links: Sequence[Json]) -> None:
    """Each link with its rule and score, both sides, and what speaks for it; a last line counts them."""
    for link in links:
        _print_head(console, f"{link['score']:.3f}  {link['rule']}{_parts(link)}")
        _print_sides(console, link)
        _print_line(console, "; ".join(link["reasons"]), label="for  ")
    console.print(Text(_counted(links, "link"), style="bold"))


def print_doubtful(console: Console, links: Sequence[Json]) -> None:
    """Each doubtful link with why it is one, and what else it might have been; a last line counts them."""
    for link in links:
        _print_head(console, f"doubt {link['doubt']:.3f}  {link['rule']}: {link['why']}")
        _print_sides(console, link)
        _print_line(console, "; ".join(link["reasons"]), label="for  ")
        for other in link["runners_up"]:
            is_before = other["before"] in link["before"]["statements"]
            name, words = ("after", other["after_text"]) if is_before else ("before", other["before_text"])
            _print_line(console, f"{other['score']:.3f}  {other[name]}  {_short(words)}", label="or  ")
    console.print(Text(_counted(links, "doubtful link"), style="bold"))


def print_corrected(console: Console, corrected: Json, *, preview: bool) -> None:
    """What a decision changes: comparisons, items, and what was published and no longer holds."""
    for compared in corrected["effects"]["comparisons"]:
        _print_head(console, f"What moves between {compared['old']} and {compared['new']}")
        for sign, style, changes in (("-", "red", compared["gone"]), ("+", "green", compared["come"])):
            for change in changes:
                words = Text(f"{sign} {change['kind']}  {change['sentence']}", style=style)
                print_indented(console, words, margin=4)
    for joined in corrected["effects"]["joined"]:
        _print_line(console, f"{', '.join(joined['was'])} are one item: {joined['item']}", label="")
    for divided in corrected["effects"]["divided"]:
        _print_line(console, f"{divided['item']} is several items: {', '.join(divided['into'])}", label="")
    for entry in corrected["effects"]["entries"]:
        _print_line(console, f"published, and no longer so: {entry['position']}  {entry['title']}", label="")
    for lost in corrected["not_carried"]:
        where = f"{lost['from']['letter']}:{lost['from']['statement']} in {lost['letter']}"
        _print_line(console, f"not carried, {where}: {lost['why']}", label="")
    for event in (one for one in corrected["effects"]["feed"] if one["what"] == "published"):
        _print_line(console, f"goes out: {event['title']}", label="")
    console.print(Text(_outcome(corrected, preview=preview), style="bold"), soft_wrap=True)


def _outcome(corrected: Json, *, preview: bool) -> str:
    name = corrected["decision"]["id"]
    if corrected["already_recorded"]:
        return f"{name}: it was decided so before; nothing was recorded"
    against = "".join(
        f", {what} {', '.join(corrected[member])}"
        for member, what in (("supersedes", "against"), ("restores", "and so again"))
        if corrected[member]
    )
    return f"{name}{against}: " + ("nothing was recorded" if preview else "recorded")


def _print_head(console: Console, words: str) -> None:
    console.print(Text(words, style="bold"), soft_wrap=True)


def _print_sides(console: Console, link: Json) -> None:
    for side, label in (("before", "old  "), ("after", "new  ")):
        _print_line(console, _said(link[side]), label=label)


def _said(side: Json) -> str:
    words = {quote["statement"]: "" for quote in side["quotes"]}
    for quote in side["quotes"]:
        words[quote["statement"]] += f" {quote['quote']}"
    return " · ".join(f"{name}  {_short(words.get(name, ''))}" for name in side["statements"])


def _short(words: str) -> str:
    return shorten(words, _WORDS_SHOWN)


def _print_line(console: Console, words: str, *, label: str) -> None:
    print_indented(console, Text(words), margin=_MARGIN, label=label)


def _parts(link: Json) -> str:
    return "".join(f", {what}" for what in ("split", "merged") if link[what])


def _counted(links: Iterable[Json], what: str) -> str:
    count = len(list(links))
    return f"{count} {what}" + ("" if count == 1 else "s")
