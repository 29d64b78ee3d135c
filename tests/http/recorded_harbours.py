"""A service with letters in it: two in our own words, one of them full of markup, or the demo series."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi.testclient import TestClient

from service.app import create_app
from service.database import migrate
from service.demo.demo_letters import DEMO_SERIES, demo_letters
from service.recording.record_letter import record_letter
from service.settings import Settings

HOME = "https://letters.example"
EVIL = "<script>alert('x')</script>"


def letter(date, *, ongoing, next_steps, follows):
    """A letter as it comes out of a PDF: prose, then an annex of three columns with tabs between them."""
    bullets = [" ".join(f"• {measure}" for measure in column) for column in (ongoing, next_steps)]
    return "\n".join(
        [
            f"COASTAL COMMISSION The President\n\nAlmery, {date}\n\nDear members of the Harbour Council,\n",
            f"This letter says what has become of our programme {EVIL} and of its walls.\n\nYours sincerely,\n",
            "The President\n\nAnnex - Safe Coasts Programme: follow-up to the earlier letter\n",
            f"Harbour Letter {follows}\tUnder way\tNext steps and timing\n\tPROTECTION\t",
            "\t".join(["Building what holds", *bullets]) + "\n",
        ]
    ).encode()


OLDER = letter(
    "1 October 2023",
    follows="June 2023",
    ongoing=[
        "Georgia: the designs for the sea wall at Poti are being reviewed by independent engineers.",
        "Albania: talks on a dredging fleet shared by the ports of Vlora and Saranda are progressing.",
        f"Senegal: dunes {EVIL} & reeds are being planted by local cooperatives along the coast.",
    ],
    next_steps=[
        "Morocco: the contract for 24 tide gauges, worth EUR 6.5 million, is to be signed in November 2023.",
        "Iceland: five rescue boats will be handed over to the coast guard by the end of December 2023.",
        "Tunisia: a study on warning fishing crews by radio will be launched in the first half of 2024.",
    ],
)
NEWER = letter(
    "15 January 2024",
    follows="October 2023",
    ongoing=[
        "Georgia: the designs for the sea wall at Poti have been approved by independent engineers.",
        "Albania: talks on a dredging fleet shared by the ports of Vlora and Saranda are progressing.",
        f"Senegal: dunes {EVIL} & reeds and grasses are being planted by local cooperatives along the coast.",
        "Morocco: the contract for 24 tide gauges, worth EUR 6.9 million, was signed on 3 December 2023.",
    ],
    next_steps=[
        "Iceland: five rescue boats will be handed over to the coast guard by the end of June 2024.",
        f"Norway: a conference on offshore safety {EVIL} will be held in Bergen on 14 May 2024.",
    ],
)
RECORDED_AT = datetime(2024, 1, 16, 8, 0, tzinfo=UTC)


@contextmanager
def serving(folder, *letters, series="harbours", public_url=HOME, **settings):
    """A client of a service that holds these letters; errors of the service are answers, not exceptions."""
    url = f"sqlite:///{folder / 'lettertrail.db'}"
    settings = Settings(database_url=url, public_url=public_url, **settings)
    app = create_app(settings)
    engine = app.state.engine
    migrate(engine)
    for data in letters:
        record(app, data, series)
    with_errors = TestClient(app, base_url="http://testserver", raise_server_exceptions=False)
    try:
        yield with_errors
    finally:
        with_errors.close()
        engine.dispose()


def record(app, data, series="harbours"):
    return record_letter(
        app.state.engine, data, series=series, authority=app.state.authority, now=lambda: RECORDED_AT
    )


@contextmanager
def serving_the_demo(folder):
    """As `serving` the demo letters; they are recorded once in a process, and each folder has a copy."""
    (folder / "lettertrail.db").write_bytes(_record_of_the_demo())
    with serving(folder) as client:
        yield client


@cache
def _record_of_the_demo():
    with TemporaryDirectory() as name:
        folder = Path(name)
        with serving(folder, *(one.data for one in demo_letters()), series=DEMO_SERIES):
            pass
        return (folder / "lettertrail.db").read_bytes()
