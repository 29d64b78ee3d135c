"""Pairs of letters to report on: the demo's, and two that are full of what could do harm."""

from functools import cache
from itertools import pairwise

from compared_letters import COMPANY, due, eur, newer, older, say
from letters_in_columns import NEWER as IN_COLUMNS_LATER
from letters_in_columns import OLDER as IN_COLUMNS
from read_demo import read_demo

from diffing.change_json import comparison_to_json
from diffing.compare_letters import compare_letters
from service.reports.report_forms import ReportForm
from service.reports.selection import EVERYTHING_THAT_COUNTS
from service.reports.written_report import Asked, write_report
from service.signing.signing_keys import SigningKeys
from snapshots.letter import Status
from snapshots.read_letter import read_letter

NO_KEYS = SigningKeys(None)
SCRIPT = "<script>alert(1)</script>"
PICTURE = '"><img src=x onerror=alert(1)>'
TURNED = "\u202eevitceffe\u202c"
LINK = "[here](javascript:alert(1)) and `code` and <javascript:alert(1)>"
HOSTILE = (SCRIPT, PICTURE, TURNED, LINK)


@cache
def demo_pairs():
    """The comparisons of neighbouring demo letters."""
    return tuple(compare_letters(old, new) for old, new in pairwise(read_demo()))


def pair_in_columns():
    """A comparison of two texts whose statements run over lines with words of others between them."""
    return compare_letters(*(read_letter(data, series="harbours") for data in (IN_COLUMNS, IN_COLUMNS_LATER)))


def hostile_pair():
    """A comparison in which all that a letter can say, headings too, is hostile."""
    sums = (30, 35)
    letters = []
    for at, make in enumerate((older, newer)):
        said = [
            say(
                f"The quay wall at Koper {words} is being raised for EUR {sums[at]} million by then.",
                amounts=(eur(sums[at]),),
                deadlines=(due(f"2031-0{4 + at}-20", f"2031-0{3 + at}-26"),),
                part=f"PART {words}",
                topic=f"Topic {words}",
            )
            for words in HOSTILE
        ]
        only_here = [
            say(
                f"{words} A mole number {at} off the island of Brac is to be built with stone.",
                status=Status.PLANNED,
                part=f"PART {words}",
            )
            for words in HOSTILE
        ]
        letters.append(make(*COMPANY, *said, *only_here))
    return compare_letters(*letters)


_THINGS = (
    "dredger at Chioggia, ordered after the storms of last winter by the harbour masters",
    "lighthouse lamp of Palagruza, which the keepers have mended by hand for eleven years",
    "tide gauges off Vlora with their mooring chains, concrete sinkers and solar panels",
    "breakwater near Ulcinj whose outer stones were carried off in the gale of November",
    "floating crane for Trieste, able to lift wrecks of up to four hundred tonnes",
    "radar mast on Mount Ucka together with its road, its cable and its guard house",
    "school for pilots in Zadar, of which the boatmen of the islands have long spoken",
    "ferry ramp at Igoumenitsa for lorries that now wait two nights in the open",
    "salt marsh of Secovlje and the sluices by which it has been kept for centuries",
    "ice store for fishermen in Grado, since the old one failed three summers running",
)


def crowded_pair():
    """A comparison of far more changes than a page has room for, each with long words."""
    letters = []
    for at, make in enumerate((older, newer)):
        paid = [
            say(
                f"The {thing}, is to be paid with EUR {30 + at + 3 * number} million by the board in all.",
                amounts=(eur(30 + at + 3 * number),),
                status=Status.PLANNED,
            )
            for number, thing in enumerate(_THINGS)
        ]
        kept = [
            say(
                f"Inspection of the {thing}, will be finished by engineers from abroad.",
                deadlines=(due(f"2031-0{4 + at}-20", f"2031-0{3 + at}-26"),),
                status=Status.PLANNED,
                topic="Inspections",
            )
            for thing in _THINGS
        ]
        letters.append(make(*COMPANY, *paid, *kept, *_only_here(at)))
    return compare_letters(*letters)


def _only_here(at):
    what = ("A song about the", "Postage stamps that show the")[at]
    return [say(f"{what} {thing}, will be printed.", status=Status.PLANNED, topic=what) for thing in _THINGS]


def written(comparison, form, selection=EVERYTHING_THAT_COUNTS):
    return write_report(comparison, Asked(form=ReportForm(form), selection=selection), NO_KEYS)


def public(comparison):
    return comparison_to_json(comparison) | {"receipt": {"signature": None}}
