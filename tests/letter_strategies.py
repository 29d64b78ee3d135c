"""Hypothesis strategies for whole letters: every field, every enumeration, and words that JSON must survive."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st

from snapshots.letter import (
    Amount,
    Box,
    Certainty,
    Column,
    Commitment,
    Coverage,
    Finding,
    Heading,
    HeadingLevel,
    Kind,
    Letter,
    NextActor,
    Quantity,
    Severity,
    Source,
    Span,
    Statement,
    Status,
    Strength,
    TimeExpression,
)

# Any text but lone surrogates, which are no characters: UTF-8 has no bytes for them.
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
some_words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
counts = st.integers(0, 2_000_000)
days = st.dates(date(1950, 1, 1), date(2100, 12, 31))
zones = st.sampled_from([UTC, timezone(timedelta(hours=2)), timezone(-timedelta(hours=3, minutes=30))])
moments = st.datetimes(datetime(1970, 1, 2), datetime(2200, 1, 1), timezones=zones)  # noqa: DTZ001  # naive bounds
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)
slugs = st.from_regex(r"[a-z][a-z0-9]{0,9}(-[a-z0-9]{1,9}){0,2}", fullmatch=True)
decimals = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**18), max_value=10**18, places=2)
exponents = st.builds(lambda digits, exponent: Decimal(digits).scaleb(exponent), counts, st.integers(-30, 30))
points = st.floats(-1000, 5000, allow_nan=False)


def none_or(strategy):
    return st.one_of(st.none(), strategy)


def tuples_of(strategy, *, min_size=0, max_size=3):
    return st.lists(strategy, min_size=min_size, max_size=max_size).map(tuple)


@st.composite
def spans(draw):
    start = draw(counts)
    return Span(start=start, end=start + draw(st.integers(1, 400)))


boxes = st.builds(Box, page=st.integers(1, 99), left=points, top=points, right=points, bottom=points)
amounts = st.builds(
    Amount,
    value=none_or(st.one_of(decimals, exponents)),
    currency=none_or(st.sampled_from(["EUR", "USD", "XAF"])),
    quote=some_words,
    spans=tuples_of(spans(), min_size=1),
    qualifier=none_or(some_words),
    role=none_or(some_words),
    part_of=none_or(st.integers(0, 5)),
    reason=none_or(some_words),
)
times = st.builds(
    TimeExpression,
    quote=some_words,
    spans=tuples_of(spans(), min_size=1),
    earliest=none_or(days),
    latest=none_or(days),
    edtf=words,
    certainty=st.sampled_from(Certainty),
    year_inferred=st.booleans(),
)
quantities = st.builds(
    Quantity,
    value=st.one_of(decimals, exponents, counts.map(Decimal)),
    unit=some_words,
    quote=some_words,
    spans=tuples_of(spans(), min_size=1),
)
commitments = st.builds(
    Commitment, strength=st.sampled_from(Strength), quote=some_words, spans=tuples_of(spans(), min_size=1)
)
next_actors = st.builds(
    NextActor,
    who=some_words,
    partner=st.booleans(),
    quote=some_words,
    spans=tuples_of(spans(), min_size=1),
    blocking=st.booleans(),
)
statements = st.builds(
    Statement,
    id=some_words,
    spans=tuples_of(spans(), min_size=1),
    text=some_words,
    column=st.sampled_from(Column),
    part=none_or(words),
    priority=none_or(words),
    topic=none_or(words),
    parent=none_or(some_words),
    page=none_or(st.integers(1, 99)),
    boxes=tuples_of(boxes),
    partners=tuples_of(st.sampled_from(["EG", "TN", "XK", "western-balkans"])),
    actors=tuples_of(some_words),
    kind=st.sampled_from(Kind),
    status=st.sampled_from(Status),
    amounts=tuples_of(amounts),
    deadlines=tuples_of(times),
    dates=tuples_of(times),
    quantities=tuples_of(quantities),
    commitment=none_or(commitments),
    next_actors=tuples_of(next_actors),
)
headings = st.builds(Heading, text=some_words, span=spans(), level=st.sampled_from(HeadingLevel))
findings = st.builds(
    Finding,
    code=slugs,
    severity=st.sampled_from(Severity),
    message=some_words,
    spans=tuples_of(spans()),
)
coverages = st.builds(
    Coverage,
    characters=counts,
    statements=counts,
    headings=counts,
    running=counts,
    narrative=counts,
)
sources = st.builds(
    Source,
    sha256=hashes,
    media_type=st.sampled_from(["text/plain", "application/pdf"]),
    filename=none_or(words),
    url=none_or(words),
    received_at=none_or(moments),
)


maybe_a_series = none_or(slugs)


def letters(*, series=maybe_a_series, max_statements=3):
    return st.builds(
        Letter,
        series=series,
        date=days,
        text=words,
        reader=some_words,
        source=sources,
        coverage=coverages,
        statements=tuples_of(statements, max_size=max_statements),
        headings=tuples_of(headings),
        running=tuples_of(spans()),
        findings=tuples_of(findings),
        title=none_or(words),
        author=none_or(words),
        reference=none_or(words),
        refers_to=none_or(words),
        reissue=st.integers(1, 12),
    )
