"""A town tells its country as a label or at the head of a note; elsewhere it is where something was held."""

from __future__ import annotations

import pytest

from snapshots.facts.partners import find_partners
from snapshots.lexicon import load


@pytest.mark.parametrize(
    ("text", "partners"),
    [
        ("Massawa: two cranes handed over in May.", {"ER"}),
        ("Power link between Ndola and Kolwezi: survey finished.", {"ZM", "CD"}),
        ("Moyale/Isiolo: scanners on order.", {"ET", "KE"}),
        ("Berbera cold store 60% complete.", {"SO"}),
    ],
)
def test_a_town_that_labels_a_note_tells_its_country(text: str, partners: set[str]) -> None:
    assert set(find_partners(text)) == partners


@pytest.mark.parametrize(
    "text",
    [
        "Workshop on early warning, Massawa, 3 September.",
        "The committee met in Berbera on 4 May.",
        "Workshop in Ndola: report due in June.",
        "The second crane goes to the yard at Moyale: no date yet.",
    ],
)
def test_a_town_where_something_is_held_names_no_partner(text: str) -> None:
    assert find_partners(text) == ()


def test_a_town_does_not_outweigh_a_country_that_is_named() -> None:
    assert find_partners("Massawa: talks with Uganda on transit.") == ("UG",)


def test_a_bank_named_for_a_country_is_not_that_country() -> None:
    assert find_partners("Hoppers leased with the help of UK Export Finance.", heading_partners=("UA",)) == (
        "UA",
    )


def test_every_town_belongs_to_one_country_that_partners_know() -> None:
    towns = load("towns")["towns"]
    names = [name for names in towns.values() for name in names]
    assert len(names) == len(set(names))
    assert set(towns) <= set(load("partners")["countries"])
