"""The one table of what an error means to whoever asked: its HTTP problem and its exit code.

No web framework is imported here, so that the command line can look its exit codes up quickly.
"""

from __future__ import annotations

from dataclasses import dataclass

from service import errors as service_errors
from service import record_faults, too_much
from snapshots import errors as snapshot_errors

__all__ = [
    "INPUT_AT_FAULT",
    "OUR_FAULT",
    "PROBLEMS",
    "USAGE",
    "ProblemType",
    "exit_code_of",
    "problem_type_of",
]

INPUT_AT_FAULT = 1
USAGE = 2
OUR_FAULT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemType:
    """A sort of problem (RFC 9457): `slug` ends its type URI for ever; `title` says it in one line.

    `headers` go with every answer of the sort.
    """

    slug: str
    title: str
    status: int
    exit_code: int = INPUT_AT_FAULT
    headers: tuple[tuple[str, str], ...] = ()


NOT_FOUND = ProblemType(slug="not-found", title="There is nothing at this address", status=404)
METHOD_NOT_ALLOWED = ProblemType(
    slug="method-not-allowed", title="This cannot be done at this address", status=405
)
INVALID_REQUEST = ProblemType(slug="invalid-request", title="The request cannot be read", status=422)
BAD_REQUEST = ProblemType(slug="bad-request", title="The request is broken", status=400)
TOO_LARGE = ProblemType(slug="too-large", title="The upload is too large", status=413)
UNAVAILABLE = ProblemType(
    slug="unavailable", title="The database cannot be reached just now", status=503, exit_code=OUR_FAULT
)
OUR_ERROR = ProblemType(slug="internal-error", title="This is our fault", status=500, exit_code=OUR_FAULT)
UNREADABLE = ProblemType(slug="unreadable-letter", title="The file cannot be read as a letter", status=422)

PROBLEMS: dict[type[Exception], ProblemType] = {
    # the document
    snapshot_errors.UnreadableLetter: UNREADABLE,
    snapshot_errors.EmptyLetter: ProblemType(
        slug="empty-letter", title="There are no words in the file", status=422
    ),
    snapshot_errors.UnsupportedFormat: ProblemType(
        slug="unsupported-format", title="Letters are not read from this kind of file", status=415
    ),
    snapshot_errors.DamagedFile: ProblemType(
        slug="damaged-file", title="The file is cut off, encrypted or broken", status=422
    ),
    snapshot_errors.LetterTooLarge: TOO_LARGE,
    snapshot_errors.NotALetter: ProblemType(
        slug="not-a-letter", title="Nothing in the file reports on a measure", status=422
    ),
    snapshot_errors.UndatedLetter: ProblemType(
        slug="undated-letter", title="The letter does not say when it was written", status=422
    ),
    too_much.UploadTooLarge: TOO_LARGE,
    # what was asked for
    service_errors.UnknownSeries: ProblemType(
        slug="unknown-series", title="No letters of this series are held", status=404
    ),
    service_errors.UnknownLetter: ProblemType(
        slug="unknown-letter", title="This letter is not held", status=404
    ),
    service_errors.UnknownStatement: ProblemType(
        slug="unknown-statement", title="The letter makes no such statement", status=404
    ),
    service_errors.UnknownReading: ProblemType(
        slug="unknown-reading", title="The letter has no such reading", status=404
    ),
    service_errors.UnknownChange: ProblemType(
        slug="unknown-change", title="There is no such change between these letters", status=404
    ),
    service_errors.UnknownItem: ProblemType(slug="unknown-item", title="There is no such item", status=404),
    service_errors.UnknownArchive: ProblemType(
        slug="unknown-archive", title="The feed has no such archive", status=404
    ),
    service_errors.AmbiguousItem: ProblemType(
        slug="ambiguous-item", title="Several items have this short name", status=409
    ),
    snapshot_errors.FileNotKept: ProblemType(slug="file-not-kept", title="No such file is kept", status=404),
    service_errors.BadSeriesName: ProblemType(
        slug="bad-series-name", title="This cannot name a series", status=422, exit_code=USAGE
    ),
    service_errors.BadComparison: ProblemType(
        slug="bad-comparison", title="These are not two letters to compare", status=422, exit_code=USAGE
    ),
    service_errors.BadFilter: ProblemType(
        slug="bad-filter", title="The filter cannot be read", status=422, exit_code=USAGE
    ),
    service_errors.BadCursor: ProblemType(
        slug="bad-cursor", title="This is no cursor of the list", status=422, exit_code=USAGE
    ),
    service_errors.UnknownParameter: INVALID_REQUEST,
    too_much.TooManyUploads: ProblemType(
        slug="too-many-uploads", title="As much was uploaded within a day as is taken", status=429
    ),
    service_errors.UnknownUpload: ProblemType(
        slug="unknown-upload", title="No such upload waits", status=404
    ),
    service_errors.ForeignForm: ProblemType(
        slug="foreign-form", title="The form did not come from one of our pages", status=403
    ),
    # subscriptions
    service_errors.BadReceiverAddress: ProblemType(
        slug="bad-receiver-address", title="Nothing can be sent to this address", status=422, exit_code=USAGE
    ),
    service_errors.BadPosition: ProblemType(
        slug="bad-position", title="The log has not reached this position", status=422, exit_code=USAGE
    ),
    service_errors.NoAccess: ProblemType(
        slug="no-access",
        title="A token is needed that opens the subscription",
        status=401,
        headers=(("WWW-Authenticate", "Bearer"),),
    ),
    service_errors.UnknownSubscription: ProblemType(
        slug="unknown-subscription", title="There is no such subscription", status=404
    ),
    too_much.TooManySubscriptions: ProblemType(
        slug="too-many-subscriptions", title="There are as many subscriptions as may be", status=429
    ),
    too_much.TooManyTests: ProblemType(
        slug="too-many-tests",
        title="The subscription was tested too often",
        status=429,
    ),
    too_much.TooManyFollowers: ProblemType(
        slug="too-many-followers",
        title="As many follow the stream as may",
        status=503,
        exit_code=OUR_FAULT,
        headers=(("Retry-After", "60"),),
    ),
    snapshot_errors.BadDecision: ProblemType(
        slug="bad-decision", title="This cannot be decided", status=422, exit_code=USAGE
    ),
    snapshot_errors.NothingToUndo: ProblemType(
        slug="nothing-to-undo", title="There is no such decision to undo", status=404
    ),
    service_errors.UnknownSource: ProblemType(
        slug="unknown-source", title="No watched place has this id", status=404
    ),
    service_errors.BadSource: ProblemType(
        slug="bad-source", title="This place cannot be watched for letters", status=422, exit_code=USAGE
    ),
    snapshot_errors.UnknownCandidate: ProblemType(
        slug="unknown-candidate", title="Nothing of this id was found for the series", status=404
    ),
    record_faults.UnusableDatabaseUrl: ProblemType(
        slug="unusable-database-url",
        title="Letters cannot be kept at the address in the settings",
        status=500,
        exit_code=USAGE,
    ),
    record_faults.UnusableSigningKey: ProblemType(
        slug="unusable-signing-key",
        title="Receipts cannot be signed by the key in the settings",
        status=500,
        exit_code=USAGE,
    ),
    # not whoever asked
    record_faults.RecordingContested: ProblemType(
        slug="contested",
        title="Others were recording at the same time; try again",
        status=503,
        exit_code=OUR_FAULT,
    ),
    snapshot_errors.WrongExpectedVersion: ProblemType(
        slug="contested",
        title="Others were recording at the same time; try again",
        status=503,
        exit_code=OUR_FAULT,
    ),
    record_faults.DatabaseUnavailable: UNAVAILABLE,
    snapshot_errors.DamagedRecord: ProblemType(
        slug="damaged-record",
        title="The record is not what was recorded",
        status=500,
        exit_code=OUR_FAULT,
    ),
    record_faults.BrokenRecord: ProblemType(
        slug="damaged-record",
        title="The record is not what was recorded",
        status=500,
        exit_code=OUR_FAULT,
    ),
    snapshot_errors.UnknownEventType: ProblemType(
        slug="newer-record",
        title="The record was written by a newer version",
        status=500,
        exit_code=OUR_FAULT,
    ),
}


def every_problem_type() -> tuple[ProblemType, ...]:
    """All sorts of problems that are answered, each once, in order of name."""
    requests = (
        NOT_FOUND,
        METHOD_NOT_ALLOWED,
        INVALID_REQUEST,
        BAD_REQUEST,
        TOO_LARGE,
        UNAVAILABLE,
        OUR_ERROR,
    )
    return tuple(sorted({*requests, *PROBLEMS.values()}, key=lambda problem: problem.slug))


def problem_type_of(error: BaseException) -> ProblemType:
    """What the error means: the entry of its class or of the nearest base; our fault where there is none."""
    for ancestor in type(error).__mro__:
        if ancestor in PROBLEMS:
            return PROBLEMS[ancestor]
    return OUR_ERROR


def exit_code_of(error: BaseException) -> int:
    """The exit code of a command that ends with this error."""
    return problem_type_of(error).exit_code
