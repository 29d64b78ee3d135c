"""What a hyphen at the end of a line means is told by the document's other words."""

import pytest

from snapshots.layout.pdf_hyphens import LineJoiner


def joined(*lines, words=(), cuts=()):
    return LineJoiner([*words, *(word for line in lines for word in line.split())], cuts).join(lines)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("a quay", "is built"), "a quay is built"),
        (("follow-", "up"), "follow-up"),
        (("the EU-", "Ruritania talks"), "the EU-Ruritania talks"),
        (("13-", "14 May"), "13-14 May"),
        (("short-", "and long-term"), "short- and long-term"),
        (("soft\u00ad", "ened"), "softened"),
        (("a quay -", "a crane"), "a quay - a crane"),
        (("May/", "June"), "May/June"),
        (("May /", "June"), "May / June"),
        (("2030–", "2031"), "2030–2031"),
        (("end.", "-5 %"), "end. -5 %"),
        (("only one",), "only one"),
    ],
)
def test_lines_are_joined_as_they_are_meant(lines, expected):
    assert joined(*lines) == expected


def test_a_word_that_stands_whole_elsewhere_is_made_whole():
    assert joined("the coopera-", "tion goes on", words=["Cooperation,"]) == "the cooperation goes on"


def test_a_compound_that_stands_elsewhere_keeps_its_hyphen():
    assert joined("the long-", "term aim", words=["(long-term", "longterm"]) == "the long-term aim"


def test_a_document_that_parts_words_parts_unknown_ones_too():
    cuts = [("coopera-", "tion"), ("har-", "bour")]
    words = ["cooperation", "harbour"]
    assert joined("a ten-", "der", words=words, cuts=cuts) == "a tender"
    assert joined("a ten-", "der", words=words) == "a ten-der"
