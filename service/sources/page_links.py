"""The documents that a page links to: those whose address matches a pattern, on the page's own host.

The pattern is a shell's (`*.pdf`, `*/letters/*`) and is held against the whole address without its query and
fragment; upper and lower case make no difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

from lxml import etree, html

__all__ = ["MOST_LINKS", "PageLinks", "links_of_page"]

# A page of letters has a few dozen of them.
MOST_LINKS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLinks:
    """The addresses, each once, in the order of the page; `left_out` counts those beyond the most."""

    addresses: tuple[str, ...]
    left_out: int = 0


def links_of_page(data: bytes, *, address: str, pattern: str) -> PageLinks:
    """What the page links to; nothing for what is no HTML."""
    every = tuple(dict.fromkeys(_matching(data, address, pattern)))
    return PageLinks(addresses=every[:MOST_LINKS], left_out=len(every[MOST_LINKS:]))


def _matching(data: bytes, address: str, pattern: str) -> Iterator[str]:
    try:
        tree = html.document_fromstring(data)
    except (ValueError, etree.LxmlError):
        return
    base = _base(tree, address)
    for element in tree.iter("a"):
        link = _joined(base, (element.get("href") or "").strip())
        if link is not None and _is_of(link, urlsplit(address)) and _fits(link, pattern):
            yield link


def _base(tree: html.HtmlElement, address: str) -> str:
    said = next((element.get("href") for element in tree.iter("base")), None)
    return (_joined(address, said) if said else None) or address


def _joined(base: str, target: str) -> str | None:
    try:
        return urldefrag(urljoin(base, target)).url
    except ValueError:
        return None


def _is_of(link: str, page: SplitResult) -> bool:
    parts = urlsplit(link)
    return (parts.scheme, parts.netloc.lower()) == (page.scheme, page.netloc.lower())


def _fits(link: str, pattern: str) -> bool:
    return fnmatchcase(link.partition("?")[0].lower(), pattern.lower())
