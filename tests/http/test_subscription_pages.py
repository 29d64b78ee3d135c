"""A subscription in a browser: made by a form, seen and managed by who has its token, by our own pages alone."""

import re
import shutil

import pytest
from http_client import client_of
from http_receiver import receiving
from lxml import html

HERE = {"webhook_http": True, "webhook_networks": "127.0.0.0/8"}
EVIL = "<script>alert('x')</script>"


@pytest.fixture(scope="module")
def served(sqlite_template, tmp_path_factory):
    """One service for all tests here: each makes subscriptions of its own."""
    path = tmp_path_factory.mktemp("subscriptions") / "lettertrail.db"
    shutil.copy(sqlite_template, path)
    client = client_of(f"sqlite:///{path}", subscriptions_per_host=1_000, **HERE)
    yield client
    client.app.state.engine.dispose()


@pytest.fixture
def client(served):
    """A browser that has not been here."""
    served.cookies.clear()
    return served


def send(client, path, *, follow=True, token=None, **fields):
    """What comes of a form of the page at `/subscriptions`, sent as a browser sends it."""
    if token is None:
        token = html.fromstring(client.get("/subscriptions").text).xpath("//input[@name='token']/@value")[0]
    return client.post(path, data={"token": token, **fields}, follow_redirects=follow)


def words(answer):
    return " ".join(html.fromstring(answer.text).text_content().split())


def made(client, url="https://receiver.example/hook", **fields):
    answer = send(client, "/subscriptions", url=url, **fields)
    assert answer.status_code == 201, words(answer)
    name = re.search(r"Subscription (sub_\w+)", words(answer))[1]
    token = re.search(r"lts_[\w-]+", words(answer))[0]
    return name, token, answer


def test_a_form_makes_a_subscription_and_shows_token_and_secret_this_once(client):
    name, token, answer = made(client, note=EVIL, q="partner:EG", past="yes")
    assert "whsec_" in words(answer)
    again = client.get(f"/subscriptions/{name}")
    assert again.status_code == 200
    assert token not in again.text
    assert "whsec_" not in again.text
    assert EVIL in words(again)
    assert EVIL not in again.text
    assert "position 0" in words(again)
    assert again.headers["cache-control"] == "no-store"
    # With no-referrer, browsers say of our own forms that they come from nowhere, and they are refused.
    assert again.headers["referrer-policy"] == "same-origin"


def test_the_token_stands_in_no_address_and_in_a_cookie_for_that_page_alone(client):
    name, token, answer = made(client)
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if token in one]
    assert f"Path=/subscriptions/{name}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    opened = send(client, "/subscriptions/open", opens=token, follow=False)
    assert (opened.status_code, opened.headers["location"]) == (303, f"/subscriptions/{name}")


def test_without_the_token_the_page_is_the_form_that_asks_for_it(client):
    name, token, _ = made(client)
    client.cookies.clear()
    for path in (f"/subscriptions/{name}", "/subscriptions/sub_nobody"):
        answer = client.get(path)
        assert answer.status_code == 401
        assert "receiver.example" not in answer.text.replace("https://receiver.example/letters", "")
    assert send(client, f"/subscriptions/{name}", act="remove", sure="yes").status_code == 401
    assert send(client, "/subscriptions/open", opens="lts_wrong").status_code == 401
    assert send(client, "/subscriptions/open", opens=f" {token} ").status_code == 200


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"url": ""}, 422, "send to this address"),
        ({"url": "https://10.0.0.1/"}, 422, "it is private"),
        ({"url": "https://one.example", "q": "colour:red"}, 422, "there is no field 'colour'"),
        ({"url": "https://one.example", "series": "nobody"}, 404, "nobody"),
    ],
)
def test_what_cannot_be_fulfilled_is_said_above_the_form_as_it_was_filled(client, fields, status, said):
    answer = send(client, "/subscriptions", **fields)
    assert answer.status_code == status
    page = html.fromstring(answer.text)
    assert said in page.xpath("string(//p[@role='alert'])")
    assert page.xpath("string(//input[@name='url']/@value)") == fields["url"]


def test_buttons_test_stop_resume_rotate_replay_and_remove(client):
    with receiving() as receiver:
        name, _, _ = made(client, receiver.url(), signing="ed25519")
        path = f"/subscriptions/{name}"
        assert "The test: answered 200" in words(send(client, path, act="test"))
        assert "a testanswered 200" in words(client.get(path))
        assert "stopped by whoever manages it" in words(send(client, path, act="stop"))
        assert "Entries are sent as they are published." in words(send(client, path, act="resume"))
        assert "whpk_" in words(send(client, path, act="rotate"))
        assert send(client, path, act="replay", after="0").status_code == 200
        assert send(client, path, act="replay", after="99999").status_code == 422
        assert send(client, path, act="replay", after="²").status_code == 422
        assert send(client, path, act="remove").status_code == 200
        assert client.get(path).status_code == 200
        assert "Have" not in words(send(client, path, act="remove", sure="yes"))
        assert client.get(path).status_code == 401
    assert len(receiver.received) == 1


def test_a_form_of_another_site_does_nothing(client):
    name, _, _ = made(client)
    path = f"/subscriptions/{name}"
    for token in ("", "guessed"):
        assert send(client, path, token=token, act="remove", sure="yes").status_code == 403
        assert send(client, "/subscriptions", token=token, url="https://one.example").status_code == 403
    foreign = client.post(
        path, data={"act": "remove", "sure": "yes"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert foreign.status_code == 403
    assert client.get(path).status_code == 200
