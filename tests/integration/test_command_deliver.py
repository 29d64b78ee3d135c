"""`lettertrail deliver` and `lettertrail serve` send what is published, and end when they are asked to."""

from __future__ import annotations

import signal
import subprocess
import urllib.request
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from commands import LETTERTRAIL, surroundings
from http_receiver import Reply, receiving, wait_until
from published_entries_of_ours import change, publish, subscribed
from typer.testing import CliRunner

from service import clock
from service.cli import app as command_line
from service.database import migrate, open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE = {"LETTERTRAIL_WEBHOOK_HTTP": "true", "LETTERTRAIL_WEBHOOK_NETWORKS": "127.0.0.0/8, ::1/128"}


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [*LETTERTRAIL, *arguments],
        cwd=folder,
        env=surroundings(folder, PYTHONUNBUFFERED="1", **HERE),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/record.db")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("command", [("deliver",), ("serve", "--port", "0")])
def test_what_is_published_is_sent_and_the_process_ends_at_once_when_asked(tmp_path, engine, command):
    with receiving() as receiver, running(tmp_path, *command) as process:
        subscribed(engine, receiver.url(), now=clock.now())
        publish(engine, change("a"))
        wait_until(lambda: receiver.received, seconds=40)
        receiver.reply = lambda _: Reply(after=30)
        publish(engine, change("b"))
        wait_until(lambda: len(receiver.received) == 2)
        process.send_signal(signal.SIGTERM)
        process.wait(10)


def test_the_server_ends_at_once_though_somebody_follows_the_stream(tmp_path, engine):
    publish(engine, change("a"))
    with running(tmp_path, "serve", "--port", "0") as process:
        address = process.stdout.readline().split()[3].decode()
        stream = urllib.request.urlopen(f"{address}/v1/changes/stream?after=0", timeout=60)
        while stream.readline() != b"event: change\n":
            pass
        process.send_signal(signal.SIGTERM)
        process.wait(10)
        assert stream.read().endswith(b"\n\n")
        stream.close()


def test_settings_that_make_no_sense_are_said_in_one_line():
    for name, value, said in (
        ("LETTERTRAIL_WEBHOOK_NETWORKS", "10.1.2.3/16", "LETTERTRAIL_WEBHOOK_NETWORKS"),
        ("LETTERTRAIL_WEBSUB_HUB", "https://hub.example/", "LETTERTRAIL_PUBLIC_URL"),
    ):
        run = CliRunner(env={name: value}).invoke(command_line, ["deliver"])
        assert run.exit_code == 1
        assert said in run.stderr
        assert run.stderr.count("\n") == 1
