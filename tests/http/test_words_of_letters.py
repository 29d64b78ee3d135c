"""Whatever a letter says goes through every page and feed as words: markup, marks that turn writing, endless words."""

import re

import pytest
from crawled_pages import crawl, shape_of
from lxml import etree, html
from page_checks import BROWSER
from recorded_harbours import HOME, letter, serving

MARKUP = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>'--><svg/onload=alert(3)>"
TURNED = "\u202egauges\u202c \u2067tide\u2069"
# What has room for text alone.
UNMARKED = {"option", "textarea", "title", "text"}
RUN_OVER = "\u202ethat nobody ends"
UNSEEN = "zero\u200bwidth\u00adsoft\ufeffmark"
ENDLESS = "Donaudampfschifffahrt" * 20
NASTY = f"{MARKUP} {TURNED} {UNSEEN} {ENDLESS} & {{{{ 7*7 }}}}"

OLDER = letter(
    "1 October 2023",
    follows="June 2023",
    ongoing=[
        f"Georgia: the designs for the sea wall at Poti {NASTY} are being reviewed by engineers.",
        f"Albania: talks on a dredging fleet shared by Vlora and Saranda {NASTY} are progressing.",
    ],
    next_steps=[
        f"Morocco: the contract for 24 tide gauges {NASTY}, worth EUR 6.5 million, is to be signed in November 2023.",
        f"Iceland: five rescue boats {NASTY} will be handed over to the coast guard by the end of December 2023.",
        f"Tunisia: a study on warning fishing crews by radio {NASTY} will be launched in the first half of 2024.",
    ],
)
NEWER = letter(
    "15 January 2024",
    follows="October 2023",
    ongoing=[
        f"Georgia: the designs for the sea wall at Poti {NASTY} have been approved by engineers.",
        f"Albania: talks on a dredging fleet shared by Vlora and Saranda {NASTY} are progressing.",
        f"Morocco: the contract for 24 tide gauges {NASTY}, worth EUR 6.9 million, was signed on 3 December 2023.",
    ],
    next_steps=[
        f"Iceland: five rescue boats {NASTY} will be handed over to the coast guard by the end of June 2024.",
        f"Norway: a conference {RUN_OVER} on offshore safety {NASTY} will be held in Bergen on 14 May 2024.",
    ],
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("words"), OLDER, NEWER) as client:
        yield client


@pytest.fixture(scope="module")
def pages(client):
    """Two pages of every sort there is, and their texts."""

    def get(address):
        answer = client.get(address, headers=BROWSER)
        is_page = answer.status_code == 200 and answer.headers["content-type"].startswith("text/html")
        return answer.text if is_page else None

    everything = "/compare/harbours/2023-10-01..2024-01-15?view=table&minor=yes&unchanged=yes"
    asked = "/compare/harbours/2023-10-01..2024-01-15?q=%3Cscript%3Ealert(1)%3C/script%3E"
    return crawl(get, start=("/", everything, asked), each=2)


def test_no_page_takes_a_word_of_a_letter_for_markup(pages):
    assert len({shape_of(address) for address in pages}) > 10
    for address, text in pages.items():
        tree = html.fromstring(text)
        assert not tree.xpath("//script | //style | //*[@style] | //@*[starts-with(name(), 'on')]"), address
        assert not tree.xpath("//img[@src='x'] | //*[local-name()='svg'][@onload]"), address
        assert "49" not in "".join(re.findall(r"\{\{ ?(\d+) ?\}\}", text)), address


def test_the_words_are_there_as_they_were_written(pages):
    shown = {
        address: " ".join(html.fromstring(text).text_content().split()) for address, text in pages.items()
    }
    quoting = [address for address, words in shown.items() if "<script>alert(1)</script>" in words]
    assert {shape_of(address)[0] for address in quoting} >= {"compare", "letters", "evidence", "items"}
    for address in quoting:
        if address.startswith(("/letters/", "/evidence/", "/items/")):
            assert "{{ 7*7 }}" in shown[address], address


def test_what_turns_the_direction_of_writing_is_shown_and_turns_nothing_else(pages):
    shown = 0
    for address, text in pages.items():
        tree = html.fromstring(text)
        for words in tree.xpath("//body//text()"):
            if not re.search("[\u202a-\u202e\u2066-\u2069]", words):
                continue
            parent = words.getparent()
            assert (parent.tag, parent.get("class")) == ("bdi", "turn") or parent.tag in UNMARKED, (
                address,
                words,
            )
            assert parent.tag in UNMARKED or parent.get("data-sign") == f"U+{ord(words):04X}"
            shown += 1
    assert shown > 100


def test_every_page_has_the_policy_that_runs_no_script_and_no_inline_style(client, pages):
    for address in pages:
        policy = client.get(address, headers=BROWSER).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src" not in policy


def test_marks_that_turn_the_direction_of_writing_end_where_the_words_end(pages):
    """The style sheet keeps the words of an element apart; a title has no style, and so no such marks."""
    assert any("\u202e" in text for text in pages.values())
    for address, text in pages.items():
        tree = html.fromstring(text)
        for told in (*tree.xpath("//title/text()"), *tree.xpath("//meta/@content")):
            assert not set(told) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200f"), address


@pytest.mark.parametrize(
    "feed", ["/feeds/changes.atom", "/feeds/changes.rss", "/feeds/changes.atom?minor=yes"]
)
def test_feeds_are_well_formed_and_their_html_has_no_script(client, feed):
    tree = etree.fromstring(client.get(feed).content)
    assert len(tree.xpath("//*[local-name()='entry' or local-name()='item']")) > 3
    for content in tree.xpath("//*[@type='html']/text() | //description/text()"):
        shown = html.fromstring(f"<div>{content}</div>")
        assert not shown.xpath("//script | //@*[starts-with(name(), 'on')] | //img")


def test_in_feeds_too_what_turns_the_direction_of_writing_turns_nothing_else(client):
    entries = client.get("/feeds/changes.json").json()["items"]
    contents = [html.fromstring(f"<div>{entry['content_html']}</div>") for entry in entries]
    signs = [
        words.getparent()
        for content in contents
        for words in content.xpath(".//text()")
        if re.search("[\u202a-\u202e\u2066-\u2069]", words)
    ]
    assert len(signs) > 3
    assert {(sign.tag, sign.get("class")) for sign in signs} == {("bdi", "turn")}


def test_json_and_calendar_have_the_words_and_break_nowhere(client):
    entries = client.get("/feeds/changes.json").json()["items"]
    for entry in entries:
        shown = html.fromstring(f"<div>{entry.get('content_html', '')}</div>")
        assert not shown.xpath("//script | //@*[starts-with(name(), 'on')] | //img")
    lines = client.get("/feeds/deadlines.ics").content.decode().split("\r\n")
    assert all(re.match(r"[A-Z-]+[;:]| |$", line) for line in lines)


@pytest.mark.parametrize("name", ["brief-html", "redline-html"])
def test_files_that_are_pages_have_no_script(client, name):
    answer = client.get("/v1/compare/harbours/2023-10-01..2024-01-15", params={"as": name})
    shown = html.fromstring(answer.text)
    assert not shown.xpath("//script | //@*[starts-with(name(), 'on')] | //img")
    assert "<script>alert(1)</script>" in shown.text_content()


def test_an_address_that_is_no_address_is_said_to_be_none_in_words(client):
    answer = client.get(f"/letters/harbours/{'<script>alert(1)</script>'}", headers=BROWSER)
    assert answer.status_code == 404
    assert not html.fromstring(answer.text).xpath("//script")
    assert HOME in answer.text
