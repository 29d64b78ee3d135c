"""Which statement of a re-issue, or of a newer reading, a decision is held to speak of; and what it is not."""

from dataclasses import replace

from compared_letters import NEW_DATE, OLD_DATE, letter, say

from diffing.linking.carried_decisions import carry_decisions
from snapshots.link_decisions import Decision, Pair, Place, Verdict

TUGS = "Two tugs are being built at Rijeka for the harbour master."
LAMP = "The lighthouse lamp of Palagruza will be mended by divers."
OLD = letter(say(TUGS), say(LAMP), written=OLD_DATE)
NEW = letter(say(TUGS), say(LAMP), written=NEW_DATE)
# The two the other way round, so that the ids of the statements are exchanged.
AGAIN = replace(letter(say(LAMP), say(TUGS), written=NEW_DATE), reissue=2)


def said(one, at):
    return Place(letter=one.key, statement=one.statements[at].id)


def decision(number, verdict, before, after):
    pair = Pair(before=before, after=after)
    return Decision(number=number, verdict=verdict, pairs=(pair,), actor="x", reason="y")


CONFIRMED = decision(1, Verdict.CONFIRM, said(OLD, 0), said(NEW, 0))


def test_a_decision_goes_to_the_statement_with_its_words():
    (held,) = carry_decisions([CONFIRMED], [OLD, NEW, AGAIN]).decisions
    assert {pair.after for pair in held.pairs} == {said(NEW, 0), said(AGAIN, 1)}


def test_who_says_which_statement_of_the_reissue_it_is_is_heard_and_not_its_words():
    outright = decision(2, Verdict.CONFIRM, said(NEW, 0), said(AGAIN, 0))
    held = carry_decisions([CONFIRMED, outright], [OLD, NEW, AGAIN])
    assert held.decisions == (CONFIRMED, outright)
    assert (held.carried, held.not_carried) == ((), ())


def test_what_was_parted_from_the_statement_with_its_words_is_not_carried_there():
    parted = decision(2, Verdict.SEPARATE, said(NEW, 0), said(AGAIN, 1))
    held = carry_decisions([CONFIRMED, parted], [OLD, NEW, AGAIN])
    assert held.decisions == (CONFIRMED, parted)
    (lost,) = held.not_carried
    assert (lost.decision, lost.origin, lost.letter) == ("d1", said(NEW, 0), AGAIN.key)
    assert "decided to be another measure" in lost.why


def test_a_statement_that_a_newer_reading_has_not_is_followed_to_who_has_its_words():
    gone = Place(letter=NEW.key, statement="s098")
    once = decision(1, Verdict.CONFIRM, said(OLD, 0), gone)
    heirs = {(NEW.key, "s098"): "s099", (NEW.key, "s099"): NEW.statements[0].id}
    held = carry_decisions([once], [OLD, NEW, AGAIN], heirs=heirs)
    assert {pair.after for pair in held.decisions[0].pairs} == {gone, said(NEW, 0), said(AGAIN, 1)}
    (lost,) = carry_decisions([once], [OLD, NEW, AGAIN]).not_carried
    assert (lost.origin, lost.letter) == (gone, NEW.key)


def test_nothing_is_carried_to_an_issue_that_is_withdrawn_or_came_before():
    held = carry_decisions([CONFIRMED], [OLD, NEW, AGAIN], withdrawn={AGAIN.key})
    assert held.decisions == (CONFIRMED,)
    later = decision(1, Verdict.CONFIRM, said(OLD, 0), said(AGAIN, 1))
    assert carry_decisions([later], [OLD, NEW, AGAIN]).decisions == (later,)


def test_the_order_of_letters_and_decisions_does_not_matter():
    two = decision(2, Verdict.SEPARATE, said(OLD, 1), said(NEW, 0))
    assert carry_decisions([two, CONFIRMED], [AGAIN, NEW, OLD]) == carry_decisions(
        [CONFIRMED, two], [OLD, NEW, AGAIN]
    )
