"""The examples of diffing/DESIGN.md, made of the golden cases of the demo letters: `python tests/golden/design_examples.py`.

One example for each kind of change and for each way in which statements come to be linked. The quotes of a kind are
the words of a case in tests/golden/demo/, what it says is what comparing the letters says today.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from demo_comparisons import PAIRS, changes, comparison, shows, truth  # noqa: E402

from diffing.changes.typed_changes import KINDS  # noqa: E402
from diffing.linking.links import Link  # noqa: E402

DESIGN = ROOT / "diffing" / "DESIGN.md"
KINDS_MARK = "examples of the kinds"
LINKS_MARK = "examples of the links"


def example_of_kind(kind: str) -> str:
    """A row of the table: the shortest golden case of this kind, and what the comparison says of it."""
    cases = [(pair, case) for pair in PAIRS for case in truth(pair)["change"] if case["kind"] == kind]
    pair, case = min(cases, key=lambda found: len(quote(found[1], "before") + quote(found[1], "after")))
    found = next(change for change in changes(pair) if shows(case, change))
    said = found["sentence"].partition(" (")[0]
    return row(f"`{kind}`", quote(case, "before"), quote(case, "after"), said)


def quote(case: dict[str, Any], side: str) -> str:
    return f"“{case[side]}”" if side in case else ""


# The ways in which statements come to be linked, and how each is known among the links.
WAYS = {
    "`same-words`": lambda link: link.rule == "same-words",
    "`best-match`": lambda link: link.rule == "best-match" and len(link.before) == len(link.after) == 1,
    "`between-neighbours`": lambda link: link.rule == "between-neighbours",
    "joined, told again": lambda link: len(link.after) > 1 and not link.split,
    "joined, `split`": lambda link: link.split,
    "joined, `merged`": lambda link: link.merged,
}


def example_of_way(way: str) -> str:
    """A row of the table: the demo letters' shortest link that came about this way, its score and reasons."""
    found = [(pair, link) for pair in PAIRS for link in comparison(pair).alignments if WAYS[way](link)]
    pair, link = min(found, key=lambda one: len("".join(words_of(*one))))
    before, after = words_of(pair, link)
    return row(way, before, after, f"{link.score:.3f}: {'; '.join(link.reasons[:3])}")


def words_of(pair: str, link: Link) -> tuple[str, str]:
    both = comparison(pair)
    said = [{one.id: one.text for one in letter.statements} for letter in (both.old, both.new)]
    return tuple(  # type: ignore[return-value]
        " / ".join(f"“{texts[one]}”" for one in ids)
        for texts, ids in zip(said, (link.before, link.after), strict=True)
    )


def row(*cells: str) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', '/') for cell in cells)} |"


def blocks() -> Iterator[tuple[str, str]]:
    """The name of each generated block and its lines."""
    head = row("", "older letter", "newer letter", "{}") + "\n" + "|---" * 4 + "|"
    yield LINKS_MARK, "\n".join((head.format("score and reasons"), *map(example_of_way, WAYS)))
    yield KINDS_MARK, "\n".join((head.format("what is said"), *map(example_of_kind, KINDS)))


def with_examples(design: str) -> str:
    """The text of DESIGN.md with today's examples between its marks."""
    for name, lines in blocks():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of the {name} -->"
        before, _, rest = design.partition(begin)
        design = before + begin + lines + "\n" + end + rest.partition(end)[2]
    return design


if __name__ == "__main__":
    DESIGN.write_text(with_examples(DESIGN.read_text("utf-8")), "utf-8")
