"""What is found without looking at a page: by crawlers, by those who pass an address on, by who finds a hole."""

from datetime import UTC, datetime

import pytest
from lxml import etree, html
from pydantic import ValidationError
from recorded_harbours import HOME, NEWER, OLDER, serving

from service.pages.site_map import MappedPage, site_part, write_site_map
from service.settings import Settings

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("well-known"), OLDER, NEWER) as client:
        yield client


def addresses(written):
    return etree.fromstring(written).xpath("//s:loc/text()", namespaces=NAMES)


def test_every_page_of_the_map_is_there_and_stands_in_it_once(client):
    listed = addresses(client.get("/sitemap.xml").content)
    assert len(listed) == len(set(listed)) > 10
    for address in listed:
        assert address.startswith(f"{HOME}/")
        assert client.get(address.removeprefix(HOME)).status_code == 200
    assert {f"{HOME}/letters/harbours/2023-10-01", f"{HOME}/compare/harbours/2023-10-01..2024-01-15"} <= set(
        listed
    )


@pytest.mark.parametrize("most", [1, 2, 3, 7])
def test_the_parts_of_a_large_map_are_the_map(most):
    pages = [MappedPage(path=f"/items/{n}", changed=datetime(2024, 1, n + 1, tzinfo=UTC)) for n in range(7)]
    index = addresses(write_site_map(pages, home=HOME, most=most))
    whole = addresses(write_site_map(pages, home=HOME))
    if most >= len(pages):
        assert index == whole
        return
    assert index == [f"{HOME}/sitemap-{n}.xml" for n in range(1, len(index) + 1)]
    parts = [addresses(site_part(pages, n, home=HOME, most=most)) for n in range(1, len(index) + 1)]
    assert [one for part in parts for one in part] == whole
    assert all(0 < len(part) <= most for part in parts)
    assert site_part(pages, len(index) + 1, home=HOME, most=most) is None


def test_crawlers_are_told_the_map_and_to_leave_filters_alone(client):
    words = client.get("/robots.txt").text
    assert f"Sitemap: {HOME}/sitemap.xml" in words
    assert "Disallow: /*?" in words


def test_who_finds_a_hole_is_told_whom_to_tell_and_until_when(tmp_path):
    with serving(
        tmp_path, security_contact="mailto:safe@letters.example", security_expires="2027-06-30T00:00:00Z"
    ) as told:
        answer = told.get("/.well-known/security.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert "Contact: mailto:safe@letters.example" in lines
    assert "Expires: 2027-06-30T00:00:00Z" in lines
    assert f"Canonical: {HOME}/.well-known/security.txt" in lines


def test_nobody_is_named_where_the_settings_name_nobody(client):
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    "given",
    [
        {"security_contact": "mailto:safe@letters.example"},
        {"security_expires": "2027-06-30T00:00:00Z"},
        {"security_contact": "safe@letters.example", "security_expires": "2027-06-30T00:00:00Z"},
        {"security_contact": "mailto:a@b\nContact: c", "security_expires": "2027-06-30T00:00:00Z"},
        {"security_contact": "mailto:safe@letters.example", "security_expires": "2027-06-30"},
    ],
)
def test_a_contact_without_its_end_or_in_another_form_stops_the_start(given):
    with pytest.raises(ValidationError):
        Settings(**given)


def test_an_address_that_is_passed_on_tells_what_it_leads_to(client):
    path = "/compare/harbours/2023-10-01..2024-01-15?q=partner%3AMA"
    head = html.fromstring(client.get(path).text).find("head")
    told = {one.get("property"): one.get("content") for one in head.xpath("meta[@property]")}
    assert told["og:url"] == HOME + path
    assert told["og:title"] == head.findtext("title")
    assert told["og:description"] == head.xpath("meta[@name='description']/@content")[0]
    assert client.get(told["og:image"].removeprefix(HOME)).headers["content-type"] == "image/png"


def test_an_icon_is_where_browsers_look_for_one(client):
    answer = client.get("/favicon.ico")
    assert answer.headers["content-type"] == "image/vnd.microsoft.icon"
    assert answer.content[:4] == b"\0\0\1\0"
