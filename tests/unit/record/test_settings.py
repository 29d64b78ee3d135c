"""Settings come from the environment, and say so when they make no sense."""

import pytest
from pydantic import ValidationError

from service.settings import Settings


def test_without_any_variable_it_is_a_file_in_the_working_folder_served_to_this_machine(monkeypatch):
    for name in Settings.model_fields:
        monkeypatch.delenv(f"LETTERTRAIL_{name.upper()}", raising=False)
    settings = Settings()
    assert settings.database_url == "sqlite:///lettertrail.db"
    assert (settings.host, settings.port, settings.public_url) == ("127.0.0.1", 8000, None)


def test_every_setting_is_a_variable_of_its_name(monkeypatch):
    values = {
        "DATABASE_URL": "postgresql+psycopg://ann@host/letters",
        "HOST": "0.0.0.0",
        "PORT": "8123",
        "PUBLIC_URL": "https://letters.example/trail",
        "MAX_UPLOAD_BYTES": "1000",
        "UPLOADS_PER_DAY": "12",
        "UPLOAD_BYTES_PER_DAY": "5000",
        "SIGNING_KEY": "/run/secrets/receipts.key",
        "READING_SECONDS": "7",
        "TIME_ZONE": "Africa/Tunis",
        "SECURITY_CONTACT": "mailto:safe@letters.example",
        "SECURITY_EXPIRES": "2031-01-09 12:00:00+00:00",
        "WEBSUB_HUB": "https://hub.example/",
        "READING_MEMORY_BYTES": "300000000",
        "WEBHOOK_HTTP": "True",
        "WEBHOOK_NETWORKS": "10.1.0.0/16, fd12::/16",
        "WEBHOOK_SECONDS": "2.5",
        "SUBSCRIPTIONS_IN_ALL": "30",
        "SUBSCRIPTIONS_PER_HOST": "3",
        "DELIVERY_LOG_DAYS": "8",
        "DISABLED_SUBSCRIPTION_DAYS": "9",
        "STREAM_CLIENTS": "11",
        "SOURCE_NETWORKS": "10.2.0.0/16",
    }
    assert {name.lower() for name in values} == set(Settings.model_fields)
    for name, value in values.items():
        monkeypatch.setenv(f"LETTERTRAIL_{name}", value)
    assert {name: _written(value) for name, value in Settings().model_dump().items()} == {
        name.lower(): value for name, value in values.items()
    }


def _written(value):
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("MAX_UPLOAD_BYTES", "0"),
        ("READING_SECONDS", "0"),
        ("READING_MEMORY_BYTES", "1000"),
        ("PUBLIC_URL", "letters.example"),
        ("PUBLIC_URL", "https://letters.example/"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(monkeypatch, name, value):
    monkeypatch.setenv(f"LETTERTRAIL_{name}", value)
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()
