"""The application as a client asks it."""

from dataclasses import replace

from fastapi.testclient import TestClient
from harbour_letters import SERIES

from service.app import create_app
from service.settings import Settings
from service.sources.reach import reach_of
from snapshots.read_letter import read_letter


def client_of(url, **settings):
    """A client of an application that answers errors as it does in service, instead of raising them.

    Uploads are read in this process, which takes half a second less than in one of their own.
    """
    app = create_app(Settings(database_url=url, **settings), read=read_letter)
    return TestClient(app, raise_server_exceptions=False)


def post_letter(client, data, *, series=SERIES, filename="letter.md", **query):
    return client.post("/v1/letters", params={"series": series, **query}, files={"file": (filename, data)})


def reach_of_client(client):
    """How the client's service looks at watched places; what it finds is read in this process, as uploads are."""
    return replace(reach_of(client.app.state.settings), read=client.app.state.read_letter)


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
