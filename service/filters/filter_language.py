"""The one language in which changes and items are asked for: in searches, lists, feeds and calendars.

A filter is a run of terms with blanks between them; all of them must hold, and a `-` before a term turns it
round. No terms at all hold of everything. Upper and lower case and accents make no difference.

    kind:deadline.moved       this kind of change; `kind:deadline` is every kind that begins so. Of an item:
                              the kind of its measure, as in `kind:contract`; of what is in the calendar, that
                              too, and `kind:deadline` is all of it. `kind:correction` is what corrects an
                              entry of a change, beside the kind of that change
    partner:EG                about this partner: an ISO 3166-1 code (Kosovo XK), a region (`north-africa`),
                              or the name of either (`partner:Egypt`, `partner:"Western Balkans"`)
    item:two-patrol-vessels   of this measure: its short name, or any id that it has or had
    series:euco-migration     of this series of letters
    letter:2023-12-13         came with this letter, the newer of the two compared: its date, what that begins
                              with (`letter:2023`), or its key. Of an item: this letter speaks of it
    part:prevention           stands in a part of the letter whose name has these words
    column:next_steps         stands in this column of either letter: `body`, `ongoing`, `next_steps`. Of an
                              item: of any letter
    status:planned            the newer letter says so, or the older where that is silent: `done`, `ongoing`,
                              `planned`, `on_hold`, `not_started`. Of an item: the last that speaks of it
    strength:down             what is promised is promised less firmly than before, or with `up` more firmly.
                              Items have no strength of this sort, their changes have
    minor:yes  minor:no       cosmetic changes only, or none of them; `true` and `false` say the same
    text:"patrol vessel"      has these words, one after the other; of an item: in any wording it ever had
    vessel   "patrol vessel"  the same as text:
    amount>=5m                names an amount of at least that many whole units of its currency (k, m, bn)
    slip>=90d                 a deadline moved by that many days or weeks (`13w`); negative is earlier. Items
                              have no slip, their changes have

`kind:`, `partner:`, `item:`, `series:`, `letter:`, `part:`, `column:` and `status:` take alternatives with
commas (`partner:EG,TN`); amount and slip take `>=`, `<=`, `>`, `<` and `=`. There is no AND, OR or NOT. A
word is found by its beginning, so `vessel` finds "vessels". A vague deadline slips by a range of days: a
comparison holds when some day of the range satisfies it, so that `slip>=90d` asks what may have slipped so
far, and `slip>=90d -slip<90d` what certainly has.

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
from typing import TYPE_CHECKING, Any, cast

from service.errors import BadFilter
from service.filters.filter_fields import DEADLINE, FIELDS, Spelt, Subject, read_test
from service.filters.filter_terms import Facets, Filter, Term, facets_of_change, folded, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "DEADLINE",
    "FIELDS",
    "Facets",
    "Filter",
    "Subject",
    "can_be_asked",
    "facets_of_change",
    "folded",
    "holds",
    "matches",
    "parse",
    "part_of_query",
]

# More than a page of prose is no filter, and each term costs time for every change that it is tried on.
_LONGEST = 1_000


def parse(query: str, *, about: Subject = Subject.CHANGES) -> Filter:
    """The filter that `query` spells; raises BadFilter, which says where the fault is and what would do.

    Items and series are taken as they are called: `projections/filter_names.py` looks them up.
    """
    if len(query) > _LONGEST:
        raise BadFilter(query, _LONGEST, f"a filter has at most {_LONGEST} characters; ask for less at once")
    return Filter(query=query, terms=tuple(_terms(query, about)))


def matches(wanted: Filter, change: Mapping[str, Any]) -> bool:
    """Whether a change, as JSON, is what the filter asks for."""
    return holds(wanted, facets_of_change(change))


def part_of_query(query: str, *, about: Subject) -> str:
    """The terms of a query that can be asked of this, as they are spelt; what cannot be is left out.

    Raises BadFilter for a query that cannot be read at all.
    """
    parse(query)
    spelt = (match[0] for match in _each_term(query))
    return " ".join(term for term in spelt if can_be_asked(term, about=about))


def can_be_asked(query: str, *, about: Subject = Subject.CHANGES) -> bool:
    """Whether a query can be read as a filter of this."""
    try:
        parse(query, about=about)
    except BadFilter:
        return False
    return True


_TERM = re.compile(
    r"""(?P<minus>-?)
        (?: (?P<field>[^\W\d_]+) (?P<sign>:|>=|<=|>|<|=) )?
        (?: "(?P<quoted>[^"]*)" | (?P<plain>[^\s"]*) )
        (?= \s | $ )""",
    re.VERBOSE,
)
_BLANKS = re.compile(r"\s*")


def _terms(query: str, about: Subject) -> Iterator[Term]:
    for match in _each_term(query):
        yield Term(test=read_test(_spelt(query, match, about)), negated=bool(match["minus"]))


def _each_term(query: str) -> Iterator[re.Match[str]]:
    at = _skip_blanks(query, 0)
    while at < len(query):
        match = _TERM.match(query, at)
        if match is None:
            raise BadFilter(query, at, 'a " stands alone; put one before the words and one behind')
        yield match
        at = _skip_blanks(query, match.end())


def _skip_blanks(query: str, at: int) -> int:
    return cast("re.Match[str]", _BLANKS.match(query, at)).end()


def _spelt(query: str, match: re.Match[str], about: Subject) -> Spelt:
    quoted = match["quoted"] is not None
    if not quoted and not match["field"] and match["plain"] in _CONNECTIVES:
        raise BadFilter(query, match.start("plain"), _CONNECTIVES[match["plain"]])
    return Spelt(
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
