"""Changes as public JSON, made up: one measure with two changes, and some others."""

from __future__ import annotations

OLD = "harbours/2023-10-01"
NEW = "harbours/2024-01-15"
EVIL = "</p><script>alert('x')</script><img src=x onerror=alert(1)> & \"quoted\""


def side(letter, *quotes):
    return {
        "letter": letter,
        "statements": [statement for statement, _ in quotes],
        "quotes": [
            {"quote": quote, "start": 0, "end": len(quote), "statement": statement}
            for statement, quote in quotes
        ],
    }


def change(kind="item.reworded", **given):
    before = side(OLD, ("s1", "The wall at Poti is to be mended."))
    after = side(NEW, ("t1", "The wall at Poti is to be repaired."))
    return {
        "kind": kind,
        "item": "i1",
        "label": "The wall at Poti",
        "partners": ["GE"],
        "parts": ["PROTECTION"],
        "before": before,
        "after": after,
        "facts": {},
        "link": None,
        "importance": 10,
        "why": "the same facts in other words",
        "minor": kind in {"item.reworded", "item.moved"},
        "sentence": f"Georgia: {kind}",
        "series": "harbours",
        "old": OLD,
        "new": NEW,
        "amounts": [],
    } | given


def window(earliest, latest):
    return {"earliest": earliest, "latest": latest}


SIGNED_BEFORE = side(OLD, ("s2", "The contract for gauges, EUR 6.5 million, is to be signed\nin Q4 2023."))
SIGNED_AFTER = side(NEW, ("t2", "The contract for gauges (EUR 6.9 million) was signed in December."))
SIGNED = change(
    "contract.signed",
    item="i2",
    partners=["MA", "north-africa"],
    before=SIGNED_BEFORE,
    after=SIGNED_AFTER,
    facts={"amount": {"value": "6900000", "currency": "EUR"}},
    sentence="Morocco: the contract for gauges is signed",
    why="a contract is signed; EUR 6.9 million",
)
COMPLETED = change(
    "item.completed",
    item="i2",
    partners=["MA", "north-africa"],
    before=SIGNED_BEFORE,
    after=SIGNED_AFTER,
    facts={"status": {"before": "planned", "after": "done"}},
    sentence="Morocco: the contract for gauges is reported done",
)
MOVED = change(
    "deadline.moved",
    item="i3",
    facts={
        "before": window(None, "2023-12-31"),
        "after": window("2024-04-01", "2024-06-30"),
        "days": [92, 182],
    },
    sentence="Georgia: the wall is due later",
)
ADDED = change("item.added", item="i4", before=None, partners=[], sentence=f"New: {EVIL}")
UNMENTIONED = change("item.unmentioned", item="i5", after=None, facts={"status": "planned"})
REWORDED = change(item="i6")
CHANGES = [SIGNED, COMPLETED, MOVED, ADDED, UNMENTIONED, REWORDED]
