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
from importlib.util import find_spec
from pathlib import Path

from snapshots.errors import DamagedFile, LetterTooLarge
from snapshots.lexicon import load

__all__ = ["INSTALL", "MOST_SCANNED_PAGES", "can_recognise", "recognise_scan", "recognition_tools"]

INSTALL = (
    "to have its text recognised (OCR), install tesseract-ocr (apt install tesseract-ocr) "
    "and the extra (pip install 'lettertrail[ocr]')"
)

# As many as the longest annex known has.
MOST_SCANNED_PAGES = 40
# A dense page takes four seconds of one core, on a busy machine ten by the clock; a minute is for noise.
_SECONDS_FOR_A_PAGE = 60
_SECONDS_IN_ALL = (30, 20)
# A page of A3 at 600 dpi has 70 million pixels.
_MOST_MEGAPIXELS = 80

_OPTIONS = (
    "--quiet", "--skip-text", "--deskew", "--rotate-pages", "--invalidate-digital-signatures",
    "--output-type", "pdf", "--optimize", "0", "--rasterizer", "pypdfium",
    "--tesseract-timeout", str(_SECONDS_FOR_A_PAGE), "--max-image-mpixels", str(_MOST_MEGAPIXELS),
)  # fmt: skip


# Should this process be killed, Linux ends the program too (prctl: PR_SET_PDEATHSIG, SIGKILL).
_PROGRAM = """
import ctypes, runpy
try:
    ctypes.CDLL(None).prctl(1, 9)
except (AttributeError, OSError, TypeError):
    pass
runpy.run_module("ocrmypdf", run_name="__main__", alter_sys=True)
"""


def can_recognise() -> bool:
    """Whether the programs are installed, without asking them for their versions."""
    return shutil.which("tesseract") is not None and find_spec("ocrmypdf") is not None


def recognition_tools() -> str | None:
    """The programs that recognise text, with their versions; None when one of them is not installed."""
    program = shutil.which("tesseract")
    if program is None or not can_recognise():
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
    seconds = _SECONDS_IN_ALL[0] + pages * _SECONDS_IN_ALL[1]
    try:
        with tempfile.TemporaryDirectory(prefix="lettertrail-") as folder:
            scan, read = Path(folder, "scan.pdf"), Path(folder, "read.pdf")
            scan.write_bytes(data)
            _run([*_OPTIONS, "-l", _language(), str(scan), str(read)], folder, seconds)
            return read.read_bytes()
    except OSError as error:
        raise DamagedFile(
            "the text of the scan cannot be recognised; scan the letter anew, or send its text"
        ) from error


def _language() -> str:
    language: str = load("layout")["scanned_language"]
    return language


def _run(arguments: list[str], folder: str, seconds: int) -> None:
    """Run OCRmyPDF and the programs that it starts; all of them are ended when the time is over."""
    # Tesseract's own threads gain little and fight for the cores: pages are what is done side by side.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1", "TMPDIR": folder}
    with subprocess.Popen(  # noqa: S603 - this interpreter, with our own words and paths
        [sys.executable, "-P", "-B", "-c", _PROGRAM, *arguments],
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
