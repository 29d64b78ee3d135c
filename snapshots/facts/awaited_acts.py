"""Acts that something waits for, and whose they are: "pending Council adoption", "reply outstanding"."""

from __future__ import annotations

from collections.abc import Iterator

from snapshots.facts.named_parties import Run
from snapshots.facts.next_actor_words import Stretch, ends_with, next_actor_words
from snapshots.facts.phrase_search import Words

__all__ = ["find_awaited"]

# Words between a name and its act ("the Council's final approval"), before an act ("formal consent of") ...
_FEW = 2
# ... and between an act and who does it: "confirmation of the members of the team by".
_SEVERAL = 9
_STOPS = frozenset(".;:!?()•")
_BE = frozenset({"is", "are", "remains", "remain", "still"})
_FROM = frozenset({"by", "from"})
_ARTICLES = frozenset({"the", "its", "their", "a", "an"})


def find_awaited(words: Words, run: Run) -> Iterator[Stretch]:
    """The stretches that say that something waits for an act of this run, or for the run itself."""
    act = _own_act(words, run)
    before = run.start - 1 if run.start and words.keys[run.start - 1] == "the" else run.start
    if act:
        yield from _act_of_run(words, run, before, act)
    if run.adjective and not act:
        return
    if not act and (waiting := _waiting_before(words, before)) and waiting[1] and _closes(words, run.end):
        yield Stretch(first=waiting[0], last=run.end - 1, run=run)
    owed = ends_with(words, before, next_actor_words().owed)
    if owed is not None:
        yield Stretch(first=owed, last=run.end - 1, run=run)
    yield from _act_by_run(words, run, before)


def _act_of_run(words: Words, run: Run, before: int, act: int) -> Iterator[Stretch]:
    """An act behind its name: "pending Council adoption", "Council adoption is pending"."""
    if waiting := _waiting_before(words, before):
        yield Stretch(first=waiting[0], last=act - 1, run=run)
    elif end := _said_open(words, act):
        yield Stretch(first=run.start, last=end - 1, run=run)


def _act_by_run(words: Words, run: Run, before: int) -> Iterator[Stretch]:
    """An act before its name: "awaiting confirmation by Egypt", "replies from Egypt are outstanding"."""
    link = words.keys[before - 1] if before else ""
    if link not in {"by", "from", "of"} or not words.joined[before]:
        return
    reach = _SEVERAL if link in _FROM else 1
    for at in range(before - 2, max(before - 3 - reach, -1), -1):
        if not _STOPS.isdisjoint(words.gap(at + 1)):
            return
        if next_actor_words().acts.at(words, at) is None:
            continue
        waiting = _waiting_before(words, _without_adjectives(words, at))
        if waiting:
            yield Stretch(first=waiting[0], last=run.end - 1, run=run)
            return
        if end := _said_open(words, run.end):
            yield Stretch(first=at, last=end - 1, run=run)
            return


def _own_act(words: Words, run: Run) -> int:
    """The word after an act that is the run's own: "Tunisian written reply"; 0 without one."""
    for at in range(run.end, min(run.end + _FEW + 1, len(words.keys))):
        if not words.joined[at]:
            return 0
        if hit := next_actor_words().acts.at(words, at):
            return hit[0]
    return 0


def _without_adjectives(words: Words, at: int) -> int:
    """The place before which a waiting word may stand: behind "the formal" of "the formal consent"."""
    for place in range(at, max(at - _FEW - 1, 0), -1):
        if _waiting_before(words, place):
            return place
    return at


def _waiting_before(words: Words, at: int) -> tuple[int, bool] | None:
    """(first word, whether a name alone will do) of the waiting word right before `at`, articles aside."""
    place = at - 1 if at and words.keys[at - 1] in _ARTICLES else at
    return next_actor_words().waiting.ends_at(words, place, within=3) if place else None


def _said_open(words: Words, at: int) -> int:
    """The word after "is still pending" at `at`; 0 where nothing of the kind stands there."""
    while at < len(words.keys) and words.joined[at] and words.keys[at] in _BE:
        at += 1
    hit = next_actor_words().open.at(words, at) if at < len(words.keys) and words.joined[at] else None
    return hit[0] if hit else 0


def _closes(words: Words, at: int) -> bool:
    """Whether a name ends what is waited for, and is no part of another: not "awaiting Egypt visit"."""
    return at >= len(words.keys) or not words.joined[at] or words.keys[at] in {"to", "and", "before", "in"}
