from __future__ import annotations

from datetime import UTC, datetime

from page_checks import check_links, check_page, words_of
from recorded_harbours import OLDER, serving

from diffing.compare_letters import DIFF_VERSION
from service.database import transaction
from service.overviews.measured_figures import DOUBT, LINKING, OTHERS
from service.projections.verifications import PastVerification, add_verification
from snapshots.read_letter import READER_VERSION

CHECKED = datetime(2024, 1, 17, 9, 30, tzinfo=UTC)


def verify(client, *failures):
    found = PastVerification(verified_at=CHECKED, events=7, failures=failures)
    with transaction(client.app.state.engine) as connection:
        add_verification(connection, found)


def test_the_status_says_what_health_says(demo):
    health = demo.get("/v1/health").json()
    tree = check_page(demo, "/status")
    words = words_of(tree)
    facts = dict(zip(tree.xpath("//dt/text()"), tree.xpath("//dd/text()"), strict=True))
    assert facts["Log position"] == f"{health['position']:,}"
    assert "Every letter is published" in words
    assert "was not verified yet" in words
    for version in (demo.app.version, READER_VERSION, DIFF_VERSION):
        assert version in words
    assert "harbour-council" in words
    assert "12 February 2025" in words


def test_a_verified_record_is_said_to_be_intact_and_a_damaged_one_to_be_damaged(tmp_path):
    with serving(tmp_path, OLDER) as client:
        verify(client)
        tree = check_page(client, "/status")
        assert "The record is intact: 7 events" in words_of(tree)
        assert "17 January 2024, 09:30 UTC" in words_of(tree)
        assert not tree.xpath("//*[@role='alert']")
    with serving(tmp_path / "..", OLDER) as client:
        verify(client, "event 3: other than recorded")
        tree = check_page(client, "/status")
        assert tree.xpath("//*[@role='alert']")
        assert "event 3: other than recorded" in words_of(tree)


def test_an_empty_installation_has_a_status(tmp_path):
    with serving(tmp_path) as client:
        assert "No letters are held yet" in words_of(check_page(client, "/status"))


def test_the_page_on_how_it_works_gives_the_figures_that_were_measured(demo):
    tree = check_page(demo, "/how-it-works")
    words = words_of(tree)
    shown = [[cell.text_content() for cell in row] for row in tree.xpath("//tbody/tr")]
    assert shown == [
        [one.letters, one.precision, one.recall, one.f1, one.unmentioned, one.false_alarms] for one in LINKING
    ] + [[band.said, band.links, band.wrong, band.share] for band in DOUBT]
    assert all(figure in words for other in OTHERS for figure in other)
    assert "passes no verdict" in words


def test_every_link_leads_somewhere(demo):
    trees = [check_page(demo, path) for path in ("/status", "/how-it-works")]
    assert len(check_links(demo, *trees)) > 10
