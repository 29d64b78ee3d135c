"""`lettertrail sources` and `lettertrail candidates`: from a folder to a letter, as one types it."""

import json
import os

from commands import lettertrail
from harbour_letters import JANUARY, SERIES


def run(*arguments, folder):
    done = lettertrail(*arguments, folder=folder)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def put(folder, name, data):
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    os.utime(folder / name, (1_000_000_000, 1_000_000_000))


def test_a_letter_that_lies_in_a_watched_folder_is_shown_and_accepted(tmp_path):
    put(tmp_path / "in", "january.md", JANUARY)
    code, said, _ = run("sources", "add", "in", "--series", SERIES, "--every", "2h", folder=tmp_path)
    assert (code, "watched from now on, every 2h" in said) == (0, True)
    code, said, _ = run("sources", "check", folder=tmp_path)
    assert (code, "new: c1" in said) == (0, True)
    (candidate,) = json.loads(run("candidates", "list", "--json", folder=tmp_path)[1])["candidates"]
    assert (candidate["id"], candidate["state"]) == ("c1", "waiting")
    assert "nothing was recorded" in run("candidates", "show", SERIES, "c1", folder=tmp_path)[1]
    who = ("--actor", "registrar", "--reason", "On paper.")
    code, said, _ = run("candidates", "accept", SERIES, "c1", *who, folder=tmp_path)
    assert (code, f"c1: recorded as {SERIES}/2031-01-09" in said) == (0, True)
    assert "Nothing waits" in run("candidates", "list", folder=tmp_path)[1]
    assert run("verify", folder=tmp_path)[0] == 0


def test_what_is_wrong_is_said_in_one_line(tmp_path):
    put(tmp_path / "in", "january.md", JANUARY)
    assert run("sources", "add", ".", "--series", SERIES, folder=tmp_path)[0] == 0
    for arguments, words, wanted in (
        (("sources", "add", "nowhere", "--series", SERIES), "there is no such folder", 2),
        (("sources", "add", "in", "--series", "No Name"), "cannot name a series", 2),
        (("sources", "add", "in", "--series", SERIES, "--every", "often"), "as in 30m, 6h or 2d", 2),
        (("sources", "remove", "abc"), "see lettertrail sources list", 1),
        (("sources", "check", "abc"), "see lettertrail sources list", 1),
        (("candidates", "show", SERIES, "c1"), "nothing was found for it yet", 1),
    ):
        code, said, fault = run(*arguments, folder=tmp_path)
        assert (code, said, fault.count("\n")) == (wanted, "", 1), arguments
        assert words in fault
