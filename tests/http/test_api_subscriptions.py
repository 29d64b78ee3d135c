"""Subscriptions over HTTP: made by anybody, managed by who has the token, and gone when they are removed."""

import json
import shutil

import pytest
from harbour_letters import JANUARY, MAY, SERIES
from http_client import client_of, post_letter
from http_receiver import Reply, receiving
from jsonschema import Draft202012Validator, validate
from standardwebhooks.webhooks import Webhook

from service.delivery.as_settings_say import outgoing_in
from service.delivery.deliver_next import deliver_next
from service.delivery.tables import deliveries, subscriptions
from service.settings import Settings

HERE = {"webhook_http": True, "webhook_networks": "127.0.0.0/8"}


@pytest.fixture(scope="module")
def client(sqlite_template, tmp_path_factory):
    """One service for all tests here: each makes subscriptions of its own."""
    path = tmp_path_factory.mktemp("subscriptions") / "lettertrail.db"
    shutil.copy(sqlite_template, path)
    client = client_of(f"sqlite:///{path}", subscriptions_per_host=1_000, **HERE)
    assert post_letter(client, JANUARY).status_code == 201
    yield client
    client.app.state.engine.dispose()


@pytest.fixture
def made(client):
    """A subscription to a receiver that nobody asks, as the API gave it, and the headers that open it."""
    answer = client.post("/v1/subscriptions", json={"url": "https://receiver.example/hook", "note": "mine"})
    assert answer.status_code == 201
    return answer.json(), {"Authorization": f"Bearer {answer.json()['token']}"}


def as_described(client, answer, method, path):
    description = client.get("/openapi.json").json()
    described = description["paths"][path][method]["responses"][str(answer.status_code)]
    content = next(iter(described["content"].values()))
    validate(
        answer.json(), content["schema"] | {"components": description["components"]}, Draft202012Validator
    )
    assert answer.headers["content-type"].partition(";")[0] in described["content"]


def test_a_new_subscription_shows_its_token_and_secret_once(client, made):
    answered, opens = made
    assert answered["token"].startswith("lts_")
    assert answered["secret"].startswith("whsec_")
    again = client.get(f"/v1/subscriptions/{answered['subscription']['id']}", headers=opens)
    assert again.json() == answered["subscription"]
    assert answered["token"] not in again.text
    assert answered["secret"] not in again.text
    assert again.headers["cache-control"] == "no-store"
    assert client.get("/v1/subscriptions", headers=opens).json()["subscriptions"] == [again.json()]


@pytest.mark.parametrize(
    ("wish", "status", "slug"),
    [
        ({}, 422, "invalid-request"),
        ({"url": "http://10.0.0.1/"}, 422, "bad-receiver-address"),
        ({"url": "https://169.254.169.254/latest"}, 422, "bad-receiver-address"),
        ({"url": "https://[::ffff:10.0.0.1]/"}, 422, "bad-receiver-address"),
        ({"url": "https://one.example", "q": "colour:red"}, 422, "bad-filter"),
        ({"url": "https://one.example", "series": "nobody"}, 404, "unknown-series"),
        ({"url": "https://one.example", "after": 99}, 422, "bad-position"),
        ({"url": "https://one.example", "after": -1}, 422, "invalid-request"),
        ({"url": "https://one.example", "signing": "rot13"}, 422, "invalid-request"),
        ({"url": "https://one.example", "note": "x" * 501}, 422, "invalid-request"),
        ({"url": "https://one.example", "colour": "red"}, 422, "invalid-request"),
    ],
)
def test_a_wish_that_cannot_be_fulfilled_is_refused(client, wish, status, slug):
    answer = client.post("/v1/subscriptions", json=wish)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (status, slug)
    as_described(client, answer, "post", "/v1/subscriptions")


def test_there_is_a_limit_in_all_and_on_the_size_of_a_request(sqlite_url):
    client = client_of(sqlite_url, subscriptions_in_all=0)
    answer = client.post("/v1/subscriptions", json={"url": "https://one.example"})
    assert (answer.status_code, answer.json()["type"]) == (429, "/v1/problems/too-many-subscriptions")
    as_described(client, answer, "post", "/v1/subscriptions")
    huge = client.post(
        "/v1/subscriptions", content=b" " * 100_000, headers={"Content-Type": "application/json"}
    )
    assert huge.status_code == 413
    client.app.state.engine.dispose()


REQUESTS = [
    ("GET", "", None),
    ("PATCH", "", {"note": "theirs"}),
    ("DELETE", "", None),
    ("GET", "/deliveries", None),
    ("POST", "/replay", {"after": 0}),
    ("POST", "/secret", {}),
    ("POST", "/test", None),
]


@pytest.mark.parametrize(("method", "path", "body"), REQUESTS)
def test_nobody_manages_a_subscription_without_its_token(client, made, method, path, body):
    answered, _ = made
    other = client.post("/v1/subscriptions", json={"url": "https://other.example"}).json()
    address = f"/v1/subscriptions/{answered['subscription']['id']}{path}"
    for headers in (
        {},
        {"Authorization": f"Bearer {other['token']}"},
        {"Authorization": "Bearer lts_wrong"},
        {"Authorization": "Bearer "},
        {"Authorization": f"Basic {answered['token']}"},
    ):
        answer = client.request(method, address, json=body, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json()["type"].endswith("/no-access")
        as_described(client, answer, method.lower(), f"/v1/subscriptions/{{id}}{path}")
    unknown = client.request(
        method,
        f"/v1/subscriptions/nobody{path}",
        json=body,
        headers={"Authorization": f"Bearer {other['token']}"},
    )
    assert (unknown.status_code, unknown.json()["detail"]) == (401, answer.json()["detail"])


def test_a_subscription_is_changed_stopped_and_resumed(client, made):
    answered, opens = made
    address = f"/v1/subscriptions/{answered['subscription']['id']}"
    changed = client.patch(address, json={"q": "partner:EG", "state": "disabled"}, headers=opens)
    assert (changed.json()["q"], changed.json()["state"]) == ("partner:EG", "disabled")
    assert changed.json()["disabled"]["why"] == "stopped by whoever manages it"
    as_described(client, changed, "patch", "/v1/subscriptions/{id}")
    resumed = client.patch(address, json={"state": "active"}, headers=opens)
    assert (resumed.json()["q"], resumed.json()["state"]) == ("partner:EG", "active")
    assert client.patch(address, json={"q": "colour:red"}, headers=opens).status_code == 422
    assert client.patch(address, json={"url": "https://127.0.0.1/"}, headers=opens).status_code == 200
    assert client.patch(address, json={"url": "https://10.0.0.1/"}, headers=opens).status_code == 422


def test_what_is_removed_is_gone_at_once_with_all_that_was_kept(client):
    with receiving() as receiver:
        made = client.post("/v1/subscriptions", json={"url": receiver.url(), "after": 0}).json()
        name, opens = made["subscription"]["id"], {"Authorization": f"Bearer {made['token']}"}
        engine = client.app.state.engine
        assert deliver_next(engine, name, client.app.state.outgoing) == 1
        assert client.delete(f"/v1/subscriptions/{name}", headers=opens).status_code == 204
    with engine.connect() as connection:
        assert connection.execute(subscriptions.select().where(subscriptions.c.id == name)).all() == []
        assert connection.execute(deliveries.select().where(deliveries.c.subscription == name)).all() == []
    assert client.get(f"/v1/subscriptions/{name}", headers=opens).status_code == 401


def test_what_is_published_arrives_as_the_api_gives_it(client_on_either):
    client = client_on_either
    client.app.state.outgoing = outgoing_in(Settings(**HERE))
    for letter in (JANUARY, MAY):
        post_letter(client, letter)
    with receiving() as receiver:
        made = client.post(
            "/v1/subscriptions", json={"url": receiver.url(), "after": 0, "minor": True, "series": SERIES}
        ).json()
        name, opens = made["subscription"]["id"], {"Authorization": f"Bearer {made['token']}"}
        while deliver_next(client.app.state.engine, name, client.app.state.outgoing):
            pass
        log = client.get(f"/v1/subscriptions/{name}/deliveries", headers=opens, params={"limit": 5})
    sent = [json.loads(one.body) for one in receiver.received]
    changes = client.get("/v1/changes", params={"limit": 500}).json()["changes"]
    assert [one["data"] for one in sent if one["type"] != "letter"] == changes
    assert [one["data"]["letter"] for one in sent if one["type"] == "letter"] == [
        f"{SERIES}/2031-01-09",
        f"{SERIES}/2031-05-20",
    ]
    assert len({change["id"] for change in changes}) == len(changes)
    as_described(client, log, "get", "/v1/subscriptions/{id}/deliveries")
    assert len(log.json()["deliveries"]) == 5
    first = receiver.received[0]
    assert Webhook(made["secret"]).verify(first.body, {k.lower(): v for k, v in first.headers.items()})


def test_a_test_is_sent_and_told(client):
    with receiving(lambda _: Reply(status=503, body=b"closed")) as receiver:
        made = client.post("/v1/subscriptions", json={"url": receiver.url(), "signing": "ed25519"}).json()
        name, opens = made["subscription"]["id"], {"Authorization": f"Bearer {made['token']}"}
        answer = client.post(f"/v1/subscriptions/{name}/test", headers=opens)
        for _ in range(9):
            client.post(f"/v1/subscriptions/{name}/test", headers=opens)
        refused = client.post(f"/v1/subscriptions/{name}/test", headers=opens)
    assert made["secret"].startswith("whpk_")
    assert made["subscription"]["signing"][0]["public_key"] == made["secret"]
    assert (answer.json()["taken"], answer.json()["status"], answer.json()["note"]) == (False, 503, "closed")
    as_described(client, answer, "post", "/v1/subscriptions/{id}/test")
    assert (refused.status_code, len(receiver.received)) == (429, 10)
    as_described(client, refused, "post", "/v1/subscriptions/{id}/test")


def test_a_secret_is_rotated_and_the_log_replayed(client, made):
    answered, opens = made
    address = f"/v1/subscriptions/{answered['subscription']['id']}"
    rotated = client.post(f"{address}/secret", json={"signing": "hmac"}, headers=opens)
    assert rotated.json()["secret"] != answered["secret"]
    assert [one["until"] is None for one in rotated.json()["subscription"]["signing"]] == [True, False]
    as_described(client, rotated, "post", "/v1/subscriptions/{id}/secret")
    replayed = client.post(f"{address}/replay", json={"after": 0}, headers=opens)
    assert replayed.json()["position"] == 0
    as_described(client, replayed, "post", "/v1/subscriptions/{id}/replay")
    beyond = client.post(f"{address}/replay", json={"after": 10**6}, headers=opens)
    assert beyond.status_code == 422
    as_described(client, beyond, "post", "/v1/subscriptions/{id}/replay")
