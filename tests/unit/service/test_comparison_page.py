from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from change_examples import ADDED, CHANGES, EVIL, NEW, OLD, REWORDED, SIGNED, change, side
from lxml import html

from service.pages.comparison_asked import Asked, Between, LetterNamed, View
from service.pages.comparison_page import comparison_page
from service.pages.rendering import page
from service.pages.static_files import static_file


def shown(changes=CHANGES, **asked):
    return comparison_page(
        changes,
        between=Between(
            old=LetterNamed(key=OLD, name="1 October 2023"),
            new=LetterNamed(key=NEW, name="15 January 2024"),
            balance="Of 12 statements 10 go on.",
        ),
        asked=Asked(**asked),
    )


def rendered(changes=CHANGES, **asked):
    return html.fromstring(page("comparison.html", page=shown(changes, **asked)))


def sentences(model):
    return [one.card.telling.sentence for movement in model.movements for one in movement.changes]


def test_changes_of_one_measure_that_rest_on_the_same_words_stand_together():
    groups = [[one.card.kind for one in movement.changes] for movement in shown().movements]
    assert groups == [
        ["contract.signed", "item.completed"],
        ["deadline.moved"],
        ["item.added"],
        ["item.unmentioned"],
    ]


def test_the_most_important_comes_first_and_the_order_is_kept():
    assert sentences(shown(list(reversed(CHANGES))))[0] == CHANGES[-2]["sentence"]


def test_cosmetic_changes_are_counted_and_hidden_until_they_are_asked_for():
    hidden, all_of_them = shown(), shown(minor=True)
    assert (hidden.minor_count, hidden.total) == (1, 5)
    assert REWORDED["sentence"] not in sentences(hidden)
    assert REWORDED["sentence"] in sentences(all_of_them)
    assert "minor=yes" in hidden.minor_path
    assert "minor=yes" not in all_of_them.minor_path


def test_each_count_leads_to_the_list_of_just_those():
    counts = {count.name: (count.number, count.path) for count in shown().counts}
    assert counts["contract signed"] == (
        1,
        "/compare/harbours/2023-10-01..2024-01-15?q=kind%3Acontract.signed",
    )
    assert sum(number for number, _ in counts.values()) == 5


def test_partners_are_counted_most_first():
    assert [(count.name, count.number) for count in shown().partners] == [
        ("Georgia", 2),
        ("Morocco", 2),
        ("North Africa", 2),
    ]


def about_morocco(one):
    return "MA" in one["partners"]


def test_a_filter_narrows_the_list_and_the_counts_of_everything_else():
    narrowed = shown(query="partner:MA", wanted=about_morocco, but_kind=about_morocco)
    assert (narrowed.shown, narrowed.total) == (2, 5)
    assert sum(count.number for count in narrowed.counts) == 2
    assert len(narrowed.partners) == len(shown().partners)
    assert narrowed.glance == ()
    assert [count.name for count in narrowed.partners if count.chosen] == ["Morocco"]


def test_choosing_joins_what_is_asked_replaces_what_is_of_its_sort_and_is_given_up_by_choosing_again():
    narrowed = shown(query='partner:MA "sea wall"', wanted=about_morocco)
    kinds = {count.name: parse_qs(urlsplit(count.path).query) for count in narrowed.counts}
    assert kinds["contract signed"]["q"] == ['partner:MA "sea wall" kind:contract.signed']
    partners = {count.name: parse_qs(urlsplit(count.path).query) for count in narrowed.partners}
    assert partners["Georgia"]["q"] == ['"sea wall" partner:GE']
    assert partners["Morocco"]["q"] == ['"sea wall"']


MANY = [
    change("quantity.changed", item=f"i{n}", facts={"before": one, "after": one})
    for n in range(300)
    for one in [{"value": n, "unit": "boats"}]
]


@pytest.mark.parametrize("view", list(View))
def test_of_many_changes_a_few_are_shown_in_full_and_each_of_the_others_has_a_line(view):
    model = shown(MANY, view=view)
    anchors = [one.anchor for movement in model.movements for one in movement.changes]
    lines = [line.first.anchor for line in model.lines]
    assert 20 <= len(anchors) <= 60
    assert anchors + lines == [f"quantity.changed/i{n}" for n in range(300)]
    assert model.places == f"1 to {len(anchors)} of 300"
    tree = html.fromstring(page("comparison.html", page=model))
    assert set(anchors + lines) <= set(tree.xpath("//@id"))


@pytest.mark.parametrize("view", list(View))
def test_three_hundred_changes_and_all_styles_weigh_less_than_a_quarter_of_a_megabyte(view):
    words = (
        "the contract for tide gauges between Tangier and Agadir is to be signed by the end of the year " * 3
    )
    long = [
        change(
            "item.reworded",
            item=f"i{n}",
            minor=False,
            sentence=f"Georgia: told otherwise ({words[:90]}).",
            label=words[:90],
            before=side(OLD, (f"s{n}", f"{n} of {words}")),
            after=side(NEW, (f"t{n}", f"{n} of other {words}")),
        )
        for n in range(300)
    ]
    written = page("comparison.html", page=shown(long, view=view))
    styles = [
        path.partition("?")[0].rpartition("/")[2]
        for path in html.fromstring(written).xpath("//link[@rel='stylesheet']/@href")
    ]
    assert len(styles) > 1
    assert len(written.encode()) + sum(len(static_file(name).data) for name in styles) < 250_000


@pytest.mark.parametrize("view", list(View))
def test_going_on_shows_every_change_in_full_once_and_going_back_leads_to_the_same_pages(view):
    model, seen, back = shown(MANY, view=view), [], []
    while True:
        seen += [one.anchor for movement in model.movements for one in movement.changes]
        if not model.further:
            break
        asked = parse_qs(urlsplit(model.further).query)
        model = shown(MANY, view=view, first=asked["from"][0])
    assert seen == [f"quantity.changed/i{n}" for n in range(300)]
    while model.earlier:
        asked = parse_qs(urlsplit(model.earlier).query)
        model = shown(MANY, view=view, first=asked.get("from", [""])[0])
        back = [one.anchor for movement in model.movements for one in movement.changes] + back
    assert back == seen[: len(back)]
    assert back[0] == seen[0]


def test_a_table_has_the_same_changes_and_wordings_as_the_text():
    rows = rendered(view=View.TABLE).xpath("//table[@class='side-by-side']/tbody/tr")
    cards = rendered().xpath("//article")
    assert [row.get("id") for row in rows] == [card.get("id") for card in cards]
    for row, card in zip(rows, cards, strict=True):
        for mark in ("del", "ins"):
            assert row.xpath(f".//{mark}/text()") == card.xpath(f".//{mark}/text()")


def test_feeds_and_files_ask_for_what_is_listed():
    narrowed = shown(query="partner:MA", wanted=about_morocco, minor=True)
    for _, _, path in narrowed.feeds:
        assert parse_qs(urlsplit(path).query) == {
            "series": ["harbours"],
            "q": ["partner:MA"],
            "minor": ["yes"],
        }
    asked = {name: parse_qs(urlsplit(path).query) for name, path in narrowed.downloads}
    assert asked["Rows (CSV)"] == {"as": ["csv"], "q": ["partner:MA"], "minor": ["yes"]}
    assert asked["Every measure redlined"] == {"as": ["redline-html"]}
    assert all(
        "q" not in parse_qs(urlsplit(path).query) for _, path in shown(query="x:", fault="no").downloads
    )


def test_anchors_are_what_the_ids_of_entries_end_in():
    twice = [change("quantity.changed", item="i9", facts={"before": one, "after": one}) for one in COUNTS]
    anchors = [one.anchor for movement in shown(twice).movements for one in movement.changes]
    assert anchors == ["quantity.changed/i9", "quantity.changed/i9/2"]


COUNTS = [{"value": 1, "unit": "boats"}, {"value": 2, "unit": "walls"}]


def test_an_anchor_does_not_depend_on_the_filter():
    def second(one):
        return one["facts"]["after"]["unit"] == "walls"

    twice = [change("quantity.changed", item="i9", facts={"before": one, "after": one}) for one in COUNTS]
    assert shown(twice, wanted=second).movements[0].changes[0].anchor == "quantity.changed/i9/2"


def test_every_change_can_be_linked_to_and_every_link_on_the_page_arrives():
    tree = rendered(minor=True)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    here = ("#", "/compare/harbours/2023-10-01..2024-01-15")
    targets = {
        link.partition("#")[2] for link in tree.xpath("//@href") if link.startswith(here) and "#" in link
    }
    assert targets <= set(ids)
    anchors = {one for one in ids if re.match(r"(item|contract|deadline)\.", one)}
    assert len(anchors) == len(CHANGES)
    own = "/evidence/harbours/2023-10-01..2024-01-15/"
    assert {link.removeprefix(own) for link in tree.xpath("//@href") if link.startswith(own)} == anchors


def test_the_page_shows_both_wordings_and_why_a_change_stands_where_it_does():
    article = rendered().xpath("//article")[0]
    assert article.xpath(".//del")
    assert article.xpath(".//ins")
    words = " ".join(article.text_content().split())
    assert SIGNED["sentence"] in words
    assert "The contract for gauges is reported done" in words
    assert f"Why it stands here: {SIGNED['why']}." in words
    assert "/letters/harbours/2023-10-01#s-s2" in article.xpath(".//@href")
    assert "/items/i2" in article.xpath(".//@href")


def test_a_letter_full_of_markup_is_shown_as_words():
    evil = dict(ADDED, sentence=EVIL, partners=[EVIL], why=EVIL, item=EVIL, parts=[EVIL])
    for name in ("before", "after"):
        evil[name] = {"letter": OLD, "statements": [EVIL], "quotes": [{"quote": EVIL, "statement": EVIL}]}
    tree = rendered([evil], query=EVIL, fault=EVIL)
    assert not tree.xpath("//script | //img[not(@alt)] | //*[@onerror]")
    assert EVIL in tree.text_content()


def test_the_page_needs_no_script_and_has_no_style_in_its_markup():
    tree = rendered(minor=True)
    assert not tree.xpath("//script | //style | //*[@style] | //@*[starts-with(name(), 'on')]")


def test_two_letters_that_say_the_same_are_said_to():
    words = rendered([]).text_content()
    assert "all that the older letter says goes on" in words
