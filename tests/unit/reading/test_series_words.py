"""A series with words of its own needs a file of them, not code."""

import pytest

from snapshots.facts.actors import find_actors
from snapshots.facts.partners import find_partners
from snapshots.letter import Letter
from snapshots.lexicon import load, words_of_series
from snapshots.read_letter import read_letter

LETTER = (
    "RIVER COMPACT\n\nAlmery, 4 March 2025\n\nDear lock keepers,\n\nAll is well.\n\n"
    "Lock\tUpstream\tDownstream\n"
    "Trade\tThe Delta Republic has dredged two ports for CHF 3 million.\t"
    "The Lower Basin ports will be dredged by the Lock Authority in Q3 2025.\n"
)


def read(series: str | None) -> Letter:
    return read_letter(LETTER.encode(), series=series)


def test_a_profile_names_columns_partners_regions_and_actors() -> None:
    first, second = read("river-compact").statements
    assert (first.column, second.column) == ("ongoing", "next_steps")
    assert (first.partners, second.partners) == (("NL",), ("lower-basin",))
    assert second.actors == ("Lock Authority",)
    assert first.amounts[0].currency == "CHF"


def test_without_the_profile_the_same_words_mean_nothing() -> None:
    read("river-compact")
    plain = read(None)
    assert all("NL" not in s.partners and "lower-basin" not in s.partners for s in plain.statements)
    assert all("Lock Authority" not in s.actors for s in plain.statements)
    assert "Lock" not in [h.text for h in plain.headings if h.level == "column"]


def test_the_general_words_stay_under_a_profile() -> None:
    with words_of_series("river-compact"):
        assert find_partners("An agreement with Peru was signed.") == ("PE",)
        assert find_actors("Frontex has sent officers.") == ("Frontex",)
        assert set(load("columns")["next_steps"]) > {"next steps", "downstream"}


def test_a_profile_ends_with_its_letter() -> None:
    with words_of_series("river-compact"):
        pass
    assert "downstream" not in load("columns")["next_steps"]


@pytest.mark.parametrize("series", [None, "nobody-wrote-words-for-this", "../partners", ""])
def test_a_series_without_words_of_its_own_is_read_with_the_general_ones(series: str | None) -> None:
    with words_of_series(series):
        assert load("columns") == load("columns")
        assert find_partners("Talks with Chile go on.") == ("CL",)
