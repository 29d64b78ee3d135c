"""Signs that turn the direction of writing, shown where they stand in HTML, and kept from turning the rest.

A letter may have an override (U+202E and its kin, UAX #9) within a sentence: what stands behind it would be
read backwards, in a quotation that is said to be verbatim. So each sign is put into an isolate of its own,
which ends what it does, and has its number beside it. The sign stays: what is copied is what the letter has.
"""

from __future__ import annotations

import re

__all__ = ["shown_turns"]

# Embeddings, overrides and isolates. Marks of direction (U+200E, U+200F, U+061C) turn no other word.
_TURN = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Of these everything is text or an address: no element may stand in it. And what is shown is not shown again.
_AS_IT_STANDS = re.compile(
    r'(<(title|option|textarea|text|style)\b.*?</\2>|<bdi class="turn".*?</bdi>|<[^>]*>)', re.DOTALL
)


def shown_turns(page: str) -> str:
    """The same page, or piece of one, with every such sign of its text in a `bdi` of the class `turn`.

    Attributes stay as they are, and what has no room for elements. In a page of ours `>` ends a tag:
    in attributes it is escaped.
    """
    if not _TURN.search(page):
        return page
    pieces = _AS_IT_STANDS.split(page)
    # Text, then what stands as it is, then the name of its element, over and over.
    pieces[::3] = [_TURN.sub(_isolated, text) for text in pieces[::3]]
    pieces[2::3] = [""] * len(pieces[2::3])
    return "".join(pieces)


def _isolated(found: re.Match[str]) -> str:
    sign = found[0]
    name = f"U+{ord(sign):04X}"
    said = f"{name}, which turns the direction of writing"
    return f'<bdi class="turn" data-sign="{name}" title="{said}">{sign}</bdi>'
