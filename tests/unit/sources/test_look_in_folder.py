"""What lies in a folder: documents at rest, each had once until it is another."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from service.sources.check_bounds import CheckBounds
from service.sources.look_in_folder import look_in_folder
from service.sources.watched_source import Memory

NOW = datetime(2031, 1, 9, 12, 0, tzinfo=UTC)
BEFORE = NOW - timedelta(hours=1)


def put(folder, name, data=b"x", when=BEFORE):
    (folder / name).write_bytes(data)
    os.utime(folder / name, (when.timestamp(), when.timestamp()))


def look(folder, memory=None, most=1_000):
    bounds = CheckBounds(began=NOW, now=lambda: NOW, most_bytes=most)
    return look_in_folder(str(folder), memory or Memory(), bounds=bounds)


def names(looked):
    return [document.where for document in looked.documents]


def test_documents_are_found_in_the_order_of_their_names(tmp_path):
    for name in ("b.PDF", "a.txt", "c.docx", "d.md", "e.html", "f.exe", "g", ".a.txt", "~$c.docx"):
        put(tmp_path, name)
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert names(look(tmp_path)) == ["a.txt", "b.PDF", "c.docx", "d.md", "e.html"]


def test_what_was_seen_is_had_again_only_when_it_is_another(tmp_path):
    put(tmp_path, "a.txt")
    put(tmp_path, "b.txt")
    seen = Memory(visits=look(tmp_path).visits)
    assert names(look(tmp_path, seen)) == []
    put(tmp_path, "a.txt", when=BEFORE + timedelta(seconds=1))
    put(tmp_path, "b.txt", b"xy")
    assert names(look(tmp_path, seen)) == ["a.txt", "b.txt"]


def test_what_is_still_being_written_waits(tmp_path):
    put(tmp_path, "a.txt", when=NOW - timedelta(seconds=2))
    looked = look(tmp_path)
    assert (looked.documents, looked.visits) == ((), ())


def test_a_file_that_is_too_large_is_remembered_with_that_and_not_read(tmp_path):
    put(tmp_path, "a.txt", b"x" * 11)
    looked = look(tmp_path, most=10)
    assert names(looked) == []
    assert [visit.problem for visit in looked.visits] == ["it has more than 10 bytes"]


def test_a_folder_that_is_gone_is_a_problem_and_nothing_is_forgotten(tmp_path):
    put(tmp_path, "a.txt")
    seen = Memory(visits=look(tmp_path).visits)
    looked = look(tmp_path / "gone", seen)
    assert looked.visits == seen.visits
    assert looked.problem == "cannot look into the folder: No such file or directory"


def test_what_was_taken_away_is_forgotten(tmp_path):
    put(tmp_path, "a.txt")
    seen = Memory(visits=look(tmp_path).visits)
    (tmp_path / "a.txt").unlink()
    assert look(tmp_path, seen).visits == ()


def test_a_pipe_is_no_letter(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert names(look(tmp_path)) == []


def test_no_more_is_held_than_a_few_of_the_largest_documents_and_the_rest_comes_next(tmp_path):
    letters = [f"{number:02}.txt" for number in range(20)]
    for name in letters:
        put(tmp_path, name, b"x" * 10)
    memory, had = Memory(), []
    for _ in range(6):
        looked = look(tmp_path, memory, most=10)
        assert len(looked.documents) <= 4
        assert looked.left is (len(had) + len(looked.documents) < len(letters))
        had += names(looked)
        memory = Memory(visits=looked.visits)
    assert had == letters


def test_a_folder_of_more_documents_than_any_series_has_is_a_problem_and_nothing_is_read_or_forgotten(
    tmp_path,
):
    put(tmp_path, "a.txt")
    seen = Memory(visits=look(tmp_path).visits)
    for number in range(2_000):
        (tmp_path / f"{number}.txt").touch()
    looked = look(tmp_path, seen)
    assert (looked.documents, looked.visits) == ((), seen.visits)
    assert looked.problem == "the folder has more than the 2,000 documents that are watched"


def test_a_file_that_grows_while_it_is_looked_at_is_read_no_further_than_may_be(tmp_path, monkeypatch):
    """Its size is asked for first, and it is opened then."""
    put(tmp_path, "a.txt", b"x" * 10)
    asked = Path.lstat

    def grown_since(path):
        state = asked(path)
        put(tmp_path, "a.txt", b"x" * 50)
        return state

    monkeypatch.setattr(Path, "lstat", grown_since)
    looked = look(tmp_path, most=10)
    assert names(looked) == []
    assert [visit.problem for visit in looked.visits] == ["it has more than 10 bytes"]
