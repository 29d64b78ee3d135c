"""On a terminal, what is told of each thing stands on a line of its own, above the bar; the bar goes away."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
COUNTS = """
import time
from service.commands.progress import counting
with counting("Counting", range(4)) as numbers:
    for number in numbers:
        time.sleep(0.15)
        numbers.tell(f"told {number}")
"""


def run_on_a_terminal(**streams):
    """What a command that counts writes to a terminal, as bytes in text."""
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-c", COUNTS],
        stdin=theirs,
        cwd=ROOT,
        env=os.environ | {"TERM": "xterm", "PYTHONPATH": str(ROOT)},
        **{"stdout": theirs, "stderr": theirs} | streams,
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            more = os.read(ours, 65536)
        except OSError:  # so Linux says that the other side has closed
            break
        if not more:
            break
        written += more
    os.close(ours)
    assert done.wait() == 0
    return written.decode()


def test_what_is_told_begins_a_line_and_the_bar_goes_away():
    written = run_on_a_terminal()
    before = re.findall(r"(\n|\x1b\[2K)told \d\r\n", written)
    assert len(before) == 4
    assert "Counting" in written
    assert written.endswith("\x1b[2K")


def test_what_is_told_goes_to_a_file_without_the_bar(tmp_path):
    with (tmp_path / "told").open("wb") as file:
        written = run_on_a_terminal(stdout=file)
    assert (tmp_path / "told").read_text() == "told 0\ntold 1\ntold 2\ntold 3\n"
    assert "told" not in written
    assert "Counting" in written
