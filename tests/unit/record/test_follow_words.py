"""The words of one text are found again in another, wherever they went."""

from snapshots.follow_words import follow_words

OLD = "Two boats are built for Egypt. The quay of Sfax is mended by May. Lamps were bought in June."


def found(old, new):
    """Each word that is found again, with the word that stands where it is found."""
    return [(old[one:].split()[0], new[other:].split()[0]) for one, other in follow_words(old, new).items()]


def test_every_word_of_the_same_text_stands_where_it_stood():
    places = follow_words(OLD, OLD)
    assert list(places) == list(places.values())
    assert len(places) == len(OLD.split())


def test_other_blanks_lose_no_word():
    assert len(follow_words(OLD, OLD.replace(" ", "\n  "))) == len(OLD.split())


def test_sentences_in_another_order_are_found():
    first, second, third = OLD.split(". ")
    moved = f"{second}. {first}. {third}"
    assert [one for one, _ in found(OLD, moved)].count("Sfax") == 1
    assert len(follow_words(OLD, moved)) == len(OLD.split())


def test_words_that_stand_nowhere_else_are_not_found():
    assert found(OLD, "Nothing of this is in the other text at all.") == []


def test_only_equal_words_are_taken_for_each_other():
    pairs = found(OLD, OLD.replace("Egypt", "Algeria").replace("Lamps", "Buoys"))
    assert all(one == other for one, other in pairs)
    assert "Egypt." not in dict(pairs)
    assert len(pairs) == len(OLD.split()) - 2


def test_phrases_that_recur_follow_the_words_around_them():
    old = "Ship one will be sent soon. Ship two will be sent soon. Ship three will be sent soon."
    new = old.replace("Ship two", "The new ship two")
    assert follow_words(old, new)[old.index("sent soon. Ship three")] == new.index("sent soon. Ship three")
