"""Made-up measures: what each is about and where, and how it stands at one time.

A measure is one object in one town (or country). A group is what one statement reports on: one measure, or two of
the same sort that are told together. How a group stands is a `State`; a letter is a list of groups with their states.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from chance import Chance

__all__ = ["Field", "Measure", "Object", "State", "fields", "invent", "look_alike", "sibling", "vocabulary"]

_WITHOUT_A_TOWN = 0.15
_TOGETHER = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """What a measure may be about; `names` are its names, the usual one first."""

    sort: str
    names: tuple[str, ...]
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of work with its headings; `topics` and `new_topics` name the same things in order."""

    name: str
    parts: tuple[str, ...]
    topics: tuple[str, ...]
    new_topics: tuple[str, ...]
    objects: tuple[Object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure: `number` is its identity, through all letters."""

    number: int
    about: Object
    act: str
    country: str
    town: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How one or two measures stand, and how that is put.

    `sum` is in tenths of a million; `due` a time that is said, ahead when planned and behind when done.
    `name`, `form` and `style` choose among the wordings; `tail` is a remark or none.
    """

    measures: tuple[Measure, ...]
    status: str
    sum: int
    count: int
    due: date
    precision: str
    name: int
    form: int
    style: str
    actor: str
    tail: str | None
    field: int
    part: int
    topic: int


@cache
def vocabulary() -> dict[str, Any]:
    """The words of vocabulary.toml."""
    return tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text("utf-8"))


@cache
def fields() -> tuple[Field, ...]:
    """All fields, in the order of the file."""
    return tuple(_field(entry) for entry in vocabulary()["field"])


def _field(entry: dict[str, Any]) -> Field:
    objects = [
        Object(sort=sort, names=tuple(one["names"]), unit=one.get("unit", "workers"))
        for sort in ("thing", "works", "people", "matter", "figure")
        for one in entry[sort]
    ]
    return Field(
        name=entry["name"],
        parts=tuple(entry["parts"]),
        topics=tuple(entry["topics"]),
        new_topics=tuple(entry["new_topics"]),
        objects=tuple(objects),
    )


Taken = set[tuple[str, str]]


def invent(chance: Chance, taken: Taken, number: int, written_on: date) -> State:
    """A measure that no other in `taken` could be mistaken for by a careful reader: nobody has its object there."""
    while True:
        at = chance.between(0, len(fields()) - 1)
        field = fields()[at]
        about = chance.pick(field.objects)
        place = _place(chance)
        if (about.names[0], place[1] or place[0]) in taken:
            continue
        acts = [name for name, act in vocabulary()["act"].items() if about.sort in act["on"]]
        measure = Measure(number=number, about=about, act=chance.pick(acts), country=place[0], town=place[1])
        taken.add((about.names[0], place[1] or place[0]))
        return _first_state(chance, measure, at, written_on)


def _place(chance: Chance) -> tuple[str, str | None]:
    country = chance.pick(tuple(vocabulary()["countries"]))
    town = chance.pick(vocabulary()["countries"][country])
    return country, None if chance.happens(_WITHOUT_A_TOWN) else town


def _first_state(chance: Chance, measure: Measure, field: int, written_on: date) -> State:
    statuses = [s for s in ("planned", "ongoing", "done", "on_hold") if s in _forms(measure)]
    weighed = [s for s in statuses for _ in range({"planned": 9, "ongoing": 6, "done": 4, "on_hold": 1}[s])]
    status = chance.pick(weighed)
    ahead = chance.between(20, 400) if status == "planned" else -chance.between(10, 120)
    return State(
        measures=(measure,),
        status=status,
        sum=chance.between(5, 400),
        count=chance.between(3, 480),
        due=written_on + timedelta(days=ahead),
        precision=chance.pick(("day", "month", "month", "quarter", "end")),
        name=0 if chance.happens(0.8) else 1,
        form=chance.between(0, len(_forms(measure)[status]) - 1),
        style=chance.pick(("plain", "plain", "label")),
        actor=chance.pick(vocabulary()["actors"]),
        tail=chance.pick(vocabulary()["tails"]) if chance.happens(0.35) else None,
        field=field,
        part=chance.between(0, 1),
        topic=chance.between(0, 3),
    )


def _forms(measure: Measure) -> dict[str, list[str]]:
    forms: dict[str, list[str]] = vocabulary()["act"][measure.act]
    return forms


def look_alike(chance: Chance, state: State, taken: Taken, number: int) -> State | None:
    """The same measure for another partner, told in the same words; None where all others have one."""
    return _copied(chance, state, taken, number, same_country=False)


def sibling(chance: Chance, state: State, taken: Taken, number: int) -> State | None:
    """The same measure in another town of the same country, at times told in one statement with the first."""
    found = _copied(chance, state, taken, number, same_country=True)
    if found and chance.happens(_TOGETHER):
        return replace(found, measures=(*state.measures, *found.measures))
    return found


def _copied(chance: Chance, state: State, taken: Taken, number: int, *, same_country: bool) -> State | None:
    measure = state.measures[0]
    for _ in range(20):
        country = (
            measure.country
            if same_country
            else chance.other(tuple(vocabulary()["countries"]), measure.country)
        )
        town = chance.pick(vocabulary()["countries"][country])
        key = (measure.about.names[0], town)
        if key not in taken and measure.town is not None:
            taken.add(key)
            return replace(state, measures=(replace(measure, number=number, country=country, town=town),))
    return None
