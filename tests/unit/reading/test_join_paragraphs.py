"""Paragraphs of a cell that are one measure are one statement, as they are where a text was flattened."""

from snapshots.letter import Letter
from snapshots.read_letter import read_letter

HEAD = (
    "<p>The Harbour Board</p><p>9 January 2031</p><p>Dear members,</p><table>"
    "<tr><th>Priorities</th><th>Ongoing</th><th>Next steps</th></tr>"
)


def read(*cells: str) -> Letter:
    rows = "".join(f"<tr><td></td><td>{cell}</td><td></td></tr>" for cell in cells)
    return read_letter(f"<html><body>{HEAD}{rows}</table></body></html>".encode())


def said(*cells: str) -> list[str]:
    letter = read(*cells)
    for statement in letter.statements:
        assert statement.text == " ".join(letter.text[span.start : span.end] for span in statement.spans)
    return [statement.text for statement in letter.statements]


def test_a_paragraph_that_goes_on_by_a_pronoun_is_one_with_the_one_above() -> None:
    assert said("<p>The treaty was signed in May.</p><p>It covers trade and fisheries.</p>") == [
        "The treaty was signed in May. It covers trade and fisheries."
    ]


def test_a_bullet_is_a_measure_whatever_word_it_begins_with() -> None:
    assert len(said("<p>The treaty was signed in May.</p><ul><li>It covers trade.</li></ul>")) == 2


def test_a_pronoun_in_another_row_speaks_of_no_row_above() -> None:
    assert len(said("<p>The treaty was signed in May.</p>", "<p>It covers trade.</p>")) == 2


def test_a_partners_label_over_one_paragraph_is_that_statements() -> None:
    assert said("<p><b>Peru:</b></p><p>A quay will be built.</p>") == ["Peru: A quay will be built."]
    assert read("<p><b>Peru:</b></p><p>A quay will be built.</p>").statements[0].partners == ("PE",)


def test_a_partners_name_over_several_paragraphs_heads_them_all() -> None:
    cell = "<p><b>Peru:</b></p><p>A quay will be built.</p><p>A ferry was ordered.</p>"
    assert said(cell) == ["A quay will be built.", "A ferry was ordered."]
    assert [statement.partners for statement in read(cell).statements] == [("PE",), ("PE",)]
