"""What holds of every page: its policy, its links, its ids, and that words of letters are words."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager

from crawled_pages import shape_of
from lxml import html
from recorded_harbours import EVIL
from sqlalchemy import event

# Of a hundred links to one sort of page the first tell what the others would.
_OF_A_SHAPE = 4
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def tree_of(client, path, *, status=200):
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == status, answer.text
    return html.fromstring(answer.text)


def words_of(tree):
    return " ".join(tree.text_content().split())


def check_page(client, path):
    """The laws of every page; gives back its tree."""
    answer = client.get(path, headers=BROWSER)
    assert answer.status_code == 200, (path, answer.text)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    tree = html.fromstring(answer.text)
    assert not tree.xpath("//script | //style | //*[@style] | //@*[starts-with(name(), 'on')]"), path
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids)), path
    for anchor in tree.xpath("//a/@href[starts-with(., '#')]"):
        assert anchor[1:] in ids, (path, anchor)
    assert len(tree.xpath("//h1")) == 1, path
    assert not tree.xpath("//img[not(@alt)] | //svg[not(ancestor::svg or @aria-hidden or @aria-label)]"), path
    for field in tree.xpath("//input[not(@type='hidden')] | //select | //textarea"):
        named = field.get("aria-label") or field.xpath("ancestor::label")
        assert named or tree.xpath(f"//label[@for='{field.get('id')}']"), (path, field.get("name"))
    return tree


def check_links(client, *trees):
    """Addresses inside that pages have lead to an answer: a few of each shape are tried; gives back all."""
    tried = client.__dict__.setdefault("links_tried", Counter())
    seen = set()
    for tree in trees:
        for address in tree.xpath("//@href | //@src | //form[@method='get']/@action"):
            target = address.removeprefix("https://letters.example").partition("#")[0]
            if not target.startswith("/") or target in seen:
                continue
            seen.add(target)
            tried[shape_of(target)] += 1
            if tried[shape_of(target)] <= _OF_A_SHAPE:
                assert client.get(target, follow_redirects=False).status_code in {200, 303, 308}, target
    return seen


def check_escaped(client, path):
    """Markup that letters have is there as words."""
    tree = check_page(client, path)
    assert EVIL in words_of(tree) or any(EVIL in title for title in tree.xpath("//@title")), path


@contextmanager
def counted_queries(client):
    """A list that grows by each statement that the database is asked."""
    asked = []
    engine = client.app.state.engine

    def count(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", count)


@contextmanager
def counted_scans(client):
    """A list that grows by each table of an SQLite database that is gone through row by row."""
    scanned = []
    engine = client.app.state.engine

    def explain(_connection, cursor, statement, parameters, *_rest):
        if statement.startswith("SELECT"):
            plan = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
            steps = [row[3].split() for row in plan]
            scanned.extend(table for what, table, *rest in steps if what == "SCAN")

    event.listen(engine, "before_cursor_execute", explain)
    try:
        yield scanned
    finally:
        event.remove(engine, "before_cursor_execute", explain)
