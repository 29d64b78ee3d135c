"""The words by which letters say who must act next: next_actors.toml, ready for looking up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from snapshots.facts.named_parties import Run
from snapshots.facts.phrase_search import PhraseIndex, Words
from snapshots.facts.status_words import status_words
from snapshots.lexicon import load

__all__ = ["NextActorWords", "Stretch", "ends_with", "next_actor_words"]

_LONGEST_PHRASE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words `first` to `last`, inclusive, that name a run of parties as having to act."""

    first: int
    last: int
    run: Run
    blocking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NextActorWords:
    """The lists of next_actors.toml; what each is for is said there."""

    waiting: PhraseIndex[bool]  # whether a name alone will do
    acts: PhraseIndex[None]
    open: PhraseIndex[None]
    owed: PhraseIndex[None]
    asking: PhraseIndex[None]
    duties: PhraseIndex[None]
    unmet: PhraseIndex[None]
    blocking: PhraseIndex[None]
    blocking_before: PhraseIndex[None]
    lacking: PhraseIndex[None]
    states: frozenset[str]
    verbs: frozenset[str]
    by: frozenset[str]

    def may_be_told_in(self, words: Words) -> bool:
        """Whether words that say who must act stand in these, "to" and an act aside."""
        return any(
            phrases.may_begin_among(words.keys) and any(True for _ in phrases.find(words))
            for phrases in (
                self.waiting,
                self.open,
                self.owed,
                self.duties,
                self.unmet,
                self.blocking,
                self.blocking_before,
                self.lacking,
            )
        )


@cache
def next_actor_words() -> NextActorWords:
    """The vocabulary, made once per process."""
    known = load("next_actors")
    waiting, duties, blocking = known["waiting"], known["duties"], known["blocking"]
    return NextActorWords(
        waiting=PhraseIndex(
            (phrase, alone)
            for name, alone in (("for_anyone", True), ("for_acts", False))
            for phrase in waiting[name]
        ),
        acts=_phrases(waiting["acts"]),
        open=_phrases(waiting["open"]),
        owed=_phrases(waiting["owed"]),
        asking=_phrases(known["asking"]["words"]),
        duties=_phrases(duties["before_verb"]),
        unmet=_phrases(duties["unmet"]),
        blocking=_phrases(blocking["verbs"]),
        blocking_before=_phrases(blocking["before"]),
        lacking=_phrases(blocking["lacking"]),
        states=frozenset(duties["states"]),
        verbs=frozenset(duties["verbs"]) | status_words().orders | status_words().results,
        by=frozenset({"by", "from", "of", "in", "part"}),
    )


def _phrases(phrases: list[str]) -> PhraseIndex[None]:
    return PhraseIndex((phrase, None) for phrase in phrases)


def ends_with(words: Words, at: int, phrases: PhraseIndex[None]) -> int | None:
    """The first word of the longest of the phrases that ends right before word `at`; None without one."""
    if not 0 < at <= len(words.keys) or (at < len(words.keys) and not words.joined[at]):
        return None
    hit = phrases.ends_at(words, at, within=_LONGEST_PHRASE)
    return hit[0] if hit else None
