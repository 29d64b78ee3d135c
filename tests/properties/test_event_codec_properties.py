"""What is stored is canonical, comes back as it was, and holds the data's own bytes."""

import json
from datetime import UTC

import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from letter_strategies import (
    counts,
    coverages,
    days,
    findings,
    hashes,
    headings,
    moments,
    none_or,
    slugs,
    some_words,
    sources,
    spans,
    statements,
    tuples_of,
    words,
)

from snapshots.event_codec import canonical_data, decode, encode
from snapshots.letter_events import (
    CandidateAccepted,
    CandidateFound,
    CandidateRejected,
    Cause,
    DeadlineWindowClosed,
    EntryCorrected,
    EntryPublished,
    EntryRetracted,
    GoneStatement,
    LetterReceived,
    LetterReread,
    LetterWithdrawn,
    LinkDecided,
    LinkDecisionUndone,
    SnapshotSealed,
    StatementRecorded,
)
from snapshots.link_decisions import Pair, Place, Verdict

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e9, 1e9) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)
received = st.builds(LetterReceived, series=slugs, date=days, reissue=st.integers(1, 9), source=sources)
recorded = st.builds(StatementRecorded, statement=statements)
sealed = st.builds(
    SnapshotSealed,
    title=none_or(words),
    author=none_or(words),
    reference=none_or(words),
    refers_to=none_or(words),
    text=words,
    reader=some_words,
    headings=tuples_of(headings),
    running=tuples_of(spans()),
    findings=tuples_of(findings),
    coverage=coverages,
    count=counts,
    root=hashes,
)
gone = st.builds(GoneStatement, statement=some_words, heir=none_or(some_words))
reread = st.builds(LetterReread, reader=some_words, reason=words, gone=tuples_of(gone))
entries = st.builds(
    EntryPublished,
    series=slugs,
    entry=some_words,
    kind=some_words,
    old=none_or(words),
    new=words,
    item=none_or(words),
    title=words,
    minor=st.booleans(),
    content=st.dictionaries(words, json_values, max_size=3),
)
causes = st.builds(Cause, stream=words, version=counts)
corrected = st.builds(
    EntryCorrected,
    series=slugs,
    entry=some_words,
    old=none_or(words),
    item=none_or(words),
    title=words,
    minor=st.booleans(),
    content=st.dictionaries(words, json_values, max_size=3),
    because=causes,
)
retracted = st.builds(EntryRetracted, series=slugs, entry=some_words, because=causes)
closed = st.builds(
    DeadlineWindowClosed,
    item=words,
    letter=words,
    statement=words,
    earliest=none_or(days),
    latest=days,
    zone=words,
)
places = st.builds(Place, letter=words, statement=words)
pairs = st.builds(Pair, before=places, after=places)
withdrawn = st.builds(LetterWithdrawn, reason=words)
decided = st.builds(
    LinkDecided, verdict=st.sampled_from(Verdict), pairs=tuples_of(pairs), actor=words, reason=words
)
undone = st.builds(LinkDecisionUndone, decision=counts, actor=words, reason=words)
found = st.builds(CandidateFound, place=words, source=sources, date=days, text_sha256=hashes)
accepted = st.builds(CandidateAccepted, candidate=counts, letter=words, actor=words, reason=words)
rejected = st.builds(CandidateRejected, candidate=counts, actor=words, reason=words)
events = st.one_of(
    received,
    recorded,
    sealed,
    reread,
    entries,
    corrected,
    retracted,
    closed,
    withdrawn,
    decided,
    undone,
    found,
    accepted,
    rejected,
)
versions = st.integers(1, 1_000_000)


@given(events, words, versions, moments)
def test_an_event_comes_back_from_its_body_as_it_was(event, stream, version, recorded_at):
    stored = decode(encode(event, stream=stream, version=version, recorded_at=recorded_at))
    assert (stored.event, stored.stream, stored.version) == (event, stream, version)
    assert stored.recorded_at == recorded_at
    assert stored.recorded_at.tzinfo is UTC


@given(events, words, versions, moments)
def test_a_body_is_canonical(event, stream, version, recorded_at):
    body = encode(event, stream=stream, version=version, recorded_at=recorded_at)
    assert rfc8785.dumps(json.loads(body)) == body


@given(events, words, versions, moments)
def test_an_event_that_came_back_is_stored_in_the_same_bytes(event, stream, version, recorded_at):
    body = encode(event, stream=stream, version=version, recorded_at=recorded_at)
    assert encode(decode(body).event, stream=stream, version=version, recorded_at=recorded_at) == body


@given(events, words, versions, moments)
def test_the_data_stands_in_the_body_byte_for_byte(event, stream, version, recorded_at):
    body = encode(event, stream=stream, version=version, recorded_at=recorded_at)
    assert body.startswith(b'{"data":' + canonical_data(event) + b',"recorded_at":')
