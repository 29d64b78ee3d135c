"""The figures on the page of how this works are those that were measured: each stands in its source, as it is shown.

Who measures anew changes the source and service/overviews/measured_figures.py together.
"""

import re

from checkout import ROOT

from service.overviews.measured_figures import DOUBT, FIRST_SEEN, LINKING, LINKS_IN_DOUBT, MEASURED_ON, OTHERS

BENCHMARK = (ROOT / "tests/benchmarks/linking/README.md").read_text("utf-8").partition("## The figures")[2]
DECISIONS = (ROOT / "diffing/DESIGN.md").read_text("utf-8")


def decision(number):
    text = re.search(rf"^\*\*{number} · .*?(?=^\*\*\d+ · |\Z)", DECISIONS, re.DOTALL | re.MULTILINE)
    assert text, f"diffing/DESIGN.md has no decision {number}"
    return text[0]


def cells(line):
    return [cell.strip() for cell in line.strip("|").split("|")]


def name_of(words):
    """(`Generated`, 586) of "Generated, 200 statements: 586 true pairs in 3 pairs of letters"."""
    return words.split()[0].strip(","), int(re.search(r"(\d+) true pairs", words)[1])


def measured():
    """The row of ours in each table of linkers, by the name of the table."""
    tables = re.findall(r"^(\w.*true pairs.*)\n\n(?:\|.*\n){2}\| Lettertrail (.*)", BENCHMARK, re.MULTILINE)
    return {name_of(heading): cells(row) for heading, row in tables}


def test_error_rates_are_those_of_the_benchmark():
    shown = {
        name_of(one.letters): [one.precision, one.recall, one.f1, one.unmentioned, one.false_alarms]
        for one in LINKING
    }
    # Of moves and seconds the page says nothing.
    assert shown == {name: [*row[:3], *row[4:6]] for name, row in measured().items()}
    assert BENCHMARK.strip().startswith(MEASURED_ON)


def test_rates_by_doubt_are_those_of_the_decision_that_measured_them():
    text = decision(34)
    rows = [cells(line) for line in text.splitlines() if line.startswith("|")][2:]
    assert [[one.said, one.links, f"{one.wrong}, {one.share}"] for one in DOUBT] == rows
    assert f"Of {LINKS_IN_DOUBT} links between other words" in text


def test_letters_of_others_are_those_of_the_decision_that_measured_them():
    text = " ".join(decision(31).split())
    (first, first_seen, first_now, first_changes), (second, second_seen, second_now, second_changes) = OTHERS
    assert f"on {first} and on {second}" in text
    assert (
        f"changes from {FIRST_SEEN} to {first_changes} and {second_changes}, "
        f"links from {first_seen} and {second_seen} to {first_now} and {second_now}"
    ) in text
