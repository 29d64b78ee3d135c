"""Each form has one name, a file's name says which it is, and the same comparison gives the same bytes."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from report_samples import demo_pairs, written

from service.reports.report_forms import ReportForm, form_of_file
from service.reports.written_report import file_name

PAIR = demo_pairs()[-1]
ROOT = Path(__file__).resolve().parents[3]
_SEALS = """
import sys
sys.path[:0] = ["tests", "tests/unit/reports"]
from test_report_forms import seals
print(seals())
"""


def seals():
    return {form.value: hashlib.sha256(written(PAIR, form)).hexdigest() for form in ReportForm}


def test_the_same_comparison_gives_the_same_bytes():
    assert seals() == seals()


def test_another_process_with_other_hashes_gives_the_same_bytes():
    other = "1" if os.environ.get("PYTHONHASHSEED") == "4711" else "4711"
    surroundings = os.environ | {"PYTHONHASHSEED": other, "PYTHONPATH": str(ROOT), "TZ": "Asia/Tokyo"}
    done = subprocess.run(
        [sys.executable, "-c", _SEALS], cwd=ROOT, env=surroundings, capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == str(seals())


@pytest.mark.parametrize("form", list(ReportForm))
def test_the_name_of_a_report_says_its_form(form):
    name = file_name(PAIR, form)
    assert form_of_file(name) is form
    assert form_of_file(name.upper()) is form
    assert name.isascii()
    assert not set(name) & set(' "/\\;')


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("moved.xlsx", ReportForm.XLSX),
        ("moved.csv", ReportForm.CSV),
        ("moved.json", ReportForm.JSON),
        ("moved.md", ReportForm.BRIEF),
        ("moved.html", ReportForm.BRIEF_HTML),
        ("moved.htm", ReportForm.BRIEF_HTML),
        ("moved.txt", ReportForm.REDLINE),
        ("moved.redline.md", ReportForm.REDLINE_MARKDOWN),
        ("moved.redline.json", ReportForm.REDLINE_JSON),
        ("moved.receipt.json", ReportForm.RECEIPT),
        ("moved.pdf", None),
        ("moved", None),
        ("csv", None),
        ("", None),
    ],
)
def test_a_file_has_the_form_that_its_ending_says(name, form):
    assert form_of_file(name) is form
