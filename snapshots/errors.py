"""What can go wrong when a letter is read or kept: each error says what, where, and what to do.

SnapshotError
├── UnreadableLetter (a ValueError too)   the document is at fault
│   ├── EmptyLetter
│   ├── UnsupportedFormat
│   ├── DamagedFile
│   ├── LetterTooLarge
│   ├── NotALetter
│   └── UndatedLetter
├── UnknownEventType (a LookupError too)  the log holds what this version cannot read
├── DamagedRecord                         the log or a kept file is not what was recorded
├── FileNotKept (a LookupError too)       no received file has this hash
├── WrongExpectedVersion                  somebody else appended first
├── BadDecision (a ValueError too)        what a person decides of links cannot be meant
├── NothingToUndo (a LookupError too)     no decision of the series has this id
└── UnknownCandidate (a LookupError too)  nothing that was found for the series has this id
"""

from __future__ import annotations

__all__ = [
    "BadDecision",
    "DamagedFile",
    "DamagedRecord",
    "EmptyLetter",
    "FileNotKept",
    "LetterTooLarge",
    "NotALetter",
    "NothingToUndo",
    "SnapshotError",
    "UndatedLetter",
    "UnknownCandidate",
    "UnknownEventType",
    "UnreadableLetter",
    "UnsupportedFormat",
    "WrongExpectedVersion",
]

# A message is read by a person: of a long list it names the last few.
_SHOWN = 12


class SnapshotError(Exception):
    """The base of all errors of this package."""


class UnreadableLetter(SnapshotError, ValueError):
    """The document cannot be read as a letter; the message says why and what to do."""


class EmptyLetter(UnreadableLetter):
    """There are no words in it."""


class UnsupportedFormat(UnreadableLetter):
    """It is not text, HTML, Markdown, DOCX or PDF."""


class DamagedFile(UnreadableLetter):
    """It is one of those, but cut off, encrypted or broken."""


class LetterTooLarge(UnreadableLetter):
    """It is larger than any letter, in bytes or once unpacked."""


class NotALetter(UnreadableLetter):
    """There are words, but nothing in them that reports on a measure."""


class UndatedLetter(UnreadableLetter):
    """It does not say when it was written."""


class UnknownEventType(SnapshotError, LookupError):
    """The log holds an event whose type or schema version this version of the code does not know."""

    def __init__(self, type_name: str, schema_version: int) -> None:
        self.type_name = type_name
        self.schema_version = schema_version
        super().__init__(
            f"the log holds an event {type_name!r}, schema version {schema_version}, that this version "
            "does not know; upgrade Lettertrail to the version that wrote it"
        )


class DamagedRecord(SnapshotError):
    """What is stored is not what was recorded: its hash, its order or its count does not add up.

    `what` says so without the advice, for who lists several.
    """

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"{what}; restore the record from a backup")


class FileNotKept(SnapshotError, LookupError):
    """No received file has this hash."""

    def __init__(self, sha256: str) -> None:
        self.sha256 = sha256
        super().__init__(f"no file with SHA-256 {sha256} has been received; check the hash")


class WrongExpectedVersion(SnapshotError):
    """A stream has moved on since it was read: read it again and decide anew."""

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        self.stream = stream
        self.expected = expected
        self.actual = actual
        super().__init__(f"stream {stream!r} stands at version {actual}, not at {expected}; read it again")


class BadDecision(SnapshotError, ValueError):
    """What is decided of links cannot be meant; `why` says what is wrong, and what to do."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"this cannot be decided: {why}")


class NothingToUndo(SnapshotError, LookupError):
    """No decision of the series has this id; `in_force` are the ids of those that could be undone."""

    def __init__(self, decision: str, in_force: tuple[str, ...]) -> None:
        self.decision = decision
        self.in_force = in_force
        super().__init__(
            f"there is no decision {decision!r} to undo; "
            + (f"in force are {', '.join(in_force[-_SHOWN:])}" if in_force else "none is in force")
        )


class UnknownCandidate(SnapshotError, LookupError):
    """Nothing that was found for the series has this id; `known` are those that have one, in their order."""

    def __init__(self, candidate: str, known: tuple[str, ...]) -> None:
        self.candidate = candidate
        self.known = known
        shown = ", ".join(known[-_SHOWN:])
        super().__init__(
            f"there is no candidate {candidate!r} of this series; "
            + (f"the last ones are {shown}" if known else "nothing was found for it yet")
        )
