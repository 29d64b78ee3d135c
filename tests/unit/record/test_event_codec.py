"""Stored names and shapes are for ever: the golden files are bodies as the log holds them.

A golden file is one body and a line end. A failing comparison means that stored events would no longer be
written or read as they were: give the shape a new schema version and an upcast, and keep the old file.
"""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import rfc8785
from record_samples import letter_of, published

from snapshots import letter_events
from snapshots.errors import UnknownEventType
from snapshots.event_codec import canonical_data, data_in, decode, encode, stored_name
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

STORED = Path(__file__).parent / "stored_events"
DESIGN = Path(__file__).parents[3] / "snapshots" / "DESIGN.md"
NOON = datetime(2031, 1, 10, 12, 0, tzinfo=UTC)
EXAMPLES = {
    "LetterReceived.1.json": LetterReceived(
        series="harbours",
        date=date(2031, 1, 9),
        reissue=2,
        source=Source(
            sha256="ab" * 32,
            media_type="application/pdf",
            filename="Häfen.pdf",
            url="https://harbours.example/2031-01-09.pdf",
            received_at=datetime(2031, 1, 10, 9, 30, 0, 250_000, tzinfo=UTC),
        ),
    ),
    "StatementRecorded.2.json": StatementRecorded(
        statement=Statement(
            id="s7",
            spans=(Span(start=100, end=140), Span(start=180, end=220)),
            text="A grant of EUR 2.5 million, of which EUR – for 3 boats, follows by March 2031.",
            column=Column.NEXT_STEPS,
            part="HARBOURS",
            priority="1. Quays",
            topic=None,
            parent="s6",
            page=2,
            boxes=(Box(page=2, left=72.0, top=90.5, right=500.25, bottom=104.0),),
            partners=("EG", "north-africa"),
            actors=("Commission",),
            kind=Kind.CONTRACT,
            status=Status.PLANNED,
            amounts=(
                Amount(
                    value=Decimal("2500000.00"),
                    currency="EUR",
                    quote="EUR 2.5 million",
                    spans=(Span(start=111, end=126),),
                    qualifier="up to",
                    role="announced",
                ),
                Amount(
                    value=None,
                    currency="EUR",
                    quote="EUR –",
                    spans=(Span(start=137, end=140), Span(start=180, end=182)),
                    part_of=0,
                    reason="the figure is missing",
                ),
            ),
            deadlines=(
                TimeExpression(
                    quote="by March 2031",
                    spans=(Span(start=205, end=218),),
                    earliest=None,
                    latest=date(2031, 3, 31),
                    edtf="../2031-03-31",
                    certainty=Certainty.INDICATIVE,
                    year_inferred=True,
                ),
            ),
            dates=(
                TimeExpression(
                    quote="soon", spans=(Span(start=182, end=186),), earliest=None, latest=None, edtf=""
                ),
            ),
            quantities=(
                Quantity(value=Decimal(3), unit="boats", quote="3 boats", spans=(Span(start=190, end=197),)),
                Quantity(value=Decimal("26.50"), unit="%", quote="26.5 %", spans=(Span(start=198, end=204),)),
            ),
            commitment=Commitment(strength=Strength.WILL, quote="will", spans=(Span(start=205, end=209),)),
            next_actors=(
                NextActor(who="EG", partner=True, quote="EG to sign", spans=(Span(start=101, end=111),)),
                NextActor(
                    who="Commission",
                    quote="held up by",
                    spans=(Span(start=120, end=130), Span(start=180, end=183)),
                    blocking=True,
                ),
            ),
        )
    ),
    "SnapshotSealed.2.json": SnapshotSealed(
        title="Harbours",
        author=None,
        reference="HB/2031/4",
        refers_to="2030-10-01",
        text="HARBOURS\nNothing is signed.\f\u0001\U0001f6a2",
        reader="4",
        headings=(Heading(text="HARBOURS", span=Span(start=0, end=8), level=HeadingLevel.PART),),
        running=(Span(start=9, end=12),),
        findings=(
            Finding(
                code="odd-sign", severity=Severity.WARNING, message="Odd.", spans=(Span(start=28, end=29),)
            ),
        ),
        coverage=Coverage(characters=27, statements=16, headings=8, running=3, narrative=0),
        count=1,
        root="cd" * 32,
    ),
    "LetterReread.1.json": LetterReread(
        reader="5",
        reason="Bullets below a table belong to it – as in „Häfen“.",
        gone=(GoneStatement(statement="s006", heir="s007"), GoneStatement(statement="s009", heir=None)),
    ),
    "LetterWithdrawn.1.json": LetterWithdrawn(reason="The office „Häfen“ took it back."),
    "LinkDecided.1.json": LinkDecided(
        verdict=Verdict.SPLIT,
        pairs=(
            Pair(
                before=Place(letter="harbours/2030-10-01/2", statement="s7"),
                after=Place(letter="harbours/2031-01-09", statement="s1"),
            ),
            Pair(
                before=Place(letter="harbours/2030-10-01/2", statement="s7"),
                after=Place(letter="harbours/2031-01-09", statement="s2"),
            ),
        ),
        actor="The registrar",
        reason="Both quays were one lot – see p. 3.",
    ),
    "LinkDecisionUndone.1.json": LinkDecisionUndone(
        decision=3, actor="The registrar", reason="The second quay is another lot."
    ),
    "CandidateFound.1.json": CandidateFound(
        place="https://harbours.example/letters",
        source=Source(
            sha256="ef" * 32,
            media_type="application/pdf",
            filename="Häfen.pdf",
            url="https://harbours.example/letters/2031.pdf",
            received_at=NOON,
        ),
        date=date(2031, 1, 9),
        text_sha256="01" * 32,
    ),
    "CandidateAccepted.1.json": CandidateAccepted(
        candidate=1, letter="harbours/2031-01-09", actor="The registrar", reason="Sent to „Häfen“ as well."
    ),
    "CandidateRejected.1.json": CandidateRejected(
        candidate=2, actor="The registrar", reason="A draft – not sent."
    ),
    "EntryPublished.1.json": EntryPublished(
        series="harbours",
        entry="2031-01-09/deadline.moved/7",
        kind="deadline.moved",
        old="harbours/2030-10-01",
        new="harbours/2031-01-09",
        item="itm-7",
        title="The grant for boats moves by 31 to 92 days.",
        minor=False,
        content={"kind": "deadline.moved", "facts": {"before": None, "days": [31, 92]}, "score": 0.5},
    ),
    "EntryCorrected.1.json": EntryCorrected(
        series="harbours",
        entry="2031-01-09/deadline.moved/7",
        old="harbours/2030-10-01",
        item="itm-9",
        title="The grant for buoys („Häfen“) moves by 31 days.",
        minor=False,
        content={"kind": "deadline.moved", "facts": {"before": None, "days": [31, 31]}, "score": 1},
        because=Cause(stream="decisions/harbours", version=3),
    ),
    "EntryRetracted.1.json": EntryRetracted(
        series="harbours",
        entry="2031-01-09/deadline.moved/7",
        because=Cause(stream="letter/harbours/2031-01-09", version=12),
    ),
    "DeadlineWindowClosed.1.json": DeadlineWindowClosed(
        item="abcdefghij234567",
        letter="harbours/2031-01-09/2",
        statement="s7",
        earliest=None,
        latest=date(2031, 3, 31),
        zone="Europe/Brussels",
    ),
}


def golden(name):
    return (STORED / name).read_bytes().removesuffix(b"\n")


def body_of(event):
    return encode(event, stream="letter/harbours/2031-01-09/2", version=3, recorded_at=NOON)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_event_is_stored_in_the_bytes_that_it_always_was(name):
    assert body_of(EXAMPLES[name]) == golden(name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_stored_is_read_as_it_was_meant(name):
    stored = decode(golden(name))
    assert stored.event == EXAMPLES[name]
    assert (stored.stream, stored.version, stored.recorded_at) == ("letter/harbours/2031-01-09/2", 3, NOON)
    assert f"{stored.type}.{stored.schema_version}.json" == name


def test_every_event_has_a_golden_file_and_stands_in_the_design_with_all_its_fields():
    design = DESIGN.read_text(encoding="utf-8")
    rows = {line.split("`")[1]: line for line in design.splitlines() if line.startswith("| `")}
    for event_class in letter_events.Event.__args__:
        (example,) = (event for event in EXAMPLES.values() if isinstance(event, event_class))
        name, schema_version = stored_name(example)
        assert (STORED / f"{name}.{schema_version}.json").exists()
        assert f"| {schema_version} |" in rows[name]
        if event_class is not StatementRecorded:  # its fields are those of the public JSON
            missing = [f for f in json.loads(canonical_data(example)) if f"`{f}`" not in rows[name]]
            assert missing == []


def test_a_fact_is_stored_without_what_its_spans_say_already():
    data = json.loads(canonical_data(letter_statement()))
    assert {"start", "end"}.isdisjoint(data["amounts"][0])
    assert data["amounts"][0]["spans"]


def letter_statement():
    return StatementRecorded(statement=letter_of(statements=1).statements[0])


def test_a_type_that_is_not_known_is_named_in_the_error():
    body = rfc8785.dumps({"type": "LetterBurnt", "schema_version": 1, "data": {}})
    with pytest.raises(UnknownEventType, match="LetterBurnt"):
        decode(body)


@pytest.mark.parametrize("schema_version", [0, 2])
def test_a_schema_version_that_is_not_known_is_refused(schema_version):
    stored = json.loads(body_of(published("1")))
    body = rfc8785.dumps({**stored, "schema_version": schema_version})
    with pytest.raises(UnknownEventType, match=f"schema version {schema_version}"):
        decode(body)


def test_data_of_older_versions_is_brought_up_to_date_step_by_step():
    stored = json.loads(body_of(published("1")))
    older = {name: value for name, value in stored["data"].items() if name not in {"minor", "item"}}
    upcasts = {
        ("EntryPublished", -1): lambda data: {**data, "minor": False},
        ("EntryPublished", 0): lambda data: {**data, "item": None},
    }
    body = rfc8785.dumps({**stored, "schema_version": -1, "data": older})
    assert decode(body, upcasts=upcasts).event == published("1")


def test_a_letter_sealed_before_places_of_page_headers_were_kept_is_read_without_them():
    assert decode(golden("SnapshotSealed.1.json")).event == replace(
        EXAMPLES["SnapshotSealed.2.json"], running=()
    )


def test_a_statement_recorded_before_commitments_were_read_has_none():
    stored, now = decode(golden("StatementRecorded.1.json")), EXAMPLES["StatementRecorded.2.json"]
    assert stored.event == replace(now, statement=replace(now.statement, commitment=None, next_actors=()))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_data_in_a_body_is_what_a_tree_was_made_of(name):
    assert data_in(golden(name)) == canonical_data(EXAMPLES[name])


def test_what_an_upcast_adds_is_not_in_the_data_that_was_stored():
    data = json.loads(data_in(golden("StatementRecorded.1.json")))
    assert data == json.loads(golden("StatementRecorded.1.json"))["data"]
    assert "commitment" not in data


def test_words_that_no_encoding_has_are_refused_before_anything_is_stored():
    with pytest.raises(ValueError, match=r"surrogate|UTF-8"):
        body_of(published("\ud800"))
