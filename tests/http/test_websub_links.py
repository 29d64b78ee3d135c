"""Feeds name the hub that is told of their entries, and no feed names one that is not (WebSub, section 4)."""

from __future__ import annotations

import json

import feedparser
import pytest
from http_client import client_of
from pydantic import ValidationError

from service.settings import Settings

HOME = "https://letters.example"
HUB = "https://hub.example/"


@pytest.fixture(scope="module")
def client(sqlite_template):
    client = client_of(f"sqlite:///{sqlite_template}", public_url=HOME, websub_hub=HUB)
    yield client
    client.app.state.engine.dispose()


@pytest.mark.parametrize("name", ["atom", "rss", "json"])
def test_a_feed_names_its_hub_and_itself(client, name):
    answer = client.get(f"/feeds/changes.{name}")
    assert answer.links["hub"]["url"] == HUB
    assert answer.links["self"]["url"] == f"{HOME}/feeds/changes.{name}"


@pytest.mark.parametrize("name", ["atom", "rss"])
def test_the_hub_stands_in_the_feed(client, name):
    links = feedparser.parse(client.get(f"/feeds/changes.{name}").content).feed.links
    assert {link["href"] for link in links if link["rel"] == "hub"} == {HUB}


def test_the_hub_stands_in_the_json_feed(client):
    assert json.loads(client.get("/feeds/changes.json").content)["hubs"] == [{"type": "WebSub", "url": HUB}]


@pytest.mark.parametrize("question", ["q=partner:EG", "minor=yes"])
def test_a_feed_that_no_hub_is_told_of_names_none(client, question):
    answer = client.get(f"/feeds/changes.atom?{question}")
    assert "link" not in answer.headers
    assert b'rel="hub"' not in answer.content


def test_without_a_hub_none_is_named(sqlite_template):
    client = client_of(f"sqlite:///{sqlite_template}")
    assert "link" not in client.get("/feeds/changes.atom").headers
    client.app.state.engine.dispose()


def test_a_hub_without_an_address_of_ours_stops_the_start():
    with pytest.raises(ValidationError, match="LETTERTRAIL_PUBLIC_URL"):
        Settings(websub_hub=HUB)
