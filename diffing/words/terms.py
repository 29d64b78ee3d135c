"""What a statement is about, as weighted terms: the common ground on which two wordings are compared.

A term is a stem ("coast"), a group of similar words ("~vessel"), an abbreviation or what it stands for
("^mrcc"), a partner ("@TN"), a sum ("=EUR 67000000"), a past date ("<2023-07-16..2023-07-16"), a deadline
(">..2023-12-31") or a figure ("#58940 ~people"). Its weight says how much it tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

from diffing.intervals import names_days
from diffing.words.abbreviations import expansions, light_words
from diffing.words.stems import stem, words
from snapshots.letter import Quantity, Statement
from snapshots.lexicon import few_per_series, load, per_series

__all__ = [
    "FACTS",
    "LEAST_TOLD",
    "Terms",
    "Weights",
    "names_of",
    "read_terms",
    "similar_units",
    "weigh",
    "with_similar",
    "words_of_acts",
]

# How terms begin that are sums, days that were, deadlines and figures.
FACTS = "=<>#"

# A weight is a whole number of billionths: sums come out the same in whatever order a set gives its terms.
_UNIT = 10**9
# A statement with less to tell than three rare words is compared as if it had as much.
LEAST_TOLD = 12 * _UNIT
# "X-ray" and "e-passport" are words, "Tunis-based" and "EU-funded" have a name.
_NAME = re.compile(r"(?<![.!?:\n])\s[\"'\u2018\u201c(]?([A-Z](?!-[a-z])[\w-]*)|\b([A-Z]{2,}[\w-]*)")
# What a term of each sort counts beside a plain word of the same rarity (DESIGN.md, decision 3: halving or
# doubling any of these moves the measured alignment by less than two hundredths).
_SORTS = {"~": 0.55, "^": 1.2, "@": 1.3, "=": 1.6, "<": 1.2, ">": 0.5, "#": 0.8}
_NAME_COUNTS = 1.2
# An opening is as long as a line and a half of a letter; a statement is long when it has twice as much.
_OPENING = 100
_LONG = 2
# In hundredths of its weight.
_FULL_MASS = 100
_FACT_MASS = 25
_LONE_MASS = 50
_LEAST = 0.1
# So large a figure is known without its noun: "the goal of one million".
_LARGE = 1000
_TELLING_PARTNERS = 2


# Runs of stems and the term that they stand for, by their first stem.
Runs = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of one statement, in the order of first mention.

    `opening` are those of the first words of a long statement, which name the measure before the details.
    `names` are those written with a capital, `own` the words that are neither names nor have similar words:
    letters have many ways to say "sign", and one for "tide gauge". `spelled` gives the word that a stem was
    first read from, `partners` how many it is about.
    """

    terms: tuple[str, ...]
    opening: frozenset[str]
    names: frozenset[str]
    own: frozenset[str]
    spelled: Mapping[str, str]
    partners: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The terms of one statement with their weights, and how much they tell; the same of its opening.

    All in billionths of the natural logarithm of how seldom a term is: a plain word that stands in one of
    three statements weighs 1.1, in one of twenty 3.
    """

    of: Mapping[str, int]
    total: int
    opening: Mapping[str, int]
    opening_total: int


@per_series
def _groups() -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[tuple[str, ...], str], ...]]]:
    """Groups by single stem; phrases, longest first, by their first stem."""
    single: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, members in load("similar_words")["groups"].items():
        for member in members:
            run = tuple(stem(word) for word in words(member))
            if len(run) == 1:
                single.setdefault(run[0], []).append(f"~{name}")
            else:
                phrases.setdefault(run[0], []).append((run, f"~{name}"))
    return (
        {key: tuple(dict.fromkeys(names)) for key, names in single.items()},
        {key: tuple(sorted(runs, key=lambda run: -len(run[0]))) for key, runs in phrases.items()},
    )


@per_series
def _counted() -> Mapping[str, tuple[str, ...]]:
    """By the stem of a noun the groups of what is one thing where it is counted."""
    found: dict[str, tuple[str, ...]] = {}
    for name, members in load("similar_words")["counted"].items():
        for member in members:
            found[stem(member)] = (*found.get(stem(member), ()), f"~counted {name}")
    return found


@per_series
def words_of_acts() -> frozenset[str]:
    """The terms that say what is done and never to what: groups of such words, stems of no other group."""
    acts = load("similar_words")["acts"]
    groups = frozenset(f"~{name}" for name in acts["groups"])
    single, _ = _groups()
    stems = [key for key, names in single.items() if groups.issuperset(names)]
    return groups.union(stems, map(stem, acts["words"]))


@per_series
def _figures() -> Mapping[str, str]:
    return {word: figure for figure, spelled in load("similar_words")["figures"].items() for word in spelled}


def read_terms(statements: Sequence[Statement]) -> tuple[Terms, ...]:
    """The terms of each statement; abbreviations are explained from all of them together."""
    known = _known([statement.text for statement in statements])
    return tuple([_terms(statement, known) for statement in statements])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What stands for another word: a figure, a group of similar words, an abbreviation for its run."""

    figures: Mapping[str, str]
    single: Mapping[str, tuple[str, ...]]
    runs: Runs


def _known(texts: Sequence[str]) -> _Known:
    single, phrases = _groups()
    explained = _explained(texts)
    runs = {key: (*phrases.get(key, ()), *explained.get(key, ())) for key in (*phrases, *explained)}
    return _Known(figures=_figures(), single=single, runs=runs)


def _explained(texts: Sequence[str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Runs of stems that stand for an abbreviation, by their first stem."""
    runs: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, run in expansions(texts).items():
        stems = tuple(stem(word) for word in run)
        runs.setdefault(stems[0], []).append((stems, f"^{key}"))
        runs.setdefault(stem(key), []).append(((stem(key),), f"^{key}"))
        runs.setdefault(stem(key + "s"), []).append(((stem(key + "s"),), f"^{key}"))
    return {key: tuple(sorted(set(found))) for key, found in runs.items()}


def _terms(statement: Statement, known: _Known) -> Terms:
    text = _without_facts(statement, _with_its_heading(statement))
    cut = words(text)
    stems = _stems(cut, known)
    said_otherwise = _said_otherwise(statement.partners)
    backwards = zip(reversed(stems), reversed(cut), strict=True)
    spelled = {key: word for key, word in backwards if word not in said_otherwise}
    found = dict.fromkeys((*_told(stems, spelled, known), *_facts(statement, statement.text)))
    # Capitals of a heading are its typography, and name nobody.
    named = _names(_without_facts(statement, statement.text))
    names = frozenset([stem(word) for name in named for word in words(name)])
    return Terms(
        terms=tuple(found),
        opening=_opening(statement, spelled, known),
        names=names,
        own=frozenset(spelled).difference(known.single, names),
        partners=len(statement.partners),
        spelled=spelled,
    )


# What only says for whom and when is shorter: "Bosnia and Herzegovina: second half of 2030". Between seven
# pairs of letters and eight generated ones no change is another with 30, or with no bound, which only spares
# cutting the others.
_BARE = 60


def _with_its_heading(statement: Statement) -> str:
    """What it says, with its heading where it only says for whom and when: "Malta: May 2030"."""
    times = (*statement.deadlines, *statement.dates)
    if statement.topic is None or not times or len(statement.text) > _BARE:
        return statement.text
    said = _without_facts(statement, statement.text)
    tells = any(word not in _said_otherwise(statement.partners) for word in words(said))
    return statement.text if tells else f"{statement.topic}: {statement.text}"


def _opening(statement: Statement, spelled: Container[str], known: _Known) -> frozenset[str]:
    """The terms of the first words of a long statement; none of a short one."""
    if len(statement.text) < _LONG * _OPENING:
        return frozenset()
    first = statement.text[:_OPENING].rpartition(" ")[0]
    stems = _stems(words(_without_facts(statement, first)), known)
    return frozenset((*_told(stems, spelled, known), *_facts(statement, first)))


def _stems(cut: Sequence[str], known: _Known) -> tuple[str, ...]:
    figures = known.figures
    return tuple([stem(figures.get(word, word)) for word in cut])


def _told(stems: tuple[str, ...], spelled: Container[str], known: _Known) -> list[str]:
    """The terms of these stems: those that tell something, their groups, and the runs that they begin."""
    single = known.single
    telling = [key for key in stems if key in spelled]
    groups = [group for key in telling if key in single for group in single[key]]
    return [*telling, *groups, *_runs_in(stems, known.runs)]


@per_series
def names_of(partners: tuple[str, ...]) -> frozenset[str]:
    """The words by which letters name these partners, who are terms of their own."""
    known = load("partners")
    entries = [known["countries"].get(code) or known["regions"].get(code) or {} for code in partners]
    named = [name for entry in entries for key in ("names", "people") for name in entry.get(key, ())]
    return frozenset(word for name in named for word in words(name))


@per_series
def _said_otherwise(partners: tuple[str, ...]) -> frozenset[str]:
    """Words that are no terms of what is about these partners: they say nothing, or name who has a term."""
    return light_words() | names_of(partners)


def _without_facts(statement: Statement, text: str) -> str:
    """A text of the statement less its sums and times, which are terms of their own."""
    quotes = {amount.quote for amount in statement.amounts}
    quotes |= {time.quote for time in (*statement.deadlines, *statement.dates)}
    for quote in sorted(quotes, key=lambda quote: (-len(quote), quote)):
        text = text.replace(quote, " ")
    return text


def _names(text: str) -> list[str]:
    return [name or abbreviation for name, abbreviation in _NAME.findall(text)]


def _similar(stems: tuple[str, ...]) -> Iterator[str]:
    single, phrases = _groups()
    for found in stems:
        yield from single.get(found, ())
    yield from _runs_in(stems, phrases)


def _runs_in(stems: tuple[str, ...], runs: Runs) -> list[str]:
    begun = [(at, runs[first]) for at, first in enumerate(stems) if first in runs]
    return [term for at, found in begun for run, term in found if stems[at : at + len(run)] == run]


def _facts(statement: Statement, within: str) -> list[str]:
    """The partners, and the facts that stand in these words of the statement."""
    sums = [
        f"={one.currency} {one.value.normalize():f}"
        for one in statement.amounts
        if one.value is not None and one.quote in within
    ]
    # What has happened is told by the day on which it did or began: "since 1 May" is as of 1 May.
    dates = [time for time in statement.dates if time.edtf and time.quote in within]
    deadlines = [time for time in statement.deadlines if time.edtf and time.quote in within]
    counts = [quantity for quantity in statement.quantities if quantity.quote in within]
    return [
        *[f"@{partner}" for partner in statement.partners],
        *sums,
        *[f"<{time.earliest or time.latest}" for time in dates],
        *[f">{time.earliest or ''}..{time.latest or ''}" for time in deadlines],
        # A day that was promised is the day that is reported.
        *[f"<{time.earliest}" for time in deadlines if names_days(time)],
        *[term for quantity in counts for term in _quantity_terms(quantity)],
    ]


def _quantity_terms(quantity: Quantity) -> Iterator[str]:
    units = similar_units(quantity.unit)
    yield from (f"#{quantity.value.normalize():f} {unit}" for unit in units[:1])
    if units == ("%",):
        yield "#%"
    elif quantity.value >= _LARGE:
        yield f"#{quantity.value.normalize():f}"


def with_similar(stems: Iterable[str]) -> frozenset[str]:
    """The stems, and the groups of similar words to which they belong."""
    single, _ = _groups()
    found = tuple(stems)
    return frozenset(found).union(*(single.get(key, ()) for key in found))


@few_per_series(1024)
def similar_units(unit: str) -> tuple[str, ...]:
    """What a counted noun is matched by: groups of its words, its stem at the end; "%" for a share."""
    if unit.strip() in load("similar_words")["shares"]:
        return ("%",)
    cut = words(unit)
    # "States" and "days" tell nothing about a measure, but they are what is counted.
    stems = tuple(stem(word) for word in cut if word not in light_words()) or tuple(map(stem, cut))
    # The last word is what is counted, whatever it is called beside: "short-range radars" and "radars".
    alike = (group for noun in stems[-1:] for group in _counted().get(noun, ()))
    return tuple(dict.fromkeys((*_similar(stems), *alike, *stems[-1:])))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """How rare each term is, what it weighs as a word or fact and as a name, and its mass."""

    rarity: Mapping[str, float]
    usual: Mapping[str, int]
    as_name: Mapping[str, int]
    masses: Mapping[str, int]


def weigh(read: Sequence[Terms]) -> tuple[Weights, ...]:
    """Each statement's terms with their weights: the rarer among `read`, the heavier."""
    scale = _scale(read)
    return tuple([_weights(one, scale) for one in read])


def _scale(read: Sequence[Terms]) -> _Scale:
    counts = Counter(chain.from_iterable(one.terms for one in read))
    rarity = {term: max(log((len(read) + 1) / (count + 0.5)), _LEAST) for term, count in counts.items()}
    names = frozenset().union(*(one.names for one in read)).intersection(rarity)
    return _Scale(
        rarity=rarity,
        usual={term: _whole(rare * _SORTS.get(term[0], 1.0)) for term, rare in rarity.items()},
        as_name={name: _whole(rarity[name] * _NAME_COUNTS) for name in names},
        masses={term: _mass(term, count) for term, count in counts.items()},
    )


def _weights(one: Terms, scale: _Scale) -> Weights:
    usual, masses = scale.usual, scale.masses
    of = {term: usual[term] for term in one.terms}
    of |= {name: scale.as_name[name] for name in one.names if name in of}
    if one.partners > _TELLING_PARTNERS:  # a long list tells no more than two
        share = _SORTS["@"] * _TELLING_PARTNERS / one.partners
        of |= {term: _whole(scale.rarity[term] * share) for term in of if term[0] == "@"}
    opening = {term: weight for term, weight in of.items() if term in one.opening} if one.opening else {}
    return Weights(
        of=of, total=_told_by(of, masses), opening=opening, opening_total=_told_by(opening, masses)
    )


def _whole(weight: float) -> int:
    return round(weight * _UNIT)


def _told_by(weights: Mapping[str, int], masses: Mapping[str, int]) -> int:
    return sum([weight * masses[term] for term, weight in weights.items()]) // _FULL_MASS


def _mass(term: str, count: int) -> int:
    """How much of a term's weight counts against a pair that does not share it.

    Figures and days change from letter to letter, and a word that stands nowhere else cannot be shared.
    """
    if term[0] in FACTS or any(map(str.isdigit, term)):
        return _FACT_MASS
    return _LONE_MASS if count == 1 else _FULL_MASS
