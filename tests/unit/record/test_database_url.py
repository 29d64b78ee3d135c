"""Which addresses name a database, and what is said of those that do not."""

import pytest
from sqlalchemy import make_url

from service.database import open_engine, read_database_url
from service.record_faults import UnusableDatabaseUrl


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sqlite:///lettertrail.db", "sqlite:///lettertrail.db"),
        ("sqlite:////var/lib/lettertrail.db", "sqlite:////var/lib/lettertrail.db"),
        ("sqlite+pysqlite:///lettertrail.db", "sqlite:///lettertrail.db"),
        ("postgresql+psycopg://ann:pw@host:5433/letters", "postgresql+psycopg://ann:pw@host:5433/letters"),
        ("postgresql://ann@host/letters", "postgresql+psycopg://ann@host/letters"),
        (
            "postgres://ann@host/letters?sslmode=require",
            "postgresql+psycopg://ann@host/letters?sslmode=require",
        ),
        ("postgresql://ann@/letters?host=/run/pg", "postgresql+psycopg://ann@/letters?host=/run/pg"),
    ],
)
def test_an_address_is_taken_as_people_write_it(written, meant):
    assert read_database_url(written) == make_url(meant)


@pytest.mark.parametrize(
    "nonsense",
    [
        *(
            "",
            "   ",
            "lettertrail.db",
            "/var/lib/lettertrail.db",
            "sqlite",
            "://",
            "postgresql://host:port/x",
        ),
        *("sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:///file::memory:?uri=true"),
        *("mysql://ann@host/letters", "postgresql+asyncpg://ann@host/letters", "https://host/letters"),
    ],
)
def test_any_other_address_is_refused_in_one_line_that_says_what_to_do(nonsense):
    with pytest.raises(UnusableDatabaseUrl, match="LETTERTRAIL_DATABASE_URL") as refused:
        open_engine(nonsense)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "address", ["mysql://ann:secret@host/letters", "postgresql://ann:secret@host:port/letters"]
)
def test_a_refusal_names_the_address_without_its_password(address):
    with pytest.raises(UnusableDatabaseUrl, match=r"host.*/letters") as refused:
        open_engine(address)
    assert "secret" not in str(refused.value)
