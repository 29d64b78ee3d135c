"""Pages found as a visitor finds them, by following links from the first one: new ones need no list."""

from collections import Counter, deque
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import html

# What is no page: for programs, for feed readers, for browsers themselves.
_NO_PAGES = ("/v1", "/feeds", "/static", "/openapi.json")


def shape_of(address):
    """What sort of page an address is of, whatever it names and asks: its first word and its depth."""
    words = [word for word in urlsplit(address).path.split("/") if word]
    return words[0] if words else "", len(words)


def links_of(address, text, *, home=""):
    """Where the links of a page lead inside the service, without their anchors, in the page's order."""
    found = html.fromstring(text).xpath("//a/@href | //link[@rel='alternate']/@href")
    inside = (urldefrag(urljoin(address, link.removeprefix(home))).url for link in found)
    return tuple(dict.fromkeys(link for link in inside if link.startswith("/")))


def crawl(get, *, start=("/",), each=1, most=200):
    """Addresses of pages, those to `start` from and `each` of a shape, as they are found; and their texts.

    `get` gives the text of a page, None for what is no page.
    """
    waiting, seen, shapes, found = deque(start), set(start), Counter(), {}
    while waiting and len(found) < most:
        address = waiting.popleft()
        shape = shape_of(address)
        if (shapes[shape] >= each and address not in start) or (text := get(address)) is None:
            continue
        shapes[shape] += 1
        found[address] = text
        for link in links_of(address, text):
            if link not in seen and not link.startswith(_NO_PAGES):
                seen.add(link)
                waiting.append(link)
    return found
