"""Who must act next, as far as the words name them: whose reply is awaited, who is to confirm, who blocks.

Around each run of named parties the words before and behind are looked at: what stands behind a subject
("Egypt to confirm", "Mali has not yet replied", "Chad refuses to"), before one who is asked ("invites
Member States to pledge"), and around an act that is waited for ("pending Council adoption", "requires the
approval of the Board", "Tunisian reply outstanding"). Nobody is guessed from a heading or a passive.
"""

from __future__ import annotations

from collections.abc import Iterator

from snapshots.facts.awaited_acts import find_awaited
from snapshots.facts.folded_places import place_of_words
from snapshots.facts.named_parties import Party, Run, find_runs
from snapshots.facts.next_actor_words import Stretch, ends_with, next_actor_words
from snapshots.facts.phrase_search import Words, split_words
from snapshots.facts.predicates import is_participle
from snapshots.facts.status_words import status_words
from snapshots.letter import NextActor, Span

__all__ = ["find_next_actors", "find_orders", "may_be_told_in"]

_STARTS = frozenset(".;:!?(•▪●➤▶>,–—")
_BEFORE_NAMES = frozenset(
    {"the", "both", "all", "some", "other", "most", "several", "those", "individual", "and", "but"}
)
# "no willingness to engage in talks by": words between what is lacking and whose it is.
_LONGEST_LACK = 7


def find_next_actors(text: str) -> tuple[NextActor, ...]:
    """Each who is named, with the words, as they stand in `text` and in their order; empty where none is."""
    words = split_words(text)
    if not may_be_told_in(words):
        return ()
    runs = find_runs(words)
    found: list[NextActor] = []
    taken: set[tuple[str, int]] = set()
    for stretch in sorted(_stretches(words, runs), key=lambda one: (one.first, -one.last, not one.blocking)):
        place = place_of_words(text, words, stretch.first, stretch.last)
        for party in stretch.run.parties:
            if place is not None and (party.who, stretch.run.start) not in taken:
                taken.add((party.who, stretch.run.start))
                found.append(_actor(text, party, place, blocking=stretch.blocking))
    return tuple(found)


def may_be_told_in(words: Words) -> bool:
    """Whether words that say who must act stand in these: a quick look before names are sought."""
    return next_actor_words().may_be_told_in(words) or _tells_what_to_do(words)


def _tells_what_to_do(words: Words) -> bool:
    return any(_infinitive(words, at) for at, key in enumerate(words.keys) if key == "to")


def find_orders(words: Words) -> Iterator[tuple[int, int]]:
    """(word of "to", word of the verb) where somebody named is told what to do: "Egypt to confirm"."""
    for run in find_runs(words) if _tells_what_to_do(words) else ():
        verb = _infinitive(words, run.end)
        if verb and _is_subject(words, run):
            yield run.end, verb


def _actor(text: str, party: Party, place: tuple[int, int], *, blocking: bool) -> NextActor:
    start, end = place
    return NextActor(
        who=party.who,
        partner=party.partner,
        quote=text[start:end],
        spans=(Span(start=start, end=end),),
        blocking=blocking,
    )


def _stretches(words: Words, runs: tuple[Run, ...]) -> Iterator[Stretch]:
    for run in runs:
        yield from find_awaited(words, run)
        if run.adjective:
            continue
        yield from _blocking_before(words, run)
        if _is_subject(words, run):
            yield from _as_subject(words, run)
        else:
            yield from _asked(words, run)


def _is_subject(words: Words, run: Run) -> bool:
    """Whether a clause begins with the run, articles aside."""
    at = run.start
    while at > 0 and words.keys[at - 1] in _BEFORE_NAMES and _STARTS.isdisjoint(words.gaps[at]):
        at -= 1
    opens = at == 0 or not _STARTS.isdisjoint(words.gaps[at]) or " - " in words.gaps[at]
    return opens or words.keys[at - 1] in status_words().subordinators or words.keys[at - 1] == "that"


def _as_subject(words: Words, run: Run) -> Iterator[Stretch]:
    known = next_actor_words()
    if run.end >= len(words.keys) or not words.joined[run.end]:
        return
    if hit := known.blocking.at(words, run.end):
        yield Stretch(first=run.start, last=hit[0] - 1, run=run, blocking=True)
    if verb := _infinitive(words, run.end):
        yield Stretch(first=run.start, last=verb, run=run)
    if (hit := known.duties.at(words, run.end)) and _is_act(words, hit[0]):
        yield Stretch(first=run.start, last=hit[0], run=run)
    if (hit := known.unmet.at(words, run.end)) and _is_unmet(words, hit[0]):
        yield Stretch(first=run.start, last=hit[0], run=run)


def _is_unmet(words: Words, at: int) -> bool:
    """Whether the participle of something that was to be done stands at `at`; "been" makes it a passive."""
    return at < len(words.keys) and words.keys[at] != "been" and is_participle(words.keys[at])


def _asked(words: Words, run: Run) -> Iterator[Stretch]:
    """Who stands between an asking word and what is asked: "urges Serbia to align"."""
    at = run.start - 1 if run.start and words.keys[run.start - 1] == "the" else run.start
    first = ends_with(words, at, next_actor_words().asking)
    verb = _infinitive(words, run.end) if first is not None else 0
    if first is not None and verb:
        yield Stretch(first=first, last=verb, run=run)


def _blocking_before(words: Words, run: Run) -> Iterator[Stretch]:
    known = next_actor_words()
    at = run.start - 1 if run.start and words.keys[run.start - 1] == "the" else run.start
    first = ends_with(words, at, known.blocking_before)
    if first is None and words.keys[max(at - 1, 0)] in known.by:
        first = _lacking_before(words, at)
    if first is not None:
        yield Stretch(first=first, last=run.end - 1, run=run, blocking=True)


def _lacking_before(words: Words, at: int) -> int | None:
    lacking, lowest = next_actor_words().lacking, max(0, at - _LONGEST_LACK - 2)
    for first in range(at - 2, lowest - 1, -1):
        if not _STARTS.isdisjoint(words.gaps[first + 1]):
            return None
        if lacking.at(words, first):
            return first
    return None


def _infinitive(words: Words, at: int) -> int:
    """The word of the verb where "to" and an act stand at `at`; 0 where there is none."""
    if words.keys[at : at + 1] != ("to",) or not words.joined[at]:
        return 0
    verb = at + 1
    known = next_actor_words().verbs
    while verb < len(words.keys) and words.keys[verb].endswith("ly") and words.keys[verb] not in known:
        verb += 1
    return verb if _is_act(words, verb) else 0


def _is_act(words: Words, at: int) -> bool:
    """Whether the word at `at` is a bare verb of something to be done."""
    if at >= len(words.keys) or not words.joined[at] or not words.forms[at][0].islower():
        return False
    known, key = next_actor_words(), words.keys[at]
    if key in known.states:
        return False
    after = words.keys[at + 1] if at + 1 < len(words.keys) and words.joined[at + 1] else ""
    return key in known.verbs or (after in _ARTICLES and key not in status_words().determiners)


_ARTICLES = frozenset({"the", "a", "an", "its", "their", "this", "these", "his", "her"})
