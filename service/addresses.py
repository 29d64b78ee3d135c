"""Where pages stand and what their anchors are called: every link of a page or feed is made here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote, urlencode

__all__ = [
    "change_anchor",
    "change_anchors",
    "change_path",
    "comparison_path",
    "corrections_path",
    "feed_list_path",
    "feed_path",
    "finding_anchor",
    "fragment",
    "item_path",
    "letter_path",
    "link_path",
    "page_image_path",
    "statement_anchor",
    "statement_path",
    "subscribe_path",
    "webhook_path",
    "within_series",
]


def letter_path(key: str, *, statement: str | None = None) -> str:
    """The page of a letter, given by its key, at the words of a statement where one is named."""
    return f"/letters/{quote(key)}" + (fragment(statement_anchor(statement)) if statement else "")


def comparison_path(
    old: str,
    new: str,
    *,
    query: str = "",
    minor: bool = False,
    view: str = "",
    unchanged: bool = False,
    first: str = "",
    form: str = "",
) -> str:
    """The page that compares two letters of one series, given by their keys.

    `first` is the anchor of the change from which on they are shown in full, `form` that of a file.
    """
    asked = {
        "q": query,
        "minor": "yes" if minor else "",
        "view": view,
        "unchanged": "yes" if unchanged else "",
        "from": first,
        "as": form,
    }
    given = urlencode([(name, value) for name, value in asked.items() if value])
    return f"/compare/{_pair(old, new)}" + (f"?{given}" if given else "")


def change_path(old: str, new: str, anchor: str) -> str:
    """The page of one change between two letters: both at its words, and why it is one measure."""
    return f"/evidence/{_pair(old, new)}/{quote(anchor)}"


def link_path(old: str, new: str, before: str, after: str) -> str:
    """The page of a link between two letters, given by statements of them that it joins."""
    return f"/evidence/{_pair(old, new)}/{quote(before, safe='')}..{quote(after, safe='')}"


def statement_path(letter: str, statement: str) -> str:
    """The page of one statement: the letter at its words."""
    return f"/evidence/{quote(letter)}/{quote(statement, safe='')}"


def page_image_path(sha256: str, page: int, *, scale: int) -> str:
    """The picture of a page of a PDF, counted from 1; the same address always gives the same bytes."""
    return f"/page-images/{sha256}/{page}@{scale}.png"


def _pair(old: str, new: str) -> str:
    series = old.partition("/")[0]
    return f"{quote(series)}/{quote(within_series(old))}..{quote(within_series(new))}"


def corrections_path(of: str = "") -> str:
    """The register of corrections; of one entry, given by its id, or of all."""
    return "/corrections" + (f"?{urlencode({'of': of})}" if of else "")


def item_path(item: str) -> str:
    """The page of an item's life."""
    return f"/items/{quote(item, safe='')}"


def feed_path(
    name: str, *, series: str = "", query: str = "", minor: bool = False, archive: int | None = None
) -> str:
    """A feed (`changes.atom`, `deadlines.ics`), of one series or of all, of what a filter asks for.

    With `archive` it is the archive of that number.
    """
    number = "" if archive is None else str(archive)
    given = (("series", series), ("q", query), ("minor", "yes" if minor else ""), ("archive", number))
    asked = [(key, value) for key, value in given if value]
    return f"/feeds/{name}" + (f"?{_readable(asked)}" if asked else "")


def subscribe_path(query: str = "") -> str:
    """The page that makes a feed, at the one of a filter where one is given."""
    return "/subscribe" + (f"?{_readable([('q', query)])}" if query else "")


def webhook_path(query: str = "") -> str:
    """The page that has what a filter asks for sent to a program."""
    return "/subscriptions" + (f"?{_readable([('q', query)])}" if query else "")


def feed_list_path(*, by: str = "", query: str = "", form: str = "") -> str:
    """A list of feeds to be taken into a feed reader at once (OPML)."""
    asked = [(key, value) for key, value in (("by", by), ("q", query), ("format", form)) if value]
    return "/feeds/subscriptions.opml" + (f"?{_readable(asked)}" if asked else "")


def _readable(asked: Sequence[tuple[str, str]]) -> str:
    """A query that people can read: what RFC 3986 lets stand in one and filters are full of stands plain."""
    return urlencode(asked, safe=":,/")


def within_series(key: str) -> str:
    """What tells a letter from the others of its series: `2023-12-13`, or `2023-12-13/2`."""
    return key.partition("/")[2]


def statement_anchor(statement: str) -> str:
    """The id of a statement's words on the page of its letter."""
    return f"s-{statement}"


def finding_anchor(finding: int, place: int) -> str:
    """The id of words that a finding rests on, on the page of its letter; both count from 1."""
    return f"f-{finding}-{place}"


def change_anchors(changes: Sequence[tuple[str, str]]) -> list[str]:
    """The ids of changes on the page of their comparison, given (kind, item) of each in their order.

    They are what the ids of their entries end in (published_entries.py), numbered alike where one item has
    several changes of one kind: `quantity.changed/i7`, `quantity.changed/i7/2`.
    """
    seen: Counter[str] = Counter()
    anchors = []
    for kind, item in changes:
        anchor = f"{kind}/{item}"
        seen[anchor] += 1
        anchors.append(f"{anchor}/{seen[anchor]}" if seen[anchor] > 1 else anchor)
    return anchors


def change_anchor(entry: str, kind: str) -> str:
    """The id of a change on the page of its comparison, given the id of its entry."""
    return entry[entry.rindex(f"/{kind}/") + 1 :]


def fragment(anchor: str) -> str:
    """The anchor as the end of an address."""
    return f"#{quote(anchor)}"
