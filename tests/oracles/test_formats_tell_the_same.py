"""One letter tells the same in all formats: statements, facts and findings, but for where they stand."""

import random
from collections import Counter

import pytest
from letters_of_others import file_of_others
from made_up_letters import made_up_letter
from told_alike import WRITERS, as_text, letter_of, told

from service.demo.demo_letters import demo_letters
from snapshots.layout import docx, html
from snapshots.read_letter import read_letter

# Of the demo letters, those whose own format keeps paragraphs and bullets.
LAYOUTS = {"docx": docx.read_layout, "html": html.read_layout}
DEMO = {
    letter.filename: (letter.data, letter_of(LAYOUTS[ending](letter.data)))
    for letter in demo_letters()
    if (ending := letter.filename.rpartition(".")[2]) in LAYOUTS
}


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("name", DEMO)
def test_a_demo_letter_tells_the_same_in_every_format(name, ending):
    data, letter = DEMO[name]
    assert told(read_letter(WRITERS[ending](letter))) == told(read_letter(data))


@pytest.mark.parametrize("seed", range(12))
def test_a_letter_of_any_field_tells_the_same_flattened_as_in_html_and_markdown(seed):
    letter = made_up_letter(random.Random(seed))
    first, *others = (told(read_letter(WRITERS[ending](letter))) for ending in ("html", "md", "txt"))
    assert all(other == first for other in others)


@pytest.mark.parametrize("seed", [12, 13])  # a document of Word takes long to write
def test_a_letter_of_any_field_tells_the_same_in_all_five_formats(seed):
    letter = made_up_letter(random.Random(seed))
    first, *others = (told(read_letter(write(letter))) for write in WRITERS.values())
    assert all(other == first for other in others)


@pytest.mark.parametrize("name", DEMO)
def test_nine_in_ten_statements_are_the_same_where_all_bullets_were_lost(name):
    data, (body, rows) = DEMO[name]
    bare = [[[("plain", words) for _, words in cell] for cell in row] for row in rows]
    whole, flattened = words_told(read_letter(data)), words_told(read_letter(as_text((body, bare))))
    assert (whole & flattened).total() >= 0.88 * whole.total()


def words_told(letter):
    return Counter(statement["text"] for statement in told(letter)[0])


# --- letters that were laid out by others -------------------------------------------------------------------


def shared(name, ending):
    return told(read_letter(file_of_others(f"{name}.{ending}").read_bytes()))


def bare_of_bullets(statements):
    """Words without marks of bullets, hyphens and bold -> facts, without headings, which flattening may lose."""
    return {
        statement["text"].translate(dict.fromkeys(map(ord, "•>➤▶\uf0b7-*"))): {
            key: held for key, held in statement.items() if key not in ("text", "topic")
        }
        for statement in statements
    }


@pytest.mark.parametrize(("ending", "other_words"), [("pdf", 0), ("txt", 1)])
@pytest.mark.parametrize("name", ["2023-12-13-euco", "2023-10-24-euco"])
def test_letters_in_three_formats_tell_the_same_but_for_what_their_layout_lost(name, ending, other_words):
    """At most one statement has other words (a heading that ran into it), one another partner (none stands
    over it, or a page break hides that a row ends)."""
    (statements, findings), (found, found_findings) = shared(name, "docx"), shared(name, ending)
    whole, other = bare_of_bullets(statements), bare_of_bullets(found)
    assert len(whole.keys() - other.keys()) <= other_words
    assert len(other.keys() - whole.keys()) <= other_words
    differ = [words for words in whole.keys() & other.keys() if whole[words] != other[words]]
    assert len(differ) <= 1
    assert findings == found_findings
