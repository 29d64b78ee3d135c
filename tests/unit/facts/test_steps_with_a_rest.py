"""What one statement says of a step that is done and of the next, which is not."""

from __future__ import annotations

import pytest

from snapshots.facts.kind import read_kind
from snapshots.facts.status import read_status
from snapshots.letter import Column, Kind, Status


@pytest.mark.parametrize(
    "text",
    [
        "Arrangement with the regulator: wording agreed at expert level, translation under way in Rome.",
        "Wells of Kisumu: drilling finished, pumps being fitted.",
        "Survey of the aquifer: first volume submitted in May, second volume not expected before winter.",
    ],
)
def test_a_step_that_is_done_beside_one_that_is_not_goes_on(text: str) -> None:
    assert read_status(text, column=Column.ONGOING) is Status.ONGOING


@pytest.mark.parametrize(
    "text",
    [
        "Signed in May, under implementation.",
        "Charter signed in May, with deliveries planned for June.",
        "Well drilled, tested and handed over in May.",
    ],
)
def test_one_step_alone_stays_done_whatever_is_said_behind_it(text: str) -> None:
    assert read_status(text, column=Column.ONGOING) is Status.DONE


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Sixty pumps have arrived so far, and more are on their way.", Status.ONGOING),
        ("Four buses arrived in May; others are to follow.", Status.ONGOING),
        ("Two leases were signed in May. The rest will follow in June.", Status.ONGOING),
        ("First 40 tablets delivered, another 60 on order.", Status.ONGOING),
        ("Some 300 tents have been flown in, with more in transit.", Status.ONGOING),
        ("The remaining two tugs were delivered in May.", Status.DONE),
        ("Two leases were signed, and more details will be published in May.", Status.DONE),
    ],
)
def test_what_of_which_more_is_to_come_goes_on(text: str, status: Status) -> None:
    assert read_status(text, column=Column.ONGOING) is status


@pytest.mark.parametrize("column", [Column.ONGOING, Column.NEXT_STEPS])
def test_who_is_posted_since_a_day_goes_on_being_so(column: Column) -> None:
    assert read_status("Three hydrologists seconded to Lima since March.", column=column) is Status.ONGOING


@pytest.mark.parametrize(
    "text",
    [
        "Trial with advance notice to begin in the autumn.",
        "The first two dredgers to reach Bari in April.",
    ],
)
def test_a_bare_infinitive_is_to_come_in_any_column(text: str) -> None:
    assert read_status(text, column=Column.ONGOING) is Status.PLANNED


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Memorandum on crew certificates between Kenya and Uganda to be signed in June.", Kind.AGREEMENT),
        ("Tabletop exercise with nine utilities held on 3 May.", Kind.MEETING),
        ("Breakwater of the fishing harbour 40% complete.", Kind.DELIVERY),
        ("The bypass opened to traffic on 5 September.", Kind.DELIVERY),
        ("Barges now wait 9 hours on average at the lock.", Kind.INDICATOR),
    ],
)
def test_the_kind_is_that_of_the_thing_not_of_a_word_beside_it(text: str, kind: Kind) -> None:
    assert read_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Dossier on the new additive not yet submitted.", Status.NOT_STARTED),
        ("Accounts of the water fund not closed.", Status.ONGOING),
        ("Dossier on the new additive submitted.", Status.DONE),
        ("Opening of the weir slipped to March.", Status.PLANNED),
    ],
)
def test_a_participle_that_is_denied_reports_nothing_done(text: str, status: Status) -> None:
    assert read_status(text, column=Column.ONGOING) is status
