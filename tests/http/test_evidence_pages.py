"""A change, two statements or one, with the letters open at the words; and the pages that they stand on."""

import re
import struct
import zlib
from threading import Semaphore
from urllib.parse import quote

import pytest
from letter_pdfs import letter_pdf
from page_checks import check_escaped, check_links, check_page, counted_queries, tree_of, words_of
from recorded_harbours import NEWER, OLDER, serving, serving_the_demo

from service.page_images.drawn_apart import DrawingBusy, DrawnPages, NotDrawn
from service.page_images.png_file import write_png
from service.recording.withdraw_letter import withdraw_letter

PAIR = "harbours/2023-10-01..2024-01-15"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("evidence"), OLDER, NEWER) as client:
        yield client


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with serving_the_demo(tmp_path_factory.mktemp("evidence-demo")) as demo:
        yield demo


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    """A letter in two columns of a table, over several pages, as a PDF."""
    with serving(
        tmp_path_factory.mktemp("evidence-pdf"), letter_pdf(ruled=True, times=3), series="board"
    ) as pdf:
        yield pdf


def changes_of(client, pair=PAIR):
    return client.get(f"/v1/compare/{pair}").json()["changes"]


def test_every_change_has_a_page_that_quotes_it_exactly_and_shows_it_in_context(client):
    for change in changes_of(client):
        tree = check_page(client, f"/evidence/{PAIR}/{change['kind']}/{change['item']}")
        sides = tree.xpath("//div[@class='side']")
        for shown, side in zip(sides, (change["before"], change["after"]), strict=True):
            marked = "".join("".join(one.text_content() for one in shown.xpath(".//mark")).split())
            quoted = "".join("".join(quote_["quote"] for quote_ in side["quotes"]).split()) if side else ""
            assert marked == quoted
        assert change["why"] in words_of(tree)


def test_evidence_has_rule_score_reasons_and_every_runner_up_with_its_score(demo):
    pair = "harbour-council/2024-10-16..2025-02-12"
    linked = [one for one in changes_of(demo, pair) if one["link"] and one["link"]["alternatives"]]
    assert linked
    for change in linked[::4]:
        tree = tree_of(demo, f"/evidence/{pair}/{change['kind']}/{change['item']}")
        shown = words_of(tree.xpath("//section[@class='pairing']")[0])
        link = change["link"]
        assert f"{link['score']:.3f}" in shown
        assert all(reason in shown for reason in link["reasons"])
        scores = [cell.text for cell in tree.xpath("//table[@class='considered']//td[1]")]
        others = [
            one["score"]
            for one in link["alternatives"]
            if not (one["before"] in link["before"] and one["after"] in link["after"])
        ]
        assert scores == [f"{score:.3f}" for score in others]


def test_what_is_no_longer_mentioned_shows_what_was_considered_instead(demo):
    pair = "harbour-council/2024-10-16..2025-02-12"
    gone = [one for one in changes_of(demo, pair) if one["kind"] == "item.unmentioned"]
    assert any(one["facts"]["considered"] for one in gone)
    for change in gone:
        tree = tree_of(demo, f"/evidence/{pair}/item.unmentioned/{change['item']}")
        assert "has no words on it" in words_of(tree.xpath("//div[@class='side']")[1])
        scores = [cell.text for cell in tree.xpath("//table[@class='considered']//td[1]")]
        assert scores == [f"{one['score']:.3f}" for one in change["facts"]["considered"]]


def test_all_links_of_a_page_of_evidence_lead_somewhere(client, demo):
    first, *_, last = changes_of(demo, "harbour-council/2024-10-16..2025-02-12")
    for change in (first, last):
        path = f"/evidence/harbour-council/2024-10-16..2025-02-12/{change['kind']}/{change['item']}"
        check_links(demo, check_page(demo, path))
    check_links(client, check_page(client, "/evidence/harbours/2024-01-15/s002"))


def test_markup_in_a_letter_is_shown_as_words(client):
    for change in changes_of(client):
        if any(
            "<script>" in one["quote"]
            for side in (change["before"], change["after"])
            if side
            for one in side["quotes"]
        ):
            check_escaped(client, f"/evidence/{PAIR}/{change['kind']}/{change['item']}")


def test_two_statements_that_are_no_pair_are_told_from_two_that_are(demo):
    pair = "harbour-council/2024-10-16..2025-02-12"
    link = demo.get(f"/v1/compare/{pair}").json()["alignments"][3]
    before, after = link["before"]["quotes"][0]["statement"], link["after"]["quotes"][0]["statement"]
    together = words_of(tree_of(demo, f"/evidence/{pair}/{before}..{after}"))
    assert "One measure in two letters" in together
    other = next(
        one["before"]["quotes"][0]["statement"]
        for one in demo.get(f"/v1/compare/{pair}").json()["alignments"]
        if one["before"]["quotes"][0]["statement"] != before
    )
    assert "Two measures, not taken for one" in words_of(tree_of(demo, f"/evidence/{pair}/{other}..{after}"))


def test_the_changes_of_a_comparison_can_be_leafed_through(client):
    major = [one for one in changes_of(client) if not one["minor"]]
    path, seen = f"/evidence/{PAIR}/{major[0]['kind']}/{major[0]['item']}", []
    while path:
        seen.append(path)
        path = next(iter(tree_of(client, path).xpath("//a[@rel='next']/@href")), None)
    assert len(seen) == len(set(seen)) == len(major)


@pytest.mark.parametrize(
    "path",
    [
        f"/evidence/{PAIR}/contract.signed/nothing",
        f"/evidence/{PAIR}/s001..s999",
        "/evidence/harbours/2024-01-15/s999",
        "/evidence/harbours/1999-01-01/s001",
        "/evidence/harbours/nothing",
        "/evidence/lighthouses/previous..latest/item.added/x",
        "/page-images/" + "0" * 64 + "/1@2.png",
    ],
)
def test_what_is_not_there_is_said_to_be(client, path):
    assert client.get(path, headers={"Accept": "text/html"}).status_code == 404


def test_no_page_of_evidence_asks_the_database_once_for_each_statement(client, demo):
    def queries(of, pair):
        change = changes_of(of, pair)[0]
        path = f"/evidence/{pair}/{change['kind']}/{change['item']}"
        of.get(path)
        with counted_queries(of) as asked:
            of.get(path)
        return len(asked)

    assert queries(client, PAIR) == queries(demo, "harbour-council/2024-10-16..2025-02-12") <= 6


def pictures_of(client):
    """A path and boxes for each statement of the letter that has a picture."""
    (letter,) = client.get("/v1/letters").json()["letters"]
    for one in client.get(f"/v1/letters/{letter['key']}").json()["statements"][::3]:
        tree = tree_of(client, f"/evidence/{letter['key']}/{one['id']}")
        yield one, tree.xpath("//figure[@class='page-picture']//*[local-name()='svg']")


def test_the_words_of_a_pdf_are_framed_on_the_picture_of_their_page(pdf):
    seen = list(pictures_of(pdf))
    assert len(seen) > 3
    for statement, pictures in seen:
        assert len(pictures) == len({box["page"] for box in statement["boxes"]}) > 0
        framed = [one for picture in pictures for one in picture.xpath(".//*[local-name()='rect']")]
        assert len(framed) == len(statement["boxes"])
        for picture in pictures:
            x, y, width, height = map(
                float, picture.get("viewbox" if picture.get("viewbox") else "viewBox").split()
            )
            for one in picture.xpath(".//*[local-name()='rect']"):
                left, top, wide, high = (float(one.get(name)) for name in ("x", "y", "width", "height"))
                assert x <= left < left + wide <= x + width
                assert y <= top < top + high <= y + height


def test_a_page_is_drawn_as_a_png_that_browsers_keep_for_ever(pdf):
    _, pictures = next(pictures_of(pdf))
    path = pictures[0].xpath(".//*[local-name()='image']/@href")[0]
    answer = pdf.get(path)
    assert answer.headers["content-type"] == "image/png"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.content == pdf.get(path).content
    width, height = struct.unpack(">II", answer.content[16:24])
    assert (width, height) == (1191, 1684) or width > 1000 < height
    assert pdf.get(path.replace("@2", "@9")).status_code == 422
    assert pdf.get(re.sub(r"/\d+@", "/999@", path)).status_code == 404


def test_no_page_of_a_letter_that_was_withdrawn_is_drawn(tmp_path):
    with serving(tmp_path, letter_pdf(ruled=True), series="board") as served:
        _, pictures = next(pictures_of(served))
        path = pictures[0].xpath(".//*[local-name()='image']/@href")[0]
        assert served.get(path).status_code == 200
        (letter,) = served.get("/v1/letters").json()["letters"]
        withdraw_letter(
            served.app.state.engine, "board", letter["key"].partition("/")[2], reason="Sent by mistake."
        )
        assert served.get(path).status_code == 404


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n%%EOF", b"\0" * 1000])
def test_what_is_no_pdf_is_not_drawn_and_harms_nobody(data):
    pages = DrawnPages()
    with pytest.raises(NotDrawn):
        pages.sizes("a", lambda: data)
    with pytest.raises(NotDrawn):
        pages.picture("a", 1, 2, lambda: data)


def test_who_would_wait_too_long_for_a_picture_is_told_to_ask_again(pdf):
    _, pictures = next(pictures_of(pdf))
    path = pictures[0].xpath(".//*[local-name()='image']/@href")[0].replace("@2", "@3")
    asked_while_drawing = []

    def ask():
        busy = DrawnPages(patience=0.0)

        def load():
            if len(asked_while_drawing) < 2:
                asked_while_drawing.append(None)
                busy.picture("a", len(asked_while_drawing), 2, load)
            return b""

        busy.picture("a", 9, 2, load)

    with pytest.raises(DrawingBusy):
        ask()
    kept = pdf.app.state.drawn_pages
    pdf.app.state.drawn_pages = DrawnPages(patience=0.0, _turns=Semaphore(0))
    try:
        answer = pdf.get(path)
    finally:
        pdf.app.state.drawn_pages = kept
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


@pytest.mark.parametrize("colour", [True, False])
def test_a_png_has_every_pixel_of_the_picture(colour):
    width, height, stride = 5, 3, 17
    pixels = [
        bytes([10 * x, 20 * y, 7]) if colour else bytes([x + y]) * 3
        for y in range(height)
        for x in range(width)
    ]
    rows = [b"".join(pixels[y * width : (y + 1) * width]) for y in range(height)]
    written = write_png(
        b"".join(row.ljust(stride, b"\xff") for row in rows), width=width, height=height, stride=stride
    )
    chunks, at = {}, 8
    while at < len(written):
        (length,) = struct.unpack(">I", written[at : at + 4])
        kind, data = written[at + 4 : at + 8], written[at + 8 : at + 8 + length]
        assert struct.unpack(">I", written[at + 8 + length : at + 12 + length]) == (zlib.crc32(kind + data),)
        chunks[kind], at = data, at + 12 + length
    assert struct.unpack(">IIBBBBB", chunks[b"IHDR"]) == (width, height, 8, 2 if colour else 0, 0, 0, 0)
    drawn = zlib.decompress(chunks[b"IDAT"])
    across = (3 if colour else 1) * width + 1
    for y, row in enumerate(rows):
        assert drawn[y * across : (y + 1) * across] == b"\0" + (row if colour else row[::3])


def test_an_address_is_read_whatever_an_item_is_called(client):
    assert client.get(f"/evidence/{PAIR}/item.added/{quote('<script>', safe='')}").status_code == 404
