"""Comparisons as files over HTTP: each form under its media type and a name that says what it is."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from zipfile import ZipFile

import pytest
from harbour_letters import SERIES
from lxml import html
from recorded_harbours import serving_the_demo

from service.reports.report_forms import ReportForm, form_of_file

PAIR = "2031-01-09..2031-05-20"
NAME = "harbour-board-2031-01-09-to-2031-05-20"
MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "brief": "text/markdown",
    "brief-html": "text/html",
    "redline": "text/plain",
    "redline-html": "text/html",
    "redline-md": "text/markdown",
    "redline-json": "application/json",
    "receipt": "application/json",
}


def asked(client, form, **query):
    return client.get(f"/v1/compare/{SERIES}/{PAIR}", params={"as": form, **query})


@pytest.mark.parametrize("form", list(ReportForm))
def test_a_form_comes_under_its_media_type_and_a_name_that_says_what_it_is(reading_client, form):
    answer = asked(reading_client, form.value)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == MEDIA_TYPES[form]
    assert answer.headers["x-content-type-options"] == "nosniff"
    sent, name = re.fullmatch(r'(\w+); filename="(.+)"', answer.headers["content-disposition"]).groups()
    assert sent == ("inline" if MEDIA_TYPES[form] == "text/html" else "attachment")
    assert name.startswith(f"{NAME}.")
    assert form_of_file(name) is form


@pytest.mark.parametrize("form", ["brief-html", "redline-html"])
def test_a_page_that_is_sent_may_use_its_own_style_and_nothing_else(reading_client, form):
    answer = asked(reading_client, form)
    (style,) = html.fromstring(answer.text).xpath("//style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy


def test_a_form_that_there_is_not_is_a_problem_that_names_those_that_there_are(reading_client):
    answer = asked(reading_client, "pdf")
    assert (answer.status_code, answer.json()["type"]) == (422, "/v1/problems/invalid-request")
    assert answer.json()["faults"][0]["where"] == "query.as"
    assert all(f"'{form.value}'" in answer.json()["detail"] for form in ReportForm)


def test_files_hold_what_the_answer_without_a_form_holds(reading_client):
    whole = reading_client.get(f"/v1/compare/{SERIES}/{PAIR}").json()
    assert asked(reading_client, "json").json() == whole
    assert asked(reading_client, "receipt").json() == whole["receipt"]
    rows = list(csv.DictReader(io.StringIO(asked(reading_client, "csv").text)))
    told = [change for change in whole["changes"] if not change["minor"]]
    assert [row["sentence"] for row in rows] == [change["sentence"] for change in told]
    assert "xl/workbook.xml" in ZipFile(io.BytesIO(asked(reading_client, "xlsx").content)).namelist()


def test_the_permalink_of_a_row_leads_to_its_change(reading_client):
    rows = list(csv.DictReader(io.StringIO(asked(reading_client, "csv").text)))
    assert rows
    for row in rows:
        address, _, anchor = row["permalink"].partition("#")
        assert reading_client.get(address).status_code == 200
        assert anchor.startswith(f"{row['kind']}/")


def test_a_file_of_another_position_has_no_links_to_what_is_shown_now(reading_client):
    answer = asked(reading_client, "csv", as_of_position=10**6)
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert rows
    assert {row["permalink"] for row in rows} == {""}


def test_the_page_of_a_comparison_leads_to_its_files(tmp_path):
    with serving_the_demo(tmp_path) as client:
        page = html.fromstring(client.get("/compare/harbour-council/previous..latest").text)
        paths = page.xpath("//a[contains(@href, '?as=')]/@href")
        forms = {client.get(path).headers["content-disposition"].partition(".")[2] for path in paths}
    assert forms == {
        'brief.html"',
        'brief.md"',
        'redline.html"',
        'xlsx"',
        'csv"',
        'receipt.json"',
    }


def test_a_redline_as_json_gives_both_letters_back(reading_client):
    given = asked(reading_client, "redline-json").json()
    for side, key in (("before", "old"), ("after", "new")):
        letter = reading_client.get(f"/v1/letters/{given[key]}").json()
        texts = {one["id"]: " ".join(one["text"].split()) for one in letter["statements"]}
        said = {
            tuple(one[side]): "".join(piece["text"] for piece in one["pieces"] if piece[key])
            for one in given["statements"]
            if one[side]
        }
        assert said == {ids: "\n".join(texts[one] for one in ids) for ids in said}
        assert sorted(one for ids in said for one in ids) == sorted(texts)


@pytest.mark.parametrize("form", ["csv", "xlsx", "brief", "brief-html"])
def test_a_filter_chooses_what_a_file_lists(reading_client, form):
    whole, some = asked(reading_client, form), asked(reading_client, form, q="partner:TN")
    none = asked(reading_client, form, q="partner:JP")
    assert {one.status_code for one in (whole, some, none)} == {200}
    assert len({one.content for one in (whole, some, none)}) == 3


def test_rows_that_are_chosen_are_those_of_the_page_with_the_same_filter(reading_client):
    rows = list(csv.DictReader(io.StringIO(asked(reading_client, "csv", q="partner:TN").text)))
    assert rows
    assert {row["partners"] for row in rows} == {"TN"}
    every = list(csv.DictReader(io.StringIO(asked(reading_client, "csv", minor="yes").text)))
    told = reading_client.get(f"/v1/compare/{SERIES}/{PAIR}").json()["changes"]
    assert len(every) == len(told)


@pytest.mark.parametrize("form", ["json", "redline", "redline-html", "redline-md", "redline-json", "receipt"])
def test_what_is_always_whole_refuses_a_filter_and_says_so(reading_client, form):
    answer = asked(reading_client, form, q="partner:TN")
    assert (answer.status_code, answer.json()["type"]) == (422, "/v1/problems/bad-filter")
    assert "always whole" in answer.json()["detail"]


def test_a_page_with_a_filter_leads_to_files_with_that_filter(reading_client):
    page = f"/compare/{SERIES}/{PAIR}?q=partner:TN&minor=yes"
    paths = html.fromstring(reading_client.get(page).text).xpath("//a[contains(@href, 'as=')]/@href")
    (rows,) = [path for path in paths if "as=csv" in path]
    assert {"q=partner%3ATN", "minor=yes"} <= set(rows.partition("?")[2].split("&"))
    told = list(csv.DictReader(io.StringIO(reading_client.get(rows).text)))
    assert {row["partners"] for row in told} == {"TN"}
    (receipt,) = [path for path in paths if "as=receipt" in path]
    assert receipt.endswith("?as=receipt")
    assert all(reading_client.get(path).status_code == 200 for path in paths)
