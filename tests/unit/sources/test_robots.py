"""What a site's robots.txt lets us fetch (RFC 9309)."""

import pytest

from service.sources.robots import MOST_BYTES, may_fetch, robots_address

PAGE = "https://harbours.example/letters/2031.pdf"


def allowed(rules, *, status=200, address=PAGE):
    return may_fetch(address, status=status, rules=rules.encode(), agent="Lettertrail")


@pytest.mark.parametrize(
    ("rules", "answer"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /letters/", False),
        ("User-agent: *\nDisallow: /minutes/", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: lettertrail\nAllow: /letters/", True),
        ("User-agent: *\nDisallow: /letters/\nAllow: /letters/2031", True),
        ("User-agent: *\nDisallow: /*.pdf$", False),
    ],
)
def test_the_longest_rule_of_the_nearest_group_decides(rules, answer):
    assert allowed(rules) is answer


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_site_without_rules_allows_everything(status):
    assert allowed("User-agent: *\nDisallow: /", status=status)


@pytest.mark.parametrize("status", [301, 429, 500, 503])
def test_a_site_that_cannot_say_allows_nothing(status):
    assert not allowed("", status=status)


def test_what_stands_behind_the_limit_does_not_count():
    padding = "#" * MOST_BYTES + "\n"
    assert allowed(padding + "User-agent: *\nDisallow: /")
    assert not allowed("User-agent: *\nDisallow: /\n" + padding)


def test_the_rules_stand_at_the_root_of_the_host():
    assert (
        robots_address("https://harbours.example:8443/a/b?c#d") == "https://harbours.example:8443/robots.txt"
    )
