"""How far a measure has come from one letter to the next, by both letters' statuses and what bears them out.

A status is read from the tense of a verb, and the same thing told again changes its tense easily: "supports"
and "has funded" need not be two states of affairs. So a step forward counts when the newer words bear it out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, pairwise

from diffing.changes.contract_signed import promises_signature
from diffing.changes.measure import Measure
from diffing.changes.pair_facts import FactPair, have_one_unit
from diffing.intervals import has_a_date, lapsed
from diffing.words.ordinals import another_of_its_kind, read_numbered
from diffing.words.stems import words
from diffing.words.word_lists import begins_with, phrases_of, single_words_of
from snapshots.letter import Column, Kind, Quantity, Statement, Status, TimeExpression
from snapshots.lexicon import load, per_series

__all__ = ["Times", "has_begun", "promises_a_beginning", "status_now"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The dates of both letters, and the deadlines of the measure, paired."""

    old_letter: date
    new_letter: date
    deadlines: Sequence[FactPair[TimeExpression]]


def status_now(before: Measure, after: Measure, *, signed: bool, times: Times) -> Status:
    """What has become of the measure of the older letter by the newer; the older's status where it stands.

    `signed` says that the newer letter newly reports its contract signed. DESIGN.md, decision 6, has the rule
    for each step.
    """
    old, new = before.status, after.status
    if old is Status.DONE:
        return new if new is Status.ON_HOLD else old
    if signed and (not _still_promised(times) or _is_kept_by_a_signature(before, after)):
        return Status.DONE
    if old is Status.PLANNED:
        return _of_a_promise(before, after, times)
    if old is Status.ONGOING:
        return _of_work(before, after, times)
    if old is Status.ON_HOLD and (_newly_says("resumed", before, _itself(after)) or _only_met(before, after)):
        return Status.ONGOING
    return new


def _of_a_promise(before: Measure, after: Measure, times: Times) -> Status:
    """A promise is kept when it is reported done, unless the same act still has a day ahead of it."""
    new = after.status
    in_part = new is Status.ONGOING and (_says("in_part", _itself(after)) or _counts_a_part(before, after))
    if _still_promised(times):
        if new is Status.DONE and _kept_a_day(after, times):
            return Status.ONGOING
        goes_on = new is Status.ON_HOLD or in_part or _has_gone_on_since(after, times)
        return new if goes_on else Status.PLANNED
    if new is Status.DONE and _only_begun(before, after):
        return Status.ONGOING
    if new is not Status.DONE and _reported_elsewhere(after, times):
        return Status.DONE
    if new is Status.ONGOING and _says("to_use", _itself(before)) and _says("in_use", _itself(after)):
        return Status.DONE
    begun = promises_a_beginning(before) or has_begun(after, times.old_letter)
    under_way = begun or in_part or _says("under_way", after) or _is_doing(after)
    if new is Status.ONGOING and not under_way:
        return Status.PLANNED
    return new


def _is_kept_by_a_signature(before: Measure, after: Measure) -> bool:
    """Whether a signature is what was promised, and none lies ahead: its day is that of a later step."""
    promised = promises_signature(before.statements[0])
    return promised and not any(map(promises_signature, after.statements))


def _still_promised(times: Times) -> bool:
    """Whether the newer letter gives the act that was promised a day that is yet to come."""
    return any(
        pair.before is not None
        and pair.after is not None
        and pair.alike
        and not lapsed(pair.after, times.new_letter)
        and not _begins_with("lasting", pair.after.quote)
        for pair in times.deadlines
    )


def _kept_a_day(after: Measure, times: Times) -> bool:
    """Whether one of several days that were promised was kept: "open since 3 May", the rest still "by July".

    The newer letter gives that day no other, and reports one among the days that it stood for.
    """
    given_up = [pair.before for pair in times.deadlines if pair.before is not None and pair.after is None]
    reported = [day for day in after.statements[0].dates if _surely_since(times, day)]
    return any(_holds(promised, day) for promised in given_up for day in reported)


def _holds(promised: TimeExpression, day: TimeExpression) -> bool:
    """Whether all of a reported day lies within the days that were promised."""
    if promised.latest is None or day.latest is None or day.earliest is None:
        return False
    return day.latest <= promised.latest and (promised.earliest is None or promised.earliest <= day.earliest)


def has_begun(after: Measure, old_letter: date) -> bool:
    """Whether what the newer letter says goes on is said to have begun on a day after the older letter."""
    said = after.statements[0]
    return said.status is Status.ONGOING and any(
        day.earliest is not None and day.earliest > old_letter for day in said.dates
    )


def _has_gone_on_since(after: Measure, times: Times) -> bool:
    """Whether it goes on since a day after the older letter: "under way since May, award by June"."""
    said = after.statements[0]
    return said.status is Status.ONGOING and any(
        _surely_since(times, day) and _begins_with("since", day.quote) for day in said.dates
    )


def _only_begun(before: Measure, after: Measure) -> bool:
    """Whether all that is reported of a promise is that it was begun, be it that no more was promised."""
    said = _itself(after)
    no_more = promises_a_beginning(before) or not _newly_says("finished", before, said)
    return no_more and _says("begun", said)


def _counts_a_part(before: Measure, after: Measure) -> bool:
    """Whether of what was promised by number or sum a part is told: "29 of the 38 plots", of 38 promised."""
    old, new = before.statements[0], after.statements[0]
    sums = {(amount.value, amount.currency) for amount in old.amounts}
    wholes = [new.amounts[one.part_of] for one in new.amounts if one.part_of is not None and one.role]
    return any((whole.value, whole.currency) in sums for whole in wholes) or any(
        _is_a_part(part, promised, old) for promised in _told_again(old, new) for part in new.quantities
    )


def _told_again(old: Statement, new: Statement) -> list[Quantity]:
    """The counts of the older statement that the newer has too."""
    values = {count.value for count in new.quantities}
    return [count for count in old.quantities if count.value in values]


def _is_a_part(part: Quantity, promised: Quantity, old: Statement) -> bool:
    """Whether a count is less than what was promised of the same thing, and was not told then."""
    known = {count.value for count in old.quantities}
    return part.value < promised.value and part.value not in known and have_one_unit(part, promised)


def promises_a_beginning(before: Measure) -> bool:
    """Whether what was promised is a start, which whatever goes on now has kept."""
    return before.status is Status.PLANNED and _says("beginnings", _itself(before))


def _reported_elsewhere(after: Measure, times: Times) -> bool:
    """Whether a further statement of the measure reports it done since the older letter."""
    done = [s for s in after.statements[1:] if s.status is Status.DONE]
    return any(not s.dates or any(_since(times, d) for d in s.dates) for s in done) and not _open_days(after)


def _open_days(after: Measure) -> bool:
    return any(has_a_date(deadline) for deadline in after.statements[0].deadlines)


def _of_work(before: Measure, after: Measure, times: Times) -> Status:
    """Work is done when the newer letter says that it is finished, and did not finish before the older."""
    new = after.status
    if new is Status.DONE and (
        _is_the_latest_round(before, after) or _is_a_figure(before, after) or _only_met(before, after)
    ):
        return Status.ONGOING
    if new is Status.NOT_STARTED and not _newly_says("not_begun", before, after):
        return Status.ONGOING
    if new is Status.DONE:
        dates = [d for s in after.statements for d in s.dates]
        is_new = not dates or any(_since(times, d) for d in dates)
        promised = any(s.status is Status.PLANNED for s in before.statements)
        due = any(has_a_date(d) for d in before.statements[0].deadlines) and bool(after.statements[0].dates)
        dated = any(_surely_since(times, d) for d in after.statements[0].dates) and not _is_doing(
            _itself(after)
        )
        told = _newly_says("finished", before, after) or _finishes_the_act(before, after)
        borne_out = promised or due or dated or told
        return new if is_new and borne_out else Status.ONGOING
    if new is Status.PLANNED:
        return new if _falls_back(before, after) else Status.ONGOING
    if new is Status.ONGOING and _promises_elsewhere(before) and _reported_elsewhere(after, times):
        return Status.DONE
    return new


def _promises_elsewhere(before: Measure) -> bool:
    """Whether a further statement promises what the first tells in passing: that of the annex, mostly."""
    return any(s.status is Status.PLANNED for s in before.statements[1:])


def _finishes_the_act(before: Measure, after: Measure) -> bool:
    """Whether what is "being replaced" was "replaced" since, or "all" of what was delivered in part is."""
    if _says("finished", after) and _newly_says("whole", before, after):
        return True
    being, been = _participles(before, "being"), _participles(after, "been")
    return not being.isdisjoint(been)


def _participles(measure: Measure, forms: str) -> frozenset[str]:
    """The participles that stand right behind a word of this list: "being", or "been"."""
    known = single_words_of("outcomes", forms)
    pairs = chain.from_iterable(pairwise(words(statement.text)) for statement in measure.statements)
    behind = {after for word, after in pairs if word in known}
    endings = tuple(single_words_of("outcomes", "participle_endings"))
    return frozenset(word for word in behind if word.endswith(endings) or word in _irregular())


@per_series
def _irregular() -> frozenset[str]:
    """Participles that end otherwise: "built", "paid"; not "part" or "not"."""
    return frozenset(load("status")["verbs"]["participles"])


def _only_met(before: Measure, after: Measure) -> bool:
    """Whether of talks that stood still or went on no more is told than that a round of them was held."""
    talks = before.statements[0].kind is Kind.AGREEMENT
    return talks and after.status is Status.DONE and _says("held", after) and not _says("concluded", after)


def _is_the_latest_round(before: Measure, after: Measure) -> bool:
    """Whether talks that were in their third round have had their fourth: they go on."""
    old, new = (read_numbered(measure.statements[0].text) for measure in (before, after))
    return another_of_its_kind(old, new)


def _is_a_figure(before: Measure, after: Measure) -> bool:
    """Whether both sides tell how many arrived or returned: such a figure grows, and is never completed."""
    return {measure.statements[0].kind for measure in (before, after)} == {Kind.INDICATOR}


def _since(times: Times, when: TimeExpression) -> bool:
    """Whether a day that is reported may lie after the older letter."""
    return when.latest is None or when.latest >= times.old_letter


def _surely_since(times: Times, when: TimeExpression) -> bool:
    """Whether a day that is reported lies after the older letter, all of it."""
    return when.earliest is not None and when.earliest > times.old_letter


def _falls_back(before: Measure, after: Measure) -> bool:
    """Whether work is planned anew where it was under way: in the same column, by all that is told of it.

    What goes on has its next steps in the other column, and the letter proper looks ahead in passing. What a
    thing would do if it came to that ("stocks would last a week") says nothing of when it is to be done.
    """
    old, new = before.statements[0].column, after.statements[0].column
    planned = all(s.status is Status.PLANNED for s in after.statements)
    return old is new and new is not Column.BODY and planned and not all(map(_is_supposed, after.statements))


def _is_supposed(said: Statement) -> bool:
    promise = said.commitment.quote if said.commitment else ""
    return _begins_with("supposed", promise) and not said.deadlines


def _begins_with(name: str, text: str) -> bool:
    """Whether the text begins with one of the words or phrases of a list."""
    return begins_with(words(text), phrases_of("outcomes", name))


def _is_doing(measure: Measure) -> bool:
    """Whether someone "is building" it: a form of to be and a participle, an adverb between them at most."""
    be = single_words_of("outcomes", "be")
    endings = tuple(single_words_of("outcomes", "doing_endings"))
    for statement in measure.statements:
        cut = words(statement.text)
        for at, word in enumerate(cut):
            if word in be and any(after.endswith(endings) for after in cut[at + 1 : at + 3]):
                return True
    return False


def _itself(measure: Measure) -> Measure:
    """The measure by its first statement alone, without what else is told of it."""
    return replace(measure, statements=measure.statements[:1])


def _newly_says(name: str, before: Measure, after: Measure) -> bool:
    return _says(name, after) and not _says(name, before)


def _says(name: str, measure: Measure) -> bool:
    cut = tuple(word for statement in measure.statements for word in words(statement.text))
    known = _by_first_word(name)
    return any(cut[at : at + len(run)] == run for at, word in enumerate(cut) for run in known.get(word, ()))


@per_series
def _by_first_word(name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a list by their first words, so that a text is gone through once."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for run in phrases_of("outcomes", name):
        found[run[0]] = (*found.get(run[0], ()), run)
    return found
