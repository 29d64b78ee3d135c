"""The application over a fresh database, asked as a client asks it."""

import shutil

import pytest
from harbour_letters import JANUARY, MAY, SEPTEMBER
from http_client import client_of, post_letter
from recorded_harbours import serving_the_demo


@pytest.fixture
def client(sqlite_url):
    """A client of an empty SQLite database."""
    client = client_of(sqlite_url)
    yield client
    client.app.state.engine.dispose()


@pytest.fixture
def client_on_either(database_url):
    """A client of an empty database, once of each kind."""
    client = client_of(database_url)
    yield client
    client.app.state.engine.dispose()


@pytest.fixture(scope="session")
def reading_client(sqlite_template, tmp_path_factory):
    """A client of a database with three letters, for tests that record nothing."""
    path = tmp_path_factory.mktemp("http") / "lettertrail.db"
    shutil.copy(sqlite_template, path)
    client = client_of(f"sqlite:///{path}")
    for data in (JANUARY, MAY, SEPTEMBER):
        assert post_letter(client, data).status_code == 201
    yield client
    client.app.state.engine.dispose()


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """A client of a service with the demo series, for tests that record nothing."""
    with serving_the_demo(tmp_path_factory.mktemp("demo")) as client:
        yield client
