"""A scanned PDF to one with words, by OCRmyPDF and Tesseract, where both are installed: the extra `ocr`.

They run as programs of their own, on files in a folder that is gone afterwards, within a time by the
clock. The same versions of them give the same words for the same file.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from snapshots.errors import DamagedFile, LetterTooLarge
from snapshots.lexicon import load

__all__ = ["INSTALL", "MOST_SCANNED_PAGES", "recognise_scan", "recognition_tools"]

INSTALL = "install tesseract-ocr (apt install tesseract-ocr) and the extra (pip install 'lettertrail[ocr]')"

# Twice the longest annex known; at three seconds a page on one core that is four minutes.
MOST_SCANNED_PAGES = 80
# A dense page takes three to ten seconds, one that takes a minute is noise.
_SECONDS_FOR_A_PAGE = 60
_SECONDS_IN_ALL = (30, 20)
# A page of A3 at 600 dpi has 70 million pixels.
_MOST_MEGAPIXELS = 80

_OPTIONS = (
    "--quiet", "--skip-text", "--deskew", "--rotate-pages", "--invalidate-digital-signatures",
    "--output-type", "pdf", "--optimize", "0", "--rasterizer", "pypdfium",
    "--tesseract-timeout", str(_SECONDS_FOR_A_PAGE), "--max-image-mpixels", str(_MOST_MEGAPIXELS),
)  # fmt: skip


def recognition_tools() -> str | None:
    """The programs that recognise text, with their versions; None when one of them is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        ocrmypdf = metadata.version("ocrmypdf")
        said = subprocess.run(  # noqa: S603 - the program that PATH has under this name, with our words alone
            [program, "--version"], capture_output=True, text=True, timeout=20, check=True
        )
    except (metadata.PackageNotFoundError, OSError, subprocess.SubprocessError):
        return None
    found = re.search(r"tesseract\s+v?(\S+)", said.stdout + said.stderr)
    return f"OCRmyPDF {ocrmypdf}, Tesseract {found[1] if found else 'of unknown version'}"


def recognise_scan(data: bytes, *, pages: int) -> bytes:
    """The same PDF, the words of its wordless pages (`pages` of them) in it as invisible text.

    Raises LetterTooLarge over MOST_SCANNED_PAGES, DamagedFile when recognising fails or takes too long. The
    tools of `recognition_tools` must be there.
    """
    if pages > MOST_SCANNED_PAGES:
        raise LetterTooLarge(
            f"the PDF has {pages} scanned pages, and {MOST_SCANNED_PAGES} at most are recognised; "
            "send the letter alone"
        )
    with tempfile.TemporaryDirectory(prefix="lettertrail-") as folder:
        scan, read = Path(folder, "scan.pdf"), Path(folder, "read.pdf")
        scan.write_bytes(data)
        seconds = _SECONDS_IN_ALL[0] + pages * _SECONDS_IN_ALL[1]
        _run([sys.executable, "-m", "ocrmypdf", *_OPTIONS, "-l", _language(), str(scan), str(read)], seconds)
        if not read.exists():
            raise DamagedFile(
                "the text of the scan cannot be recognised; scan the letter anew, or send its text"
            )
        return read.read_bytes()


def _language() -> str:
    language: str = load("layout")["scanned_language"]
    return language


def _run(command: list[str], seconds: int) -> None:
    """Run a program and those that it starts; all of them are ended when the time is over."""
    # Tesseract's own threads gain little and fight for the cores: pages are what is done side by side.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    with subprocess.Popen(  # noqa: S603 - this interpreter, with our own words and paths
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise DamagedFile(
                f"recognising the text of the scan was stopped after {seconds} seconds; send fewer pages"
            ) from error
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
