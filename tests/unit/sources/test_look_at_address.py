"""What is at a web address: asked for politely, and had once until it is another."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.sources.answers import Answer, Unreachable
from service.sources.check_bounds import CheckBounds
from service.sources.look_at_address import look_at_address
from service.sources.watched_source import Memory, Visit

NOW = datetime(2031, 1, 9, 12, 0, tzinfo=UTC)
SITE = "https://harbours.example"
LETTER = f"{SITE}/letters/2031.pdf"
PAGE = f"{SITE}/letters/"


class Site:
    """Stands in for the network: answers by address; keeps what it was asked, and with which visit."""

    def __init__(self, **answers):
        self.answers = {f"{SITE}/robots.txt": Answer(status=404, address=f"{SITE}/robots.txt")} | answers
        self.asked = []

    def __call__(self, address, seen, most):
        self.asked.append((address, seen))
        answer = self.answers.get(address, Answer(status=404, address=address))
        if isinstance(answer, Exception):
            raise answer
        if seen is not None and seen.etag is not None and seen.etag == answer.etag:
            return Answer(status=304, address=address)
        return answer


def ok(address=LETTER, body=b"letter", **more):
    return Answer(status=200, address=address, body=body, **more)


def page_of(*names):
    return ok(PAGE, "".join(f'<a href="{name}">x</a>' for name in names).encode())


def look(site, place=LETTER, links=None, memory=None, now=lambda: NOW):
    bounds = CheckBounds(began=NOW, now=now, most_bytes=1_000)
    return look_at_address(place, links, memory or Memory(), fetch=site, bounds=bounds)


def rules(text, status=200):
    where = f"{SITE}/robots.txt"
    return {where: Answer(status=status, address=where, body=text)}


def test_a_letter_is_had_with_its_address_and_what_its_server_says_of_it():
    looked = look(Site(**{LETTER: ok(etag='"1"', last_modified="Thu", filename="l.pdf", media_type="a/b")}))
    (document,) = looked.documents
    assert (document.data, document.url, document.filename, document.media_type) == (
        b"letter",
        LETTER,
        "l.pdf",
        "a/b",
    )
    assert looked.visits == (Visit(where=LETTER, etag='"1"', last_modified="Thu"),)
    assert looked.problem is None


def test_what_stayed_as_it_was_is_not_sent_again():
    site = Site(**{LETTER: ok(etag='"1"')})
    seen = Memory(visits=(Visit(where=LETTER, etag='"1"', sha256="aa"),))
    looked = look(site, memory=seen)
    assert (looked.documents, looked.visits, looked.problem) == ((), seen.visits, None)
    assert site.asked[-1] == (LETTER, seen.visits[0])


def test_what_the_rules_forbid_is_not_asked_for():
    site = Site(**{LETTER: ok()} | rules(b"User-agent: lettertrail\nDisallow: /letters"))
    looked = look(site)
    assert [address for address, _ in site.asked] == [f"{SITE}/robots.txt"]
    assert looked.problem == f"{SITE}/robots.txt asks programs not to fetch {LETTER}"


@pytest.mark.parametrize("status", [403, 404, 410, 500, 503])
def test_a_letter_that_cannot_be_had_is_a_problem_of_the_place(status):
    looked = look(Site(**{LETTER: Answer(status=status, address=LETTER)}))
    assert (looked.documents, looked.problem) == ((), f"its server answers with status {status}")


def test_no_answer_is_a_problem_and_nothing_is_forgotten():
    seen = Memory(visits=(Visit(where=LETTER, etag='"1"'),))
    looked = look(Site(**{LETTER: Unreachable("nobody answered in time")}), memory=seen)
    assert (looked.problem, looked.visits) == ("nobody answered in time", seen.visits)


def test_a_server_that_is_busy_says_when_to_come_back():
    busy = Answer(status=503, address=LETTER, retry_after="3600")
    assert look(Site(**{LETTER: busy})).not_before == NOW + timedelta(hours=1)


def test_a_letter_that_is_too_large_is_not_taken():
    looked = look(Site(**{LETTER: ok(cut=True)}))
    assert looked.documents == ()
    assert looked.visits[0].problem == "it has more than 1,000 bytes"


def test_the_letters_of_a_page_are_had_and_the_page_is_none():
    names = ("2030.pdf", "2031.pdf")
    site = Site(**{PAGE: page_of(*names)} | {PAGE + name: ok(PAGE + name, name.encode()) for name in names})
    looked = look(site, PAGE, "*.pdf")
    assert [document.url for document in looked.documents] == [PAGE + name for name in names]


def test_the_rules_are_asked_for_once_in_a_check():
    names = ("2030.pdf", "2031.pdf")
    site = Site(**{PAGE: page_of(*names)} | {PAGE + name: ok(PAGE + name) for name in names})
    look(site, PAGE, "*.pdf")
    assert [address for address, _ in site.asked].count(f"{SITE}/robots.txt") == 1


def test_one_letter_that_cannot_be_had_hides_no_other():
    names = ("a.pdf", "b.pdf", "c.pdf")
    site = Site(
        **{
            PAGE: page_of(*names),
            PAGE + "a.pdf": Unreachable("no connection"),
            PAGE + "b.pdf": Answer(status=404, address=PAGE + "b.pdf"),
            PAGE + "c.pdf": ok(PAGE + "c.pdf"),
        }
    )
    looked = look(site, PAGE, "*.pdf")
    assert [document.where for document in looked.documents] == [PAGE + "c.pdf"]
    assert [visit.problem for visit in looked.visits] == [
        "no connection",
        "its server answers with status 404",
        None,
    ]
    assert looked.problem is None


def test_a_server_that_no_longer_answers_is_not_asked_for_all_the_rest():
    names = [f"{number}.pdf" for number in range(9)]
    silent = {PAGE + name: Unreachable("nobody answered in time") for name in names[1:]}
    site = Site(**{PAGE: page_of(*names), PAGE + names[0]: ok(PAGE + names[0])} | silent)
    looked = look(site, PAGE, "*.pdf")
    assert [document.where for document in looked.documents] == [PAGE + names[0]]
    assert len(site.asked) == 2 + 1 + 3  # the rules, the page, what answered, and three that did not


def test_when_the_server_asks_for_a_pause_the_rest_waits():
    names = ("a.pdf", "b.pdf")
    busy = Answer(status=429, address=PAGE + "a.pdf", retry_after="60")
    site = Site(**{PAGE: page_of(*names), PAGE + "a.pdf": busy, PAGE + "b.pdf": ok(PAGE + "b.pdf")})
    looked = look(site, PAGE, "*.pdf")
    assert looked.not_before == NOW + timedelta(seconds=60)
    assert PAGE + "b.pdf" not in [address for address, _ in site.asked]


def test_letters_that_left_the_page_are_remembered():
    seen = Memory(visits=(Visit(where=PAGE + "old.pdf", etag='"1"'),))
    looked = look(Site(**{PAGE: page_of()}), PAGE, "*.pdf", memory=seen)
    assert looked.visits == seen.visits


def where(looked):
    return [document.where for document in looked.documents]


class SlowSite(Site):
    """Takes as long for everything as one document may take."""

    def __init__(self, **answers):
        super().__init__(**answers)
        self.moment = NOW

    def __call__(self, address, seen, most):
        self.moment += timedelta(seconds=29)
        return super().__call__(address, seen, most)


def test_a_server_that_sends_slowly_is_asked_for_minutes_and_not_for_all():
    names = [f"{number:03}.pdf" for number in range(200)]
    site = SlowSite(**{PAGE: page_of(*names)} | {PAGE + name: ok(PAGE + name) for name in names})
    looked = look(site, PAGE, "*.pdf", now=lambda: site.moment)
    assert site.moment - NOW < timedelta(minutes=6)
    assert where(looked) == [PAGE + name for name in names[: len(looked.documents)]]
    assert looked.stopped_at == PAGE + names[len(looked.documents)]
    assert (looked.problem, looked.left) == (None, False)


@given(st.integers(1, 60), st.integers(0, 60))
def test_in_a_few_checks_of_a_slow_server_every_document_is_asked_for(count, known):
    names = [f"{number:03}.pdf" for number in range(count)]
    memory = Memory(visits=tuple(Visit(where=PAGE + name) for name in names[:known]))
    site = SlowSite(**{PAGE: page_of(*names)} | {PAGE + name: ok(PAGE + name) for name in names})
    for _ in range(1 + count // 8):
        site.moment = NOW
        looked = look(site, PAGE, "*.pdf", memory, now=lambda: site.moment)
        memory = Memory(visits=looked.visits, stopped_at=looked.stopped_at)
    assert {PAGE + name for name in names} <= {address for address, _ in site.asked}


def test_what_was_never_asked_for_comes_before_what_is_known():
    names = ["a.pdf", "b.pdf", "c.pdf"]
    site = Site(**{PAGE: page_of(*names)} | {PAGE + name: ok(PAGE + name) for name in names})
    seen = Memory(visits=tuple(Visit(where=PAGE + name) for name in names[:2]), stopped_at=PAGE + "b.pdf")
    look(site, PAGE, "*.pdf", seen)
    assert [address for address, _ in site.asked][2:] == [PAGE + name for name in ("c.pdf", "b.pdf", "a.pdf")]


def test_no_more_is_held_than_a_few_of_the_largest_documents():
    names = [f"{number:02}.pdf" for number in range(20)]
    site = Site(**{PAGE: page_of(*names)} | {PAGE + name: ok(PAGE + name, b"x" * 999) for name in names})
    looked = look(site, PAGE, "*.pdf")
    assert sum(len(document.data) for document in looked.documents) < 5_000
    assert (looked.left, looked.stopped_at) == (True, PAGE + names[len(looked.documents)])


def test_letters_that_the_rules_forbid_hide_no_other():
    names = ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    forbidden = "\n".join(f"Disallow: /letters/{name}" for name in names[:3])
    site = Site(
        **{PAGE: page_of(*names), PAGE + "d.pdf": ok(PAGE + "d.pdf")}
        | rules(f"User-agent: *\n{forbidden}".encode())
    )
    assert where(look(site, PAGE, "*.pdf")) == [PAGE + "d.pdf"]


def test_letters_that_are_never_sent_hide_no_other_for_ever():
    names = ["a.pdf", "b.pdf", "c.pdf", "d.pdf"]
    silent = {PAGE + name: Unreachable("nobody answered in time") for name in names[:3]}
    site = Site(**{PAGE: page_of(*names), PAGE + "d.pdf": ok(PAGE + "d.pdf")} | silent)
    seen = Memory(visits=tuple(Visit(where=PAGE + name) for name in names))
    first = look(site, PAGE, "*.pdf", seen)
    assert where(first) == []
    assert where(look(site, PAGE, "*.pdf", Memory(visits=first.visits, stopped_at=first.stopped_at))) == [
        PAGE + "d.pdf"
    ]


def test_a_page_that_links_to_more_letters_than_are_looked_at_says_how_many_until_it_does_not():
    names = [f"{number:03}.pdf" for number in range(230)]
    known = Memory(visits=tuple(Visit(where=PAGE + name, etag='"1"') for name in names))
    site = Site(**{PAGE: page_of(*names)} | {PAGE + name: ok(PAGE + name, etag='"1"') for name in names})
    looked = look(site, PAGE, "*.pdf", known)
    assert len(site.asked) == 2 + 200
    (told,) = [visit for visit in looked.visits if visit.problem]
    assert told.where == PAGE
    assert told.problem.startswith("it links to 230 letters, and no more than the first 200 are looked at")
    assert looked.problem is None
    site.answers[PAGE] = page_of(*names[:200])
    after = look(site, PAGE, "*.pdf", Memory(visits=looked.visits))
    assert [visit.problem for visit in after.visits if visit.problem] == []
    assert PAGE not in [visit.where for visit in after.visits]
