"""Pages of letters with three hundred measures: no heavier than a phone takes, and every row is a step away."""

import pytest
from long_series import long_series
from page_checks import tree_of
from recorded_harbours import serving

# What a phone loads in a second or two; the styles come once.
HEAVY = 250_000
PATHS = (
    "/kinds/contract",
    "/deadlines",
    "/promises",
    "/money",
    "/partners/AL",
    "/review",
    "/search",
    "/items",
)
ROWS = "//tbody/tr/th[@scope='row']/a/@href"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    letters = [data for _, data in long_series(letters=2)]
    with serving(tmp_path_factory.mktemp("long"), *letters) as client:
        yield client


@pytest.mark.parametrize("path", [*PATHS, "/promises?letters=all"])
def test_no_page_is_heavy(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert len(answer.content) < HEAVY


@pytest.mark.parametrize("path", ["/kinds/contract", "/deadlines", "/promises"])
def test_one_comes_to_every_row_by_steps(client, path):
    seen, counts = [], None
    while path:
        tree = tree_of(client, path)
        table = tree.xpath("//table[contains(@class, 'overview')]")[0]
        seen += table.xpath(f".{ROWS}")
        counts = counts or sum(int(b.text) for b in tree.xpath("//ul[@class='counts'][1]//b"))
        path = next(iter(tree.xpath("//p[@class='steps']/a[text()='The next']/@href")), "")
    assert len(seen) == counts > 100
