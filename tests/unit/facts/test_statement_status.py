"""What has become of a measure, by the main clause of what is said of it."""

import pytest

from snapshots.facts.status import names_dated_event, read_status
from snapshots.letter import Column, Status

ONGOING, NEXT, BODY = Column.ONGOING, Column.NEXT_STEPS, Column.BODY


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The contract has been signed.", Status.DONE),
        ("The meeting took place on 3 May.", Status.DONE),
        ("Two programmes were initiated in January.", Status.DONE),
        ("Signed on 16 July, under implementation.", Status.DONE),
        ("The treaty entered into force in May.", Status.DONE),
        ("The Authority delivered the boats.", Status.DONE),
        ("The roadmap is now in place.", Status.DONE),
        ("Equipment is being delivered.", Status.ONGOING),
        ("A report is under preparation.", Status.ONGOING),
        ("Support continues.", Status.ONGOING),
        ("Several strands are progressing.", Status.ONGOING),
        ("Agencies have continued to expand.", Status.ONGOING),
        ("The project supports ports.", Status.ONGOING),
        ("The contract is to be signed.", Status.PLANNED),
        ("The boats will arrive in May.", Status.PLANNED),
        ("The agreement is expected for Q1.", Status.PLANNED),
        ("A second round should follow.", Status.PLANNED),
        ("A workshop is planned for May.", Status.PLANNED),
        ("The Commission intends to open talks.", Status.PLANNED),
        ("We expect Serbia to adopt the plan.", Status.PLANNED),
        ("The parties have expressed interest in a dialogue.", Status.PLANNED),
        ("The talks are on hold.", Status.ON_HOLD),
        ("The programme was suspended.", Status.ON_HOLD),
        ("There is no willingness to engage.", Status.ON_HOLD),
        ("The two governments show no interest in talks.", Status.ON_HOLD),
        ("Negotiations not started.", Status.NOT_STARTED),
        ("Negotiations have yet to commence.", Status.NOT_STARTED),
        ("The works have not begun.", Status.NOT_STARTED),
        ("No date has been set.", Status.NOT_STARTED),
    ],
)
@pytest.mark.parametrize("column", [ONGOING, NEXT, BODY])
def test_the_main_verb_decides_in_every_column(text, status, column):
    assert read_status(text, column=column) is status


@pytest.mark.parametrize(
    "text",
    [
        "Workshop on reporting in Q1 2030",
        "Deliver the radars that were bought last year.",
        "Frontex to explore a working arrangement.",
        "Seven boats refurbished under running contracts",
        "Conclude the negotiations: 13 rounds have been held.",
        "Preparation of the agreement. The decision was taken in May.",
        "Contracts expected to be signed soon",
        "First flights as soon as access is granted",
    ],
)
def test_a_noun_or_an_order_among_next_steps_is_planned(text):
    assert read_status(text, column=NEXT) is Status.PLANNED


@pytest.mark.parametrize(
    "text", ["Launch of the scheme in April 2030", "A technical meeting in March with experts"]
)
def test_an_event_with_its_date_under_ongoing_has_happened(text):
    assert read_status(text, column=ONGOING) is Status.DONE


def test_a_noun_without_a_date_under_ongoing_goes_on():
    assert read_status("Support to border police", column=ONGOING) is Status.ONGOING


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The package that was announced in May will be delivered in June.", Status.PLANNED),
        ("The programme launched in 2022 is under way.", Status.ONGOING),
        ("As announced in my last letter, work is going on.", Status.ONGOING),
        ("Work is ongoing to widen the network, where ports will play a role.", Status.ONGOING),
        ("Operations rest on the old treaty, as the new one has yet to enter into force.", Status.ONGOING),
        ("The centre, which will train 40 officers, was opened in May.", Status.DONE),
        ("The extension (to be signed in May) has been agreed.", Status.DONE),
        ("I am pleased to report that the school was opened.", Status.DONE),
    ],
)
def test_a_subordinate_clause_does_not_decide(text, status):
    assert read_status(text, column=BODY) is status


def test_what_goes_on_outweighs_a_step_that_was_no_result():
    text = "The pilots have proven useful and are now being extended."
    assert read_status(text, column=BODY) is Status.ONGOING


def test_a_result_stands_even_if_more_is_to_come():
    text = "The actions have been adopted and will start soon."
    assert read_status(text, column=BODY) is Status.DONE


def test_a_round_of_talks_leaves_the_talks_going_on():
    assert (
        read_status("The latest round of negotiations took place in May.", column=ONGOING) is Status.ONGOING
    )
    assert read_status("The final round of negotiations took place in May.", column=ONGOING) is Status.DONE


@pytest.mark.parametrize(
    "text", ["The visit took place on 3 May 2030.", "Two surveys, in May and June, were done."]
)
def test_the_month_of_may_is_no_verb(text):
    assert read_status(text, column=ONGOING) is Status.DONE


def test_a_noun_that_looks_like_a_verb_is_none():
    assert read_status("The rest of the equipment will be delivered.", column=BODY) is Status.PLANNED
    assert read_status("Political will is growing.", column=BODY) is Status.ONGOING


def test_a_wish_leaves_the_status_to_the_column():
    assert read_status("Further alignment is needed.", column=NEXT) is Status.PLANNED
    assert read_status("Further alignment is needed.", column=ONGOING) is Status.ONGOING


@pytest.mark.parametrize("column", list(Column))
def test_words_that_say_nothing_leave_the_status_to_the_column(column):
    expected = Status.PLANNED if column is NEXT else Status.ONGOING
    assert read_status("", column=column) is expected


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Deliveries of grain have begun.", Status.ONGOING),
        ("Talks with the port owner resumed in January.", Status.ONGOING),
        ("Works started in May.", Status.ONGOING),
        ("The second course began on 12 May.", Status.DONE),
        ("The partnership was launched in June.", Status.DONE),
        ("They opened negotiations in July.", Status.DONE),
        ("Negotiations have reached their sixth round, and gaps remain.", Status.ONGOING),
        ("Works have reached 70 per cent.", Status.ONGOING),
        ("The two sides have reached an agreement.", Status.DONE),
        ("12 of 20 boats have been repaired.", Status.ONGOING),
        ("Six of the ten towers rebuilt", Status.ONGOING),
        ("Quay wall 40 per cent built", Status.ONGOING),
        ("Shelters for 30 schools, 14 finished so far", Status.ONGOING),
        ("All 30 schools sheltered", Status.DONE),
        ("Delivered: 60 out of 120", Status.ONGOING),
        ("Pumps delivered: 60/120", Status.ONGOING),
        ("Delivered: 45 (of 90)", Status.ONGOING),
        ("Delivered so far: 60 pumps (target: 120)", Status.ONGOING),
        ("Delivered: half of the 120", Status.ONGOING),
        ("Delivered: 80%", Status.ONGOING),
        ("Delivered: 120 out of 120", Status.DONE),
        ("Delivered: 1 200 of 1,200 doses", Status.DONE),
        ("Completed: 12/2030", Status.DONE),
        ("Growth recorded: 3%", Status.DONE),
        ("800 of 1,200 homes have been connected.", Status.ONGOING),
        ("Half of the pumps have been replaced.", Status.ONGOING),
        ("Most of the delegates approved the text.", Status.DONE),
        ("60 pumps out of a planned total of 120 were fitted.", Status.ONGOING),
        ("The operator has fitted 60 of the planned 120 pumps.", Status.ONGOING),
        ("Out of 120 pumps, 60 have been fitted.", Status.ONGOING),
        ("All but two of the 14 stations are in use.", Status.ONGOING),
        ("40 million euros out of 75 million euros has been committed.", Status.DONE),
        ("Attended by 12 of 20 members, the session was held in May.", Status.DONE),
        ("Duties of 22.5% imposed on tyres on 8 May", Status.DONE),
    ],
)
@pytest.mark.parametrize("column", [ONGOING, BODY])
def test_what_has_begun_or_is_done_in_part_goes_on(text, status, column):
    assert read_status(text, column=column) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Foundation stone laid at the new pier on 12 March", Status.DONE),
        ("40 lorries with tents crossed at the eastern gate in June", Status.DONE),
        ("Doses flown to the islands on 5 September", Status.DONE),
        ("Support to people displaced by the floods", Status.ONGOING),
        ("Experts based in the region", Status.ONGOING),
        ("Works at the northern site halted since the floods", Status.ON_HOLD),
    ],
)
def test_a_participle_alone_tells_the_end_of_a_measure(text, status):
    assert read_status(text, column=ONGOING) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The treaty is not yet signed; we aim to sign it before the summer.", Status.PLANNED),
        ("The chapter has not been closed, but both teams hope to close it soon.", Status.PLANNED),
        ("The treaty is not yet signed.", Status.NOT_STARTED),
        ("The survey has not been completed.", Status.ONGOING),
        ("The ministry has announced that it will add two ships.", Status.PLANNED),
        ("The ministry has announced two new ships.", Status.DONE),
        ("The tender had to be repeated; the bids are being compared.", Status.ONGOING),
        ("The exercise has been put off indefinitely.", Status.ON_HOLD),
        ("Signature postponed until further notice", Status.ON_HOLD),
        ("The truce, which runs until May, gives both sides time.", Status.ONGOING),
        ("Talks go on under the truce that was prolonged until May.", Status.ONGOING),
    ],
)
def test_what_is_said_next_outweighs_what_has_not_happened_or_was_said_before(text, status):
    assert read_status(text, column=BODY) is status


@pytest.mark.parametrize(
    "text",
    [
        "Second lot to be ordered, 400 buoys, in June 2030",
        "Talks on a joint weather station to start in September",
        "Opening of the resumed talks in October",
    ],
)
@pytest.mark.parametrize("column", [NEXT])
def test_an_infinitive_outweighs_the_participles_around_it(text, column):
    assert read_status(text, column=column) is Status.PLANNED


def test_an_event_behind_a_label_has_happened_on_its_date():
    assert read_status("Samoa: third round in Apia from 17 to 21 June", column=ONGOING) is Status.DONE


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("First boat manufactured in January and currently being tested by the navy", Status.ONGOING),
        ("Readmission talks: 14 rounds held, one article left open", Status.ONGOING),
        ("It is against this background that we launched a partnership in May.", Status.DONE),
    ],
)
def test_trials_rounds_and_emphasis_do_not_hide_what_has_become(text, status):
    assert read_status(text, column=ONGOING) is status


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Fourth round in Quito, 12-14 May", True),
        ("Fourth round held in Quito, 12-14 May", False),
        ("Support to the port of Quito", False),
        ("Exchange offices at the port of Quito, May", False),
        ("Audit trail of the port of Quito, May", False),
        ("Exchange of views in Quito, 12 May", True),
    ],
)
def test_a_dated_event_has_a_date_and_no_verb(text, dated):
    assert names_dated_event(text) is dated


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Tripartite arrangement on mackerel initialled in London", Status.DONE),
        ("They have promised to settle by May.", Status.PLANNED),
        ("The act received royal assent.", Status.DONE),
        ("EU funded programme for ports will be signed in March.", Status.PLANNED),
        ("Radiation monitors fitted at all gates", Status.DONE),
        ("Nationals that need a visa will be told.", Status.PLANNED),
        ("The agency will go on widening its network.", Status.PLANNED),
        ("Nobody has been appointed yet.", Status.NOT_STARTED),
        ("12 of 12 lock gates replaced", Status.DONE),
    ],
)
def test_verbs_are_told_from_nouns_and_participles(text, status):
    assert read_status(text, column=ONGOING) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Tender for 12 buoys closed on 2 May; three bids under evaluation.", Status.ONGOING),
        ("Sea wall: foundations finished, stones being laid since April.", Status.ONGOING),
        ("Pilot boat delivered in March, trials in progress.", Status.ONGOING),
        ("Dredger: export licence granted in July, delivery by February.", Status.ONGOING),
        ("Dredger: export licence granted in July.", Status.DONE),
        ("Contract for 12 buoys signed on 4 May, works under way.", Status.DONE),
        ("Contract for 12 buoys signed on 4 May; delivery by June.", Status.DONE),
        ("The harbour was opened on 4 May; the road to it is being built.", Status.DONE),
        ("Of the eight boats ordered for Malta, three have been handed over to the navy.", Status.ONGOING),
        ("Survey of the bay: of 90 km of coast, 40 km have been mapped.", Status.ONGOING),
        ("All eight boats have been handed over, the last of them on 3 May.", Status.DONE),
        ("The bank has agreed in principle to a loan of EUR 3 million.", Status.ONGOING),
    ],
)
def test_a_first_step_in_note_form_leaves_the_measure_open_and_what_ends_it_does_not(text, status):
    assert read_status(text, column=Column.ONGOING) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Extension of the breakwater has started", Status.ONGOING),
        ("The session has started", Status.DONE),
        ("Breakwater 70% complete, EUR 4 million spent", Status.ONGOING),
        ("Breakwater 100% complete", Status.DONE),
        ("Dredging of 90 km of channel, 30 km finished", Status.ONGOING),
        ("Dredging of 90 km of channel, 2 locks finished", Status.DONE),
    ],
)
def test_a_deed_that_has_begun_and_a_share_that_is_complete_go_on(text, status):
    assert read_status(text, column=ONGOING) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Three members pledged USD 4 million to the fund", Status.DONE),
        ("Fishing task force with Peru set up", Status.DONE),
        ("Two smokehouses re-certified", Status.DONE),
        ("The group set up in May meets weekly", Status.ONGOING),
        ("Peru is to set up a group", Status.PLANNED),
        ("Expert meeting with Chile, Lima, 4-5 May", Status.DONE),
        ("Draft law under public consultation since 4 May", Status.ONGOING),
    ],
)
def test_notes_tell_their_verbs_with_sums_particles_and_prefixes(text, status):
    assert read_status(text, column=ONGOING) is status


@pytest.mark.parametrize(
    "text", ["The tug is to be", "The mission was launched by two In", "The tug has been"]
)
def test_a_sentence_that_breaks_off_behind_its_verb_has_a_status(text):
    assert read_status(text, column=BODY) in Status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The crews have gone back to work on the lock, the survey having been concluded.", Status.ONGOING),
        ("The divers went back to work in May.", Status.ONGOING),
        ("Four tugs on standby, to be sent wherever they are needed.", Status.ONGOING),
        ("Norway, a guest since 2028, has asked to join the pact.", Status.PLANNED),
        ("Norway has asked the board for advice.", Status.DONE),
        ("There is no date for the next session of the board, whose work is suspended.", Status.ON_HOLD),
        ("There is a board for the reef, which is being set up.", Status.ONGOING),
        ("The board has a date for its session, which was suspended.", Status.ONGOING),
    ],
)
def test_what_is_taken_up_asked_for_or_held_up_is_told_by_its_own_words(text, status):
    assert read_status(text, column=ONGOING) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The summit, which we will hold in Lima in May, has boats on its programme.", Status.PLANNED),
        ("The summit, which was held in Lima, has no date for its next edition.", Status.ONGOING),
        ("The centre, which will be enlarged in May, has 40 beds.", Status.ONGOING),
        ("The plan that the board presented in May would double the fleet.", Status.DONE),
        ("The berth that was promised in May would be opened in June.", Status.PLANNED),
        ("Under the plan that was presented in May, two ports would close.", Status.PLANNED),
    ],
)
def test_a_verb_that_only_describes_leaves_the_status_to_what_is_told_of_its_subject(text, status):
    assert read_status(text, column=BODY) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The cranes were shipped in May, and their assembly is under way.", Status.ONGOING),
        ("The cranes were shipped in May.", Status.DONE),
        ("The cranes were paid for in May, and their assembly is under way.", Status.DONE),
        ("The cranes were shipped in May, and stand on the quay since it was rebuilt.", Status.DONE),
        ("The cranes were shipped in May and will be assembled in June.", Status.ONGOING),
        ("Three yards were shortlisted and the contract will be awarded in June.", Status.ONGOING),
        ("The cranes were shipped in May so that they will be there in June.", Status.DONE),
        ("The cranes were installed in May and will be painted in June.", Status.DONE),
    ],
)
def test_what_only_leads_on_to_work_under_way_is_a_first_step(text, status):
    assert read_status(text, column=ONGOING) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("12 of the 20 buoys foreseen under the pact report each hour.", Status.ONGOING),
        ("12 of the 20 buoys are foreseen under the pact.", Status.PLANNED),
        ("Twelve buoys foreseen under the pact.", Status.PLANNED),
    ],
)
def test_by_what_the_whole_was_planned_is_no_plan_of_the_part(text, status):
    assert read_status(text, column=ONGOING) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Text of the treaty with the Commission agreed on 2 May, signature foreseen by June",
            Status.ONGOING,
        ),
        ("Charter with Frontex signed in May", Status.DONE),
        ("Two articles agreed on 2 May, a deal within reach", Status.ONGOING),
        ("Fleet directive: two trilogues held, an agreement within reach", Status.ONGOING),
        ("Fleet directive: final trilogue held on 2 May, political agreement reached", Status.DONE),
    ],
)
def test_what_was_agreed_with_somebody_is_no_act_of_theirs_and_trilogues_are_talks(text, status):
    assert read_status(text, column=ONGOING) is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Refit of five tugs, two of which were handed back in March.", Status.ONGOING),
        ("Refit of five tugs, five of which were handed back in March.", Status.DONE),
        ("Refit of 5 tugs, five of which were handed back in March.", Status.DONE),
        ("Twelve pumps, all of which were repaired in March.", Status.DONE),
        ("A levy on tugs, the half of which was paid in March.", Status.DONE),
    ],
)
def test_what_was_done_to_some_of_a_count_goes_on_in_a_relative_clause_too(text, status):
    assert read_status(text, column=BODY) is status


def test_what_says_where_a_thing_is_kept_is_no_act():
    assert (
        read_status("The coal kept in the port of Bar would last for a week.", column=ONGOING)
        is Status.PLANNED
    )


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Malta (two boats, led by Italy): to sail in May 2031", Status.PLANNED),
        ("Malta: to open in 2031, with 40 wardens trained", Status.PLANNED),
        ("To follow up on the visit, experts met in May 2030", Status.DONE),
        ("To open the lock in May 2030, 40 wardens were trained", Status.DONE),
        ("To the lighthouse of Gozo, May 2030", Status.ONGOING),
    ],
)
def test_an_infinitive_behind_a_label_is_to_come_and_one_that_says_what_for_tells_nothing(text, status):
    assert read_status(text, column=Column.ONGOING) is status
