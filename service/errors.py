"""What can go wrong when letters are asked for or kept: each error says what, where, and what to do.

ServiceError
├── UnknownSeries (a LookupError too)    no letter of such a series is held
├── UnknownLetter (a LookupError too)    the series is held, but not that letter
│   └── WithdrawnLetter                  it was, and was withdrawn
├── UnknownReading (a LookupError too)   the letter was not read that often
├── UnknownStatement (a LookupError too) the letter is held, but makes no such statement
├── UnknownItem (a LookupError too)      no item has that id or short name
├── UnknownArchive (a LookupError too)   the feed does not have so many archives
├── UnknownSource (a LookupError too)    no place of that id is watched
├── AmbiguousItem (a LookupError too)    several items have that short name
├── BadSeriesName (a ValueError too)     not a name that a series can have
├── BadSource (a ValueError too)         not a place that can be watched
├── BadComparison (a ValueError too)     the two letters to compare are not named as `old..new`
├── BadFilter (a ValueError too)         a word of the filter language cannot be read
│   └── UnusableFilter                   it can, and has no meaning for what is asked
├── BadCursor (a ValueError too)         not a cursor that a list gave out
├── UnknownParameter (a ValueError too)  asked with a parameter that there is not
├── BadReceiverAddress (a ValueError too)   nothing can be sent to that address
├── BadPosition (a ValueError too)       not a position that the log has reached
├── NoAccess                             no token was given that opens the subscription
├── UnknownSubscription (a LookupError too) there is no subscription of that id
├── UnknownUpload (a LookupError too)    no upload of this address waits, or not any more
├── ForeignForm                          a form that changes something did not come from our own pages
│   in too_much.py:
├── TooManySubscriptions                 there are as many as the settings allow
├── TooManyTests                         a subscription was tested too often
├── TooManyFollowers                     as many follow the stream as the settings allow
├── TooManyUploads                       as many came in within a day as the settings allow
├── UploadTooLarge                       more bytes than the settings allow
│   in record_faults.py:
├── UnusableDatabaseUrl (a ValueError too)  not the address of a database that we can keep letters in
├── DatabaseUnavailable                  it does, but the database cannot be reached or opened
├── UnusableSigningKey (a ValueError too)   there is no key in the file that receipts are to be signed by
├── RecordingContested                   others kept recording first; nothing was stored
└── BrokenRecord                         what is kept is not what was recorded
"""

from __future__ import annotations

__all__ = [
    "AmbiguousItem",
    "BadComparison",
    "BadCursor",
    "BadFilter",
    "BadPosition",
    "BadReceiverAddress",
    "BadSeriesName",
    "BadSource",
    "ForeignForm",
    "NoAccess",
    "ServiceError",
    "UnknownArchive",
    "UnknownChange",
    "UnknownItem",
    "UnknownLetter",
    "UnknownParameter",
    "UnknownReading",
    "UnknownSeries",
    "UnknownSource",
    "UnknownStatement",
    "UnknownSubscription",
    "UnknownUpload",
    "UnusableFilter",
    "WithdrawnLetter",
]

# A message is read by a person: of a long list it names the last few, and says how many there are.
_NAMES_SHOWN = 12


class ServiceError(Exception):
    """The base of all errors of this package.

    `retry_after` is in how many seconds the same may be asked again, where that is known.
    """

    retry_after: int | None = None


class UnknownSeries(ServiceError, LookupError):
    """No letter of that series is held; `known` are the series of which letters are, in order of name."""

    def __init__(self, series: str, known: tuple[str, ...]) -> None:
        self.series = series
        self.known = known
        super().__init__(
            f"no letters of a series {series!r} are held; "
            + (f"held are {_listed(known)}" if known else "no letters are held at all yet: record one first")
        )


class UnknownLetter(ServiceError, LookupError):
    """The series is held, but not that letter; `held` are the dates of those that are, oldest first."""

    def __init__(self, series: str, wanted: str, held: tuple[str, ...]) -> None:
        self.series = series
        self.wanted = wanted
        self.held = held
        super().__init__(f"no letter {wanted!r} of {series!r} is held; held are {_listed(held)}")


class WithdrawnLetter(UnknownLetter):
    """The letter had come in and was withdrawn: it counts as not held. `why` is the reason that was given."""

    def __init__(self, series: str, wanted: str, held: tuple[str, ...], why: str) -> None:
        super().__init__(series, wanted, held)
        self.why = why
        others = f"; held are {_listed(held)}" if held else ""
        self.args = (f"the letter {wanted!r} of {series!r} was withdrawn: {why}{others}",)


class UnknownReading(ServiceError, LookupError):
    """The letter is held, but has no reading of that number; they count from 1 to `readings`."""

    def __init__(self, letter: str, wanted: int, readings: int) -> None:
        self.letter = letter
        self.wanted = wanted
        self.readings = readings
        often = "once" if readings == 1 else f"{readings} times"
        super().__init__(f"{letter} has no reading {wanted}: it was read {often}, and readings count from 1")


class UnknownArchive(ServiceError, LookupError):
    """The feed has no archive of that number; they count from 1 to `archives`."""

    def __init__(self, wanted: int, archives: int) -> None:
        self.wanted = wanted
        self.archives = archives
        have = f"it has {archives}, and they count from 1" if archives else "it has none yet"
        super().__init__(f"the feed has no archive {wanted}: {have}; its current document names the last")


class UnknownStatement(ServiceError, LookupError):
    """The letter is held, but makes no statement of that id; it makes `statements` in all."""

    def __init__(self, letter: str, wanted: str, statements: int) -> None:
        self.letter = letter
        self.wanted = wanted
        self.statements = statements
        super().__init__(
            f"{letter} makes no statement {wanted!r}; it makes {statements}, whose ids stand in its reading: "
            f"/v1/letters/{letter}"
        )


class UnknownChange(ServiceError, LookupError):
    """The two letters are held, but no change between them is called that, as they are compared now."""

    def __init__(self, old: str, new: str, change: str) -> None:
        self.old = old
        self.new = new
        self.change = change
        super().__init__(
            f"no change from {old} to {new} is called {change!r} now: a letter was read anew since, or "
            "somebody decided on a link; what was published of it stays on the page of its measure"
        )


class UnknownItem(ServiceError, LookupError):
    """No item has that id, nor ever had, nor that short name."""

    def __init__(self, item: str) -> None:
        self.item = item
        super().__init__(
            f"no item has the id or the short name {item!r}; look for it by its words: /v1/items?q=..."
        )


class AmbiguousItem(ServiceError, LookupError):
    """Several items have that short name; `ids` are theirs, in the order in which letters speak of them."""

    def __init__(self, slug: str, ids: tuple[str, ...]) -> None:
        self.slug = slug
        self.ids = ids
        named = ", ".join(ids[:_NAMES_SHOWN]) + (" and others" if len(ids) > _NAMES_SHOWN else "")
        super().__init__(f"{len(ids)} items have the short name {slug!r}; name one by its id: {named}")


class BadSeriesName(ServiceError, ValueError):
    """A series is named in lower-case letters, digits and single hyphens, and begins with a letter."""

    def __init__(self, series: str) -> None:
        self.series = series
        super().__init__(
            f"{series!r} cannot name a series: use up to 64 lower-case letters, digits and single hyphens, "
            "beginning with a letter, as in euco-migration"
        )


class BadSource(ServiceError, ValueError):
    """A place that cannot be watched for letters; `why` says what is wrong with it."""

    def __init__(self, place: str, why: str) -> None:
        self.place = place
        self.why = why
        super().__init__(
            f"cannot watch {place!r}: {why}; name a folder, or an address that begins with https://"
        )


class UnknownSource(ServiceError, LookupError):
    """No place of this id is watched."""

    def __init__(self, source: str) -> None:
        self.source = source
        super().__init__(f"no watched place has the id {source!r}; see lettertrail sources list")


class BadComparison(ServiceError, ValueError):
    """The letters to compare are not named as `old..new`."""

    def __init__(self, pair: str, why: str) -> None:
        self.pair = pair
        super().__init__(
            f"cannot compare {pair!r}: {why}; name two letters as old..new, each a date (2023-12-13), a "
            "re-issue (2023-12-13/2), previous or latest"
        )


class BadFilter(ServiceError, ValueError):
    """A filter cannot be read; `at` counts the characters before the fault."""

    def __init__(self, query: str, at: int, why: str) -> None:
        self.query = query
        self.at = at
        self.why = why
        super().__init__(f"cannot read the filter at character {at + 1}: {why}")


class UnusableFilter(BadFilter):
    """A filter, or a partner, that can be read and has no meaning for what is asked; `why` says all of it."""

    def __init__(self, query: str, why: str) -> None:
        super().__init__(query, 0, why)
        self.args = (why,)


class BadCursor(ServiceError, ValueError):
    """Not a cursor that this list gave out as `next`."""

    def __init__(self, cursor: str) -> None:
        self.cursor = cursor
        super().__init__(
            f"{cursor!r} is no cursor of this list; begin without `after`, then pass on what `next` gave"
        )


class UnknownParameter(ServiceError, ValueError):
    """Asked with query parameters that there are not; `known` are those that there are, in order."""

    def __init__(self, unknown: tuple[str, ...], known: tuple[str, ...]) -> None:
        self.unknown = unknown
        self.known = known
        named = ", ".join(repr(name) for name in unknown[:_NAMES_SHOWN])
        super().__init__(
            f"there is no query parameter {named} here; "
            + (f"there are {', '.join(known)}" if known else "there are none: leave it out")
        )


class BadReceiverAddress(ServiceError, ValueError):
    """Nothing can be sent to the address; `why` says what is wrong with it."""

    def __init__(self, url: str, why: str) -> None:
        self.url = url
        self.why = why
        super().__init__(
            f"cannot send to this address: {why}; give one as in https://receiver.example/letters, that is "
            "reached from the whole internet"
        )


class BadPosition(ServiceError, ValueError):
    """Not a position that the log has reached; it stands at `head`, None where that was not looked at."""

    def __init__(self, position: int | str, head: int | None) -> None:
        self.position = position
        self.head = head
        last = "the last one" if head is None else str(head)
        super().__init__(
            f"nothing can be sent from position {position} on: name one from 0, for all that was ever "
            f"published, to {last}, for what is published from now on"
        )


class NoAccess(ServiceError):
    """No token was given, or it opens no such subscription; which of the two is not told."""

    def __init__(self) -> None:
        super().__init__(
            "there is no subscription here that your token opens; send the token that was shown when the "
            "subscription was made, as in Authorization: Bearer lts_..."
        )


class UnknownSubscription(ServiceError, LookupError):
    """There is no subscription of that id, or there is none any longer."""

    def __init__(self, subscription: str) -> None:
        self.subscription = subscription
        super().__init__(
            f"there is no subscription {subscription!r}; lettertrail subscriptions list names those that "
            "there are"
        )


class UnknownUpload(ServiceError, LookupError):
    """No upload of this address waits: it was thrown away, or came in more than a day ago."""

    def __init__(self) -> None:
        super().__init__("no upload of this address waits any more; they are kept for a day: upload it anew")


class ForeignForm(ServiceError):
    """A form that changes something was not sent from one of our own pages; nothing was changed."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(
            f"the form was not taken: {why}; open the page anew here, allow its cookie, and send it again"
        )


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[-_NAMES_SHOWN:])
    return shown if len(names) <= _NAMES_SHOWN else f"{len(names)}, the last of them {shown}"
