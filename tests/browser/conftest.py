"""A browser on the demo series, at the width of a desk and of a phone, with and without scripts.

    page            once for each of the four; a test that takes it runs four times
    scripted_page   at both widths, with scripts: for what looks at pages by a script of its own
    open_page       a page of one's own: `open_page(390, script=False, dark=True)`
    pages           an address of every sort of page there is, found by following links from the first

Each page has the demo's address as its base: `page.goto("/letters/...")`. Whatever a page logs as an error,
or asks for and does not get, fails the test.
"""

import threading

import pytest
import uvicorn
from browser_at_hand import HOW_TO_GET_ONE, browser_at_hand, may_be_left_out
from crawled_pages import crawl
from playwright.sync_api import sync_playwright
from widths import DESK, HEIGHTS, PHONE

from service.app import create_app
from service.database import migrate
from service.demo.demo_letters import DEMO_SERIES, demo_letters
from service.recording.record_letter import record_letter
from service.settings import Settings

# A comparison with all that it can be asked for besides.
ALL_OF_IT = ("/compare/harbour-council/2024-03-06..2025-02-12?view=table&minor=yes&unchanged=yes",)
# A page that takes longer than this on a shared machine is broken, not slow.
_PATIENCE_MS = 8_000


def pytest_collection_modifyitems(config, items):
    """Without a browser these tests are left out; the head of the run says so, and how to get one."""
    if browser_at_hand() or not may_be_left_out():
        return
    mine = [item for item in items if "tests/browser/" in item.path.as_posix()]
    config.hook.pytest_deselected(items=mine)
    items[:] = [item for item in items if item not in mine]


@pytest.fixture(scope="session")
def demo_app(tmp_path_factory):
    """The application over the demo series."""
    folder = tmp_path_factory.mktemp("browser")
    app = create_app(Settings(database_url=f"sqlite:///{folder / 'lettertrail.db'}"))
    migrate(app.state.engine)
    for letter in demo_letters():
        record_letter(
            app.state.engine,
            letter.data,
            series=DEMO_SERIES,
            authority=app.state.authority,
        )
    return app


@pytest.fixture(scope="session")
def home(demo_app):
    """Where the demo is served, without a slash at the end."""
    server = uvicorn.Server(uvicorn.Config(demo_app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        thread.join(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def browser():
    """The system's Chromium."""
    path = browser_at_hand()
    assert path, HOW_TO_GET_ONE
    with sync_playwright() as playwright:
        # As root, in a container, there is no sandbox to be had; it shows our own pages alone.
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser, home):
    """Opens pages as many as are wanted, each as a new visitor; complains of what went wrong on any."""
    contexts, faults = [], []

    def opened(width=DESK, *, script=True, dark=False, base=home):
        context = browser.new_context(
            base_url=base,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            accept_downloads=True,
        )
        context.set_default_timeout(_PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("requestfailed", lambda asked: faults.append(f"{asked.url}: {asked.failure}"))
        return page

    yield opened
    for context in contexts:
        context.close()
    # A navigation that ends in a download, or is overtaken by another, is called aborted.
    assert [fault for fault in faults if "ERR_ABORTED" not in fault] == []


@pytest.fixture(
    params=[(DESK, True), (DESK, False), (PHONE, True), (PHONE, False)],
    ids=["desk", "desk-no-script", "phone", "phone-no-script"],
)
def page(request, open_page):
    """A page at both widths, with and without scripts."""
    width, script = request.param
    return open_page(width, script=script)


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def scripted_page(request, open_page):
    """A page at both widths, with scripts."""
    return open_page(request.param)


@pytest.fixture(scope="session")
def pages(browser, home):
    """The addresses of a page of every sort."""
    context = browser.new_context(base_url=home, extra_http_headers={"Accept": "text/html"})

    def get(address):
        answer = context.request.get(address)
        is_page = answer.ok and answer.headers["content-type"].startswith("text/html")
        return answer.text() if is_page else None

    found = tuple(crawl(get, start=("/", *ALL_OF_IT)))
    context.close()
    assert len(found) > 5
    return found
