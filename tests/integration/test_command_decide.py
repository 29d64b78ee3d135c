"""`lettertrail links` and `lettertrail decide`: doubtful links are shown, and people decide on them."""

from __future__ import annotations

import json

import pytest
from commands import lettertrail
from harbour_letters import JANUARY, MAY, SEPTEMBER, SERIES

from service.database import migrate, open_engine
from service.recording.record_letter import record_letter

PAIR = "2031-01-09:s004=2031-05-20:s004"
BY = ("--actor", "The registrar", "--reason", "Two workshops.")


@pytest.fixture
def folder(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/record.db")
    migrate(engine)
    for data in (JANUARY, MAY):
        record_letter(engine, data, series=SERIES)
    engine.dispose()
    return tmp_path


def out_of(run):
    assert (run.returncode, run.stderr) == (0, b""), run.stderr
    return run.stdout.decode()


def links(folder, *more):
    return json.loads(out_of(lettertrail("links", SERIES, *more, "--json", folder=folder)))["links"]


def test_links_are_shown_with_both_wordings_and_what_speaks_for_them(folder):
    out = out_of(lettertrail("links", SERIES, folder=folder))
    assert "  best-match\n" in out
    assert "s004  Tunisia: a workshop on night navigation will be held in May 2031." in out
    assert "   for  " in out
    assert out.endswith(f"{len(links(folder))} links\n")


def test_doubtful_links_are_shown_with_what_else_they_might_have_been(folder):
    engine = open_engine(f"sqlite:///{folder}/record.db")
    record_letter(engine, SEPTEMBER, series=SERIES)
    engine.dispose()
    found = links(folder, "--doubtful")
    out = out_of(lettertrail("links", SERIES, "previous..latest", "--doubtful", folder=folder))
    assert out.startswith(f"doubt {found[0]['doubt']:.3f}")
    assert "   or  " in out
    assert out.endswith("1 doubtful link\n" if len(found) == 1 else f"{len(found)} doubtful links\n")


def test_a_preview_says_what_would_change_and_records_nothing(folder):
    before = links(folder)
    out = out_of(lettertrail("decide", SERIES, "separate", PAIR, *BY, "--preview", folder=folder))
    assert f"What moves between {SERIES}/2031-01-09 and {SERIES}/2031-05-20" in out
    assert "- deadline.moved  Tunisia: deadline moved" in out
    assert "+ item.unmentioned" in out
    assert "published, and no longer so" in out
    assert out.endswith("d1: nothing was recorded\n")
    assert links(folder) == before


def test_a_decision_is_recorded_once_and_taken_back(folder):
    before = links(folder)
    assert out_of(lettertrail("decide", SERIES, "separate", PAIR, *BY, folder=folder)).endswith(
        "d1: recorded\n"
    )
    assert len(links(folder)) == len(before) - 1
    again = out_of(lettertrail("decide", SERIES, "separate", PAIR, *BY, folder=folder))
    assert again == "d1: it was decided so before; nothing was recorded\n"
    undone = json.loads(out_of(lettertrail("decide", SERIES, "undo", "d1", *BY, "--json", folder=folder)))
    assert (undone["decision"]["id"], undone["already_recorded"]) == ("d1", False)
    assert links(folder) == before


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        (("separate", "2031-01-09:s004=2031-05-20:s999", *BY), 1, b"makes no statement 's999'"),
        (("undo", "d7", *BY), 1, b"there is no decision 'd7' to undo"),
        (("split", PAIR, *BY), 2, b"a split is of one statement"),
        (("confirm", PAIR, "--actor", "The registrar", "--reason", " "), 2, b"the reason is empty"),
        (("confirm", "s004=s004", *BY), 2, b"OLD:STATEMENT=NEW:STATEMENT"),
        (("undo", "d1", "d2", *BY), 2, b"one decision"),
        (("confirm", PAIR), 2, b"--actor"),
    ],
)
def test_what_cannot_be_decided_ends_with_a_line_that_says_so(folder, asked, code, words):
    run = lettertrail("decide", SERIES, *asked, folder=folder, COLUMNS="200", TERM="dumb")
    assert (run.returncode, run.stdout) == (code, b"")
    assert words in run.stderr


def test_a_letter_is_withdrawn_with_a_reason_and_only_once(folder):
    asked = ("withdraw", f"{SERIES}/2031-05-20", "--reason", "Sent by mistake.")
    assert out_of(lettertrail(*asked, folder=folder)) == f"{SERIES}/2031-05-20: withdrawn\n"
    again = lettertrail(*asked, folder=folder)
    assert (again.returncode, again.stdout) == (1, b"")
    assert b"was withdrawn: Sent by mistake." in again.stderr


def test_the_life_of_an_item_names_the_letter_that_was_withdrawn(folder):
    out_of(lettertrail("withdraw", f"{SERIES}/2031-05-20", "--reason", "Sent by mistake.", folder=folder))
    told = out_of(lettertrail("history", "night navigation", folder=folder))
    assert "20 May 2031  withdrawn\n   Sent by mistake.\n" in told


def test_who_withdraws_or_ingests_a_reissue_hears_which_decisions_it_concerns(folder):
    out_of(lettertrail("decide", SERIES, "confirm", PAIR, *BY, folder=folder))
    asked = ("withdraw", f"{SERIES}/2031-05-20", "--reason", "Sent by mistake.")
    idle = "  d1 on s004 holds of nothing: its letter was withdrawn, and no re-issue of it is held\n"
    assert out_of(lettertrail(*asked, folder=folder)) == f"{SERIES}/2031-05-20: withdrawn\n{idle}"
    (folder / "again.md").write_bytes(MAY.replace(b"65 harbour", b"66 harbour"))
    told = out_of(lettertrail("ingest", "again.md", "--series", SERIES, folder=folder))
    assert "decisions on links that hold of it, too: d1" in told
    other = MAY.replace(b"Tunisia: a workshop on night navigation will be held in October 2031.", b"")
    (folder / "other.md").write_bytes(other)
    told = out_of(lettertrail("ingest", "other.md", "--series", SERIES, folder=folder))
    assert told.count("not carried to it: d1 on harbour-board/2031-05-20:s004, ") == 1
