"""`lettertrail export SERIES [OLD..NEW]`: what moved, as a file for a spreadsheet, a note or a program."""

from __future__ import annotations

from typing import Annotated

import typer

from service.commands.report_file import All, Filter, Output, WrittenAs, form_asked, send_report
from service.reports.report_forms import ReportForm

__all__ = ["export"]


def export(
    series: Annotated[str, typer.Argument(help="The series of the two letters.")],
    pair: Annotated[
        str, typer.Argument(metavar="OLD..NEW", help="Two dates, or `previous` and `latest`.")
    ] = "previous..latest",
    *,
    written_as: WrittenAs = None,
    output: Output = None,
    query: Filter = "",
    with_minor: All = False,
) -> None:
    """Write what moved between two recorded letters: CSV unless another form is asked for."""
    form = form_asked(written_as, output) or ReportForm.CSV
    from service.commands.recorded_letters import open_held_record, read_settings
    from service.comparing.compare_recorded import compare_recorded, split_pair
    from service.projections.filter_names import read_filter
    from service.reports.selection import check_it_lists_changes, select
    from service.reports.written_report import Asked, write_report
    from service.signing.signing_keys import signing_keys

    check_it_lists_changes(form, query)
    names = split_pair(pair)
    settings = read_settings()
    with open_held_record(settings) as engine, engine.connect() as connection:
        wanted = read_filter(connection, query) if query.strip() else None
        comparison = compare_recorded(connection, series, *names)
    asked = Asked(
        form=form,
        selection=select(comparison, wanted, query=query, minor=with_minor),
        home=settings.public_url or "",
    )
    data = write_report(comparison, asked, signing_keys(settings))
    said = f"what moved between {comparison.old.key} and {comparison.new.key}"
    send_report(data, form, output, said=said)
