"""Who must act next is who is named as such: their own step, an act that is awaited, or a refusal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snapshots.facts.next_actors import find_next_actors


def named(text):
    return [(actor.who, actor.quote) for actor in find_next_actors(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EG to confirm the sailing dates.", [("EG", "EG to confirm")]),
        ("Member States to pledge pilots by May.", [("Member States", "Member States to pledge")]),
        ("In spring, Frontex to swiftly propose a berth.", [("Frontex", "Frontex to swiftly propose")]),
        (
            "Mali, Niger and Chad to nominate their harbour masters.",
            [(who, "Mali, Niger and Chad to nominate") for who in ("ML", "NE", "TD")],
        ),
        ("The Kenyan authorities to reply on the buoys.", [("KE", "Kenyan authorities to reply")]),
        ("Peru's parliament to ratify the charter.", [("PE", "Peru's parliament to ratify")]),
        ("The Commission will launch a tender for lamps.", [("Commission", "Commission will launch")]),
        ("Malta must still sign; Cyprus needs to decide.", [("CY", "Cyprus needs to decide")]),
        ("Serbia is expected to adopt the tide rules.", [("RS", "Serbia is expected to adopt")]),
        ("Brazil has not yet appointed its pilot.", [("BR", "Brazil has not yet appointed")]),
        (
            "The letter invites Member States to host a school.",
            [("Member States", "invites Member States to host")],
        ),
        ("It is up to Chile to decide on the pier.", [("CL", "up to Chile to decide")]),
    ],
)
def test_who_is_told_to_act_is_named_with_the_words(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moorings agreed; awaiting Tunisian reply.", [("TN", "awaiting Tunisian reply")]),
        ("The charter is ready, pending Council adoption.", [("Council", "pending Council adoption")]),
        ("Opening requires the approval of the Board.", [("Board", "requires the approval of the Board")]),
        (
            "Sailing is subject to the formal consent of Ghana.",
            [("GH", "subject to the formal consent of Ghana")],
        ),
        (
            "Awaiting confirmation of the members of the crew by Togo.",
            [("TG", "Awaiting confirmation of the members of the crew by Togo")],
        ),
        (
            "The Council's final approval is still pending.",
            [("Council", "Council's final approval is still pending")],
        ),
        ("A reply from Benin is outstanding.", [("BJ", "reply from Benin is outstanding")]),
        ("Berths agreed, waiting for Gabon.", [("GA", "waiting for Gabon")]),
        (
            "Further maps are needed from Fiji and Samoa.",
            [(who, "needed from Fiji and Samoa") for who in ("FJ", "WS")],
        ),
        ("Pier drawn (awaiting Chilean permit).", [("CL", "awaiting Chilean permit")]),
    ],
)
def test_whose_act_is_awaited_is_named(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The dredging is blocked by Norway.", ["NO"]),
        ("There is no willingness to share charts by Cuba and Haiti.", ["CU", "HT"]),
        ("Iceland refuses to open the strait.", ["IS"]),
        ("Panama is not willing to lower its dues.", ["PA"]),
        ("Talks rest because of objections from Japan.", ["JP"]),
    ],
)
def test_who_is_named_as_blocking_is_marked(text, who):
    found = find_next_actors(text)
    assert [actor.who for actor in found] == who
    assert all(actor.blocking for actor in found)


@pytest.mark.parametrize(
    "text",
    [
        "Egypt signed the charter in May.",
        "The lamp will be delivered to Egypt.",
        "Cooperation with Egypt will start in May.",
        "Support from the Commission to Tunisia continues.",
        "Flights from Spain to Portugal resumed.",
        "Awaiting the delivery in Tunis.",
        "The approval of the Board was given in May.",
        "Awaiting the Egypt visit in June.",
        "Member States to be informed in May.",
        "The EU-Tunisia memorandum will cover buoys.",
        "Egypt will benefit from the lamps.",
        "Preparations with Italy and Frontex to support the pilots.",
        "The reply is awaited.",
        "There is no willingness to engage.",
        "Negotiations are on hold with Cuba.",
        "Funds were paid up to the Council meeting.",
        "Chad has not been invited.",
        "",
    ],
)
def test_nobody_is_guessed(text):
    assert named(text) == []


def test_who_has_to_act_is_not_called_blocking():
    assert not any(actor.blocking for actor in find_next_actors("Brazil has not yet replied."))


_WORDS = ("Egypt", "Tunisian", "reply", "awaiting", "to confirm", "the", "Council", "approval", "pending", "of", "blocked by",
          "and", ",", ".", "(", ")", "'s", "U.K.", "no willingness", "will", "sign")  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join))
def test_every_quote_stands_in_the_text_and_holds_a_name(text):
    for actor in find_next_actors(text):
        assert [text[span.start : span.end] for span in actor.spans] == [actor.quote]
        assert any(name in actor.quote for name in ("Egypt", "Tunisian", "Council", "U.K"))
