"""Cells that were flattened are cut as a careful analyst would cut them."""

from datetime import date
from itertools import accumulate

import pytest

from snapshots.headings import HeadingWords
from snapshots.join_paragraphs import Unit
from snapshots.layout.blocks import Table
from snapshots.layout.text import read_layout
from snapshots.letter import Column, Span
from snapshots.passages import Passage, Stretch
from snapshots.statements import read_statements
from snapshots.table_rows import read_rows
from snapshots.units import cut_passage

HEADER = "Letter May 2024\tOngoing\tNext steps\n"


def units(*rows: str, column: Column = Column.ONGOING) -> list[tuple[str, str]]:
    """The units of a column as ("#", heading) and (bullet level, words)."""
    return [("#" if u.heading else str(u.level), u.words.text) for u in cut(*rows, column=column)]


def cut(*rows: str, column: Column = Column.ONGOING) -> list[Unit]:
    text = HEADER + "\n".join(f"\t{row}\t" if "\t" not in row else row for row in rows)
    layout = read_layout(text.encode())
    assert isinstance(layout.blocks[0], Table)
    passages = [p for p in read_rows(layout).passages if p.column is column]
    return [
        unit
        for passage in passages
        for unit in cut_passage(text, passage, HeadingWords.of(text), flattened=True)
    ]


def test_a_sentence_is_a_unit() -> None:
    assert units("The mill was sold in May. A barn will be built.") == [
        ("0", "The mill was sold in May."),
        ("0", "A barn will be built."),
    ]


def test_bullets_of_any_shape_divide_units() -> None:
    assert units("➤ The mill was sold. • A barn is being built. > Talks go on.") == [
        ("1", "The mill was sold."),
        ("1", "A barn is being built."),
        ("1", "Talks go on."),
    ]


def test_a_lone_o_is_a_bullet_below_a_bullet() -> None:
    assert units("> The following will be delivered: o Seven boats. o Two cranes.") == [
        ("1", "The following will be delivered:"),
        ("2", "Seven boats."),
        ("2", "Two cranes."),
    ]


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("2. The ferry (one of two) is being built.", [("1", "The ferry (one of two) is being built.")]),
        ("(b) 12 boats were bought.", [("1", "12 boats were bought.")]),
        ("3. 5 boats were bought.", [("0", "3. 5 boats were bought.")]),  # it may be a figure
        ("1. The ferry is ready. 2. Talks go on.", [("1", "The ferry is ready."), ("1", "Talks go on.")]),
    ],
)
def test_a_number_that_opens_a_cell_is_a_bullet_unless_the_list_goes_on_in_it(cell, found) -> None:
    assert units(cell) == found


def test_a_heading_glued_to_a_sentence_comes_off() -> None:
    assert units("Cooperation with Peru The programme has been adopted.") == [
        ("#", "Cooperation with Peru"),
        ("0", "The programme has been adopted."),
    ]


def test_a_partners_name_before_a_sentence_is_a_heading() -> None:
    assert units("Peru Talks on fisheries were held in Lima. Chile EUR 5 million has been allocated.") == [
        ("#", "Peru"),
        ("0", "Talks on fisheries were held in Lima."),
        ("#", "Chile"),
        ("0", "EUR 5 million has been allocated."),
    ]


def test_two_partners_over_a_list_are_one_heading() -> None:
    assert units("Peru and Chile > A first meeting was held.") == [
        ("#", "Peru and Chile"),
        ("1", "A first meeting was held."),
    ]


def test_a_partners_name_that_is_the_subject_is_no_heading() -> None:
    for sentence in ("Peru has signed the agreement.", "Peru and Chile have signed the agreement."):
        assert units(sentence) == [("0", sentence)]


def test_a_name_of_two_words_is_never_cut_in_half() -> None:
    sentence = "North Macedonia: signed on 4 May 2024 and in force since June."
    assert units(f"Fisheries agreements {sentence}") == [("#", "Fisheries agreements"), ("0", sentence)]


def test_a_capitalised_name_inside_a_sentence_starts_nothing() -> None:
    for sentence in (
        "A further two Search and Rescue boats have been agreed.",
        "Workshop on the Blue Growth Facility organised by Peru in June.",
        "Call for tender for Fast Patrol boats was completed.",
    ):
        assert units(sentence) == [("0", sentence)]


def test_a_count_before_a_capitalised_name_is_no_heading() -> None:
    counted = "Four repainted Light and Fog signals were lit on 3 May."
    assert units(f"{counted} Every light is new.")[0] == ("0", counted)


def test_an_inline_label_stays_with_its_statement() -> None:
    assert units("Peru: talks go on. Chile: talks have not begun.") == [
        ("0", "Peru: talks go on."),
        ("0", "Chile: talks have not begun."),
    ]


def test_a_pronoun_or_a_bracket_speaks_on_of_the_same_measure() -> None:
    for more in (
        "It covers five ports.",
        "(In total 4 contracts for the region.)",
        "The windmill gives work to many.",
    ):
        assert len(units(f"The windmill was signed over in May. {more}")) == 1


def test_an_actor_named_again_opens_a_unit_of_its_own() -> None:
    assert len(units("The Commission has adopted the plan. The Commission is ready to start.")) == 2


def test_a_semicolon_before_another_contract_parts_the_sentence() -> None:
    text = "A contract of EUR 4 million will be signed by June; one contract of EUR 6 million will follow."
    assert len(units(text)) == 2


def test_a_semicolon_in_a_list_or_before_a_count_parts_nothing() -> None:
    for text in (
        "The plan sets out work on borders of EUR 4 million; work on ports of EUR 6 million.",
        "Talks with Peru are under way; two rounds have been held since May 2024.",
    ):
        assert len(units(text)) == 1


def test_every_label_of_a_row_parted_by_semicolons_opens_a_unit() -> None:
    row = (
        "Chile: works on the pier, with 40 divers",
        "Peru: talks on the road to Bolivia",
        "Bolivia: mandate in preparation.",
    )
    assert [words for _, words in units("; ".join(row))] == list(row)


def test_labels_below_words_that_lead_to_them_are_one_unit() -> None:
    text = "The fund helps three ports: Peru: EUR 3 million; Chile: EUR 4 million; Cuba: EUR 5 million."
    assert len(units(text)) == 1


def test_a_row_cut_by_a_page_break_is_one_unit_again() -> None:
    found = cut(
        "An additional EUR 10 million is in preparation", HEADER.strip(), "under the fisheries programme."
    )
    assert [u.words.text for u in found] == [
        "An additional EUR 10 million is in preparation under the fisheries programme."
    ]
    assert len(found[0].words.spans) == 2


def test_a_sentence_that_ends_before_the_page_break_does_not_run_on() -> None:
    assert len(units("The mill was sold.", HEADER.strip(), "A barn is being built.")) == 2


def test_the_end_of_a_cut_sentence_is_found_behind_the_next_label() -> None:
    found = units(
        "\t\tPeru > Contracts are prepared (a contract of EUR",
        "Letter May 2024\tOngoing\t\tNext steps",
        "\t\tChile >\tA million signed) and will be concluded in June. A mission will go to Santiago.",
        column=Column.NEXT_STEPS,
    )
    assert found == [
        ("#", "Peru"),
        ("1", "Contracts are prepared (a contract of EUR A million signed) and will be concluded in June."),
        ("#", "Chile"),
        ("0", "A mission will go to Santiago."),
    ]


def test_last_words_without_a_verb_stand_over_the_next_row() -> None:
    assert units("The mill was sold. Border management", "The fence is being repaired.") == [
        ("0", "The mill was sold."),
        ("#", "Border management"),
        ("0", "The fence is being repaired."),
    ]


def test_the_very_last_words_are_never_a_heading() -> None:
    assert units("Operationalisation of the fund for ports") == [
        ("0", "Operationalisation of the fund for ports")
    ]


def test_a_priority_that_a_page_break_cut_holds_its_rows_together() -> None:
    text = (
        "Letter May 2024\tOngoing\tNext steps\n"
        "Ports and\tThe first meeting will take place in\t\n"
        "Letter May 2024\tOngoing\tNext steps\n"
        "harbours\tearly 2025.\t\n"
    )
    passages = read_rows(read_layout(text.encode())).passages
    assert [(p.priority, len(p.stretches)) for p in passages] == [("Ports and harbours", 2)]
    assert passages[0].stretches[1].joins


HEAD = "Aim\tMeasure\tOngoing\tNext steps\n"


def priorities(text: str) -> list[str | None]:
    return [passage.priority for passage in read_rows(read_layout(text.encode())).passages]


def test_a_name_that_a_page_break_cut_is_whole_over_the_rows_behind_it_too() -> None:
    begun = f"{HEAD}Ports\tQuays and\tThe quay was built.\t\n"
    behind = "\tCranes\tThe crane was bought.\t\n"
    assert priorities(f"{begun}{HEAD}\tjetties\tThe jetty was built.\t\n{behind}") == [
        "Ports Quays and jetties",
        "Ports Cranes",
    ]
    assert priorities(f"{begun}{HEAD}and harbours\tjetties\tThe jetty was built.\t\n{behind}") == [
        "Ports and harbours Quays and jetties",
        "Ports and harbours Cranes",
    ]
    assert priorities(f"{begun}{HEAD}and harbours\tTugs\tA tug was hired.\t\n{behind}") == [
        "Ports and harbours Quays and",
        "Ports and harbours Tugs",
        "Ports and harbours Cranes",
    ]


def test_a_partners_label_in_the_middle_of_a_line_opens_a_unit() -> None:
    assert units("Peru: 38 scanners delivered Chile: mutual recognition agreed in May 2024") == [
        ("0", "Peru: 38 scanners delivered"),
        ("0", "Chile: mutual recognition agreed in May 2024"),
    ]


def test_a_capitalised_small_word_between_two_clauses_opens_a_unit() -> None:
    assert (
        len(units("Talks with Peru were held in Lima in the spring The Commission has proposed a date.")) == 2
    )


def test_what_follows_a_semicolon_with_the_keeps_to_its_measure() -> None:
    assert len(units("The works are late; the budget has been cut to EUR 2 million.")) == 1


def test_a_partner_in_front_of_a_bullet_heads_it_though_the_sentence_before_has_no_stop() -> None:
    assert units("> The tender was closed on 2 May 2025 Peru > A quay will be built.") == [
        ("1", "The tender was closed on 2 May 2025"),
        ("#", "Peru"),
        ("1", "A quay will be built."),
    ]
    assert units("> Talks are held with Peru > A quay will be built.")[0] == ("1", "Talks are held with Peru")


def test_a_bullet_at_the_head_of_a_page_never_goes_on_from_the_last_one() -> None:
    found = cut("• Contracts for boats and", HEADER.strip(), "• a quay for the fleet of EUR 2 million.")
    assert len(found) == 2


def test_a_title_with_a_stop_inside_is_one_heading() -> None:
    assert units("Safer quays and piers for all ports. Steps taken by: • A mole will be built.") == [
        ("#", "Safer quays and piers for all ports. Steps taken by:"),
        ("1", "A mole will be built."),
    ]
    assert units("The quay was widened. Steps taken by: • A mole will be built.")[0][0] == "0"


def test_a_line_that_opens_anew_with_its_first_words_is_two_units() -> None:
    assert units("> Delivery of the cranes to Peru Delivery of the ferry to Chile") == [
        ("1", "Delivery of the cranes to Peru"),
        ("1", "Delivery of the ferry to Chile"),
    ]
    assert len(units("> Ministers of trade, and Ministers of health, met in May.")) == 1


def test_a_sentence_may_begin_with_a_name_in_a_small_letter() -> None:
    assert len(units("The registers were linked. eHealth Peru opened its portal.")) == 2


def test_a_comma_before_a_preposition_with_a_capital_stands_for_a_stop() -> None:
    assert units("Works are under way in Lima and Cusco, For Chile, talks are still going on.") == [
        ("0", "Works are under way in Lima and Cusco,"),
        ("0", "For Chile, talks are still going on."),
    ]


def test_a_noun_that_could_be_a_verb_opens_a_heading() -> None:
    assert units("• The line was opened. Works on the northern line • Two bridges are being built.")[1:] == [
        ("#", "Works on the northern line"),
        ("1", "Two bridges are being built."),
    ]


def test_a_possessive_is_no_partners_heading() -> None:
    assert units("Peru's Chile desk was opened in May.") == [("0", "Peru's Chile desk was opened in May.")]


def test_an_adjective_with_a_capital_behind_a_lone_word_begins_what_that_word_stands_over() -> None:
    assert units("Outreach Regular and friendly calls with Peru.") == [
        ("#", "Outreach"),
        ("0", "Regular and friendly calls with Peru."),
    ]
    assert units("Frequent Regular Flyers are met.") == [("0", "Frequent Regular Flyers are met.")]


def test_a_bullet_in_bold_that_reports_and_leads_to_others_is_a_statement() -> None:
    assert topics("**• There are six lots:**", "• lot 1 is ready.")[0] == ("There are six lots:", None)
    assert topics("**• Lots of the north:**", "• lot 1 is ready.") == [
        ("lot 1 is ready.", "Lots of the north")
    ]


def topics(*paragraphs: str, flattened: bool = False) -> list[tuple[str, str | None]]:
    """Statements and their topics, of a cell whose paragraphs in `**` are set as headings."""
    bare = [said.strip("*").removeprefix("• ") for said in paragraphs]
    text = "\n".join(bare)
    starts = list(accumulate((len(said) + 1 for said in bare), initial=0))
    stretches = tuple(
        Stretch(span=Span(start=start, end=start + len(words)), heading="*" in said, level=int("•" in said))
        for start, said, words in zip(starts, paragraphs, bare, strict=False)
    )
    passage = Passage(column=Column.ONGOING, stretches=stretches)
    reading = read_statements(text, [passage], written_on=date(2031, 5, 14), flattened=flattened)
    return [(statement.text, statement.topic) for statement in reading.statements]


def test_where_headings_are_marked_words_set_as_others_stand_over_nothing() -> None:
    marked = (
        "**Quays**",
        "Larache: tender",
        "The tender is open.",
        "**Lamps**",
        "Lamps were lit.",
        "**Buoys**",
    )
    last = "The buoys were bought."
    assert topics(*marked, last) == [
        ("Larache: tender", "Quays"),
        ("The tender is open.", "Quays"),
        ("Lamps were lit.", "Lamps"),
        (last, "Buoys"),
    ]
    assert topics(*marked[:3]) == [("The tender is open.", "Larache: tender")]  # one may be marked by chance


def test_a_partner_or_a_colon_leads_on_however_it_is_set() -> None:
    marked = [f"**{title}**" for title in ("Quays", "Lamps", "Buoys")]
    assert topics(*marked, "Peru", "The quay was built.", "In spring:", "A lamp was lit.") == [
        ("The quay was built.", "Peru"),
        ("A lamp was lit.", "In spring"),
    ]


def test_a_heading_that_begins_with_a_name_in_small_letters_comes_off_a_label() -> None:
    assert units("iPort cold stores Peru: store fully used since May. Chile: grant signed.")[0] == (
        "#",
        "iPort cold stores",
    )
