"""A document from a stranger costs a child process at most."""

from datetime import UTC, datetime

import pytest
from letter_pdfs import letter_pdf, scanned

from service.reading.read_apart import read_apart, surroundings
from service.reading.reading_limits import ReadingLimits
from snapshots.errors import DamagedFile, EmptyLetter, UndatedLetter
from snapshots.layout.recognise_scan import can_recognise
from snapshots.read_letter import read_letter

LETTER = (
    "Almery, 13 December 2023\n\nDear members,\n\nA contract of EUR 4 million was signed.\n\n"
    "Letter May 2023\tOngoing\tNext steps\n\tThe “mill” in Côte d'Ivoire was sold.\tTalks are to be held in Q1 2024.\n"
).encode()


def test_a_letter_read_apart_is_the_letter_read_here() -> None:
    now = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    about = {"filename": "länd.txt", "series": "mills", "url": "https://example.org/1", "received_at": now}
    assert read_apart(LETTER, **about) == read_letter(LETTER, **about)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyLetter),
        (b"Dear members,\n\nAll is well.", UndatedLetter),
        (b"%PDF-1.7 broken", DamagedFile),
    ],
)
def test_what_the_reader_refuses_is_refused_alike(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error) as here:
        read_letter(data)
    with pytest.raises(error) as apart:
        read_apart(data)
    assert str(apart.value) == str(here.value)


def test_a_reading_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(DamagedFile, match="stopped after 0 seconds"):
        read_apart(LETTER, limits=ReadingLimits(seconds=0))


def test_a_reading_that_wants_too_much_memory_is_given_up() -> None:
    with pytest.raises(DamagedFile, match="more memory than a letter needs"):
        read_apart(LETTER * 2000, limits=ReadingLimits(memory_bytes=10_000_000))


def test_nothing_in_the_working_folder_is_taken_for_a_part_of_the_reader(tmp_path, monkeypatch) -> None:
    for module in ("json", "snapshots", "lxml"):
        (tmp_path / f"{module}.py").write_text("raise SystemExit(5)")
    monkeypatch.chdir(tmp_path)
    assert read_apart(LETTER) == read_letter(LETTER)


def test_the_reader_is_told_no_settings(monkeypatch) -> None:
    monkeypatch.setenv("LETTERTRAIL_DATABASE_URL", "postgresql://user:secret@host/name")
    monkeypatch.setenv("PGPASSWORD", "secret")
    assert "secret" not in "".join(surroundings().values())


@pytest.mark.skipif(not can_recognise(), reason="the extra `ocr` and tesseract-ocr are not installed")
def test_a_scan_is_recognised_within_the_limits() -> None:
    letter = read_apart(scanned(letter_pdf(ruled=True)))
    assert "page.recognised" in {finding.code for finding in letter.findings}
