"""Words in several places, read as one: the way back is exact."""

from hypothesis import given
from hypothesis import strategies as st

from snapshots.joined_text import join_spans
from snapshots.letter import Span

places = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 6)), min_size=1, max_size=5).map(
    lambda gaps: [
        Span(start=sum(a + b for a, b in gaps[:i]) + gap, end=sum(a + b for a, b in gaps[:i]) + gap + length)
        for i, (gap, length) in enumerate(gaps)
    ]
)


@given(places, st.data())
def test_every_stretch_leads_back_to_the_characters_it_was_made_of(
    spans: list[Span], data: st.DataObject
) -> None:
    letter = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[: spans[-1].end]
    joined = join_spans(letter, spans)
    start = data.draw(st.integers(0, len(joined.text)))
    end = data.draw(st.integers(start, len(joined.text)))
    found = joined.spans_of(start, end)
    assert "".join(letter[s.start : s.end] for s in found) == joined.text[start:end].replace(" ", "")


def test_a_stretch_over_a_cut_has_a_span_on_either_side() -> None:
    joined = join_spans("EUR | 5 million", [Span(start=0, end=3), Span(start=6, end=15)])
    assert joined.text == "EUR 5 million"
    assert joined.spans_of(0, 5) == (Span(start=0, end=3), Span(start=6, end=7))


def test_the_blank_between_two_places_is_nowhere() -> None:
    joined = join_spans("ab cd", [Span(start=0, end=2), Span(start=3, end=5)])
    assert joined.spans_of(2, 3) == ()
