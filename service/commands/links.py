"""`lettertrail links SERIES [OLD..NEW]`: which statement continues which, and which of that is doubtful."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.commands.output import open_console, write_json

if TYPE_CHECKING:
    from service.settings import Settings

__all__ = ["links"]


def links(
    series: Annotated[str, typer.Argument(help="The series of the two letters.")],
    pair: Annotated[
        str, typer.Argument(metavar="OLD..NEW", help="Two dates, or `previous` and `latest`.")
    ] = "previous..latest",
    *,
    doubtful: Annotated[
        bool, typer.Option("--doubtful", help="Those alone that may be wrong, the most doubtful first.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: exact JSON.")] = False,
) -> None:
    """Show how the statements of two recorded letters correspond, with what speaks for each link."""
    from service.commands.link_report import print_doubtful, print_links
    from service.commands.recorded_letters import read_settings

    told = _told(read_settings(), series, pair, doubtful=doubtful)
    if as_json:
        write_json({"links": told})
    elif doubtful:
        print_doubtful(open_console(), told)
    else:
        print_links(open_console(), told)


def _told(settings: Settings, series: str, pair: str, *, doubtful: bool) -> list[dict[str, Any]]:
    """The links as JSON: those of the comparison, or the queue of doubtful ones."""
    from diffing.change_json import comparison_to_json
    from service.commands.recorded_letters import open_held_record
    from service.comparing.compare_recorded import compare_recorded, split_pair
    from service.comparing.kept_comparisons import KeptComparisons
    from service.decisions.corrected_json import doubtful_to_json
    from service.decisions.doubtful_pairs import doubtful_pairs

    names = split_pair(pair)
    with open_held_record(settings) as engine, engine.connect() as connection:
        if doubtful:
            found = doubtful_pairs(connection, KeptComparisons(), series, pair)
            return [doubtful_to_json(one) for one in found]
        compared = compare_recorded(connection, series, *names)
    alignments: list[dict[str, Any]] = comparison_to_json(compared)["alignments"]
    return alignments
