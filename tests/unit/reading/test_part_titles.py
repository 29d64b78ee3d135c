"""The parts of an annex are known wherever a drafter puts their names: over tables, or in rows across them."""

from __future__ import annotations

import pytest

from snapshots.read_letter import read_letter

HEAD = "Cres, 3 March 2031\n\nDear members,\n\nThe ferry to Cres was ordered on 4 February 2031 for EUR 3 million.\n\n"
COLUMNS = "| Aim | State of play | Next steps |\n|---|---|---|\n"
LAMPS = "| Lamps | Lamps were fitted on Vis in January 2031. | Lamps to be fitted on Lastovo in May 2031. |\n"
DOCKS = "| Docks | The dock at Rab was dredged in February 2031. | The dock at Krk to be dredged by June 2031. |\n"


def parts_of(annex: str) -> dict[str, str | None]:
    letter = read_letter((HEAD + annex).encode(), filename="letter.md")
    return {
        words: next(s.part for s in letter.statements if words in s.text)
        for words in ("Lamps were", "to be fitted", "Rab was", "to be dredged")
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I. LIGHTS", "II. DOCKS"),
        ("Lights along the coast", "Docks and quays"),
        ("Part A: Lights", "Part B: Docks"),
        ("Pillar one - Lights", "Pillar two - Docks"),
    ],
)
@pytest.mark.parametrize("level", ["#", "##", "###"])
def test_headings_over_tables_name_their_parts(first: str, second: str, level: str) -> None:
    annex = f"# Annex: work in hand\n\n{level} {first}\n\n{COLUMNS}{LAMPS}\n{level} {second}\n\n{COLUMNS}{DOCKS}\n"
    assert list(parts_of(annex).values()) == [first, first, second, second]


def test_a_table_without_a_heading_goes_on_with_the_part_above_it() -> None:
    annex = f"# Annex\n\n## I. LIGHTS\n\n{COLUMNS}{LAMPS}\n{COLUMNS}{DOCKS}\n"
    assert set(parts_of(annex).values()) == {"I. LIGHTS"}


@pytest.mark.parametrize("title", ["Annex: work in hand", "Follow-up to the letter of October"])
def test_the_title_of_the_annex_names_no_part(title: str) -> None:
    annex = f"# {title}\n\n{COLUMNS}{LAMPS}{DOCKS}\n"
    assert set(parts_of(annex).values()) == {None}
    assert read_letter((HEAD + annex).encode(), filename="letter.md").title == title


def test_a_partner_of_the_last_part_is_none_of_the_next() -> None:
    lamps = (
        "| Lamps | **Malta**<br>• Lamps were fitted on Gozo in January 2031. | Lamps to be fitted in May. |\n"
    )
    annex = f"# Annex\n\n## I. LIGHTS\n\n{COLUMNS}{lamps}\n## II. DOCKS\n\n{COLUMNS}{DOCKS}\n"
    letter = read_letter((HEAD + annex).encode(), filename="letter.md")
    assert [s.partners for s in letter.statements if "dredged" in s.text] == [(), ()]


LINES = (
    "Country\tScheme\tDone so far\tStill to come\n"
    "{first}\n"
    "Malta\tLamps\tLamps were fitted on Gozo in January 2031.\tLamps to be fitted on Comino in May 2031.\n"
    "\tBuoys\tThe buoys of Sliema were painted in March 2031.\t\n"
    "{second}\n"
    "Croatia\tDocks\tThe dock at Rab was dredged in February 2031.\tThe dock at Krk to be dredged by June 2031.\n"
)


@pytest.mark.parametrize("place", ["{}\t\t\t", "\t{}\t\t", "\t\t{}\t"])
def test_a_flattened_row_names_a_part_in_ordinary_letters_where_the_table_opens_with_one(place: str) -> None:
    lines = LINES.format(first=place.format("Lights along the coast"), second=place.format("Quays"))
    letter = read_letter((HEAD + lines).encode())
    parts = [(s.part, s.partners) for s in letter.statements if s.column != "body"]
    assert parts == [("Lights along the coast", ("MT",))] * 3 + [("Quays", ("HR",))] * 2


def test_a_title_alone_in_a_row_is_no_part_where_the_table_did_not_open_with_one() -> None:
    rows = LINES.format(first="Cyprus\tOil\tA spill was cleared in May.\t", second="\t\tSmaller quays\t")
    letter = read_letter((HEAD + rows).encode())
    assert {s.part for s in letter.statements} == {None}


def test_the_partners_that_a_part_is_named_after_are_those_of_what_names_nobody() -> None:
    rows = "\tPERU AND CHILE\t\nLamps\tLamps were fitted in May.\tLamps for Georgia to be fitted by June.\n"
    letter = read_letter((HEAD + "Aim\tState of play\tNext steps\n" + rows).encode())
    assert [s.partners for s in letter.statements if s.column != "body"] == [("PE", "CL"), ("GE",)]
