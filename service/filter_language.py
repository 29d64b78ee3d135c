"""The one language in which changes and items are asked for: in searches, lists, feeds and calendars.

A filter is a run of terms with blanks between them; all of them must hold, and a `-` before a term turns it
round. No terms at all hold of everything. Upper and lower case and accents make no difference.

    kind:deadline.moved       this kind of change; `kind:deadline` is every kind that begins so. Of an item:
                              the kind of its measure, as in `kind:contract`
    partner:EG                about this partner: an ISO 3166-1 code (Kosovo XK) or a region (`north-africa`)
    part:prevention           stands in a part of the letter whose name has these words
    minor:yes  minor:no       cosmetic changes only, or none of them
    text:"patrol vessel"      has these words, one after the other; of an item: in any wording it ever had
    vessel   "patrol vessel"  the same as text:
    amount>=5m                names an amount of at least that many whole units of its currency (k, m, bn)
    slip>=90d                 a deadline moved by that many days or weeks (`13w`); negative is earlier

`kind:`, `partner:` and `part:` take alternatives with commas (`partner:EG,TN`); amount and slip take `>=`,
`<=`, `>`, `<` and `=`. A word is found by its beginning, so `vessel` finds "vessels". A vague deadline slips
by a range of days: a comparison holds when some day of the range satisfies it, so that `slip>=90d` asks what
may have slipped so far, and `slip>=90d -slip<90d` what certainly has.

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
from typing import TYPE_CHECKING, Any, cast

from diffing.typed_changes import KINDS
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
from snapshots.letter import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["FIELDS", "Facets", "Filter", "facets_of_change", "folded", "holds", "matches", "parse"]

# Changes may be asked for by what their kinds begin with, items by the kinds of measures.
_GROUPS = tuple(sorted({kind.partition(".")[0] for kind in KINDS}))
_KINDS = tuple(dict.fromkeys((*KINDS, *_GROUPS, *(kind.value for kind in Kind))))

# More than a page of prose is no filter, and each term costs time for every change that it is tried on.
_LONGEST = 1_000


def parse(query: str) -> Filter:
    """The filter that `query` spells; raises BadFilter, which says where the fault is and what would do."""
    if len(query) > _LONGEST:
        raise BadFilter(query, _LONGEST, f"a filter has at most {_LONGEST} characters; ask for less at once")
    return Filter(query=query, terms=tuple(_terms(query)))


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


def _terms(query: str) -> Iterator[Term]:
    at = _skip_blanks(query, 0)
    while at < len(query):
        match = _TERM.match(query, at)
        if match is None:
            raise BadFilter(query, at, 'a " stands alone; put one before the words and one behind')
        yield Term(test=_test(_spelt(query, match)), negated=bool(match["minus"]))
        at = _skip_blanks(query, match.end())


def _skip_blanks(query: str, at: int) -> int:
    return cast("re.Match[str]", _BLANKS.match(query, at)).end()


def _spelt(query: str, match: re.Match[str]) -> _Spelt:
    quoted = match["quoted"] is not None
    return _Spelt(
        query=query,
        field=(match["field"] or "text").lower(),
        sign=match["sign"] or ":",
        value=match["quoted"] if quoted else match["plain"],
        quoted=quoted,
        field_at=match.end("minus"),
        value_at=match.start("quoted" if quoted else "plain"),
    )


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
        if kind.lower() not in _KINDS:
            raise spelt.fault(f"there is no kind {kind!r}; the kinds are {', '.join(_KINDS)}")
    return OfKind(kinds=tuple(kind.lower() for kind in spelt.alternatives))


def _read_partner(spelt: _Spelt) -> Test:
    codes = (p.upper() if len(p) == 2 else p.lower() for p in spelt.alternatives)  # noqa: PLR2004  alpha-2
    return AboutPartner(partners=tuple(codes))


def _read_part(spelt: _Spelt) -> Test:
    return InPart(parts=tuple(_folded_words(spelt, part) for part in spelt.alternatives))


def _read_minor(spelt: _Spelt) -> Test:
    if spelt.value.lower() not in {"yes", "no"}:
        raise spelt.fault(f"{spelt.value!r} is neither yes nor no")
    return Cosmetic(minor=spelt.value.lower() == "yes")


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
