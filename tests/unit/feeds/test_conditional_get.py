from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.feeds.conditional_get import etag_of, http_date, is_unchanged

MODIFIED = datetime(2024, 1, 16, 8, 0, 0, 500, tzinfo=UTC)
WEAK = etag_of(b"feed")
TAG = WEAK.removeprefix("W/")


def unchanged(if_none_match=None, if_modified_since=None):
    return is_unchanged(
        etag=WEAK, last_modified=MODIFIED, if_none_match=if_none_match, if_modified_since=if_modified_since
    )


def test_without_a_condition_all_is_sent():
    assert not unchanged()


@pytest.mark.parametrize("sent", [TAG, f"W/{TAG}", f'"old", {TAG}', f'W/"old",W/{TAG}', "*", " * "])
def test_the_same_tag_in_any_form_is_answered_with_304(sent):
    assert unchanged(if_none_match=sent)


@pytest.mark.parametrize("sent", ['"old"', "", TAG.strip('"'), 'W/"old"'])
def test_another_tag_is_answered_with_the_feed(sent):
    assert not unchanged(if_none_match=sent)


def test_the_tag_goes_before_the_date():
    assert not unchanged(if_none_match='"old"', if_modified_since=http_date(MODIFIED))


@pytest.mark.parametrize(("seconds", "answer"), [(-1, False), (0, True), (1, True)])
def test_the_date_counts_to_the_second(seconds, answer):
    assert unchanged(if_modified_since=http_date(MODIFIED + timedelta(seconds=seconds))) is answer


@pytest.mark.parametrize("sent", ["yesterday", "", "Tue, 99 Jan 2024 08:00:00 GMT", "2024"])
def test_a_date_that_cannot_be_read_is_no_condition(sent):
    assert not unchanged(if_modified_since=sent)


def test_a_date_without_a_zone_is_taken_as_utc():
    assert unchanged(if_modified_since="Tue, 16 Jan 2024 08:00:00 -0000")


def test_a_tag_is_weak_for_it_stands_for_the_feed_in_every_encoding():
    assert f"W/{TAG}" == WEAK


@given(one=st.binary(), two=st.binary())
def test_tags_are_the_same_when_the_bytes_are(one, two):
    assert (etag_of(one) == etag_of(two)) == (one == two)


@given(header=st.text())
def test_no_header_breaks_the_answer(header):
    unchanged(if_none_match=header)
    unchanged(if_modified_since=header)
