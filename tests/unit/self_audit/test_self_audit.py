"""A letter checked against itself."""

import pytest

from snapshots.letter import Finding, Letter
from snapshots.read_letter import read_letter

HEAD = "Almery, 13 December 2023\n\nDear members,\n\n"
TABLE = "\n\nLetter May 2023\tOngoing\tNext steps\n"


def findings(*ongoing: str, body: str = "") -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in letter(*ongoing, body=body).findings:
        found.setdefault(finding.code, []).append(finding)
    return found


def letter(*ongoing: str, body: str = "") -> Letter:
    rows = "\n".join(f"\t{cell}\t" for cell in ongoing)
    return read_letter((HEAD + body + TABLE + rows).encode())


def test_parts_that_add_up_are_said_to() -> None:
    found = findings("The agency has 60 officers in the region: 10 in Peru, 20 in Chile and 30 in Bolivia.")
    assert [f.message for f in found["sum.agrees"]] == ["s001: 10 + 20 + 30 = 60, as stated"]


def test_parts_that_do_not_add_up_are_a_warning() -> None:
    found = findings("The agency has 61 officers in the region: 10 in Peru, 20 in Chile and 30 in Bolivia.")
    assert [f.message for f in found["sum.differs"]] == ["s001: 10 + 20 + 30 = 60, but 61 is stated"]


@pytest.mark.parametrize(("count", "code"), [("Four", "count.agrees"), ("Five", "count.differs")])
def test_a_count_is_held_against_the_list_behind_it(count: str, code: str) -> None:
    found = findings(f"{count} agreements with Peru, Chile, Bolivia and Ecuador are in force.")
    assert code in found


def test_people_from_several_countries_are_no_count_of_countries() -> None:
    found = findings("In all 940 sailors from Peru, Chile, Bolivia and Ecuador have been trained.")
    assert not {"count.agrees", "count.differs"} & set(found)


def test_two_figures_of_one_measure_are_set_side_by_side() -> None:
    found = findings(
        "Arrivals in Peru have fallen by 26% compared to last year.",
        body="This year arrivals in Peru have fallen by 27% compared to 2022.",
    )
    assert len(found["values.differ"]) == 1


def test_a_rounded_figure_agrees_with_the_exact_one() -> None:
    found = findings(
        "The Commission has deployed 488 officers in Peru.",
        body="The Commission has deployed almost 500 officers in Peru.",
    )
    assert "values.agree" in found
    assert "values.differ" not in found


def test_an_amount_that_cannot_be_read_is_named() -> None:
    found = findings("A contract of EUR A million was signed in May 2023.")
    assert len(found["amount.unreadable"]) == 1


def test_a_sentence_that_breaks_off_is_found() -> None:
    whole = ["The ships of the coast guard have been repaired in Lima." for _ in range(5)]
    said = letter(*whole, "The new ships have been used since May and resulted in 73 185 intercept")
    cut = [f for f in said.findings if f.code == "words.cut"]
    assert [said.text[f.spans[0].start : f.spans[0].end] for f in cut] == ["intercept"]


def test_a_letter_that_never_uses_full_stops_is_not_cut() -> None:
    assert "words.cut" not in findings(*["The ships of the coast guard have been repaired in Lima"] * 4)


def test_every_finding_points_at_words_of_the_letter() -> None:
    said = letter(
        "The agency has 60 officers: 10 in Peru, 20 in Chile and 30 in Bolivia. A sum of EUR x million."
    )
    assert said.findings
    for finding in said.findings:
        assert all(said.text[s.start : s.end].strip() for s in finding.spans)


def test_a_name_that_two_countries_bear_is_said_to_be_unclear() -> None:
    found = findings("Congo opened a clinic in May.")
    message = "s001: “Congo” may be CD or CG; nothing here tells which, so neither counts"
    assert [finding.message for finding in found["partner.unclear"]] == [message]


def test_a_shared_name_that_its_words_tell_apart_is_not_unclear() -> None:
    assert "partner.unclear" not in findings("Congo opened a clinic in Kinshasa in May.")
