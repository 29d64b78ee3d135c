"""Our linker and four others on the same letters, in one run, as a table.

    python tests/benchmarks/linking/compare_linkers.py                   generated letters of 200, and the labelled ones
    python tests/benchmarks/linking/compare_linkers.py --statements 1000 --seeds 1
    python tests/benchmarks/linking/compare_linkers.py --answers FILE    score the answers of your own linker
    python tests/benchmarks/linking/compare_linkers.py --grow            seconds and memory of ours by length

README.md has the metric and the formats.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from math import log
from pathlib import Path

from generate import generate_pair
from letter_pair import Said, TwoLetters, from_json
from metric import Score, score
from ours import letters_of, what_we_say
from rivals import RIVALS, Linker

from diffing.compare_letters import compare_letters
from diffing.linking.doubtful_links import doubtful_links
from diffing.linking.link_statements import link_statements
from snapshots.letter import Letter

__all__ = ["labelled_pairs", "measured", "ours", "power_of_growth", "theirs", "times_faster"]

_LABELLED = Path(__file__).parent / "labelled"
# Above this length the two that try all against all take minutes, and say nothing new.
_TOO_LONG = {"difflib": 5_000, "DeepDiff(ignore_order)": 1_000}

Timed = tuple[Said, float]


def labelled_pairs() -> list[TwoLetters]:
    """The pairs that were labelled by hand, in the order of their files."""
    return [from_json(json.loads(path.read_text("utf-8"))) for path in sorted(_LABELLED.glob("*.json"))]


def measured(answer: Callable[[TwoLetters], Timed], pairs: Iterable[TwoLetters]) -> tuple[Score, float]:
    """The score over all pairs, and the seconds."""
    total, seconds = Score(), 0.0
    for letters in pairs:
        said, took = answer(letters)
        total, seconds = total + score(letters, said), seconds + took
    return total, seconds


def ours(letters: TwoLetters) -> Timed:
    """The time is that of linking; that changes are derived from the links is no part of it."""
    old, new = letters_of(letters)
    took = _seconds(link_statements, old, new)
    return what_we_say(compare_letters(old, new)), took


def theirs(linker: Linker) -> Callable[[TwoLetters], Timed]:
    """A rival, which gets the words and no more."""

    def answer(letters: TwoLetters) -> Timed:
        begun = time.process_time()
        places = linker([one.text for one in letters.old], [one.text for one in letters.new])
        took = time.process_time() - begun
        return Said(pairs=frozenset((letters.old[i].id, letters.new[j].id) for i, j in places)), took

    return answer


def times_faster(name: str, letters: TwoLetters) -> float:
    """How many times less of the processor ours takes than the rival of this name, in one run."""
    return theirs(RIVALS[name])(letters)[1] / min(ours(letters)[1] for _ in range(3))


def power_of_growth(small: int, large: int) -> float:
    """The power of the number of statements with which linking grows from the one to the other, in one run."""
    takes = {size: _link_seconds(*letters_of(generate_pair(1, size))) for size in (small, large)}
    return _power(takes[large] / takes[small], large / small)


def _link_seconds(old: Letter, new: Letter) -> float:
    return min(_seconds(link_statements, old, new) for _ in range(3))


def _power(longer: float, larger: float) -> float:
    return log(longer) / log(larger)


def print_table(title: str, pairs: Sequence[TwoLetters]) -> None:
    """One line for each linker."""
    longest = max(len(letters.old) for letters in pairs)
    print(
        f"\n{title}: {sum(len(one.truth.pairs) for one in pairs)} true pairs in {len(pairs)} pairs of letters\n"
    )
    print("| linker | precision | recall | F1 | moves | unmentioned | false alarms | seconds | times ours |")
    print("|---|---|---|---|---|---|---|---|---|")
    found, our_seconds = measured(ours, pairs)
    _print_line("Lettertrail", found, our_seconds)
    for name, linker in RIVALS.items():
        if longest <= _TOO_LONG.get(name, longest) * 1.1:
            found, seconds = measured(theirs(linker), pairs)
            _print_line(name, found, seconds, f"{seconds / our_seconds:.2f}")


def _print_line(name: str, found: Score, seconds: float, times_ours: str = "") -> None:
    shares = (
        found.precision,
        found.recall,
        found.f1,
        found.moves_recall,
        found.unmentioned_recall,
        found.false_alarms,
    )
    print(
        f"| {name} | {' | '.join(f'{share:.3f}' for share in shares)} | {seconds:.2f} | {times_ours} |",
        flush=True,
    )


def print_queue(pairs: Sequence[TwoLetters]) -> None:
    """Of the links that we call most doubtful, how many are wrong; `pairs` count each by itself."""
    found = [_wrong_in_queue(letters) for letters in pairs]
    every = sum(len(wrong) for wrong, _ in found)
    listed = sum(sum(queue) for _, queue in found)
    print(f"\nOf {every} wrong links {listed} stand in the queue of doubtful ones. Of each queue's")
    for first in (10, 20):
        looked_at = [wrong for _, queue in found for wrong in queue[:first]]
        print(f"first {first}: {sum(looked_at)} of {len(looked_at)} are wrong")


def _wrong_in_queue(letters: TwoLetters) -> tuple[list[str], list[bool]]:
    """The wrong links, and for each link of the queue whether it is; that of the pair on which a link rests."""
    true = letters.truth.pairs | letters.truth.optional
    links = link_statements(*letters_of(letters)).links
    queue = [one.link for one in doubtful_links(links)]
    wrong = [one.before[0] for one in links if (one.before[0], one.after[0]) not in true]
    return wrong, [one.before[0] in wrong for one in queue]


def print_growth() -> None:
    """Seconds and megabytes of linking and comparing, and the power of the length with which they grow."""
    print("\n| statements a side | link, s | compare, s | MB | grows with N to the |\n|---|---|---|---|---|")
    before: tuple[int, float] | None = None
    for size in (200, 1_000, 5_000):
        old, new = letters_of(generate_pair(1, size))
        link = _link_seconds(old, new)
        compare = _seconds(compare_letters, old, new)
        tracemalloc.start()
        link_statements(old, new)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        power = f"{_power(link / before[1], size / before[0]):.2f}" if before else ""
        print(f"| {size:,} | {link:.3f} | {compare:.2f} | {peak:.0f} | {power} |", flush=True)
        before = (size, link)


def _seconds(function: Callable[[Letter, Letter], object], old: Letter, new: Letter) -> float:
    """Of the processor, so that other work on the machine counts less."""
    begun = time.process_time()
    function(old, new)
    return time.process_time() - begun


def score_answers(file: Path, pairs: Sequence[TwoLetters]) -> None:
    """Answers are one JSON object a line: {"name", "pairs": [[old, new], ...]}, and "unmentioned" and "moved" if any."""
    answers = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    by_name = {one["name"]: one for one in answers}
    missing = [letters.name for letters in pairs if letters.name not in by_name]
    if missing:
        sys.exit(f"{file} has no answer for {', '.join(missing)}: one line for each, with its name")
    total = sum((score(letters, _said(by_name[letters.name])) for letters in pairs), Score())
    _print_line(file.stem, total, 0.0)


def _said(answer: dict[str, list[list[str]]]) -> Said:
    moved = answer.get("moved")
    gone = answer.get("unmentioned")
    return Said(
        pairs=frozenset((a, b) for a, b in answer["pairs"]),
        unmentioned=None if gone is None else frozenset(str(one) for one in gone),
        moved=None if moved is None else frozenset((a, b) for a, b in moved),
    )


def main() -> None:
    """Print the tables that were asked for."""
    asked = argparse.ArgumentParser(description="Our linker and four others on the same letters.")
    asked.add_argument("--statements", type=int, default=200)
    asked.add_argument(
        "--seeds", type=int, default=3, help="how many pairs are generated, from seeds 1, 2, ..."
    )
    asked.add_argument(
        "--answers", type=Path, help="a file of another linker's answers on the generated pairs"
    )
    asked.add_argument("--grow", action="store_true")
    given = asked.parse_args()
    if given.grow:
        print_growth()
        return
    generated = [generate_pair(seed, given.statements) for seed in range(1, given.seeds + 1)]
    if given.answers:
        score_answers(given.answers, generated)
        return
    ours(generate_pair(1, 10))  # loads the vocabulary, once for a process
    print_table(f"Generated, {given.statements} statements", generated)
    print_queue(generated)
    print_table("Labelled by hand", labelled_pairs())


if __name__ == "__main__":
    main()
