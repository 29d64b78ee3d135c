"""Laws of the reading: whatever the letter, quotes re-slice, nothing is read twice, and every character counts."""

from few_examples import few_examples
from hypothesis import given
from hypothesis import strategies as st

from snapshots.errors import UnreadableLetter
from snapshots.letter import Letter, Span
from snapshots.read_letter import read_letter

SENTENCES = st.sampled_from(
    [
        "A contract of EUR 4.5 million was signed on 3 May 2023.",
        "Peru: talks on fisheries are on hold.",
        "The tender for seven boats will be launched by the end of June 2024.",
        "It covers five ports and 35% of the fleet.",
        "(In total 4 contracts, of which EUR 2 million for Chile.)",
        "A second dialogue is to be held in Q1 2024, date tbc.",
        "Sum of EUR",
        "and up to $7.5bn will follow",
        "Chile",
        "Border management",
        "> Two patrol boats – o one of 11m; o one of 17m.",
        "• A workshop with Norway took place on 6-7 December.",
        "“Quoted” words, e.g. these, aren't — much.",
    ]
)
CELLS = st.lists(SENTENCES, min_size=0, max_size=4).map(" ".join)
ROWS = st.tuples(st.sampled_from(["", "", "Safer seas"]), CELLS, CELLS).map("\t".join)
HEADER = "Letter May 2023\tOngoing / Underway\tNext Steps and Timeline"
LINES = st.lists(st.one_of(ROWS, st.just(HEADER), st.just("\tPREVENTION\t")), min_size=1, max_size=8)
BODIES = st.lists(SENTENCES, max_size=4).map(" ".join)


@st.composite
def letters(draw: st.DrawFn) -> str:
    body, lines = draw(BODIES), draw(LINES)
    return f"Almery, 13 December 2023\n\nDear members,\n\n{body}\n\n{HEADER}\n" + "\n".join(lines)


def read(text: str) -> Letter | None:
    try:
        return read_letter(text.encode())
    except UnreadableLetter:
        return None


def words_at(letter: Letter, spans: tuple[Span, ...]) -> str:
    return " ".join(letter.text[s.start : s.end] for s in spans)


@few_examples(60)
@given(letters())
def test_every_quote_is_what_stands_at_its_span(text: str) -> None:
    letter = read(text)
    for statement in letter.statements if letter else ():
        assert words_at(letter, statement.spans) == statement.text
        promised = (statement.commitment,) if statement.commitment else ()
        figures = (*statement.amounts, *statement.deadlines, *statement.dates, *statement.quantities)
        for fact in (*figures, *promised, *statement.next_actors):
            assert letter.text[fact.spans[0].start : fact.spans[0].end] == fact.quote
            assert all(
                any(s.start <= f.start and f.end <= s.end for s in statement.spans) for f in fact.spans
            )
    for heading in letter.headings if letter else ():
        assert letter.text[heading.span.start : heading.span.end] in heading.text


@few_examples(60)
@given(letters())
def test_no_character_is_read_twice_and_all_are_counted(text: str) -> None:
    letter = read(text)
    if letter is None:
        return
    seen: set[int] = set()
    for span in (s for statement in letter.statements for s in statement.spans):
        assert seen.isdisjoint(range(span.start, span.end))
        seen.update(range(span.start, span.end))
    coverage = letter.coverage
    assert coverage.characters == sum(not c.isspace() for c in letter.text)
    assert coverage.characters == (
        coverage.statements + coverage.headings + coverage.running + coverage.narrative
    )
    assert letter.running == tuple(sorted(letter.running))
    headed = {place for heading in letter.headings for place in range(heading.span.start, heading.span.end)}
    running = {place for span in letter.running for place in range(span.start, span.end)} - headed - seen
    assert coverage.running == sum(not letter.text[place].isspace() for place in running)


@few_examples(30)
@given(letters())
def test_statements_stand_in_reading_order_under_names_of_their_own(text: str) -> None:
    letter = read(text)
    if letter is None:
        return
    starts = [statement.spans[0].start for statement in letter.statements]
    assert starts == sorted(starts)
    ids = [statement.id for statement in letter.statements]
    assert len(set(ids)) == len(ids)
    assert all(s.parent is None or s.parent in ids[: ids.index(s.id)] for s in letter.statements)


@few_examples(20)
@given(letters())
def test_the_same_bytes_give_the_same_letter(text: str) -> None:
    assert read(text) == read(text)


def complaint(data: bytes) -> str | None:
    try:
        read_letter(data)
    except UnreadableLetter as error:
        return str(error)
    return None


@few_examples(40)
@given(st.binary(max_size=400))
def test_noise_is_refused_with_one_line_or_read(data: bytes) -> None:
    said = complaint(data)
    assert said is None or (said and "\n" not in said)
