"""DOCX: styles, lists, tables, tracked changes; and what must not be read."""

import io
import re
import struct
import zipfile
import zlib

import docx
import mammoth
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from layout_views import assert_accounts_for_its_text, columns_of, tables_of, view

from snapshots.errors import DamagedFile, EmptyLetter, LetterTooLarge
from snapshots.layout.docx import MOST_XML, read_layout
from snapshots.layout.docx_shown import as_shown


def saved(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def read(document):
    layout = read_layout(saved(document))
    assert_accounts_for_its_text(layout)
    return layout


def changed(data, name, change):
    """The archive with one part's bytes changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            new.writestr(part, change(text) if part == name else text)
    return buffer.getvalue()


def letter():
    document = docx.Document()
    document.add_heading("Annex", level=1)
    document.add_paragraph("Dear all,")
    return document


def tracked(kind, words):
    """A run inserted or deleted with the author's name on it, as Word writes it."""
    change = OxmlElement(f"w:{kind}")
    change.set(qn("w:id"), "1")
    change.set(qn("w:author"), "Harbour Office")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText" if kind == "del" else "w:t")
    text.text = words
    run.append(text)
    change.append(run)
    return change


def test_styles_say_what_is_a_heading():
    document = letter()
    document.add_heading("Ruritania", level=3)
    document.add_paragraph().add_run("Harbours").bold = True
    document.add_paragraph().add_run("Quays").underline = True
    document.add_paragraph("plain ").add_run("bold").bold = True
    assert view(read(document)) == [
        "# Annex",
        "Dear all,",
        "# Ruritania",
        "# Harbours",
        "# Quays",
        "plain bold",
    ]


def test_lists_keep_their_levels():
    document = letter()
    document.add_paragraph("a quay", style="List Bullet")
    document.add_paragraph("its lamps", style="List Bullet 2")
    document.add_paragraph("of brass", style="List Bullet 3")
    document.add_paragraph("a crane", style="List Number")
    document.add_paragraph("• typed")
    assert view(read(document))[2:] == ["> a quay", "> > its lamps", "> > > of brass", "> a crane", "> typed"]


def in_parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}


def numbered_by_a_style(document):
    """A paragraph of a list whose numbers a style of lists says, as Word writes lists that have names."""
    numbering = document.part.numbering_part.element
    number = str(numbering.xpath("w:num/@w:numId")[0])
    lists = OxmlElement("w:abstractNum")
    lists.set(qn("w:abstractNumId"), "77")
    link = OxmlElement("w:numStyleLink")
    link.set(qn("w:val"), "Berths")
    lists.append(link)
    numbering.insert(0, lists)
    own = OxmlElement("w:num")
    own.set(qn("w:numId"), "78")
    abstract = OxmlElement("w:abstractNumId")
    abstract.set(qn("w:val"), "77")
    own.append(abstract)
    numbering.append(own)
    style = document.styles.add_style("Berths", WD_STYLE_TYPE.LIST).element
    style.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = int(number)
    properties = (
        document.add_paragraph("a berth").paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
    )
    properties.get_or_add_numId().val = 78
    properties.get_or_add_ilvl().val = 0


def test_how_styles_look_is_not_looked_at_and_their_names_and_lists_are():
    document = letter()
    document.add_paragraph("a quay", style="List Bullet 2")
    numbered_by_a_style(document)
    data = saved(document)
    shown, hid = as_shown(in_parts(data))
    as_it_came, as_it_is_read = (mammoth.convert_to_html(io.BytesIO(one)) for one in (data, shown))
    assert not hid
    assert "<li>a berth</li>" in as_it_came.value
    assert (as_it_is_read.value, as_it_is_read.messages) == (as_it_came.value, as_it_came.messages)
    styles = "word/styles.xml"
    assert len(in_parts(shown)[styles]) * 10 < len(in_parts(data)[styles])


def test_merged_cells_keep_the_columns_of_the_others():
    document = letter()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "HARBOURS"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "quays"
    for row, column in ((1, 1), (1, 2), (2, 1), (2, 2)):
        table.cell(row, column).text = f"{row}{column}"
    layout = read(document)
    assert columns_of(tables_of(layout)[0])[0] == [(0, 3)]
    assert view(layout)[2] == [[["HARBOURS"]], [["quays"], ["11"], ["12"]], [[], ["21"], ["22"]]]


def test_insertions_are_read_and_deletions_left_out_and_a_finding_says_so():
    document = letter()
    paragraph = document.add_paragraph("EUR ")
    paragraph._p.append(tracked("del", "5"))
    paragraph._p.append(tracked("ins", "6"))
    paragraph.add_run(" million")
    layout = read(document)
    assert view(layout)[-1] == "EUR 6 million"
    assert [finding.code for finding in layout.findings] == ["changes.tracked"]
    assert read(letter()).findings == ()


def test_page_headers_and_comments_are_no_words_of_the_letter():
    document = letter()
    document.sections[0].header.paragraphs[0].text = "Harbour Office"
    document.sections[0].footer.paragraphs[0].text = "page"
    document.add_paragraph().add_run("Words.").font.size = Pt(9)
    assert view(read(document)) == ["# Annex", "Dear all,", "Words."]


def test_a_picture_is_no_word():
    document = letter()
    document.add_picture(io.BytesIO(pixel()))
    assert view(read(document)) == ["# Annex", "Dear all,"]


def pixel():
    """A PNG picture of one grey point."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\x00\x7f")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


def test_a_declared_entity_is_refused_and_never_expanded():
    bomb = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "bomb"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    data = changed(
        saved(letter()),
        "word/document.xml",
        lambda xml: re.sub(rb"<\?xml[^>]*\?>", bomb, xml).replace(b"Dear", b"&a;"),
    )
    with pytest.raises(DamagedFile, match=r"declares entities in word/document\.xml"):
        read_layout(data)


def test_more_xml_than_any_letter_has_is_not_unpacked():
    data = changed(saved(letter()), "word/document.xml", lambda xml: xml + b" " * MOST_XML)
    assert len(data) < MOST_XML / 10
    with pytest.raises(LetterTooLarge, match=str(MOST_XML)):
        read_layout(data)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: changed(data, "word/document.xml", lambda xml: xml[: len(xml) // 2]),
        lambda data: changed(data, "word/document.xml", lambda _: b""),
        lambda data: changed(data, "word/document.xml", lambda _: b"<w:document/>"),
        lambda data: changed(data, "word/document.xml", lambda _: b"<x>" * 100_000 + b"</x>" * 100_000),
        lambda data: changed(data, "word/_rels/document.xml.rels", lambda xml: xml[:40]),
    ],
)
def test_a_damaged_document_says_so_in_one_line(damage):
    with pytest.raises((DamagedFile, EmptyLetter)) as refused:
        read_layout(damage(saved(letter())))
    assert "\n" not in str(refused.value)


def test_an_empty_document_is_no_letter():
    with pytest.raises(EmptyLetter):
        read_layout(saved(docx.Document()))


# --- what Word shows ----------------------------------------------------------------------------------------


def hidden(run, value=None):
    vanish = OxmlElement("w:vanish")
    if value is not None:
        vanish.set(qn("w:val"), value)
    run._r.get_or_add_rPr().append(vanish)


def test_hidden_words_are_left_out_and_a_finding_says_so():
    document = letter()
    paragraph = document.add_paragraph("A quay ")
    hidden(paragraph.add_run("(ask the minister first) "))
    paragraph.add_run("is built.")
    layout = read(document)
    assert view(layout)[-1] == "A quay is built."
    assert [finding.code for finding in layout.findings] == ["text.hidden"]


def test_words_that_are_said_not_to_be_hidden_are_read():
    document = letter()
    hidden(document.add_paragraph("A quay ").add_run("is built."), "0")
    layout = read(document)
    assert view(layout)[-1] == "A quay is built."
    assert layout.findings == ()


def test_a_style_may_hide_what_it_is_given_to_but_for_runs_that_say_otherwise():
    document = letter()
    for name, base in (("Notes to self", None), ("Notes to others", "Notes to self")):
        style = document.styles.add_style(name, 1)
        style.base_style = document.styles[base] if base else None
    properties = document.styles["Notes to self"].element.get_or_add_rPr()
    properties.append(OxmlElement("w:vanish"))
    paragraph = document.add_paragraph("Ask first. ", style="Notes to others")
    hidden(paragraph.add_run("A pier is built."), "false")
    layout = read(document)
    assert view(layout)[-1] == "A pier is built."
    assert [finding.code for finding in layout.findings] == ["text.hidden"]


BOX = (
    b'<wps:txbx xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    b"<w:txbxContent><w:p><w:r><w:t>The crane stands.</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
)
OLD_BOX = (
    b'<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
    b"<w:t>The crane stands.</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
)


@pytest.mark.parametrize(
    "fallback", [b"", b"<mc:Fallback>" + OLD_BOX + b"</mc:Fallback>"], ids=["new", "both"]
)
def test_the_words_of_a_text_box_are_read_once(fallback):
    document = letter()
    document.add_paragraph("A quay is built.")
    box = (
        b'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        b'<mc:Choice Requires="wps"><w:drawing>'
        + BOX
        + b"</w:drawing></mc:Choice>"
        + fallback
        + b"</mc:AlternateContent>"
    )
    data = changed(
        saved(document),
        "word/document.xml",
        lambda text: text.replace(b"<w:t>A quay is built.</w:t>", b"<w:t>A quay is built.</w:t>" + box),
    )
    layout = read_layout(data)
    assert sorted(view(layout)[-2:]) == ["A quay is built.", "The crane stands."]


def test_the_words_of_a_text_box_that_stands_alone_are_read():
    document = letter()
    document.add_paragraph("A quay is built.")
    data = changed(
        saved(document),
        "word/document.xml",
        lambda text: text.replace(
            b"<w:t>A quay is built.</w:t>",
            b"<w:t>A quay is built.</w:t><w:drawing>" + BOX + b"</w:drawing>",
        ),
    )
    assert "The crane stands." in view(read_layout(data))
