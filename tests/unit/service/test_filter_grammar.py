"""The grammar is that of what is read, the examples are true, and both stand where people read them."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BadFilter
from service.filters.filter_grammar import EXAMPLES, GRAMMAR
from service.filters.filter_language import matches, parse

DESIGN = Path(__file__).parents[3] / "service" / "filters" / "DESIGN.md"
RULES = dict(re.findall(r"^(\w+)\s*=\s*(.*?) ;$", GRAMMAR, re.MULTILINE))
TOKEN = re.compile(r"\"[^\"]*\"|'[^']*'|\?[^?]*\?|\w+|[\[\]{}(),|]")
NO_SUCH_VALUE = "there is no (kind|column|status)|no partner is called|is no date of a letter"
# What is easier said than written in EBNF.
SAID = {
    "any words": st.sampled_from(["patrol vessel", "EUR 5 m, or more", "AND"]),
    "a word": st.sampled_from(
        ["EG", "egypt", "deadline", "vessel", "2023-12-13", "planned", "next_steps", "é-clair"]
    ),
    "one to six": st.from_regex(r"[0-9]{1,6}", fullmatch=True),
    "at least one blank": st.sampled_from([" ", "  ", "\t"]),
}


class _Reader:
    """Makes of a rule a strategy for what it derives."""

    def __init__(self, rule):
        self.tokens = TOKEN.findall(rule)

    def alternatives(self):
        several = [self.sequence()]
        while self.tokens and self.tokens[0] == "|":
            self.tokens.pop(0)
            several.append(self.sequence())
        return st.one_of(several)

    def sequence(self):
        parts = [self.factor()]
        while self.tokens and self.tokens[0] == ",":
            self.tokens.pop(0)
            parts.append(self.factor())
        return st.tuples(*parts).map("".join)

    def factor(self):
        token = self.tokens.pop(0)
        if token in "[{(":
            inner = self.alternatives()
            self.tokens.pop(0)
            if token == "[":
                return st.one_of(st.just(""), inner)
            return st.lists(inner, max_size=2).map("".join) if token == "{" else inner
        if token[0] in "\"'":
            return st.just(token[1:-1])
        if token[0] == "?":
            return next(made for words, made in SAID.items() if token[2:].startswith(words))
        return st.deferred(lambda: derived(token))


def derived(name):
    return _Reader(RULES[name]).alternatives()


@given(derived("filter"))
def test_whatever_the_grammar_derives_is_read_or_names_a_value_that_there_is_not(query):
    why = ""
    try:
        parse(query)
    except BadFilter as fault:
        why = fault.why
    assert not why or re.search(NO_SUCH_VALUE, why)


def test_every_field_of_the_language_stands_in_the_grammar():
    from service.filters.filter_language import FIELDS

    assert [field for field in FIELDS if f'"{field}' not in GRAMMAR] == []


CHANGES = [
    {"kind": "deadline.moved", "partners": ["EG"], "facts": {"days": [120, 150]}, "new": "s/2023-12-13"},
    {"kind": "deadline.moved", "partners": ["LY"], "facts": {"days": [31, 100]}, "minor": False},
    {"kind": "contract.signed", "partners": ["TN"], "facts": {}, "new": "s/2024-02-01"},
    {
        "kind": "amount.changed",
        "partners": ["western-balkans"],
        "facts": {"commitment": {"direction": "weakened"}},
        "amounts": [{"value": "6000000", "currency": "EUR"}],
        "sentence": "A vessel for search and rescue.",
        "new": "s/2023-12-13",
    },
    {"kind": "item.unmentioned", "partners": ["EG"], "facts": {}},
    {
        "kind": "item.added",
        "partners": [],
        "parts": ["1. PREVENTION"],
        "columns": ["next_steps"],
        "statuses": ["planned"],
        "facts": {},
    },
    {"kind": "deadline.closed", "partners": ["MA"], "facts": {}},
]


@pytest.mark.parametrize("query", [query for query, _ in EXAMPLES])
def test_an_example_finds_some_changes_and_not_all(query):
    found = [change for change in CHANGES if matches(parse(query), change)]
    assert 0 < len(found) < len(CHANGES)


def test_grammar_and_examples_stand_in_the_design_word_for_word():
    design = DESIGN.read_text("utf-8")
    assert f"```\n{GRAMMAR}\n```" in design
    assert [query for query, asks in EXAMPLES if f"| `{query}` | {asks} |" not in design] == []
