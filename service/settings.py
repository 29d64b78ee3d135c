"""What the surroundings decide, from environment variables that begin with LETTERTRAIL_."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from service.reading.reading_limits import ReadingLimits

__all__ = ["Settings"]

_MEGABYTE = 1_000_000
_USUAL = ReadingLimits()


class Settings(BaseSettings):
    """LETTERTRAIL_DATABASE_URL is `database_url`, and so on.

    `public_url` is the address that links in pages and feeds begin with, without a slash at its end; None
    where that is the address that the request came to. `max_upload_bytes` bounds one uploaded file: the
    largest letter seen, as a PDF with pictures, has 150 kB, and scans of ten pages stay under 20 MB.
    `uploads_per_day` and `upload_bytes_per_day` bound what pages take in within a day, in all: visitors need
    no account, and what is recorded is kept for ever.
    `signing_key` is the file with the key that receipts are signed by; None is one beside an SQLite database.
    `reading_seconds` and `reading_memory_bytes` bound what reading one document may cost; below 256 MB of
    address space the reader itself does not start. `time_zone` is where days end for deadlines. `websub_hub`
    is the hub that feeds name and that is told when entries go out; it is told their addresses, so it needs a
    `public_url`.

    `webhook_http` allows webhooks in the clear, `webhook_networks` sends them to these networks besides the
    public ones, `webhook_seconds` bounds one attempt. There are at most `subscriptions_in_all`, and
    `subscriptions_per_host` to one host. Attempts are kept for `delivery_log_days`, subscriptions to which
    nothing is sent any more for `disabled_subscription_days`. `stream_clients` follow the stream of one
    process at most. `source_networks` are those in which watched places may be besides the public ones.
    """

    model_config = SettingsConfigDict(env_prefix="LETTERTRAIL_", frozen=True)

    database_url: str = "sqlite:///lettertrail.db"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_url: str | None = Field(default=None, pattern=r"^https?://[^\s/]+(/[^\s/]+)*$")
    max_upload_bytes: int = Field(default=20 * _MEGABYTE, gt=0)
    uploads_per_day: int = Field(default=200, ge=0)
    upload_bytes_per_day: int = Field(default=400 * _MEGABYTE, gt=0)
    signing_key: Path | None = None
    reading_seconds: int = Field(default=_USUAL.seconds, ge=1, le=3600)
    reading_memory_bytes: int = Field(default=_USUAL.memory_bytes, ge=256 * _MEGABYTE)
    time_zone: ZoneInfo = ZoneInfo("Europe/Brussels")
    security_contact: str | None = Field(default=None, pattern=r"^(mailto:|https://|tel:)\S+$")
    security_expires: AwareDatetime | None = None
    websub_hub: str | None = Field(default=None, pattern=r"^https?://[^\s<>\"]+$")
    webhook_http: bool = False
    webhook_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
    webhook_seconds: float = Field(default=15, ge=0.1, le=60)
    subscriptions_in_all: int = Field(default=1_000, ge=0)
    subscriptions_per_host: int = Field(default=20, ge=0)
    delivery_log_days: int = Field(default=30, ge=1)
    disabled_subscription_days: int = Field(default=90, ge=1)
    stream_clients: int = Field(default=200, ge=0)
    source_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()

    @field_validator("webhook_networks", "source_networks", mode="before")
    @classmethod
    def _with_commas_between(cls, given: object) -> object:
        if not isinstance(given, str):
            return given
        return tuple(part.strip() for part in given.split(",") if part.strip())

    @model_validator(mode="after")
    def _contact_has_an_end(self) -> Self:
        if (self.security_contact is None) is not (self.security_expires is None):
            raise ValueError("security_contact and security_expires go together: RFC 9116 wants both")
        return self

    @model_validator(mode="after")
    def _a_day_has_room_for_one_upload(self) -> Self:
        if self.upload_bytes_per_day < self.max_upload_bytes:
            raise ValueError(
                "LETTERTRAIL_UPLOAD_BYTES_PER_DAY is less than LETTERTRAIL_MAX_UPLOAD_BYTES: "
                "a file of that size would never be taken"
            )
        return self

    @model_validator(mode="after")
    def _a_hub_is_told_our_address(self) -> Self:
        if self.websub_hub is not None and self.public_url is None:
            raise ValueError(
                "LETTERTRAIL_WEBSUB_HUB needs LETTERTRAIL_PUBLIC_URL: a hub is told the feeds' addresses"
            )
        return self

    @property
    def reading_limits(self) -> ReadingLimits:
        """What reading one document may cost."""
        return ReadingLimits(seconds=self.reading_seconds, memory_bytes=self.reading_memory_bytes)
