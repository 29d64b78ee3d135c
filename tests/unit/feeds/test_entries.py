from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from lxml import html

from service.feeds.entries import entry_of, newest_letters_first
from service.projections.entries import PublishedEntry
from snapshots.letter_events import EntryPublished

HOME = "https://letters.example"
AT = datetime(2024, 1, 16, 8, 0, tzinfo=UTC)
OLD, NEW = "harbours/2023-10-01", "harbours/2024-01-15"
TAG = "tag:letters.example,2023:harbours/2023-10-01..2024-01-15"
EVIL = "<script>alert('x')</script> & <b>bold</b>"


def side(letter, statement, *quotes):
    return {
        "letter": letter,
        "statements": [statement],
        "quotes": [
            {"quote": quote, "start": 0, "end": len(quote), "statement": f"{statement}.{number}"}
            for number, quote in enumerate(quotes)
        ],
    }


CONTENT = {
    "kind": "deadline.moved",
    "item": "i3",
    "label": "The wall",
    "partners": ["GE"],
    "parts": ["PROTECTION"],
    "before": side(OLD, "s1", "The wall is to be mended", "by the end of the year."),
    "after": side(NEW, "t1", "The wall is to be mended", "in Q2 2024."),
    "facts": {
        "before": {"earliest": None, "latest": "2023-12-31"},
        "after": {"earliest": "2024-04-01", "latest": "2024-06-30"},
        "days": [92, 182],
    },
    "link": None,
    "importance": 60,
    "why": "its deadline moved",
    "minor": False,
    "sentence": "Georgia: the wall is due in Q2 2024, not by 31 December 2023",
    "series": "harbours",
    "old": OLD,
    "new": NEW,
    "amounts": [],
}


def change(number=3, **given):
    content = CONTENT | {"item": f"i{number}"} | given
    return EntryPublished(
        series="harbours",
        entry=f"{TAG}/{content['kind']}/{content['item']}",
        kind=content["kind"],
        old=content["old"],
        new=content["new"],
        item=content["item"],
        title=content["sentence"],
        minor=content["minor"],
        content=content,
    )


def letter(old=OLD, new=NEW, **given):
    compared = {
        "old": old,
        "new": new,
        "changes": 4,
        "minor": 1,
        "counts": {"deadline.moved": 2, "item.added": 1, "item.reworded": 1},
    }
    return EntryPublished(
        series="harbours",
        entry=f"tag:letters.example,2023:{new}",
        kind="letter",
        old=old,
        new=new,
        item=None,
        title=f"The letter of {new[-10:]} came in",
        minor=False,
        content={"compared": [compared | given] if old else []},
    )


def entry(event):
    return entry_of(PublishedEntry(position=7, published_at=AT, event=event), home=HOME)


def test_an_entry_keeps_the_id_that_was_published():
    assert entry(change()).id == f"{TAG}/deadline.moved/i3"
    assert entry(letter()).id == "tag:letters.example,2023:harbours/2024-01-15"


def test_an_entry_leads_to_its_place_in_the_comparison():
    assert entry(change()).url == f"{HOME}/compare/harbours/2023-10-01..2024-01-15#deadline.moved/i3"
    assert entry(change()).related[0].url == f"{HOME}/items/i3"


def test_a_minor_change_leads_to_the_page_that_shows_it():
    minor = change(kind="item.reworded", minor=True, facts={})
    assert entry(minor).url.endswith("?minor=yes#item.reworded/i3")


def test_the_old_and_the_new_words_are_inside():
    content = html.fromstring(f"<div>{entry(change()).content}</div>")
    assert [" ".join(one.itertext()) for one in content.xpath(".//blockquote[1]/p")] != []
    assert content.xpath("string(.//del)").strip() == "by the end of the year"
    assert content.xpath("string(.//ins)").strip() == "in Q2 2024"
    assert "by 31 December 2023 → Q2 2024 (92 to 182 days later)" in content.text_content()
    assert f"{HOME}/letters/harbours/2023-10-01#s-s1.0" in content.xpath(".//@href")


def test_each_statement_is_a_paragraph():
    content = html.fromstring(f"<div>{entry(change()).content}</div>")
    assert [len(quote.findall("p")) for quote in content.findall("blockquote")] == [2, 2]


@pytest.mark.parametrize(
    ("missing", "letter_date"), [("before", "1 October 2023"), ("after", "15 January 2024")]
)
def test_what_one_letter_does_not_say_is_said(missing, letter_date):
    kind = "item.added" if missing == "before" else "item.unmentioned"
    content = entry(change(kind=kind, facts={}, **{missing: None})).content
    assert f"The letter of {letter_date} does not speak of it." in content


def test_words_of_a_letter_are_never_markup():
    evil = change(
        sentence=EVIL,
        parts=[EVIL],
        before=side(OLD, EVIL, EVIL),
        after=side(NEW, EVIL, EVIL + " too"),
    )
    content = html.fromstring(f"<div>{entry(evil).content}</div>")
    assert not content.xpath(".//script | .//b")
    assert entry(evil).title == EVIL
    assert EVIL in content.text_content()


def test_categories_say_kind_partner_part_and_series():
    found = {(one.scheme, one.term, one.label) for one in entry(change()).categories}
    schemes = "tag:letters.example,2023:schemes/"
    assert found == {
        (f"{schemes}kind", "deadline.moved", "deadline moved"),
        (f"{schemes}partner", "GE", "Georgia"),
        (f"{schemes}part", "PROTECTION", "PROTECTION"),
        (f"{schemes}series", "harbours", "harbours"),
    }


def test_a_letters_entry_has_a_count_of_each_kind_with_its_list():
    content = html.fromstring(f"<div>{entry(letter()).content}</div>")
    links = {one.text_content(): one.get("href") for one in content.xpath(".//li/a")}
    assert links == {
        "2 deadlines moved": f"{HOME}/compare/harbours/2023-10-01..2024-01-15?q=kind%3Adeadline.moved",
        "1 new": f"{HOME}/compare/harbours/2023-10-01..2024-01-15?q=kind%3Aitem.added",
    }
    assert "1 more is cosmetic" in content.text_content()


def test_the_first_letter_of_a_series_leads_to_itself():
    first = entry(letter(old=None))
    assert first.url == f"{HOME}/letters/harbours/2024-01-15"
    assert "first of its series" in first.content


def test_a_letter_that_moved_nothing_says_so():
    assert "Nothing moved that counts" in entry(letter(counts={}, minor=0)).content


def test_a_reworded_measure_whose_promise_drifted_is_counted_by_its_kind():
    content = entry(letter(counts={"item.reworded": 3, "item.moved": 1}, minor=3)).content
    assert "1 reworded" in content
    assert "3 more are cosmetic" in content


def published(*events):
    """Newest first; what a letter brings goes out at once, and the next letter later."""
    letters = [sum(event.kind == "letter" for event in events[: n + 1]) for n in range(len(events))]
    return [
        PublishedEntry(position=n, published_at=AT + timedelta(seconds=at), event=event)
        for n, (event, at) in enumerate(zip(events, letters, strict=True), 1)
    ][::-1]


def shown(stored, **asked):
    return [one.event for one in newest_letters_first(stored, **asked)]


FIRST = letter(old=None, new=OLD)
SECOND = letter()


def test_the_newest_letter_comes_first_and_its_entries_in_their_order():
    stored = published(FIRST, SECOND, change(1), change(2))
    kept = shown(stored, most=10)
    assert kept == [SECOND, change(1), change(2), FIRST]


def test_minor_changes_are_left_out():
    stored = published(SECOND, change(1, kind="item.reworded", minor=True), change(2))
    assert shown(stored, most=10) == [SECOND, change(2)]


def test_minor_changes_are_there_when_they_are_asked_for():
    stored = published(SECOND, change(1, kind="item.reworded", minor=True), change(2))
    assert len(newest_letters_first(stored, most=10, minor=True)) == 3


def test_the_newest_letter_is_whole_and_an_older_one_whole_or_absent():
    stored = published(FIRST, SECOND, change(1), change(2))
    assert [len(newest_letters_first(stored, most=most)) for most in (1, 3, 4)] == [3, 3, 4]


def test_nothing_published_is_nothing():
    assert newest_letters_first([], most=10) == []


def test_with_a_filter_a_letter_is_announced_where_it_brought_something():
    rows = published(FIRST, SECOND, change())
    assert shown(rows, most=9, filtered=True) == [SECOND, change()]
    assert newest_letters_first(published(FIRST, SECOND), most=9, filtered=True) == []


def test_a_letter_that_is_compared_with_two_is_announced_for_what_either_comparison_has():
    behind = change(old=NEW, new="harbours/2024-03-01")
    rows = published(FIRST, SECOND, behind)
    assert {event.entry for event in shown(rows, most=9, filtered=True)} == {
        SECOND.entry,
        behind.entry,
    }
