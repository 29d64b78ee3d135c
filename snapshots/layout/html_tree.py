"""HTML bytes to a tree, and what its elements say about their words: hidden, bold, underlined, deleted."""

from __future__ import annotations

import re

import lxml.html
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from snapshots.errors import DamagedFile, EmptyLetter

__all__ = ["declared_charset", "is_deleted", "is_hidden", "is_marked", "list_level", "parse_html", "tag_of"]

# Browsers look for the declaration in the first kilobyte; programs that write long comments first need more.
_DECLARED_WITHIN = 4096
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)

# What is not part of the document's words, whether it is shown or not.
_holds_no_words = re.compile(
    r"head|script|style|nav|template|noscript|svg|math|iframe|object|embed|audio|video|canvas|select|button|"
    r"textarea|input|datalist"
).fullmatch
_HIDING_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)\b", re.IGNORECASE
)
# Word's longest has some 300 characters.
_LONGEST_STYLE = 1000
# Word writes the bullet of a list paragraph as words of their own, marked so.
_WORD_BULLET = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_WORD_LEVEL = re.compile(r"mso-list\s*:[^;]*\blevel(\d)", re.IGNORECASE)
_NOTE_REFERENCE = re.compile(r"(?:foot|end)note-ref")

_MARKING_TAGS = frozenset({"b", "strong", "u"})
_MARKING_STYLE = re.compile(
    r"font-weight\s*:\s*(?:bold|[6-9]00)\b|text-decoration(?:-line)?\s*:[^;]*\bunderline\b", re.IGNORECASE
)
_UNMARKING_STYLE = re.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-5]00)\b", re.IGNORECASE)


def declared_charset(data: bytes) -> str | None:
    """The charset that the document's first bytes declare, if they do."""
    found = _CHARSET.search(data, 0, _DECLARED_WITHIN)
    return found[1].decode("ascii") if found else None


def parse_html(text: str) -> HtmlElement:
    """The root of the document's tree; nothing outside the text is fetched, no entity of its own is expanded.

    Raises EmptyLetter when there is no element, DamagedFile when elements nest so deep that the parser leaves
    some out, or one has more attributes than any program writes.
    """
    if any(_has_too_many_attributes(tag.group()) for tag in _LONG_TAG.finditer(text)):
        raise DamagedFile(
            f"an element of the HTML document has more than {_MOST_ATTRIBUTES} attributes; save it from a "
            "browser or as PDF"
        )
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(
            text.replace("\x00", "").encode("utf-8", "replace"), parser=parser
        )
    except LxmlError as error:
        raise EmptyLetter("the HTML document holds no elements; send the letter itself") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise DamagedFile(
            "the HTML document nests its elements too deep to be read whole; save it from a browser or as PDF"
        )
    return root


# Each attribute of an element is held against all others by the parser.
_LONG_TAG = re.compile(r"<\w[^<>]{2000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_MOST_ATTRIBUTES = 500


def _has_too_many_attributes(tag: str) -> bool:
    """Whether a long tag is so for its attributes, rather than for a picture or a drawing in one of them."""
    return len(re.findall(r"[\s/]+[^\s/]", _QUOTED.sub("", tag))) > _MOST_ATTRIBUTES


def tag_of(element: HtmlElement) -> str:
    """The element's name in lower case; empty for comments and the like."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _style(element: HtmlElement) -> str:
    """What the element's own style says, as far as anybody writes one by hand or by Word."""
    style: str = element.get("style", "")
    return style[:_LONGEST_STYLE]


def is_hidden(element: HtmlElement) -> bool:
    """Whether the element holds no words that a reader of the page sees as part of the letter."""
    style = _style(element)
    return (
        _holds_no_words(tag_of(element)) is not None
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or element.get("role") == "navigation"
        or bool(style and (_HIDING_STYLE.search(style) or _WORD_BULLET.search(style)))
        or _is_note_mark(element)
    )


def _is_note_mark(element: HtmlElement) -> bool:
    """Whether it is the raised number of a note, or the arrow back to it: signs, not words."""
    if tag_of(element) != "a":
        return False
    named = f"{element.get('id', '')} {element.get('href', '')}"
    return element.get("role") == "doc-noteref" or bool(_NOTE_REFERENCE.search(named))


def is_deleted(element: HtmlElement) -> bool:
    """Whether the words were struck out in an edit that is still tracked."""
    return tag_of(element) == "del"


def is_marked(element: HtmlElement, *, outside: bool) -> bool:
    """Whether words in the element are bold or underlined, `outside` saying whether those around it are."""
    style = _style(element)
    if style and _MARKING_STYLE.search(style):
        return True
    if style and _UNMARKING_STYLE.search(style):
        return False
    return outside or tag_of(element) in _MARKING_TAGS


def list_level(element: HtmlElement) -> int | None:
    """The level of a list paragraph that Word wrote as a plain one; None for others."""
    found = _WORD_LEVEL.search(_style(element))
    return int(found[1]) if found else None
