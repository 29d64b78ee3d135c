"""Looks for bytes that the reader neither reads nor refuses, led by the code that they reach.

    pip install atheris
    python tests/fuzz/fuzz_read_letter.py FORMAT [-max_total_time=180] [any other option of libFuzzer]

FORMAT is txt, html, md, docx or pdf. It begins with our own letter of that format, and stops at the first bytes
that crash the reader or hold it for 20 seconds; they are left in a file whose name it prints.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS.parent), str(TESTS)]

with atheris.instrument_imports(include=["snapshots", "mammoth"]):
    from read_or_refuse import SEEDS, read_or_refuse

    for reader in ("text", "html", "markdown", "docx", "pdf"):
        __import__(f"snapshots.layout.{reader}")

LONGEST = "-max_len=60000"
PATIENCE = "-timeout=20"


def main() -> None:
    """Fuzz one format until libFuzzer is told to stop."""
    form, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as corpus:
        (Path(corpus) / "seed").write_bytes(SEEDS[form])
        atheris.Setup([sys.argv[0], LONGEST, PATIENCE, *options, corpus], read_or_refuse)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
