"""Links over a whole series: measures followed from letter to letter, each an item with one permanent id.

The letters come in the order in which they were recorded, which need not be that of their dates. Each is
linked with its neighbours by date among those before it, so what an item was called once stays true when a
letter is found later: its id is that of its earliest recorded statement, and a merge keeps the older id.

A letter that is read anew says what its latest reading says, and links are made of that. Statements that it
was read to make before keep their place in their items, unseen, so that no id that was given leads nowhere.

What people decided of links comes before every link: what is one measure is joined first, and what is not is
never joined, by whatever other statements it would be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from diffing.changes.measure import naming
from diffing.changes.plain_words import first_words, partner_name
from diffing.followed_pairs import FollowedPair, FollowPair, follow_pair
from diffing.held_readings import Heirs, HeldReadings, Node, Step, read_steps, sort_readings
from diffing.item_ids import item_id
from diffing.words.abbreviations import light_words
from diffing.words.stems import words
from snapshots.letter import Kind, Letter, Statement
from snapshots.link_decisions import NOTHING_SETTLED, Decision, Place, Settled, settle

__all__ = ["Appearance", "Item", "follow_items", "item_ids"]

# How many letters before the neighbour are searched for what is back after a pause. A series is some ten
# letters long; what was silent for longer than a year is as good as new.
_LETTERS_BACK = 3
_SLUG_WORDS = 5


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

    An item without appearances was followed in a reading that newer ones do not bear out; what is said of it
    here is what was read then. `lapsed` are the statements that its letters are no longer read to make.
    """

    id: str
    slug: str
    label: str
    aliases: tuple[str, ...]
    appearances: tuple[Appearance, ...]
    lapsed: tuple[Appearance, ...]
    partners: tuple[str, ...]
    kind: Kind


@dataclass(slots=True)
class _Ledger:
    """Which statements are one item so far: members by id, the id of each statement, former ids by id.

    `decided` are, by id, the numbers of the settled measures that have statements in it.
    """

    settled: Settled = NOTHING_SETTLED
    follow: FollowPair = follow_pair
    members: dict[str, list[Node]] = field(default_factory=dict)
    id_of: dict[Node, str] = field(default_factory=dict)
    former: dict[str, list[str]] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)
    decided: dict[str, frozenset[int]] = field(default_factory=dict)

    def add(self, node: Node, place: int) -> None:
        """A statement of its own; `place` counts those that were recorded before it."""
        fresh = item_id(*node)
        self.members[fresh], self.id_of[node], self.former[fresh] = [node], fresh, []
        self.order[fresh] = place
        measure = self.settled.measures.get(Place(letter=node[0], statement=node[1]))
        self.decided[fresh] = frozenset() if measure is None else frozenset({measure})

    def pair(self, old: Letter, new: Letter) -> FollowedPair:
        """What the links of two letters say, as it was decided."""
        return self.follow(old, new, self.settled)

    def join(self, nodes: Sequence[Node], known: frozenset[str]) -> None:
        """All of them are one item, but for what was decided to be another than the first.

        An id that is `known` outside and gives way becomes an alias.
        """
        ids = sorted({self.id_of[node] for node in nodes}, key=self.order.__getitem__)
        for gone in ids[1:]:
            if self._are_apart(ids[0], gone):
                continue
            self.decided[ids[0]] |= self.decided.pop(gone)
            self.former[ids[0]] += [*([gone] if gone in known else []), *self.former.pop(gone)]
            for node in self.members[gone]:
                self.id_of[node] = ids[0]
            self.members[ids[0]] += self.members.pop(gone)

    def _are_apart(self, one: str, other: str) -> bool:
        pairs = ((a, b) for a in self.decided[one] for b in self.decided[other])
        return any(self.settled.are_apart(a, b) for a, b in pairs)


def follow_items(
    readings: Sequence[Letter],
    *,
    heirs: Heirs | None = None,
    decisions: Sequence[Decision] = (),
    follow: FollowPair = follow_pair,
) -> tuple[Item, ...]:
    """The items of a series, in the order in which they were first recorded.

    `readings` are in the order in which they were recorded; a letter that comes again was read anew, and
    `heirs` says who has the words of statements that it then lost. Every statement of the latest readings is
    in exactly one item. Every id and alias of a shorter series is one of a longer series, too, under the same
    `decisions`: those in force on links of the series, in any order. `follow` gives what `follow_pair` does.
    """
    held = sort_readings(readings)
    ledger, recorded = _Ledger(settled=settle(decisions), follow=follow), dict[str, Letter]()
    # In a series that was read anew any statement may have named an item: each id goes on leading somewhere.
    every_id = frozenset(item_id(*node) for node in held.order) if len(readings) > len(held.letters) else None
    for step in read_steps(readings, held):
        known = every_id or frozenset(ledger.members)
        if step.lost is None:
            _add_all(step.letter, held, ledger)
            _join_decided(ledger)
        for nodes in _one_item_by(step, held, heirs or {}, recorded, ledger):
            ledger.join(nodes, known)
        recorded[step.letter.key] = step.letter
    in_order = sorted(ledger.members, key=ledger.order.__getitem__)
    return tuple(_item(ledger, held, recorded, one) for one in in_order)


def item_ids(items: Iterable[Item]) -> dict[tuple[str, str], str]:
    """The id of the item of each (letter key, statement id)."""
    return {
        (appearance.letter_key, statement): item.id
        for item in items
        for appearance in item.appearances
        for statement in appearance.statement_ids
    }


def _add_all(letter: Letter, held: HeldReadings, ledger: _Ledger) -> None:
    """All statements that any reading of the letter has had."""
    for node in (*((letter.key, one.id) for one in letter.statements), *held.gone[letter.key]):
        ledger.add(node, held.order[node])


def _join_decided(ledger: _Ledger) -> None:
    """What was decided to be one measure, of the statements so far; each may have named an item before."""
    measures: dict[int, list[Node]] = {}
    for place, measure in ledger.settled.measures.items():
        if (place.letter, place.statement) in ledger.id_of:
            measures.setdefault(measure, []).append((place.letter, place.statement))
    for nodes in measures.values():
        ledger.join(nodes, frozenset(item_id(*node) for node in nodes))


def _one_item_by(
    step: Step, held: HeldReadings, heirs: Heirs, recorded: Mapping[str, Letter], ledger: _Ledger
) -> Iterator[list[Node]]:
    """Statements that are one item, as one more reading shows."""
    letters = list(recorded.values())
    if step.lost is None:
        yield from _inherited(step.letter, held, heirs)
        yield from _continued(step.letter, letters, ledger)
    else:
        alone = [one for one in step.lost.statements if (step.letter.key, one.id) not in heirs]
        yield from _carried_on(_only(step.lost, alone), letters, ledger)


def _inherited(letter: Letter, held: HeldReadings, heirs: Heirs) -> Iterator[list[Node]]:
    """Statements that are gone, with those that have their words now."""
    for node in sorted(held.gone[letter.key], key=held.order.__getitem__):
        if node in heirs:
            yield [node, (letter.key, heirs[node])]


def _carried_on(lost: Letter, recorded: Sequence[Letter], ledger: _Ledger) -> Iterator[list[Node]]:
    """What the letter is no longer read to say, with what its neighbours go on saying of the same."""
    if not lost.statements:
        return
    earlier, later = _around(lost, recorded)
    if earlier:
        yield from _sure_links(earlier[-1], lost, ledger)
    if later:
        yield from _sure_links(lost, later[0], ledger)


def _around(letter: Letter, recorded: Sequence[Letter]) -> tuple[list[Letter], list[Letter]]:
    """The letters before it and behind it, by date."""
    earlier = sorted((one for one in recorded if _when(one) < _when(letter)), key=_when)
    later = sorted((one for one in recorded if _when(one) > _when(letter)), key=_when)
    return earlier, later


def _continued(letter: Letter, recorded: Sequence[Letter], ledger: _Ledger) -> Iterator[list[Node]]:
    """Statements that are one item, by the letter's links with its neighbours and with what was silent."""
    earlier, later = _around(letter, recorded)
    if earlier:
        yield from _one_item(earlier[-1], letter, ledger)
    if later:
        yield from _one_item(letter, later[0], ledger)
    yield from _back_after_a_pause(letter, earlier, ledger)


def _when(letter: Letter) -> tuple[str, int]:
    return letter.date.isoformat(), letter.reissue


def _one_item(old: Letter, new: Letter, ledger: _Ledger) -> Iterator[list[Node]]:
    pair = ledger.pair(old, new)
    for link in pair.continued:
        yield [*((old.key, one) for one in link.before), *((new.key, one) for one in link.after)]
    yield from ([(old.key, one) for one in gone] for gone in pair.unmentioned)
    yield from ([(new.key, one) for one in added] for added in pair.added)


def _back_after_a_pause(letter: Letter, earlier: Sequence[Letter], ledger: _Ledger) -> Iterator[list[Node]]:
    """Statements that continue nothing in the letter before, but something in one before that."""
    if not earlier:
        return
    spoken = {ledger.id_of[earlier[-1].key, s.id] for s in earlier[-1].statements}
    for old in reversed(earlier[-1 - _LETTERS_BACK : -1]):
        for nodes in _sure_links(old, letter, ledger):
            # Whole letters, for their words are weighed together; what was spoken of has its links.
            if spoken.isdisjoint(ledger.id_of[node] for node in nodes):
                yield nodes
                spoken.add(ledger.id_of[nodes[0]])


def _only(letter: Letter, statements: Sequence[Statement]) -> Letter:
    return replace(letter, statements=tuple(statements))


def _sure_links(old: Letter, new: Letter, ledger: _Ledger) -> Iterator[list[Node]]:
    for link in ledger.pair(old, new).continued:
        if link.sure:
            yield [(old.key, link.before[0]), (new.key, link.after[0])]


def _item(ledger: _Ledger, held: HeldReadings, letters: Mapping[str, Letter], one: str) -> Item:
    nodes = ledger.members[one]
    appearances = _appearances(nodes, letters)
    said = _statements(letters, nodes) or [held.said[node] for node in nodes]
    last = appearances[-1] if appearances else None
    places = [(last.letter_key, one) for one in last.statement_ids] if last else nodes[-1:]
    latest = naming([held.said[place] for place in places])
    return Item(
        id=one,
        slug=_slug(held.said[nodes[0]]),
        label=first_words(latest.text),
        aliases=tuple(dict.fromkeys(ledger.former[one])),
        appearances=appearances,
        lapsed=_lapsed(nodes, held),
        partners=tuple(dict.fromkeys(partner for statement in said for partner in statement.partners)),
        kind=latest.kind,
    )


def _appearances(nodes: Sequence[Node], letters: Mapping[str, Letter]) -> tuple[Appearance, ...]:
    """By the letters' dates; the statements of each in reading order; letters that say nothing left out."""
    wanted = set(nodes)
    keys = sorted({key for key, _ in nodes}, key=lambda key: _when(letters[key]))
    stated = ((key, tuple(s.id for s in letters[key].statements if (key, s.id) in wanted)) for key in keys)
    return tuple(Appearance(letter_key=key, statement_ids=ids) for key, ids in stated if ids)


def _lapsed(nodes: Sequence[Node], held: HeldReadings) -> tuple[Appearance, ...]:
    """By the letters' keys, in the order in which they were first recorded."""
    gone: dict[str, list[str]] = {}
    for key, statement in sorted(nodes, key=held.order.__getitem__):
        if (key, statement) in held.gone[key]:
            gone.setdefault(key, []).append(statement)
    return tuple(Appearance(letter_key=key, statement_ids=tuple(gone[key])) for key in sorted(gone))


def _statements(letters: Mapping[str, Letter], nodes: Sequence[Node]) -> list[Statement]:
    wanted = set(nodes)
    keys = dict.fromkeys(key for key, _ in nodes)
    return [s for key in keys for s in letters[key].statements if (key, s.id) in wanted]


def _slug(statement: Statement) -> str:
    """Whom it is about and what, in a few words that go into an address."""
    whom = partner_name(statement.partners[0]) if len(statement.partners) == 1 else ""
    named = words(whom)
    telling = [w for w in words(statement.text) if w not in light_words() and w not in named and w.isalnum()]
    return "-".join(re.sub(r"\W+", "-", word) for word in (*named, *telling[:_SLUG_WORDS])) or "item"
