"""The reference cannot drift: diffing/DESIGN.md gives the examples that the demo letters give today."""

from __future__ import annotations

from design_examples import DESIGN, with_examples


def test_the_examples_of_the_design_are_what_comparing_gives() -> None:
    design = DESIGN.read_text("utf-8")
    assert with_examples(design) == design, "python tests/golden/design_examples.py writes them anew"
