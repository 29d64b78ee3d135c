"""`lettertrail subscriptions` does what the API does, for the operator, who needs no token."""

from __future__ import annotations

import json

import pytest
from http_receiver import Reply, receiving
from published_entries_of_ours import change, publish
from typer.testing import CliRunner

from service.cli import app as command_line

HERE = {"LETTERTRAIL_WEBHOOK_HTTP": "true", "LETTERTRAIL_WEBHOOK_NETWORKS": "127.0.0.0/8"}


@pytest.fixture
def run(sqlite_url, sqlite_engine):
    """Runs `lettertrail subscriptions ...`, in this process; gives exit code, stdout and stderr."""
    publish(sqlite_engine, change("a"))
    runner = CliRunner(env={"LETTERTRAIL_DATABASE_URL": sqlite_url, **HERE})

    def run(*arguments):
        done = runner.invoke(command_line, ["subscriptions", *arguments])
        return done.exit_code, done.stdout, done.stderr

    return run


def added(run, url, *options):
    code, said, _ = run("add", url, "--json", *options)
    assert code == 0
    return json.loads(said)


def test_a_subscription_is_added_shown_tested_rotated_replayed_and_removed(run):
    with receiving(lambda _: Reply(status=202)) as receiver:
        made = added(run, receiver.url(), "--filter", "partner:EG", "--note", "ours")
        name = made["subscription"]["id"]
        assert made["token"].startswith("lts_")
        code, said, _ = run("test", name)
        assert (code, "a test: answered 202" in said) == (0, True)
    code, said, _ = run("show", name)
    assert code == 0
    assert f"{name}  {receiver.url()}\n    all series, partner:EG\n    ours\n" in said
    assert "active, sent up to position 1" in said
    assert "a test: answered 202" in said
    code, said, _ = run("rotate", name, "--signing", "ed25519")
    assert "secret  whpk_" in said
    code, said, _ = run("replay", name, "--after", "0")
    assert "sent up to position 0" in said
    told = json.loads(run("show", name, "--json")[1])
    assert [one["scheme"] for one in told["subscription"]["signing"]] == ["ed25519", "hmac"]
    assert json.loads(run("list", "--json")[1])["subscriptions"] == [told["subscription"]]
    assert run("remove", name)[0] == 0
    assert "Nothing is sent to anybody" in run("list")[1]


def test_the_token_and_the_secret_are_shown_when_it_is_made(run):
    code, said, hint = run("add", "https://receiver.example/hook")
    assert code == 0
    assert "secret  whsec_" in said
    assert "token   lts_" in said
    assert "neither is shown again" in hint


def test_a_test_that_is_not_taken_says_so_and_ends_with_1(run):
    with receiving(lambda _: Reply(status=500, body=b"broken")) as receiver:
        name = added(run, receiver.url())["subscription"]["id"]
        code, said, _ = run("test", name)
    assert code == 1
    assert "answered 500" in said
    assert "broken" in said


@pytest.mark.parametrize(
    ("arguments", "expected", "words"),
    [
        (("show", "sub_x"), 1, "lettertrail subscriptions list"),
        (("resume", "sub_x"), 1, "sub_x"),
        (("add", "https://10.0.0.1/"), 2, "it is private"),
        (("add", "https://receiver.example", "--filter", "colour:red"), 2, "colour"),
        (("add", "https://receiver.example", "--after", "9"), 2, "position 9"),
        (("add", "https://receiver.example", "--series", "nobody"), 1, "nobody"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(run, arguments, expected, words):
    code, said, fault = run(*arguments)
    assert (code, said) == (expected, "")
    assert fault.count("\n") == 1
    assert words in fault
