"""Which wordings report that a contract has been signed, and for how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from diffing.intervals import has_a_date
from diffing.words.stems import words
from diffing.words.word_lists import Phrases, begins_with, ends_of_phrases, phrases_of, single_words_of
from snapshots.letter import Amount, Column, Kind, Quantity, Statement, Status
from snapshots.lexicon import per_series

__all__ = ["promises_signature", "reports_signature", "signed_amount"]

_BRACKETS = re.compile(r"\([^()]*\)")
_BRACKETED_END = re.compile(r"[,;](?=\s)")
_SENTENCE_END = re.compile(r"[.;!?](?=\s|$)|\n")
# How many words may stand between the paper and what was done with it, before it and after it:
# "the grant agreement of SCOPE II (EUR 5 million from ISF) has been signed"; "signed a contract". With half
# or twice as many before no change of three pairs of letters is another; with 3 after one signature is lost.
_BEFORE, _AFTER = 14, 6
# "The new loan agreement with ...": the subject of a sentence stands among its first words. Of fourteen
# sentences of two letters that speak of a paper and its signature, thirteen have the paper among their first
# five words, with a label or a numeral, and one has it eighth, behind a list of partners.
_FIRST_WORDS = 5
# How many words back "to be", "will be" or "not yet" still belong to the verb: as many as these have.
_AHEAD = 2
_BOUND = "contracted"
# "Signature suspended", "conclusion of the contract is planned": the noun tells of an act that has not come.
_NOT_YET = frozenset({Status.PLANNED, Status.ON_HOLD, Status.NOT_STARTED})
_SIGNED_ROLES = frozenset({"signed", _BOUND})


def _runs(name: str) -> Phrases:
    return phrases_of("signatures", name)


def _single(name: str) -> frozenset[str]:
    return single_words_of("signatures", name)


def reports_signature(statement: Statement) -> bool:
    """Whether it says that a contract, grant or financing agreement, or loan has been signed or concluded.

    A statement of a contract that is done needs no noun: "Lot 2 was signed in May". One of a sum of which a
    share has been contracted needs one: how much of a programme is bound by now is a figure.
    """
    if not _may_tell().search(statement.text):
        return False
    sentences = [words(sentence) for sentence in _SENTENCE_END.split(statement.text)]
    named = statement.kind is Kind.CONTRACT and statement.status is Status.DONE and not _of_a_share(statement)
    if any(_was_signed(sentence, named=named) for sentence in sentences):
        return True
    return any(_reports_the_act(statement, sentence) for sentence in sentences)


def promises_signature(statement: Statement) -> bool:
    """Whether it says that a contract, grant or financing agreement, or loan is yet to be signed.

    "Two contracts are to be signed", "signature in May"; not what is to come of a contract that is.
    """
    sentences = [words(sentence) for sentence in _SENTENCE_END.split(statement.text)]
    return any(
        (statement.kind is Kind.CONTRACT or _has(sentence, "papers"))
        and _is_to_be_signed(sentence)
        and not _reports_the_act(statement, sentence)
        for sentence in sentences
    )


def _is_to_be_signed(sentence: tuple[str, ...]) -> bool:
    """Whether its verb of the act is one to come; where it has none, the noun tells: "signature in May"."""
    done = [at for at in _ends(sentence, "done") if not _only_finds(sentence, at)]
    return any(_is_said_ahead(sentence, at) for at in done) if done else _has(sentence, "to_come")


def _of_a_share(statement: Statement) -> bool:
    """Whether what is bound by contracts is a percentage or a share, or less than a sum named beside it.

    "Contracted" alone counts a share up to now; "EUR 5 million of EUR 40 million was signed" is an act.
    """
    shares: list[Quantity | Amount] = [count for count in statement.quantities if count.unit == "%"]
    shares += [amount for amount in statement.amounts if amount.part_of is not None]
    if shares and not _says_signed(statement.text):
        return True
    bound = [amount for amount in statement.amounts if amount.role == _BOUND]
    return any(
        one.value is not None
        and other.value is not None
        and one.currency == other.currency
        and one.value < other.value
        for one in bound
        for other in statement.amounts
    )


def _says_signed(text: str) -> bool:
    cut = words(text)
    return any(cut[at] not in _single("only_as_verbs") for at in _ends(cut, "done"))


@per_series
def _may_tell() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{'|'.join(' '.join(run) for run in (*_runs('done'), *_runs('act')))})\b", re.IGNORECASE
    )


def _was_signed(sentence: tuple[str, ...], *, named: bool) -> bool:
    papers = list(_ends(sentence, "papers"))
    for at in _ends(sentence, "done"):
        if not _is_an_act(sentence, at):
            continue
        near = any(paper - _AFTER <= at <= paper + _BEFORE or _is_of(sentence, paper, at) for paper in papers)
        if (named or near) and not _is_ahead(sentence, at):
            return True
    return False


def _is_an_act(sentence: tuple[str, ...], at: int) -> bool:
    """Whether it was done: "contracted volumes" and "volumes contracted for winter" only say which ones."""
    if sentence[at] not in _single("only_as_verbs"):
        return True
    return at == 0 or not _single("helping").isdisjoint(sentence[max(0, at - _AHEAD) : at])


def _is_of(sentence: tuple[str, ...], paper: int, at: int) -> bool:
    """Whether the sentence opens with the paper, and says much of it before "was signed".

    Of it alone: where another verb stands in between, or a word that begins a clause, somebody else may have
    signed something else ("the contract covers four boats, and a memorandum was signed").
    """
    if not paper < _FIRST_WORDS <= at or sentence[at - 1] not in _single("been"):
        return False
    said = sentence[paper + 1 : at - 1]
    between = said[:-1] if sentence[at - 1] in _single("behind_have") else said
    return not _has(between, "clauses")


def _reports_the_act(statement: Statement, sentence: tuple[str, ...]) -> bool:
    """Whether the sentence tells of the act as a noun, in no plan, not held up, and not with its day ahead.

    A day that is reported is that of the act, and one ahead beside it is that of the next step.
    """
    if statement.status in _NOT_YET or statement.column is Column.NEXT_STEPS:
        return False
    ahead = [] if any(map(has_a_date, statement.dates)) else statement.deadlines
    days = [words(deadline.quote) for deadline in ahead if has_a_date(deadline)]
    return _tells_of_the_act(sentence) and not _has_its_day_ahead(sentence, days)


def _tells_of_the_act(sentence: tuple[str, ...]) -> bool:
    papers = list(_ends(sentence, "papers"))
    acts = [at for at in _ends(sentence, "act") if any(at < paper <= at + _AFTER for paper in papers)]
    return bool(acts) and not _has(sentence, "future")


def _has_its_day_ahead(sentence: tuple[str, ...], days: Sequence[tuple[str, ...]]) -> bool:
    """Whether a day to come stands behind the act: "signature of the contract in the first quarter"."""
    act = min(_ends(sentence, "act"))
    return any(ends_of_phrases(sentence[act + 1 :], tuple(filter(None, days))))


def _has(sentence: tuple[str, ...], name: str) -> bool:
    """Whether a phrase of the list stands in it, be it as its first word."""
    return next(_ends(sentence, name), None) is not None


def _ends(sentence: tuple[str, ...], name: str) -> Iterator[int]:
    """The places of the last words of each phrase of the list."""
    return (end - 1 for end in ends_of_phrases(sentence, _runs(name)))


def _is_ahead(sentence: tuple[str, ...], at: int) -> bool:
    return _only_finds(sentence, at) or _is_said_ahead(sentence, at)


def _only_finds(sentence: tuple[str, ...], at: int) -> bool:
    return begins_with(sentence, _runs("only_finds"), at=at + 1)


def _is_said_ahead(sentence: tuple[str, ...], at: int) -> bool:
    return not _single("ahead").isdisjoint(sentence[max(0, at - _AHEAD) : at])


def signed_amount(statements: Sequence[Statement]) -> Amount | None:
    """The sum that was signed: one whose role says so, else the first that can be read and is no share."""
    amounts = [
        amount
        for statement in statements
        for amount in _told_as_signed(statement)
        if amount.value is not None
    ]
    whole = [amount for amount in amounts if amount.part_of is None]
    roles = [amount for amount in whole if amount.role in _SIGNED_ROLES]
    return next(iter((*roles, *whole, *amounts)), None)


def _told_as_signed(statement: Statement) -> Sequence[Amount]:
    """Its sums; where all is to be signed but for what brackets say, those of the clause that says it.

    "The signature of the contracts (EUR 8 million) and of the loans (one of EUR 2 million signed, one of
    EUR 3 million to be signed) will follow": signed are 2.
    """
    around = words(_BRACKETS.sub(" ", statement.text))
    if not (_has(around, "act") and _has(around, "future")):
        return statement.amounts
    clauses = [
        clause
        for brackets in _BRACKETS.findall(statement.text)
        for clause in _BRACKETED_END.split(brackets)
        if any(not _is_ahead(words(clause), at) for at in _ends(words(clause), "done"))
    ]
    if not clauses:
        return statement.amounts
    return [amount for amount in statement.amounts if any(amount.quote in clause for clause in clauses)]
