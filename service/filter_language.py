"""The one language in which changes and items are asked for: in searches, lists, feeds and calendars.

A filter is a run of terms with blanks between them; all of them must hold, and a `-` before a term turns it
round. No terms at all hold of everything. Upper and lower case and accents make no difference.

    kind:deadline.moved       this kind of change; `kind:deadline` is every kind that begins so. Of an item:
                              the kind of its measure, as in `kind:contract`; of what is in the calendar, that
                              too, and `kind:deadline` is all of it
    partner:EG                about this partner: an ISO 3166-1 code (Kosovo XK), a region (`north-africa`),
                              or the name of either (`partner:Egypt`, `partner:"Western Balkans"`)
    part:prevention           stands in a part of the letter whose name has these words
    minor:yes  minor:no       cosmetic changes only, or none of them; `true` and `false` say the same
    text:"patrol vessel"      has these words, one after the other; of an item: in any wording it ever had
    vessel   "patrol vessel"  the same as text:
    amount>=5m                names an amount of at least that many whole units of its currency (k, m, bn)
    slip>=90d                 a deadline moved by that many days or weeks (`13w`); negative is earlier. Items
                              have no slip, their changes have

`kind:`, `partner:` and `part:` take alternatives with commas (`partner:EG,TN`); amount and slip take `>=`,
`<=`, `>`, `<` and `=`. There is no AND, OR or NOT. A word is found by its beginning, so `vessel` finds
"vessels". A vague deadline slips by a range of days: a comparison holds when some day of the range satisfies
it, so that `slip>=90d` asks what may have slipped so far, and `slip>=90d -slip<90d` what certainly has.

>>> change = {
...     "kind": "deadline.moved", "partners": ["EG"], "minor": False, "parts": ["PREVENTION"],
...     "sentence": "Two patrol vessels are now due in March.", "facts": {"days": [31, 121]},
... }
>>> matches(parse('kind:deadline partner:EG,TN part:prevention "patrol vessel"'), change)
True
>>> matches(parse("slip>=90d -minor:yes"), change), matches(parse("slip>=90d -slip<90d"), change)
(True, False)
>>> parse("partner:EG amount>=lots")
Traceback (most recent call last):
service.errors.BadFilter: cannot read the filter at character 20: 'lots' is no amount; write it as in \
amount>=5m
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, cast

from diffing.changes.typed_changes import KINDS
from service.errors import BadFilter
from service.filter_terms import (
    AboutPartner,
    Cosmetic,
    Facets,
    Filter,
    InPart,
    NamesAmount,
    OfKind,
    Says,
    Sign,
    Slipped,
    Term,
    Test,
    facets_of_change,
    folded,
    holds,
)
from service.partner_names import partner_meant, regions
from snapshots.letter import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = [
    "DEADLINE",
    "FIELDS",
    "Facets",
    "Filter",
    "Subject",
    "facets_of_change",
    "folded",
    "holds",
    "matches",
    "parse",
]

# The kind that all deadlines of a calendar are of.
DEADLINE = "deadline"


class Subject(Enum):
    """What a filter asks for. The kinds of these differ, and what none of them can be is refused."""

    CHANGES = "changes"
    ITEMS = "items"
    DEADLINES = "deadlines"


# Changes may be asked for by what their kinds begin with, items by the kinds of measures.
_GROUPS = tuple(sorted({kind.partition(".")[0] for kind in KINDS}))
_MEASURES = tuple(kind.value for kind in Kind)
_KINDS = {
    Subject.CHANGES: (*KINDS, *_GROUPS),
    Subject.ITEMS: _MEASURES,
    Subject.DEADLINES: (DEADLINE, *_MEASURES),
}

# More than a page of prose is no filter, and each term costs time for every change that it is tried on.
_LONGEST = 1_000


def parse(query: str, *, about: Subject = Subject.CHANGES) -> Filter:
    """The filter that `query` spells; raises BadFilter, which says where the fault is and what would do."""
    if len(query) > _LONGEST:
        raise BadFilter(query, _LONGEST, f"a filter has at most {_LONGEST} characters; ask for less at once")
    return Filter(query=query, terms=tuple(_terms(query, about)))


def matches(wanted: Filter, change: Mapping[str, Any]) -> bool:
    """Whether a change, as JSON, is what the filter asks for."""
    return holds(wanted, facets_of_change(change))


_TERM = re.compile(
    r"""(?P<minus>-?)
        (?: (?P<field>[^\W\d_]+) (?P<sign>:|>=|<=|>|<|=) )?
        (?: "(?P<quoted>[^"]*)" | (?P<plain>[^\s"]*) )
        (?= \s | $ )""",
    re.VERBOSE,
)
_BLANKS = re.compile(r"\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spelt:
    """A term as spelt, and where in the query its field and its value begin."""

    query: str
    about: Subject
    field: str
    sign: str
    value: str
    quoted: bool
    field_at: int
    value_at: int

    def fault(self, why: str) -> BadFilter:
        """The error that points at the value."""
        return BadFilter(self.query, self.value_at, f"{why}; write it as in {_READERS[self.field][1]}")

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The values between commas; quoted words are one value."""
        values = (self.value,) if self.quoted else tuple(v for v in self.value.split(",") if v)
        if not values:
            raise self.fault("nothing stands between the commas")
        return values


def _terms(query: str, about: Subject) -> Iterator[Term]:
    at = _skip_blanks(query, 0)
    while at < len(query):
        match = _TERM.match(query, at)
        if match is None:
            raise BadFilter(query, at, 'a " stands alone; put one before the words and one behind')
        yield Term(test=_test(_spelt(query, match, about)), negated=bool(match["minus"]))
        at = _skip_blanks(query, match.end())


def _skip_blanks(query: str, at: int) -> int:
    return cast("re.Match[str]", _BLANKS.match(query, at)).end()


def _spelt(query: str, match: re.Match[str], about: Subject) -> _Spelt:
    quoted = match["quoted"] is not None
    if not quoted and not match["field"] and match["plain"] in _CONNECTIVES:
        raise BadFilter(query, match.start("plain"), _CONNECTIVES[match["plain"]])
    return _Spelt(
        query=query,
        about=about,
        field=(match["field"] or "text").lower(),
        sign=match["sign"] or ":",
        value=match["quoted"] if quoted else match["plain"],
        quoted=quoted,
        field_at=match.end("minus"),
        value_at=match.start("quoted" if quoted else "plain"),
    )


# What other search languages have: taken as words, they would quietly ask for something else.
_CONNECTIVES = {
    "AND": 'there is no AND: all terms hold together anyway, so leave it out; the word is written "and"',
    "OR": "there is no OR: alternatives stand behind one field with commas between, as in partner:EG,TN; "
    'the word is written "or"',
    "NOT": 'there is no NOT: put a - right before the term, as in -partner:EG; the word is written "not"',
}


def _test(spelt: _Spelt) -> Test:
    if spelt.field not in _READERS:
        raise BadFilter(
            spelt.query,
            spelt.field_at,
            f"there is no field {spelt.field!r}; the fields are {', '.join(FIELDS)}; "
            "words with a sign in them go between quotes",
        )
    read, example = _READERS[spelt.field]
    if (spelt.sign == ":") is not (":" in example):
        raise BadFilter(spelt.query, spelt.field_at, f"{spelt.field} is asked for as in {example}")
    if not spelt.value.strip():
        raise spelt.fault(f"no {spelt.field} is given")
    return read(spelt)


def _read_kind(spelt: _Spelt) -> Test:
    for kind in spelt.alternatives:
        if kind.lower() not in _KINDS[spelt.about]:
            raise _no_kind(spelt, kind)
    return OfKind(kinds=tuple(kind.lower() for kind in spelt.alternatives))


def _no_kind(spelt: _Spelt, kind: str) -> BadFilter:
    known = _KINDS[spelt.about]
    of_others = any(kind.lower() in kinds for kinds in _KINDS.values())
    why = f"{spelt.about.value} have no kind {kind!r}" if of_others else f"there is no kind {kind!r}"
    example = "kind:deadline.moved" if spelt.about is Subject.CHANGES else f"kind:{known[0]}"
    why = f"{why}; the kinds are {', '.join(known)}; write it as in {example}"
    return BadFilter(spelt.query, spelt.value_at, why)


def _read_partner(spelt: _Spelt) -> Test:
    return AboutPartner(partners=tuple(_partner(spelt, name) for name in spelt.alternatives))


def _partner(spelt: _Spelt, name: str) -> str:
    partner = partner_meant(name)
    if partner is None:
        raise spelt.fault(
            f"no partner is called {name!r}; partners are countries, by ISO 3166-1 code or name (of several "
            f'words between quotes, partner:"North Macedonia"), and regions: {", ".join(regions())}'
        )
    return partner


def _read_part(spelt: _Spelt) -> Test:
    return InPart(parts=tuple(_folded_words(spelt, part) for part in spelt.alternatives))


def _read_minor(spelt: _Spelt) -> Test:
    minor = _YES_OR_NO.get(spelt.value.lower())
    if minor is None:
        raise spelt.fault(f"{spelt.value!r} is neither yes nor no")
    return Cosmetic(minor=minor)


_YES_OR_NO = {"yes": True, "true": True, "no": False, "false": False}


def _read_text(spelt: _Spelt) -> Test:
    return Says(words=_folded_words(spelt, spelt.value))


def _folded_words(spelt: _Spelt, text: str) -> str:
    words = folded(text)
    if not words:
        raise spelt.fault(f"there is no word in {text!r}")
    return words


_AMOUNT = re.compile(r"(?P<digits>\d{1,15}(?:\.\d{1,6})?)(?P<unit>k|m|bn)?", re.IGNORECASE | re.ASCII)
_UNITS = {"": 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}


def _read_amount(spelt: _Spelt) -> Test:
    amount = _AMOUNT.fullmatch(spelt.value)
    if amount is None:
        raise spelt.fault(f"{spelt.value!r} is no amount")
    value = Decimal(amount["digits"]) * _UNITS[(amount["unit"] or "").lower()]
    return NamesAmount(sign=cast("Sign", spelt.sign), value=value)


_SLIP = re.compile(r"(?P<number>-?\d{1,6})(?P<unit>[dw])", re.IGNORECASE | re.ASCII)
_DAYS = {"d": 1, "w": 7}


def _read_slip(spelt: _Spelt) -> Test:
    if spelt.about is not Subject.CHANGES:
        why = f"{spelt.about.value} do not slip, changes do; leave it out, or ask a feed of changes"
        raise BadFilter(spelt.query, spelt.field_at, why)
    slip = _SLIP.fullmatch(spelt.value)
    if slip is None:
        raise spelt.fault(f"{spelt.value!r} is no number of days or weeks")
    return Slipped(sign=cast("Sign", spelt.sign), days=int(slip["number"]) * _DAYS[slip["unit"].lower()])


_READERS: dict[str, tuple[Callable[[_Spelt], Test], str]] = {
    "kind": (_read_kind, "kind:deadline.moved"),
    "partner": (_read_partner, "partner:EG"),
    "part": (_read_part, "part:prevention"),
    "minor": (_read_minor, "minor:no"),
    "text": (_read_text, 'text:"patrol vessel"'),
    "amount": (_read_amount, "amount>=5m"),
    "slip": (_read_slip, "slip>=90d"),
}
FIELDS = tuple(_READERS)
