"""What goes wrong with the record and where it is kept, whoever asks: errors as in errors.py."""

from __future__ import annotations

from service.errors import ServiceError

__all__ = [
    "BrokenRecord",
    "DatabaseUnavailable",
    "RecordingContested",
    "UnusableDatabaseUrl",
    "UnusableSigningKey",
]


class UnusableDatabaseUrl(ServiceError, ValueError):
    """LETTERTRAIL_DATABASE_URL names no database that letters can be kept in."""

    def __init__(self, url: str, why: str) -> None:
        self.url = url
        self.why = why
        super().__init__(
            f"cannot keep letters in {url!r}: {why}; set LETTERTRAIL_DATABASE_URL to "
            "sqlite:///path/to/file.db or postgresql+psycopg://user@host/name"
        )


class UnusableSigningKey(ServiceError, ValueError):
    """The file that receipts are to be signed by has no key in it, or cannot be read or made."""

    def __init__(self, path: str, why: str) -> None:
        self.path = path
        self.why = why
        super().__init__(
            f"cannot sign receipts by {path!r}: {why}; set LETTERTRAIL_SIGNING_KEY to a file with an Ed25519 "
            "key as PEM that only its owner may read, or to one that is not there yet and can be made"
        )


class DatabaseUnavailable(ServiceError):
    """The database cannot be reached or opened; `why` is what it, or its driver, says."""

    def __init__(self, url: str, why: str) -> None:
        self.url = url
        self.why = " ".join(why.split())
        super().__init__(
            f"cannot open the database {url!r}: {self.why}; check LETTERTRAIL_DATABASE_URL, that the folder "
            "of an SQLite file exists and may be written to, and that a PostgreSQL server is running"
        )


class RecordingContested(ServiceError):
    """Others kept appending first, more often than we tried; nothing was stored."""

    def __init__(self, what: str, tries: int) -> None:
        self.what = what
        self.tries = tries
        super().__init__(
            f"others were recording at the same time, {tries} times over, so {what} is not; retry"
        )


class BrokenRecord(ServiceError):
    """What is kept is not what was recorded; `failures` name each event that fails, and how.

    `derived` says that the record itself is intact, and what is derived from it is not what it gives.
    """

    def __init__(self, failures: tuple[str, ...], *, derived: bool = False) -> None:
        self.failures = failures
        self.derived = derived
        count = "1 check fails" if len(failures) == 1 else f"{len(failures)} checks fail"
        super().__init__(
            f"{count}: the record is intact, and a list that is made of it is not what it gives; make the "
            "lists anew with lettertrail rebuild"
            if derived
            else f"{count}: the record is not what was recorded; restore the database from a backup, and "
            "keep this one for inspection"
        )
