"""`lettertrail serve`: it says where to look, answers there, and says so when it cannot."""

from __future__ import annotations

import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from commands import LETTERTRAIL, lettertrail, surroundings


@contextmanager
def serving(folder: Path) -> Iterator[list[str]]:
    """What the server says on a port that is free, up to the address of the comparison."""
    run = subprocess.Popen(
        [*LETTERTRAIL, "serve", "--port", "0"],
        cwd=folder,
        env=surroundings(folder, PYTHONUNBUFFERED="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert run.stdout
    try:
        yield [run.stdout.readline().strip() for _ in range(3)]
    finally:
        run.terminate()
        run.wait(30)
        run.stdout.close()


def test_it_says_where_to_look_and_answers_there(tmp_path: Path) -> None:
    lettertrail("demo", folder=tmp_path)
    with serving(tmp_path) as said:
        assert said[0].startswith("Lettertrail is at http://127.0.0.1:")
        page = urllib.request.urlopen(said[2], timeout=30).read().decode()
    assert said[2].endswith("/compare/harbour-council/previous..latest")
    assert "sea wall at Poti" in page


def test_a_port_that_is_taken_is_said_in_one_line_with_another(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = lettertrail("serve", "--port", port, folder=tmp_path)
    assert (run.returncode, run.stdout) == (1, b"")
    assert run.stderr.count(b"\n") == 1
    assert f"port {port}".encode() in run.stderr
    assert f"--port {port + 1}".encode() in run.stderr


def test_an_address_that_is_not_ours_is_said_in_one_line(tmp_path: Path) -> None:
    run = lettertrail("serve", "--host", "192.0.2.1", "--port", "0", folder=tmp_path)
    assert (run.returncode, run.stderr.count(b"\n")) == (1, 1)
