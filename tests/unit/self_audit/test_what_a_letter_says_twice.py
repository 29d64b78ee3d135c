"""Counts that announce a list, the letter proper against its annex, and figures at a cut: found, and no more."""

import pytest

from snapshots.letter import Finding, Letter, Severity
from snapshots.read_letter import read_letter

HEAD = "Almery, 13 December 2023\n\nDear members,\n\n"
TABLE = "\n\nLetter May 2023\tOngoing\tNext steps\n"


def letter(*ongoing: str, body: str = "") -> Letter:
    rows = "\n".join(f"\t{cell}\t" for cell in ongoing)
    return read_letter((HEAD + body + TABLE + rows).encode())


def codes(*ongoing: str, body: str = "") -> list[str]:
    return [finding.code for finding in letter(*ongoing, body=body).findings]


def one(said: Letter, code: str) -> Finding:
    (finding,) = (finding for finding in said.findings if finding.code == code)
    return finding


def quotes(said: Letter, finding: Finding) -> list[str]:
    return [said.text[span.start : span.end] for span in finding.spans]


@pytest.mark.parametrize(
    "text",
    [
        "Three agreements are in force: Peru and Chile.",
        "Two working groups have met: nets, buoys and tides.",
        "Four contracts were signed: dredging of the canal; a lock at Iquitos; and pilot boats.",
        "Three tasks were given to the harbour office: (a) mend the nets, (b) paint the buoys.",
        "5 vessels have been handed over: 2 to Peru, 2 to Chile.",
    ],
)
def test_a_count_that_another_number_of_things_follows_is_a_warning(text: str) -> None:
    found = [f for f in letter(text).findings if f.code in {"count.differs", "sum.differs"}]
    assert [f.severity for f in found] == [Severity.WARNING]


@pytest.mark.parametrize(
    "text",
    [
        "Two agreements are in force: Peru and Chile.",
        "Three working groups have met: nets, buoys and tides.",
        "Three contracts were signed: dredging of the canal; a lock at Iquitos; and pilot boats.",
        "Two tasks were given to the harbour office: (a) mend the nets, (b) paint the buoys.",
        "Two groups have met: border and coast guards, and pilots.",
        "4 vessels have been handed over: 2 to Peru, 2 to Chile.",
    ],
)
def test_a_count_that_agrees_with_what_follows_is_said_to(text: str) -> None:
    found = [f for f in letter(text).findings if f.code in {"count.agrees", "sum.agrees"}]
    assert [f.severity for f in found] == [Severity.INFO]


@pytest.mark.parametrize(
    "text",
    [
        "Five ports have been dredged, such as: Callao and Paita.",
        "Three agreements are in force: they cover nets and buoys.",
        "Three pilots have been trained: the course in Lima and Cusco ended in May.",
        "Five vessels have been handed over (one on 6 May, two on 22 June and two in July).",
        "5 vessels, of which 2 went to Peru and 2 to Chile, are at sea.",
        "Five ports in Peru and Chile have been dredged.",
    ],
)
def test_what_is_no_whole_list_is_held_against_no_count(text: str) -> None:
    assert not {"count.differs", "sum.differs"} & set(codes(text))


TOLD = "The pilot school at Callao for night navigation of fishing crews"


@pytest.mark.parametrize(
    ("body", "annex", "quoted"),
    [
        ("received EUR 12 million.", "received EUR 21 million.", ["EUR 12 million", "EUR 21 million"]),
        ("was opened in March 2023.", "was opened in June 2023.", ["in March 2023", "in June 2023"]),
        ("trained 40 cadets.", "trained 75 cadets.", ["40", "75"]),
        (
            "was opened for Peru by Frontex.",
            "will be opened for Peru by Frontex.",
            ["was opened", "will be opened"],
        ),
    ],
)
def test_one_measure_told_otherwise_in_body_and_annex_is_a_warning(
    body: str, annex: str, quoted: list[str]
) -> None:
    said = letter(f"{TOLD} {annex}", body=f"{TOLD} {body}")
    finding = one(said, "annex.differs")
    assert finding.severity is Severity.WARNING
    assert [quote.removeprefix("in ") for quote in quotes(said, finding)] == [
        quote.removeprefix("in ") for quote in quoted
    ]


def test_one_measure_told_alike_agrees() -> None:
    said = letter(f"{TOLD} received EUR 12 million.", body=f"{TOLD} received EUR 12 million.")
    assert one(said, "annex.agrees").severity is Severity.INFO


@pytest.mark.parametrize(
    ("body", "annex"),
    [
        (f"{TOLD} received EUR 12 million.", "The lamp store at Paita received EUR 21 million."),
        (f"{TOLD} received around EUR 12 million.", f"{TOLD} received EUR 12.4 million."),
        (f"{TOLD} was opened in 2023.", f"{TOLD} was opened in June 2023."),
        (f"{TOLD} received EUR 12 million and EUR 3 million.", f"{TOLD} received EUR 21 million."),
        (f"{TOLD} was opened.", f"{TOLD} will be extended."),
    ],
)
def test_other_measures_rounded_figures_and_wider_windows_are_no_contradiction(body: str, annex: str) -> None:
    assert "annex.differs" not in codes(annex, body=body)


WHOLE = ["The ships of the coast guard have been repaired in Lima." for _ in range(5)]


def test_a_count_at_a_cut_is_found_with_the_word_that_broke_off() -> None:
    said = letter(*WHOLE, "The new ships have been used since May and resulted in 73 185 intercept")
    assert quotes(said, one(said, "number.cut")) == ["73 185 intercept"]


def test_a_count_inside_a_cut_sentence_stands_whole() -> None:
    assert "number.cut" not in codes(
        *WHOLE, "The 12 new ships have been used since May and resulted in many fewer"
    )


def test_a_sentence_that_only_lost_its_stop_behind_a_date_is_not_cut() -> None:
    assert "words.cut" not in codes(
        *WHOLE, "The new lamp law was signed in Lima and entered into force on 1 May 2023"
    )


def test_an_amount_with_its_currency_twice_is_doubtful() -> None:
    said = letter("The repair of the lamps in Lima (EUR 10.5 EUR) was adopted.")
    finding = one(said, "amount.doubtful")
    assert (finding.severity, quotes(said, finding)) == (Severity.WARNING, ["EUR 10.5 EUR"])


def test_a_range_of_money_is_not_doubtful() -> None:
    assert "amount.doubtful" not in codes("The repair of the lamps in Lima (EUR 5-7 million) was adopted.")
