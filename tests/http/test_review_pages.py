from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import html
from page_checks import check_escaped, check_links, check_page, counted_queries, tree_of, words_of
from recorded_harbours import NEWER, OLDER, serving, serving_the_demo

SERIES = "harbour-council"


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    """A client of the demo of its own: these tests decide, and take back what they decided."""
    with serving_the_demo(tmp_path_factory.mktemp("review")) as client:
        yield client


def first_link(client):
    return tree_of(client, "/review").xpath("//ol[@class='queue']//a[@class='pair']/@href")[0]


def filled(client, path, **other):
    """The form of a page as a browser sends it when nothing but `other` is touched."""
    tree = check_page(client, path)
    form = tree.xpath("//form[@method='post']")[0]
    sent = {
        "token": form.xpath(".//input[@name='token']/@value")[0],
        "verdict": form.xpath(".//input[@name='verdict'][@checked]/@value"),
        "pair": form.xpath(".//input[@name='pair'][@checked]/@value"),
        "actor": "an analyst",
        "reason": "both speak of one measure",
        "step": "preview",
    }
    return form.get("action"), sent | other


def decisions(client):
    return client.get("/v1/decisions", params={"series": SERIES}).json()["decisions"]


def test_the_queue_is_that_of_the_public_list(demo):
    listed = demo.get(f"/v1/doubtful/{SERIES}?limit=500").json()["links"]
    found, address = [], "/review?letters=all"
    while address:
        tree = check_page(demo, address)
        found += tree.xpath("//ol[@class='queue']//a[@class='pair']/@href")
        address = next(iter(tree.xpath("//a[text()='Further links']/@href")), None)
    shown = [parse_qs(urlsplit(path).query) for path in found]
    assert [(one["before"][0], one["after"][0]) for one in shown] == [
        (one["before"]["statements"][0], one["after"]["statements"][0]) for one in listed
    ]
    assert len(found) > 5


def test_a_link_shows_both_sides_its_evidence_and_its_runners_up(demo):
    for one in demo.get(f"/v1/doubtful/{SERIES}?limit=5").json()["links"]:
        old, new = (one[side].partition("/")[2] for side in ("old", "new"))
        before, after = (one[side]["statements"][0] for side in ("before", "after"))
        path = f"/review/link?series={SERIES}&letters={old}..{new}&before={before}&after={after}"
        tree = check_page(demo, path)
        words = words_of(tree)
        assert all(reason in words for reason in one["reasons"])
        options = tree.xpath("//input[@name='pair']/@value")
        assert {f"{rival['before']}|{rival['after']}" for rival in one["runners_up"]} <= set(options)
        assert tree.xpath("//input[@name='pair'][@checked]/@value") == [f"{before}|{after}"]


def test_a_preview_says_what_the_public_one_says_and_records_nothing(review):
    path = first_link(review)
    asked = parse_qs(urlsplit(path).query)
    old, new = asked["letters"][0].split("..")
    pair = {
        "before": {"letter": old, "statement": asked["before"][0]},
        "after": {"letter": new, "statement": asked["after"][0]},
    }
    told = review.post(
        "/v1/decisions",
        params={"series": SERIES},
        json={"verdict": "separate", "pairs": [pair], "actor": "a", "reason": "b", "dry_run": True},
    ).json()
    action, sent = filled(review, path, verdict="separate")
    answer = review.post(action, data=sent, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    for moved in told["effects"]["comparisons"]:
        for change in (*moved["gone"], *moved["come"]):
            assert change["sentence"].replace("&", "&amp;").replace("'", "&#39;") in answer.text
    assert answer.text.count("<del>") >= sum(len(m["gone"]) for m in told["effects"]["comparisons"]) > 0
    assert 'value="record"' in answer.text
    assert decisions(review) == []


def test_a_preview_names_the_measures_that_become_one_and_looks_up_no_others(review):
    changes = review.get(f"/v1/compare/{SERIES}/previous..latest").json()["changes"]
    gone = next(one for one in changes if one["kind"] == "item.unmentioned")
    come = next(one for one in changes if one["kind"] == "item.added")
    with counted_queries(review) as asked:
        action, sent = filled(review, first_link(review), verdict="confirm", pair=[])
        sent["other_before"] = gone["before"]["statements"][0]
        sent["other_after"] = come["after"]["statements"][0]
        answer = review.post(action, data=sent)
    named = {one["label"] for one in (gone, come)}
    said = next(
        one for one in html.fromstring(answer.text).xpath("//li") if "are one measure" in words_of(one)
    )
    assert all(f"“{label}”" in words_of(said) for label in named)
    assert not [statement for statement in asked if "items.facets" in statement]


def test_a_decision_is_recorded_listed_and_taken_back(review):
    path = first_link(review)
    compared = review.get(f"/v1/compare/{SERIES}/previous..latest").json()["changes"]
    action, sent = filled(review, path, verdict="separate", step="record")
    answer = review.post(action, data=sent, follow_redirects=False)
    assert answer.status_code == 303
    listed = check_page(review, answer.headers["location"])
    assert "Decision d1 is recorded" in words_of(listed)
    assert [one["verdict"] for one in decisions(review)] == ["separate"]
    assert path not in tree_of(review, "/review").xpath("//a/@href")
    undo = listed.xpath("//a[starts-with(@href, '/review/undo')]/@href")[0]
    action, sent = filled(review, undo, reason="it was right before")
    preview = review.post(action, data=sent)
    assert preview.status_code == 200
    assert decisions(review)[0]["undone"] is None
    answer = review.post(action, data=sent | {"step": "record"}, follow_redirects=False)
    assert answer.status_code == 303
    assert decisions(review)[0]["undone"]["reason"] == "it was right before"
    assert "it was right before" in words_of(check_page(review, answer.headers["location"]))
    assert review.get(f"/v1/compare/{SERIES}/previous..latest").json()["changes"] == compared
    assert review.get(undo).status_code == 404


@pytest.mark.parametrize(
    "fault",
    [{"reason": " "}, {"actor": ""}, {"pair": []}, {"other_before": "s999", "other_after": "s001"}],
)
def test_what_was_typed_is_kept_when_it_cannot_be_decided(review, fault):
    action, sent = filled(review, first_link(review), verdict="split", **fault)
    before = len(decisions(review))
    answer = review.post(action, data=sent | {"step": "record"}, headers={"Accept": "text/html"})
    assert answer.status_code in {404, 422}
    assert 'role="alert"' in answer.text
    assert 'value="split" checked' in answer.text
    for kept in (sent["actor"], sent["reason"].strip(), fault.get("other_before", "")):
        assert kept in answer.text
    assert len(decisions(review)) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://[::1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Cookie": "lettertrail-form=another"},
    ],
)
def test_a_form_of_another_site_is_not_taken(review, headers):
    action, sent = filled(review, first_link(review), step="record")
    before = len(decisions(review))
    assert review.post(action, data=sent, headers=headers).status_code == 403
    assert len(decisions(review)) == before


def test_a_form_without_its_cookie_or_token_is_not_taken(review):
    action, sent = filled(review, first_link(review), step="record")
    assert review.post(action, data=sent | {"token": ""}).status_code == 403
    cookies = dict(review.cookies)
    review.cookies.clear()
    assert review.post(action, data=sent).status_code == 403
    review.cookies.update(cookies)


def test_our_own_pages_are_known_by_the_address_that_was_asked(review):
    action, sent = filled(review, first_link(review))
    for origin in ("http://testserver", "https://letters.example"):
        headers = {"Origin": origin, "Sec-Fetch-Site": "same-origin"}
        assert review.post(action, data=sent, headers=headers).status_code == 200


def test_a_link_that_is_not_there_is_not_found(review):
    path = f"/review/link?series={SERIES}&letters=previous..latest&before=s001&after=s999"
    assert review.get(path).status_code == 404


def test_empty_states_say_so(tmp_path):
    with serving(tmp_path) as client:
        assert "No letters are held yet" in words_of(check_page(client, "/review"))
        client.post("/v1/letters?series=harbours", files={"file": ("a.txt", OLDER)})
        assert "There is one letter of this series yet" in words_of(check_page(client, "/review"))
        client.post("/v1/letters?series=harbours", files={"file": ("b.txt", NEWER)})
        words = words_of(check_page(client, "/review"))
        assert "Nobody has decided on a link yet" in words
        compared = client.get("/v1/compare/harbours/previous..latest").json()["alignments"]
        dunes = next(one for one in compared if "dunes" in one["before"]["quotes"][0]["quote"])
        before, after = (dunes[side]["statements"][0] for side in ("before", "after"))
        path = f"/review/link?series=harbours&letters=2023-10-01..2024-01-15&before={before}&after={after}"
        check_escaped(client, path)


def test_every_link_leads_somewhere(demo):
    assert len(check_links(demo, check_page(demo, "/review"), check_page(demo, first_link(demo)))) > 10
