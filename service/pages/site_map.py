"""The map of the site for search engines (sitemaps.org): every page that stands by itself, by its address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from lxml import etree

from service.addresses import comparison_path, item_path, letter_path
from service.projections.letters import HeldLetter

__all__ = ["MOST_ADDRESSES", "MappedPage", "mapped_pages", "site_index", "site_part", "write_site_map"]

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
# lxml's stubs do not know that the name of the namespace that needs none is None.
_NAMESPACES: dict[Any, str] = {None: _NAMESPACE}
# What one file may hold, by the protocol; with more there is a file that lists files.
MOST_ADDRESSES = 50_000
# Pages that are there whatever is held.
_ALWAYS = (
    "/",
    "/items",
    "/partners",
    "/parts",
    "/kinds",
    "/deadlines",
    "/money",
    "/promises",
    "/search",
    "/subscribe",
    "/filters",
    "/corrections",
    "/docs",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedPage:
    """A page by its address without the host, and when what it shows last changed, if that is known."""

    path: str
    changed: datetime | None = None


def mapped_pages(letters: Sequence[HeldLetter], items: Sequence[str]) -> tuple[MappedPage, ...]:
    """Every page of what is held: letters in the order of their series, comparisons of neighbours, items.

    `items` are ids. What is said of an item may change with any letter: when is for its page to say.
    """
    return (
        *(MappedPage(path=path) for path in _ALWAYS),
        *(MappedPage(path=letter_path(one.key), changed=one.recorded_at) for one in letters),
        *(
            MappedPage(path=comparison_path(old.key, new.key), changed=new.recorded_at)
            for old, new in pairwise(letters)
            if old.series == new.series
        ),
        *(MappedPage(path=item_path(item)) for item in items),
    )


def write_site_map(pages: Sequence[MappedPage], *, home: str, most: int = MOST_ADDRESSES) -> bytes:
    """The map itself while it fits into one file, else the list of its files."""
    if len(pages) <= most:
        return _written("urlset", "url", [(home + page.path, page.changed) for page in pages])
    return site_index(pages, home=home, most=most)


def site_index(pages: Sequence[MappedPage], *, home: str, most: int = MOST_ADDRESSES) -> bytes:
    """The list of the files that together are the map."""
    parts = range(1, (len(pages) - 1) // most + 2)
    return _written("sitemapindex", "sitemap", [(f"{home}/sitemap-{part}.xml", None) for part in parts])


def site_part(
    pages: Sequence[MappedPage], part: int, *, home: str, most: int = MOST_ADDRESSES
) -> bytes | None:
    """The part of that number, counted from 1; None where there is none."""
    here = pages[(part - 1) * most : part * most] if part > 0 else ()
    return _written("urlset", "url", [(home + page.path, page.changed) for page in here]) if here else None


def _written(root: str, entry: str, addresses: Sequence[tuple[str, datetime | None]]) -> bytes:
    tree = etree.Element(f"{{{_NAMESPACE}}}{root}", nsmap=_NAMESPACES)
    for address, changed in addresses:
        one = etree.SubElement(tree, f"{{{_NAMESPACE}}}{entry}")
        etree.SubElement(one, f"{{{_NAMESPACE}}}loc").text = address
        if changed is not None:
            etree.SubElement(one, f"{{{_NAMESPACE}}}lastmod").text = changed.isoformat(timespec="seconds")
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8")
