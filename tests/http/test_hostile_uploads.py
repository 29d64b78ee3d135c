"""What no letter is gets the right problem in one line, and nothing of it is stored."""

import io
import zipfile

import pytest
from harbour_letters import JANUARY, SERIES, harbour_pdf
from hostile_files import SELF_DRAWING
from http_client import post_letter
from sqlalchemy import text

from service.database import open_engine
from service.projections.letters import list_letters

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SAID = "A contract of EUR 4 million was signed with Egypt."


def docx(document, *, name="word/document.xml", others=()):
    """A Word document with this XML as its main part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{OFFICE}" Target="{name}"/></Relationships>',
        )
        archive.writestr(name, document)
        for other, data in others:
            archive.writestr(other, data)
    return buffer.getvalue()


def words(*paragraphs, before=""):
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    return f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'


def page(markup):
    return f"<html><body><p>Almery, 13 December 2031</p><p>{SAID}</p>{markup}".encode()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
LETTER = ("Almery, 13 December 2031", SAID, "&b;")

HOSTILE = {
    "a zip of zips": (docx(words(SAID), name="x.xml"), 415, "unsupported-format"),
    "a zip bomb": (docx(words(SAID), others=[("word/a.xml", b" " * 30_000_000)]), 413, "too-large"),
    "a bomb in the main part": (docx(words(SAID * 400_000)), 413, "too-large"),
    "entities": (docx(words(*LETTER, before=ENTITIES)), 422, "damaged-file"),
    "an entity from outside": (docx(words(*LETTER, before=OUTSIDE)), 422, "damaged-file"),
    "entities in UTF-16": (docx(words(*LETTER, before=ENTITIES).encode("utf-16")), 422, "damaged-file"),
    "entities in a part of another name": (
        docx(words(*LETTER, before=ENTITIES), name="word/document.bin", others=[("word/document.xml", b"<a/>")]),
        422, "damaged-file",
    ),
    "a bomb in a part of another name": (
        docx(words(SAID * 400_000), name="word/document.bin", others=[("word/document.xml", b"<a/>")]),
        422, "damaged-file",
    ),
    "elements nested without end": (page("<div>" * 50_000), 422, "damaged-file"),
    "an element of thousands of attributes": (
        page("<p " + " ".join(f"a{n}=1" for n in range(5000)) + ">"), 422, "damaged-file",
    ),
    "cells that span the whole table": (page("<table>" + "<tr><td rowspan=65534>a" * 3000), 413, "too-large"),
    "a PDF cut off": (harbour_pdf()[:-400], 422, "damaged-file"),
    "half a character": (b"\xff\xfe" + "13 December 2031".encode("utf-16-le") + b"\x00\xd8", 422, "damaged-file"),
    "text in UTF-16 without a mark": (JANUARY.decode().encode("utf-16-le"), 415, "unsupported-format"),
    "null bytes": (JANUARY + b"\x00" * 500, 415, "unsupported-format"),
    "noise": (bytes(range(256)) * 5000, 415, "unsupported-format"),
    "a text without end": (JANUARY + b"a harbour " * 250_000, 413, "too-large"),
    "nothing but tabs": (b"\t" * 100_000, 422, "empty-letter"),
    "bytes beyond the limit": (JANUARY * 40_000, 413, "too-large"),
}  # fmt: skip


def everything_stored(url):
    engine = open_engine(url)
    with engine.connect() as connection:
        counts = [
            connection.execute(text(f"SELECT count(*) FROM {name}")).scalar()
            for name in ("events", "received_files")
        ]
        letters = list_letters(connection, None, after=None, limit=1).rows
    engine.dispose()
    return counts, letters


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_letter_is_refused_in_one_line_and_leaves_no_trace(client, sqlite_url, what):
    data, status, problem = HOSTILE[what]
    answer = post_letter(client, data, filename="letter.docx")
    assert (answer.status_code, answer.json()["type"]) == (status, f"/v1/problems/{problem}")
    assert answer.json()["detail"].strip().count("\n") == 0
    assert everything_stored(sqlite_url) == ([0, 0], ())
    assert client.get("/v1/series").json()["series"] == []


# --- names --------------------------------------------------------------------------------------------------


def form(filename, data, *, charset):
    """A form whose header names a charset of its own for what a file is called."""
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="' + filename + b'"\r\n\r\n'
    return {
        "params": {"series": SERIES},
        "content": body + data + b"\r\n--x--\r\n",
        "headers": {"content-type": f"multipart/form-data; boundary=x; charset={charset}"},
    }


@pytest.mark.parametrize("charset", ["utf-7", "utf-8", "latin-1", "no-such-charset"])
def test_a_name_of_half_characters_is_made_fit_to_keep(client_on_either, charset):
    answer = client_on_either.post("/v1/letters", **form(b"+2AA-\xed\xa0\x80.md", JANUARY, charset=charset))
    assert answer.status_code == 201
    answer.json()["letter"]["source"]["filename"].encode()


@pytest.mark.parametrize("charset", ["idna", "undefined", "punycode", "zlib", "utf-16", '"\\0"'])
def test_no_charset_of_a_form_is_our_fault(client, charset):
    answer = client.post("/v1/letters", **form(b"\xff.md", JANUARY, charset=charset))
    assert answer.status_code in {201, 400, 422}


def test_a_wrong_name_and_type_change_nothing(client):
    files = {"file": ("letter.pdf", JANUARY, "image/png")}
    answer = client.post("/v1/letters", params={"series": SERIES}, files=files)
    assert answer.status_code == 201
    assert answer.json()["letter"]["source"]["media_type"] == "text/markdown"


def test_a_reader_that_runs_out_of_time_leaves_the_service_standing(sqlite_url):
    """A form in a PDF that draws itself twice over takes the PDF library for ever, and in the end all memory."""
    from fastapi.testclient import TestClient

    from service.app import create_app
    from service.settings import Settings

    app = create_app(Settings(database_url=sqlite_url, reading_seconds=2))
    client = TestClient(app, raise_server_exceptions=False)
    answer = post_letter(client, SELF_DRAWING, filename="letter.pdf")
    assert (answer.status_code, answer.json()["type"]) == (422, "/v1/problems/damaged-file")
    assert "stopped after 2 seconds" in answer.json()["detail"]
    assert everything_stored(sqlite_url) == ([0, 0], ())
    app.state.engine.dispose()
