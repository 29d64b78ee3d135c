"""The first page tells a letter that was withdrawn apart from one that never came in."""

from __future__ import annotations

from page_checks import check_page, words_of
from recorded_harbours import NEWER, OLDER, serving

from service.recording.withdraw_letter import withdraw_letter


def home(folder, *, withdrawn=()):
    with serving(folder, OLDER, NEWER) as client:
        for label in withdrawn:
            withdraw_letter(client.app.state.engine, "harbours", label, reason="Sent by mistake.")
        return check_page(client, "/")


def test_a_letter_that_was_withdrawn_is_named_as_such_and_not_as_one_that_is_not_held(tmp_path):
    tree = home(tmp_path, withdrawn=["2023-10-01"])
    words = words_of(tree)
    assert "Came in and was withdrawn: 1 October 2023" in words
    assert "not held" not in words.replace("Named by these letters, and not held: “June 2023”", "")
    titles = tree.xpath("//circle[@class='withdrawn']/title/text()")
    assert titles == ["1 October 2023 (withdrawn)"]


def test_of_letters_that_are_all_held_none_is_called_withdrawn(tmp_path):
    tree = home(tmp_path)
    assert "withdrawn" not in words_of(tree)
    assert not tree.xpath("//circle[@class='withdrawn']")
