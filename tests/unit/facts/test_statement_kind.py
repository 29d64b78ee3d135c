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


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.DELIVERY, "The second circuit between Peru and Chile was put under voltage in May."),
        (Kind.DELIVERY, "Peru raised the transfer capacity of the line from 300 MW to 400 MW."),
        (Kind.DELIVERY, "Phase 2 of the dam at Ica is half built."),
        (Kind.DELIVERY, "lots 4 and 5: completed in June"),
        (Kind.DELIVERY, "The second unit of the plant went into trial operation."),
        (Kind.DELIVERY, "Stringing of conductors is to be finished in Q4 and the line closed."),
        (Kind.DELIVERY, "Rehabilitation of 90 km of water mains started in June."),
        (Kind.DELIVERY, "Cholera beds at the Lima ward were doubled from 40 to 80."),
        (Kind.DELIVERY, "Upgrade of signalling on the northern corridor, 60% complete"),
        (Kind.DELIVERY, "Electrification of the Lima branch has been finished."),
        (Kind.DELIVERY, "Three weighbridges were installed along the corridor."),
        (Kind.DELIVERY, "The spillway gates at Ica were replaced."),
        (Kind.DELIVERY, "New river gauges are to be set up at nine places by June."),
        (Kind.DELIVERY, "Clinic in Cusco reopened after repairs"),
        (Kind.DELIVERY, "Two dialysis wards have been fitted out."),
        (Kind.DELIVERY, "Widening of the access road to the port continues."),
        (Kind.DELIVERY, "Storage of 40 MWh to be connected to the network by May"),
        (Kind.INDICATOR, "The line carried 940 GWh in 2030, a rise of 14% on the year before."),
        (Kind.INDICATOR, "Output from the dams of Peru fell by 22% between March and June."),
        (Kind.INDICATOR, "Losses in the network of Lima came down from 18% to 15%."),
        (Kind.INDICATOR, "Peru drew 3.1 cubic km from the lake, 4% less than agreed."),
        (Kind.INDICATOR, "The plant generated 320 GWh from January to June."),
        (Kind.INDICATOR, "Volumes averaged 42 MWh an hour in January."),
        (Kind.INDICATOR, "Traffic through the lock reached 4.1 million tonnes, 6% above last year."),
        (Kind.INDICATOR, "Vaccination coverage among under-fives stands at 71%."),
        (Kind.INDICATOR, "1 240 new cases of malaria were reported between May and July."),
        (Kind.INDICATOR, "Trains on the corridor were on time in 81% of cases."),
        (Kind.INDICATOR, "Households with access to safe water: 71%"),
        (Kind.INDICATOR, "Power cuts lasted 4 hours a month on average."),
        (Kind.INDICATOR, "Fish stocks in the lake are 30% below the average of ten years."),
        (Kind.LEGISLATION, "Market rules to be transposed into national law by the end of 2031"),
        (Kind.LEGISLATION, "The common grid code was adopted by the assembly."),
        (Kind.LEGISLATION, "The new network code enters into force on 1 July."),
        (Kind.LEGISLATION, "Drivers' hours rules are to be aligned by May."),
        (Kind.LEGISLATION, "The ban on lead pipes took effect on 1 May."),
        (Kind.LEGISLATION, "Safety rules for dams were revised."),
        (Kind.LEGISLATION, "The axle-load limit was harmonised at 11 tonnes."),
        (Kind.LEGISLATION, "Rules of origin for medicines are before the parliament."),
        (
            Kind.AGREEMENT,
            "Price talks between Peru and Chile on the renewal of their supply contract have stood still since May.",
        ),
        (Kind.AGREEMENT, "Peru and Chile agreed on how to share the water of the lake."),
        (Kind.AGREEMENT, "The protocol on the settlement of disputes was signed by twelve members."),
        (Kind.AGREEMENT, "The wheeling agreement with Chile has been initialled."),
        (Kind.AGREEMENT, "The transit treaty was ratified by Peru on 3 May."),
        (Kind.AGREEMENT, "Water-sharing arrangement between Peru and Bolivia prolonged by two years"),
        (Kind.AGREEMENT, "Negotiations on the common code have made good progress."),
        (Kind.CONTRACT, "Call for tenders for the Ica substation to be published in May"),
        (Kind.CONTRACT, "EPC contract for the line signed with a consortium on 3 May (USD 40 million)"),
        (Kind.CONTRACT, "Bids for the dredging of the channel were opened on 9 June."),
        (Kind.CONTRACT, "The supervision of works was awarded to a firm from Spain."),
        (Kind.CONTRACT, "Tender for a solar park with storage at Moundou (30 MW, XAF 14 billion)"),
        (Kind.CONTRACT, "Procurement of 40 ambulances launched"),
        (Kind.CONTRACT, "Feasibility study of a second bridge (EUR 400 000) to be contracted by September"),
        (Kind.FUNDING, "Compensation paid to 1 306 households along the line (USD 41 000)"),
        (Kind.FUNDING, "Loan agreement with the development bank signed (USD 40 million)"),
        (Kind.FUNDING, "Peru and Chile drew the first tranche of the loan on 19 June."),
        (Kind.FUNDING, "Members paid in UA 40 million of the UA 60 million subscribed."),
        (Kind.FUNDING, "Peru to settle its arrears to the pool (USD 8.2 million)"),
        (Kind.FUNDING, "EUR 3 million set aside for the repair of wells"),
        (Kind.FUNDING, "The guarantee fund now stands at EUR 310 million, subscribed by fourteen members."),
        (Kind.FUNDING, "Of the UA 240 million in the facility, UA 201 million is committed."),
        (Kind.MEETING, "Two joint sessions of the basin committee were held."),
        (Kind.MEETING, "The experts of Peru and Chile met in Lima on 25 May."),
        (Kind.MEETING, "Ministerial conference in Lima on 8-9 December"),
        (Kind.MEETING, "Four joint analysis sessions with the police so far"),
        (Kind.MEETING, "A first meeting of experts is to be held before March."),
        (Kind.DEPLOYMENT, "Ten experts seconded by members to join the Secretariat as of 1 April"),
        (Kind.DEPLOYMENT, "A team of six nurses was sent to Cusco."),
        (Kind.DEPLOYMENT, "20 dam inspectors have taken up work in the basin."),
        (Kind.DEPLOYMENT, "Two river patrols are on duty since May."),
        (Kind.DEPLOYMENT, "Epidemic response team of 14 sent to Ica on 3 June"),
        (Kind.OTHER, "Course for 40 dispatchers in Lima in May"),
        (Kind.OTHER, "Mid-term review of the facility by an independent auditor in November"),
        (Kind.OTHER, "Audit of the security of nineteen control centres to begin in February"),
        (Kind.OTHER, "32 engineers from eleven members completed the course."),
        (Kind.OTHER, "Feasibility study of pumped storage at the lake completed"),
        (Kind.OTHER, "The drought plan of the basin was published."),
        (Kind.OTHER, "Campaign on hand washing in 90 schools continues."),
        (Kind.OTHER, "Pre-feasibility study of a 225 kV line under way"),
        (Kind.FUNDING, "Chile has allocated XOF 30 billion to the pier."),
        (Kind.DELIVERY, "The control room burnt on 2 May; repairs (RWF 3 billion) are under way."),
        (Kind.OTHER, "Peru has pledged 3 000 places."),
        (Kind.FUNDING, "Peru has pledged 3 million for places."),
        (Kind.AGREEMENT, "Discussions suspended until the autumn"),
    ],
)
def test_energy_water_transport_and_health_have_the_same_kinds(kind, text):
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
        ("Almery Glass: price and delivery schedule agreed, liability clauses open.", Kind.CONTRACT),
        ("Reservation agreement for 300 berths, in force until March.", Kind.CONTRACT),
    ],
)
def test_words_of_further_fields_show_their_kind(text, kind):
    assert read_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Because arrivals burden the pier, the minister will travel to Lima.", Kind.MEETING),
        ("I will return to Lima in May, together with the mayor.", Kind.MEETING),
        ("I will return to this matter in my next letter, on 3 May.", Kind.OTHER),
        ("I shall return to the subject of ports in May.", Kind.OTHER),
        ("Toll system: start of operations in May, full operation in 2032", Kind.DELIVERY),
        ("Fishing regulation: political agreement reached on 2 May", Kind.LEGISLATION),
        ("Political agreement reached with Chile on 2 May", Kind.AGREEMENT),
        ("River Partnership Facility: call for pilot projects to be published in May", Kind.FUNDING),
        ("Roadmap with Peru to be agreed in May", Kind.AGREEMENT),
        ("Two implementation plans arrived in May.", Kind.OTHER),
    ],
)
def test_a_reason_an_undertaking_and_an_act_of_law_do_not_hide_what_is_told(text, kind):
    assert read_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The engineers will hand in a study on the lighthouse by June.", Kind.OTHER),
        ("A note on the breakwater was tabled in May.", Kind.OTHER),
        ("The airport presented its masterplan.", Kind.OTHER),
        ("The experts submitted an assessment of the clinics.", Kind.OTHER),
        # what is no document stays what it is, and what is done besides one too
        ("The engineers handed over the lighthouse in June.", Kind.DELIVERY),
        ("A bill on lighthouses was tabled in May.", Kind.LEGISLATION),
        ("After the study was handed in, the tender for the lighthouse was launched.", Kind.CONTRACT),
        ("The round table on the plan for the quay was held in May.", Kind.MEETING),
    ],
)
def test_a_document_that_is_handed_in_is_a_document_whatever_it_is_about(text, kind):
    assert read_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Orchard Fund and the mayor are drafting a strategy for beekeepers.", Kind.OTHER),
        ("The Valley Mission will send nine advisers to Rab.", Kind.DEPLOYMENT),
        ("The Credit Guarantee Agency published a brochure.", Kind.OTHER),
        ("The Readmission Office held a workshop.", Kind.MEETING),
        ("The grid operator issued a manual for fitters.", Kind.OTHER),
        ("The Loan Office", Kind.FUNDING),  # where nothing else tells
        # in small letters, and in a title, the noun says what is done
        ("A generator unit and a strategy for its use", Kind.DELIVERY),
        ("The fund was topped up, and a strategy followed.", Kind.FUNDING),
        ("A mission to Rab will take place in May.", Kind.MEETING),
    ],
)
def test_the_name_of_who_acts_does_not_say_what_is_done(text, kind):
    assert read_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The roadmap was drawn up together with the partners of the loan programme.", Kind.OTHER),
        ("Alongside the joint operation the town opened two clinics.", Kind.DELIVERY),
        ("After the award of the contract the consultants met in Rab.", Kind.MEETING),
        ("Owing to the talks in May, the decree was repealed.", Kind.LEGISLATION),
        ("Young pilots were trained with support from the loan fund.", Kind.OTHER),
    ],
)
def test_company_help_and_cause_are_circumstances(text, kind):
    assert read_kind(text) is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The survey vessel was delivered in May.", Kind.DELIVERY),
        ("The ministry issued the flight plan software contract.", Kind.CONTRACT),
        ("The audit office published the tender for the bridge.", Kind.CONTRACT),
        ("The survey of the bridge was presented in May.", Kind.OTHER),
    ],
)
def test_a_document_that_only_describes_another_noun_is_not_what_is_handed_in(text, kind):
    assert read_kind(text) is kind
