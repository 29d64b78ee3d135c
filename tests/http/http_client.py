"""The application as a client asks it."""

from fastapi.testclient import TestClient
from harbour_letters import SERIES

from service.app import create_app
from service.settings import Settings


def client_of(url, **settings):
    """A client of an application that answers errors as it does in service, instead of raising them."""
    app = create_app(Settings(database_url=url, **settings))
    return TestClient(app, raise_server_exceptions=False)


def post_letter(client, data, *, series=SERIES, filename="letter.md", **query):
    return client.post("/v1/letters", params={"series": series, **query}, files={"file": (filename, data)})


def every_page(client, path, name, **query):
    """What a list has, page by page."""
    found, after = [], {}
    while True:
        page = client.get(path, params=query | after).json()
        assert len(page[name]) <= query["limit"]
        found += page[name]
        if page["next"] is None:
            return found
        after = {"after": page["next"]}
