"""What was found is shown, previewed, and accepted or rejected over HTTP."""

import os

import pytest
from harbour_letters import JANUARY, MAY, SERIES
from http_client import every_page, post_letter, reach_of_client

from service import clock
from service.database import transaction
from service.sources.check_due import check_due_sources
from service.sources.source_rows import add_source
from service.sources.watch_place import USUALLY, watch_place

WHO = {"actor": "The registrar", "reason": "On the office's paper."}


@pytest.fixture
def found(client, tmp_path):
    """January is held; May and a shopping list lie in a folder that was looked at."""
    post_letter(client, JANUARY)
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, data in (("may.md", MAY), ("list.txt", b"Bread, milk, coal.")):
        (folder / name).write_bytes(data)
        os.utime(folder / name, (1_000_000_000, 1_000_000_000))
    engine = client.app.state.engine
    source = watch_place(str(folder), series=SERIES, links=None, every=USUALLY, now=clock.now())
    with transaction(engine) as connection:
        add_source(connection, source)
    check_due_sources(engine, reach=reach_of_client(client))
    return client


def candidate(client, name="c1"):
    return client.get(f"/v1/candidates/{SERIES}/{name}")


def answer(client, verdict, name="c1", **more):
    return client.post(f"/v1/candidates/{SERIES}/{name}", json=WHO | {"verdict": verdict} | more)


def test_a_watched_place_is_told_without_the_path_of_its_folder(found, tmp_path):
    (source,) = every_page(found, "/v1/sources", "sources", limit=1)
    assert (source["place"], source["documents"], source["problem"]) == ("letters", 2, None)
    assert [one["document"] for one in source["problems"]] == ["list.txt"]
    everything = "".join(found.get(path).text for path in ("/v1/sources", "/v1/candidates"))
    assert str(tmp_path) not in everything


def test_what_was_found_is_listed_by_what_became_of_it(found):
    assert [one["id"] for one in every_page(found, "/v1/candidates", "candidates", limit=1)] == ["c1"]
    answer(found, "reject")
    for state, ids in (("waiting", []), ("accepted", []), ("rejected", ["c1"])):
        listed = found.get("/v1/candidates", params={"state": state, "series": SERIES}).json()["candidates"]
        assert [one["id"] for one in listed] == ids


def test_a_candidate_shows_the_entries_that_accepting_it_publishes(found):
    arrival = candidate(found).json()["arrival"]
    assert (arrival["letter"], arrival["already_recorded"]) == (f"{SERIES}/2031-05-20", False)
    assert len(found.get("/v1/letters").json()["letters"]) == 1
    accepted = answer(found, "accept").json()
    assert (accepted["state"], accepted["answer"]["letter"]) == ("accepted", f"{SERIES}/2031-05-20")
    assert accepted["entries"] == len(arrival["entries"])
    published = found.get("/v1/changes", params={"limit": 500}).json()["changes"]
    foreseen = [(entry["kind"], entry["item"]) for entry in arrival["entries"] if entry["kind"] != "letter"]
    assert [(entry["kind"], entry["item"]) for entry in published] == foreseen


def test_a_letter_keeps_the_name_that_it_was_found_under(found):
    answer(found, "accept")
    assert found.get(f"/v1/letters/{SERIES}/2031-05-20").json()["letter"]["source"]["filename"] == "may.md"


def test_the_same_answer_again_changes_nothing(found):
    answer(found, "accept")
    again = answer(found, "accept")
    assert (again.status_code, again.json()["entries"]) == (200, 0)
    refused = answer(found, "reject")
    assert (refused.status_code, "withdraw that letter" in refused.json()["detail"]) == (422, True)


@pytest.mark.parametrize("path", [f"{SERIES}/c9", "nobody/c1", f"{SERIES}/%00", "%2e%2e/c1"])
def test_what_was_not_found_is_a_problem_that_says_so(found, path):
    for asked in (
        found.get(f"/v1/candidates/{path}"),
        found.post(f"/v1/candidates/{path}", json=WHO | {"verdict": "accept"}),
    ):
        assert asked.status_code in {404, 422}
        assert asked.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "body", [{}, {"verdict": "accept"}, WHO, WHO | {"verdict": "maybe"}, WHO | {"verdict": "accept", "x": 1}]
)
def test_an_answer_says_what_who_and_why(found, body):
    asked = found.post(f"/v1/candidates/{SERIES}/c1", json=body)
    assert asked.status_code == 422
    assert candidate(found).json()["state"] == "waiting"


def test_an_empty_reason_is_refused(found):
    assert answer(found, "accept", reason="  ").status_code == 422
    assert len(found.get("/v1/letters").json()["letters"]) == 1
