"""What goes wrong where more is asked for than the settings allow; errors as in errors.py."""

from __future__ import annotations

from service.errors import ServiceError

__all__ = ["TooManyFollowers", "TooManySubscriptions", "TooManyTests", "TooManyUploads", "UploadTooLarge"]

_MEGABYTE = 1_000_000
_MOMENT, _HOUR = 5, 3_600


class TooManySubscriptions(ServiceError):
    """There are as many subscriptions as are allowed, in all or to the host; `limit` says how many."""

    def __init__(self, limit: int, *, host: str | None = None) -> None:
        self.limit = limit
        self.host = host
        where = "here" if host is None else f"to {host}"
        super().__init__(
            f"there are {limit} subscriptions {where} already, as many as may be; remove one, or take one "
            "with a wider filter"
        )


class TooManyTests(ServiceError):
    """The subscription was tested `limit` times within an hour, or so many tests are running `at_once`."""

    def __init__(self, limit: int, *, at_once: bool = False) -> None:
        self.limit = limit
        self.retry_after = _MOMENT if at_once else _HOUR
        super().__init__(
            f"{limit} tests are running already, as many as may at once; try again in a moment"
            if at_once
            else f"this subscription was tested {limit} times within the last hour; wait an hour"
        )


class TooManyFollowers(ServiceError):
    """As many follow the stream of this process as may: `limit`."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(
            f"{limit} clients follow the stream already, as many as may; try again in a minute, or ask "
            "/v1/changes?after= from time to time, which gives the same"
        )


class TooManyUploads(ServiceError):
    """Within a day pages take in no more than `files` and `most_bytes`; there is room in `retry_after`."""

    def __init__(self, *, files: int, most_bytes: int, retry_after: int) -> None:
        self.files = files
        self.most_bytes = most_bytes
        self.retry_after = retry_after
        hours = -(-retry_after // _HOUR)
        later = "an hour" if hours == 1 else f"{hours} hours"
        super().__init__(
            f"as much was uploaded within a day as is taken here, {files} files or "
            f"{most_bytes / _MEGABYTE:g} MB; upload it again in {later}, throw away an upload that waits, or "
            "have it recorded on the server with lettertrail ingest"
        )


class UploadTooLarge(ServiceError):
    """The upload is larger than the settings allow; `limit` is in bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(
            f"the upload is larger than {limit:,} bytes, the limit here; letters are far smaller: check the "
            "file, or raise LETTERTRAIL_MAX_UPLOAD_BYTES"
        )
