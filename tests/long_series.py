"""Twenty letters of some 260 statements each, in our own words: what pages must stay good with.

Every measure has a place that no other has, and a life of its own: it is planned, slips, is contracted, done, falls silent or
comes back. Between two neighbours some 300 changes are found. The same call gives the same bytes.
"""

import random
from dataclasses import dataclass
from datetime import date

PARTNERS = (
    "Albania",
    "Algeria",
    "Armenia",
    "Bosnia and Herzegovina",
    "Cabo Verde",
    "Côte d'Ivoire",
    "Egypt",
    "Georgia",
    "Iceland",
    "Jordan",
    "Lebanon",
    "Mauritania",
    "Moldova",
    "Morocco",
    "Norway",
    "Senegal",
    "Serbia",
    "The Gambia",
    "Tunisia",
    "Türkiye",
)
PARTS = ("WARNING", "PROTECTION", "RESPONSE", "COOPERATION", "KNOWLEDGE")
THINGS = (
    "tide gauges",
    "sirens",
    "a breakwater",
    "pumping stations",
    "patrol vessels",
    "harbour lights",
    "a radio network",
    "dredging equipment",
    "a forecasting centre",
    "rescue boats",
    "a training school",
    "oil spill barriers",
)
_HEADS, _TAILS = (
    (
        "Ald",
        "Bren",
        "Cor",
        "Dun",
        "Ess",
        "Fal",
        "Gar",
        "Hol",
        "Iver",
        "Kel",
        "Lan",
        "Mor",
        "Nar",
        "Pell",
        "Quen",
    ),
    ("haven", "mouth", "ness", "port", "wick", "stad", "berg", "minster", "holm", "strand", "ford", "quay"),
)
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
# A letter before each of four meetings a year.
MONTHS = (3, 6, 10, 12)
_NAMES = ("January", "March", "June", "July", "September", "October", "December")


@dataclass(slots=True, kw_only=True)
class _Measure:
    partner: str
    thing: str
    place: str
    part: str
    quarter: int
    million: int
    stage: str = "planned"
    silent: bool = False

    def when(self):
        year, quarter = divmod(self.quarter, 4)
        return f"{QUARTERS[quarter]} {year}"

    def sentence(self, letter):
        what = f"{self.partner}: the contract for {self.thing} in {self.place}"
        match self.stage:
            case "planned":
                return f"{what} (EUR {self.million} million) is to be signed in {self.when()}."
            case "contracted":
                done = f"{_NAMES[self.quarter % len(_NAMES)]} {letter.year - 1}"
                return f"{what} (EUR {self.million} million) was signed in {done}."
            case "held":
                return f"{what} is on hold until the authorities have named the land."
            case _:
                return f"{self.partner}: {self.thing} in {self.place} will be handed over by the end of {self.when()}."

    def moves_on(self, dice, now):
        """What the next letter makes of it."""
        chance = dice.random()
        self.silent = chance < 0.06
        if chance > 0.9:
            self.stage = {"planned": "contracted", "contracted": "works", "held": "planned"}.get(
                self.stage, "planned"
            )
        elif chance > 0.87:
            self.stage = "held"
        elif chance > 0.4:
            self.quarter = max(self.quarter, now) + dice.choice((1, 1, 2, 4))
        elif chance > 0.2:
            self.million += dice.choice((1, 2, 5, 20))
        self.quarter = max(self.quarter, now)


def days_of_letters(letters=20):
    """The days of so many letters, four a year."""
    return tuple(date(2021 + at // 4, MONTHS[at % 4], 6 + at % 20) for at in range(letters))


def long_series(letters=20, measures=310):
    """(day, bytes of the letter as text) of so many letters, the oldest first."""
    dice = random.Random(20)  # the same letters each time
    places = [head + tail for tail in _TAILS for head in _HEADS]
    dice.shuffle(places)
    held = [
        _Measure(
            partner=PARTNERS[at % len(PARTNERS)],
            thing=dice.choice(THINGS),
            place=places[at % len(places)] + ("" if at < len(places) else " South"),
            part=PARTS[at % len(PARTS)],
            quarter=2021 * 4 + dice.randrange(2, 8),
            million=dice.randrange(1, 60),
        )
        for at in range(measures)
    ]
    found = []
    for day in days_of_letters(letters):
        found.append((day, _letter(held, day)))
        for one in held:
            one.moves_on(dice, day.year * 4 + day.month // 3)
    return found


def _letter(measures, day):
    said = f"{day.day} {day:%B} {day.year}"
    head = (
        f"A LETTER MADE UP FOR TESTS\n\nCOASTAL COMMISSION (fictional) The President\n\nAlmery, {said}\n\n"
        "Dear members of the Harbour Council,\n\nThe annex goes through the programme line by line.\n\n"
        "Yours sincerely,\n\nThe President (fictional)\n\nAnnex - Safe Coasts Programme\n\n"
        "Priorities\tUnder way\tNext steps and timing\n"
    )
    return (head + "".join(_part(part, measures, day) for part in PARTS)).encode()


def _part(part, measures, day):
    mine = [one for one in measures if one.part == part and not one.silent]
    under_way = [one.sentence(day) for one in mine if one.stage in {"contracted", "held"}]
    ahead = [one.sentence(day) for one in mine if one.stage not in {"contracted", "held"}]
    cells = (
        f"What is done for {part.lower()}",
        *(" ".join(f"• {line}" for line in lines) for lines in (under_way, ahead)),
    )
    return f"\t{part}\t\n" + "\t".join(cells) + "\n"
