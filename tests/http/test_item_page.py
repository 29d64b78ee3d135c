from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from page_checks import check_links, check_page, tree_of


def test_every_window_that_a_letter_names_has_its_row_and_no_other(demo):
    rows = 0
    for item in demo.get("/v1/items?q=partner:MA,CV&limit=500").json()["items"]:
        history = demo.get(f"/v1/items/{item['id']}").json()["history"]
        expected = [
            letter["letter"]
            for letter in history
            if letter["state"] == "stated"
            for _ in {(t["earliest"], t["latest"]) for s in letter["statements"] for t in s["deadlines"]}
        ]
        tree = check_page(demo, f"/items/{item['id']}")
        shown = tree.xpath("//table[contains(@class, 'timed')]/tbody/tr/th/a/@href")
        dated = [path.removeprefix("/letters/").partition("#")[0] for path in shown]
        named = any(
            t["latest"] or t["earliest"]
            for one in history
            for s in one.get("statements", ())
            for t in s["deadlines"]
        )
        assert dated == (expected if named else []), item["label"]
        rows += len(shown)
    assert rows > 5


def test_an_item_offers_its_own_feed_and_calendar(demo):
    item = demo.get("/v1/items?q=contract+tide+gauges+kind:contract").json()["items"][0]
    published = [c for c in demo.get(f"/v1/items/{item['id']}").json()["changes"] if not c["minor"]]
    tree = tree_of(demo, f"/items/{item['id']}")
    feed = demo.get(tree.xpath("//link[@type='application/feed+json']/@href")[-1]).json()
    # Beside the changes stand the letters that brought them.
    changes = {entry["id"] for entry in feed["items"] if entry["id"].count("/") > 1}
    assert changes == {change["id"] for change in published}
    assert changes
    calendars = [path for path in check_links(demo, tree) if path.startswith("/feeds/deadlines.ics?")]
    assert [parse_qs(urlsplit(path).query)["q"] for path in calendars] == [[f"item:{item['id']}"]]


def test_an_item_is_found_by_any_wording_that_it_ever_had(demo):
    for item in demo.get("/v1/items?q=partner:MA&limit=500").json()["items"]:
        for letter in demo.get(f"/v1/items/{item['id']}").json()["history"]:
            for said in letter.get("statements", ()):
                words = " ".join(said["text"].split()).replace('"', " ")
                found = tree_of(demo, "/items?q=" + f'"{words}"'.replace("&", "%26"))
                assert f"/items/{item['id']}" in found.xpath("//a/@href")
