"""Two letters as programs write the look of a page: columns side by side, their statements over several lines."""

from told_alike import side_by_side

_HEADS = [[("plain", words)] for words in ("Measures", "Ongoing / Underway", "Next steps and timing")]


def letter_in_columns(written, *, follows, ongoing, next_steps):
    """The bytes of a letter of this day whose annex has two rows; its cells are of the given bullets."""
    opening = (
        f"{written}\n\nDear members of the harbour council,\n\n"
        "I would like to tell you in this letter what has been done since I last wrote to you all and what has not\n"
        "been done. The annex has the details of it.\n\n"
        f"Annex: follow-up to the letter of {follows}\n\n"
    )
    rows = [
        [[("plain", title)], [("bullet", done)], [("bullet", to_do)]]
        for title, done, to_do in zip(("Better quays", "Tugs and pilots"), ongoing, next_steps, strict=True)
    ]
    return (opening + "\n".join(map(side_by_side, [_HEADS, *rows])) + "\n").encode()


def _of_two(written, *, follows, millions, signed_in):
    """One of two letters that differ in a sum and a day alone; lines end within both."""
    quay = "The quay wall at Koper in Slovenia is being raised for EUR {} million, after a long search for stone."
    return letter_in_columns(
        written,
        follows=follows,
        ongoing=[quay.format(millions), "Ten pilots are being trained in Albania."],
        next_steps=[
            f"Morocco: the contract for twenty tide gauges is to be signed in the second half of {signed_in}.",
            "Iceland: five boats for rescue at sea will be handed over to the coast guard.",
        ],
    )


OLDER = _of_two("3 May 2030", follows="October 2029", millions=12, signed_in="December 2030")
NEWER = _of_two("5 November 2030", follows="May 2030", millions=15, signed_in="February 2031")
