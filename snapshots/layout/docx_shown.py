"""A Word document as Word shows it, where mammoth would read it otherwise: hidden text out, text boxes in.

Its styles keep their names alone. Word writes how each looks into every document, which is more than most
letters say, and mammoth turns all of it into a tree of objects only to ask for the names.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping

from lxml import etree

__all__ = ["as_shown"]

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VECTORS = "{urn:schemas-microsoft-com:vml}"

_TEXT_PART = re.compile(r"word/(?:document|footnotes|endnotes)\d*\.xml")
_STYLES_PART = re.compile(r"word/styles\d*\.xml")
_OFF = frozenset({"0", "false", "off"})


def as_shown(parts: Mapping[str, bytes]) -> tuple[bytes, bool]:
    """The document without its hidden words and with the words of all its text boxes; and whether it hid any.

    `parts` are the document's own XML parts by name, and no others are in the archive that comes back: what
    nobody looked into, a forged document could name as its text.
    Raises etree.XMLSyntaxError when a part that holds either, or the styles, are no XML.
    """
    hiding = _hiding_styles(parts)
    changed = {name: _names_of_styles(text) for name, text in parts.items() if _STYLES_PART.fullmatch(name)}
    hid = False
    for name, text in parts.items():
        if _TEXT_PART.fullmatch(name) and (hiding or b"vanish" in text or b"txbxContent" in text):
            root = _parsed(text)
            hidden = [run for run in root.iter(f"{_WORD}r") if _is_hidden(run, hiding)]
            boxes = list(_lost_boxes(root))
            _without(hidden)
            _with_words_of(boxes)
            hid = hid or any(_has_words(run) for run in hidden)
            if hidden or boxes:
                changed[name] = _written(root)
    return _packed({**parts, **changed}), hid


def _parsed(text: bytes) -> etree._Element:
    return etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


# --- styles -------------------------------------------------------------------------------------------------


def _names_of_styles(text: bytes) -> bytes:
    """The part with the names of its styles, and with what those of lists number; not how they look."""
    root = _parsed(text)
    for style in root.iterchildren(f"{_WORD}style"):
        numbers = style.get(f"{_WORD}type") == "numbering"
        kept = (f"{_WORD}name", f"{_WORD}pPr") if numbers else (f"{_WORD}name",)
        _without([said for said in style.iterchildren(f"{_WORD}*") if said.tag not in kept])
    _without([*root.iterchildren(f"{_WORD}docDefaults", f"{_WORD}latentStyles")])
    return _written(root)


# --- hidden text --------------------------------------------------------------------------------------------


def _hiding_styles(parts: Mapping[str, bytes]) -> frozenset[str]:
    """The ids of the styles that hide what they are given to, by themselves or by what they are based on."""
    text = next((text for name, text in parts.items() if _STYLES_PART.fullmatch(name)), b"")
    if b"vanish" not in text:
        return frozenset()
    styles = {style.get(f"{_WORD}styleId", ""): style for style in _parsed(text).iter(f"{_WORD}style")}
    return frozenset(name for name in styles if _hides(name, styles))


def _hides(name: str, styles: Mapping[str, etree._Element]) -> bool:
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        said = _said_of(styles[name].find(f"{_WORD}rPr"))
        if said is not None:
            return said
        based = styles[name].find(f"{_WORD}basedOn")
        name = "" if based is None else based.get(f"{_WORD}val", "")
    return False


def _said_of(properties: etree._Element | None) -> bool | None:
    """Whether properties say that their words are hidden; None when they say nothing of it."""
    vanish = None if properties is None else properties.find(f"{_WORD}vanish")
    return None if vanish is None else vanish.get(f"{_WORD}val", "1").lower() not in _OFF


def _is_hidden(run: etree._Element, hiding: frozenset[str]) -> bool:
    """What the run says of itself counts first, then its style, then that of its paragraph."""
    properties = run.find(f"{_WORD}rPr")
    said = _said_of(properties)
    if said is not None or not hiding:
        return bool(said)
    if _style(properties, "rStyle") in hiding:
        return True
    paragraph = next(run.iterancestors(f"{_WORD}p"), None)
    return paragraph is not None and _style(paragraph.find(f"{_WORD}pPr"), "pStyle") in hiding


def _style(properties: etree._Element | None, kind: str) -> str:
    named = None if properties is None else properties.find(f"{_WORD}{kind}")
    return "" if named is None else named.get(f"{_WORD}val", "")


def _has_words(run: etree._Element) -> bool:
    return any((text.text or "").strip() for text in run.iter(f"{_WORD}t"))


def _without(elements: list[etree._Element]) -> None:
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


# --- text boxes ---------------------------------------------------------------------------------------------


def _lost_boxes(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    """(what stands in the run, the words in it) of text boxes that have no second form for older programs."""
    for words in root.iter(f"{_WORD}txbxContent"):
        around = list(words.iterancestors())
        if any(element.tag in (f"{_WORD}pict", f"{_WORD}object", f"{_VECTORS}textbox") for element in around):
            continue
        choice = next(
            (element for element in around if element.tag == f"{_COMPATIBLE}AlternateContent"), None
        )
        if choice is not None and choice.find(f"{_COMPATIBLE}Fallback") is not None:
            continue
        drawing = next((element for element in around if element.tag == f"{_WORD}drawing"), None)
        outer = choice if choice is not None else drawing
        if outer is not None and outer.getparent() is not None:
            yield outer, words


def _with_words_of(boxes: list[tuple[etree._Element, etree._Element]]) -> None:
    """Put the words of each box where mammoth looks for them: into a picture of the older kind."""
    for outer, words in boxes:
        picture = etree.Element(f"{_WORD}pict")
        etree.SubElement(etree.SubElement(picture, f"{_VECTORS}shape"), f"{_VECTORS}textbox").append(words)
        outer.addprevious(picture)


# --- the archive --------------------------------------------------------------------------------------------


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these parts alone: pictures are not read, and could be bombs."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()
