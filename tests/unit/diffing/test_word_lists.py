"""The words of a vocabulary: phrases, and words that are asked for alone."""

import pytest

from diffing.words.word_lists import phrases_of, single_words_of

ASKED_FOR_ALONE = [
    ("outcomes", "being"),
    ("outcomes", "been"),
    ("outcomes", "be"),
    ("outcomes", "participle_endings"),
    ("outcomes", "doing_endings"),
    ("signatures", "only_as_verbs"),
    ("signatures", "helping"),
    ("signatures", "been"),
    ("signatures", "behind_have"),
    ("signatures", "ahead"),
    ("superseded", "onward"),
    ("superseded", "linking"),
    ("superseded", "on_top"),
    ("sequels", "rest"),
    ("sequels", "pointers"),
    ("sequels", "articles"),
    ("sequels", "in_turn"),
    ("narrative", "promising_adverbs"),
    ("narrative", "adverb_endings"),
]


@pytest.mark.parametrize(("vocabulary", "name"), ASKED_FOR_ALONE)
def test_a_list_that_is_asked_for_one_word_at_a_time_has_single_words(vocabulary, name) -> None:
    assert single_words_of(vocabulary, name) == {entry for (entry,) in phrases_of(vocabulary, name)}


def test_a_phrase_among_single_words_is_refused_and_named() -> None:
    with pytest.raises(ValueError, match=r"sequels\.toml: again holds single words.*after the pause"):
        single_words_of("sequels", "again")
