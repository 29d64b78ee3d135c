"""What sort of measure a statement reports on: head before circumstance."""

from collections import Counter

import pytest

from snapshots.facts.kind import read_kind
from snapshots.letter import Kind
from snapshots.lexicon import load


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Two contracts for EUR 35 million were signed.", Kind.CONTRACT),
        ("The call for tender for boats was closed.", Kind.CONTRACT),
        ("A grant agreement (EUR 5 million) is due.", Kind.CONTRACT),
        ("EUR 110 million has been allocated to ports.", Kind.FUNDING),
        ("The second tranche was disbursed.", Kind.FUNDING),
        ("Two programmes worth £3 million were adopted.", Kind.FUNDING),
        ("The MoU was signed.", Kind.AGREEMENT),
        ("Negotiations on a status agreement go on.", Kind.AGREEMENT),
        ("A high-level dialogue took place.", Kind.MEETING),
        ("Workshop on reporting in Q1.", Kind.MEETING),
        ("Five patrol boats were handed over.", Kind.DELIVERY),
        ("40 000 doses of vaccine were delivered.", Kind.DELIVERY),
        ("A liaison officer will be deployed.", Kind.DEPLOYMENT),
        ("The joint operation was extended.", Kind.DEPLOYMENT),
        ("The directive was adopted.", Kind.LEGISLATION),
        ("Visa policy is being aligned.", Kind.LEGISLATION),
        ("Arrivals fell by 27% compared to last year.", Kind.INDICATOR),
        ("3 500 asylum seekers have been relocated.", Kind.INDICATOR),
        ("A study was published.", Kind.OTHER),
        ("Work goes on.", Kind.OTHER),
        ("The association of harbour masters has a new seat.", Kind.OTHER),
        ("Talent follows the fast track.", Kind.OTHER),
        ("", Kind.OTHER),
    ],
)
def test_each_kind_is_told_by_its_words(text, kind):
    assert read_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Workshop on the MoU.", Kind.MEETING),
        ("A working arrangement will be explored, following the visit in May.", Kind.AGREEMENT),
        ("Seven boats under running contracts.", Kind.DELIVERY),
        ("As part of the agreement, equipment was handed over.", Kind.DELIVERY),
        ("A joint operation began two days after the agreement entered into force.", Kind.DEPLOYMENT),
        ("Dialogue (with a list of equipment and vessels).", Kind.MEETING),
    ],
)
def test_the_head_outweighs_its_circumstances(text, kind):
    assert read_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Patrol boats worth EUR 4 million were handed over.", Kind.DELIVERY),
        ("A contract of EUR 4 million for patrol boats was signed.", Kind.CONTRACT),
        ("Support of EUR 4 million goes to the coast guard.", Kind.FUNDING),
    ],
)
def test_an_amount_means_funding_unless_the_words_say_more(text, kind):
    assert read_kind(text) is kind


def test_no_phrase_shows_two_kinds():
    vocabulary = load("kind")
    strengths = ("strong", "plain", "middling", "slight")
    phrases = [phrase for name in strengths for listed in vocabulary[name].values() for phrase in listed]
    repeated = {
        phrase for phrase, times in Counter(phrases + vocabulary["silent"]["phrases"]).items() if times > 1
    }
    assert repeated == set()


def test_every_kind_has_words_that_show_it():
    vocabulary = load("kind")
    assert set(vocabulary["plain"]) == {kind.value for kind in Kind}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Inquiry into the award of the harbour concession.", Kind.OTHER),
        ("Audit of the trust fund nearly finished.", Kind.OTHER),
        ("Talks on a contract for pilot boats.", Kind.AGREEMENT),
        ("Electric ferries: call for tenders closed.", Kind.CONTRACT),
        ("Harbour lights: study finished, 12 buoys inspected.", Kind.OTHER),
    ],
)
def test_what_a_talk_or_report_is_about_and_a_label_weigh_less(text, kind):
    assert read_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Support now stands at EUR 3 billion.", Kind.FUNDING),
        ("The backlog now stands at 3 100 files.", Kind.INDICATOR),
        ("Fifth round held in Port Louis.", Kind.AGREEMENT),
        ("4 600 rounds were fired.", Kind.OTHER),
        ("Pilot licences valid in all ports: 1 260", Kind.INDICATOR),
        ("Harbour cranes delivered: 4", Kind.DELIVERY),
    ],
)
def test_a_number_gives_the_word_beside_it_its_meaning(text, kind):
    assert read_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gauges between Bari and Split: all nine in operation since July.", Kind.OTHER),
        ("Memorandum on crew lists between Malta and Italy signed on 12 June.", Kind.AGREEMENT),
        ("Lease of 40 barges as of 1 March (USD 9 million a year).", Kind.CONTRACT),
        ("The branch line to the port was opened to traffic on 5 May.", Kind.DELIVERY),
    ],
)
def test_operation_is_no_deployment_and_the_head_of_a_note_says_what_it_is_about(text, kind):
    assert read_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Three condensers in service in Rab", Kind.DELIVERY),
        ("Constitutional changes still not adopted", Kind.LEGISLATION),
        ("In Lima we met the ministers of fisheries.", Kind.MEETING),
        ("Outbreaks down from 24 to 3", Kind.INDICATOR),
    ],
)
def test_words_of_further_fields_show_their_kind(text, kind):
    assert read_kind(text) is kind
