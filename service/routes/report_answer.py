"""A comparison sent as a file: under a name that says what it is, with leave to do nothing but be read."""

from __future__ import annotations

from typing import Any

from fastapi import Response

from diffing.comparison import Comparison
from service.reports.rendering import report_policy
from service.reports.report_forms import ReportForm
from service.reports.written_report import Asked, file_name, write_report
from service.signing.signing_keys import SigningKeys

__all__ = ["REPORT_CONTENT", "report_answer"]

# What OpenAPI says of the answers besides JSON; their shape is none of JSON's.
REPORT_CONTENT: dict[str, Any] = {form.media_type.partition(";")[0]: {} for form in ReportForm}


def report_answer(comparison: Comparison, asked: Asked, keys: SigningKeys) -> Response:
    """The comparison in the form that is asked for; what a browser shows is shown, all else is saved."""
    form = asked.form
    shown = form in {ReportForm.BRIEF_HTML, ReportForm.REDLINE_HTML}
    disposition = "inline" if shown else "attachment"
    headers = {
        "Content-Disposition": f'{disposition}; filename="{file_name(comparison, form)}"',
        "Content-Security-Policy": report_policy(),
        "X-Content-Type-Options": "nosniff",
    }
    return Response(write_report(comparison, asked, keys), media_type=form.media_type, headers=headers)
