"""How a measure stands, put into words: one sentence, in one of several wordings."""

from __future__ import annotations

from datetime import date

from measures import State, vocabulary

__all__ = ["say"]

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def say(state: State) -> str:
    """The statement, a whole sentence."""
    measure = state.measures[0]
    forms = vocabulary()["act"][measure.act][state.status]
    label = state.style == "label"
    what, where = measure.about.names[state.name], _where(state, with_country=not label)
    words = {
        "what": what,
        "where": f"in {where}",
        "where_to": f"to {where}",
        "where_with": _with(state, label=label),
        "where_first": f"In {where}",
        "sum": _sum(state.sum),
        "count": f"{state.count} {measure.about.unit}",
        "share": f"{state.count % 60 + 2}%",
        "when": _when(state),
        "when_first": _upper(_when(state)),
        "who": state.actor,
        "who_first": _upper(state.actor),
        "what_first": _upper(what),
    }
    sentence = _joined(forms[state.form % len(forms)].format(**words), state)
    return f"{measure.country}: {_lower_start(sentence)}" if label else sentence


def _joined(sentence: str, state: State) -> str:
    """With its remark, if any; "30 gauges of tide gauges" counted once."""
    unit = state.measures[0].about.unit
    name = state.measures[0].about.names[state.name]
    if name.endswith(unit):
        sentence = sentence.replace(f"{unit} of {name}", name)
    if state.tail is None:
        return sentence
    return f"{sentence[:-1]}, {state.tail.format(who=state.actor)}."


def _where(state: State, *, with_country: bool) -> str:
    towns = [measure.town for measure in state.measures if measure.town]
    country = state.measures[0].country
    if not towns:
        return country
    named = " and ".join(towns)
    return f"{named}, {country}" if with_country else named


def _with(state: State, *, label: bool) -> str:
    """Talks are held with a country, and concern a town."""
    towns = [measure.town for measure in state.measures if measure.town]
    about = f" for {' and '.join(towns)}" if towns else ""
    return f"with the authorities{about}" if label else f"with {state.measures[0].country}{about}"


def _sum(tenths: int) -> str:
    millions = f"{tenths / 10:.1f}".removesuffix(".0")
    return f"EUR {millions} million"


def _when(state: State) -> str:
    due, behind = state.due, state.status == "done"
    if state.precision == "day":
        return f"on {due.day} {_month(due)}"
    if state.precision == "quarter" and not behind:
        return f"in Q{(due.month + 2) // 3} {due.year}"
    if state.precision == "end" and not behind:
        return f"by the end of {_month(due)}"
    return f"in {_month(due)}"


def _month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _upper(words: str) -> str:
    return words[0].upper() + words[1:]


def _lower_start(sentence: str) -> str:
    """After a label a sentence goes on in small letters, but for names and abbreviations."""
    first = sentence.split(maxsplit=1)[0]
    keeps = (len(first) > 1 and first[:2].isupper()) or first in _names()
    return sentence if keeps else sentence[0].lower() + sentence[1:]


def _names() -> frozenset[str]:
    countries = vocabulary()["countries"]
    return frozenset([*(name.split()[0] for name in countries if not name.startswith("The ")), "X-ray"])
