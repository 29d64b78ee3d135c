"""Links over a whole series: measures followed from letter to letter, each an item with one permanent id.

The letters come in the order in which they were recorded, which need not be that of their dates. Each is
linked with its neighbours by date among those before it, so what an item was called once stays true when a
letter is found later: its id is that of its earliest recorded statement, and a merge keeps the older id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from diffing.abbreviations import light_words
from diffing.item_ids import item_id
from diffing.link_statements import link_statements
from diffing.links import Rule
from diffing.measure import naming
from diffing.plain_words import first_words, partner_name
from diffing.stems import words
from snapshots.letter import Kind, Letter, Statement

__all__ = ["Appearance", "Item", "follow_items", "item_ids"]

# How many letters before the neighbour are searched for what is back after a pause. A series is some ten
# letters long; what was silent for longer than a year is as good as new.
_LETTERS_BACK = 3
# What is back stands alone, without neighbours that bear it out: below this score it may be another measure.
_BACK = 0.6
_SLUG_WORDS = 5

_Node = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """What one letter says of an item: the letter's key and the statements, in reading order."""

    letter_key: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A measure followed through a series.

    `id` is opaque and permanent; `aliases` are ids that it had parts under before these were seen to be one.
    `slug` and `label` name it: the slug by its earliest recorded statement, the label by what the letter of
    the latest date says. `appearances` are in the order of the letters' dates. `partners` are those of all
    statements, `kind` is that of the latest.
    """

    id: str
    slug: str
    label: str
    aliases: tuple[str, ...]
    appearances: tuple[Appearance, ...]
    partners: tuple[str, ...]
    kind: Kind


@dataclass(slots=True)
class _Ledger:
    """Which statements are one item so far: members by id, the id of each statement, former ids by id."""

    members: dict[str, list[_Node]] = field(default_factory=dict)
    id_of: dict[_Node, str] = field(default_factory=dict)
    former: dict[str, list[str]] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)

    def add(self, node: _Node) -> None:
        """A statement of its own, after all that were recorded before it."""
        fresh = item_id(*node)
        self.members[fresh], self.id_of[node], self.former[fresh] = [node], fresh, []
        self.order[fresh] = len(self.order)

    def join(self, nodes: Sequence[_Node], known: frozenset[str]) -> None:
        """All of them are one item; an id that is `known` outside and gives way becomes an alias."""
        ids = sorted({self.id_of[node] for node in nodes}, key=self.order.__getitem__)
        for gone in ids[1:]:
            self.former[ids[0]] += [*([gone] if gone in known else []), *self.former.pop(gone)]
            for node in self.members[gone]:
                self.id_of[node] = ids[0]
            self.members[ids[0]] += self.members.pop(gone)


def follow_items(letters: Sequence[Letter]) -> tuple[Item, ...]:
    """The items of a series, in the order in which they were first recorded.

    `letters` are in the order in which they were recorded. Every statement is in exactly one item. The items
    of a longer series have the ids and aliases of a shorter one, and more.
    """
    ledger = _Ledger()
    for count, letter in enumerate(letters):
        known = frozenset(ledger.members)
        for statement in letter.statements:
            ledger.add((letter.key, statement.id))
        for nodes in _continued(letter, letters[:count], ledger):
            ledger.join(nodes, known)
    by_key = {letter.key: letter for letter in letters}
    return tuple(_item(ledger, by_key, one) for one in sorted(ledger.members, key=ledger.order.__getitem__))


def item_ids(items: Iterable[Item]) -> dict[tuple[str, str], str]:
    """The id of the item of each (letter key, statement id)."""
    return {
        (appearance.letter_key, statement): item.id
        for item in items
        for appearance in item.appearances
        for statement in appearance.statement_ids
    }


def _continued(letter: Letter, recorded: Sequence[Letter], ledger: _Ledger) -> Iterator[list[_Node]]:
    """Statements that are one item, by the letter's links with its neighbours and with what was silent."""
    earlier = sorted((one for one in recorded if _when(one) < _when(letter)), key=_when)
    later = sorted((one for one in recorded if _when(one) > _when(letter)), key=_when)
    if earlier:
        yield from _one_item(earlier[-1], letter)
    if later:
        yield from _one_item(letter, later[0])
    yield from _back_after_a_pause(letter, earlier, ledger)


def _when(letter: Letter) -> tuple[str, int]:
    return letter.date.isoformat(), letter.reissue


def _one_item(old: Letter, new: Letter) -> Iterator[list[_Node]]:
    linking = link_statements(old, new)
    for link in linking.links:
        yield [*((old.key, one) for one in link.before), *((new.key, one) for one in link.after)]
    yield from ([(old.key, one) for one in gone.statements] for gone in linking.unmentioned)
    yield from ([(new.key, one) for one in added.statements] for added in linking.added)


def _back_after_a_pause(letter: Letter, earlier: Sequence[Letter], ledger: _Ledger) -> Iterator[list[_Node]]:
    """Statements that continue nothing in the letter before, but something in one before that."""
    if not earlier:
        return
    spoken = {ledger.id_of[earlier[-1].key, s.id] for s in earlier[-1].statements}
    for old in reversed(earlier[-1 - _LETTERS_BACK : -1]):
        for nodes in _sure_links(old, letter):
            # Whole letters, for their words are weighed together; what was spoken of has its links.
            if spoken.isdisjoint(ledger.id_of[node] for node in nodes):
                yield nodes
                spoken.add(ledger.id_of[nodes[0]])


def _sure_links(old: Letter, new: Letter) -> Iterator[list[_Node]]:
    for link in link_statements(old, new).links:
        if link.rule is Rule.SAME_WORDS or link.score >= _BACK:
            yield [(old.key, link.before[0]), (new.key, link.after[0])]


def _item(ledger: _Ledger, letters: Mapping[str, Letter], one: str) -> Item:
    appearances = _appearances(ledger.members[one], letters)
    first = _statements(letters, ledger.members[one][:1])[0]
    latest = appearances[-1]
    said_last = [(latest.letter_key, statement_id) for statement_id in latest.statement_ids]
    last = naming(_statements(letters, said_last))
    said = _statements(letters, ledger.members[one])
    return Item(
        id=one,
        slug=_slug(first),
        label=first_words(last.text),
        aliases=tuple(dict.fromkeys(ledger.former[one])),
        appearances=appearances,
        partners=tuple(dict.fromkeys(partner for statement in said for partner in statement.partners)),
        kind=last.kind,
    )


def _appearances(nodes: Sequence[_Node], letters: Mapping[str, Letter]) -> tuple[Appearance, ...]:
    """By the letters' dates; the statements of each in reading order."""
    held = set(nodes)
    keys = sorted({key for key, _ in nodes}, key=lambda key: _when(letters[key]))
    return tuple(
        Appearance(
            letter_key=key,
            statement_ids=tuple(s.id for s in letters[key].statements if (key, s.id) in held),
        )
        for key in keys
    )


def _statements(letters: Mapping[str, Letter], nodes: Sequence[_Node]) -> list[Statement]:
    wanted = set(nodes)
    keys = dict.fromkeys(key for key, _ in nodes)
    return [s for key in keys for s in letters[key].statements if (key, s.id) in wanted]


def _slug(statement: Statement) -> str:
    """Whom it is about and what, in a few words that go into an address."""
    whom = partner_name(statement.partners[0]) if len(statement.partners) == 1 else ""
    named = words(whom)
    telling = [w for w in words(statement.text) if w not in light_words() and w not in named and w.isalnum()]
    return "-".join(re.sub(r"\W+", "-", word) for word in (*named, *telling[:_SLUG_WORDS])) or "item"
