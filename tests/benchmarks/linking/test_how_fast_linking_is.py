"""How fast linking is beside others, and how it grows: ratios of one run, which hold on any machine.

Without --benchmark-enable letters are short: DeepDiff takes a minute for a thousand statements.
"""

from __future__ import annotations

from typing import Any

import pytest
from compare_linkers import power_of_growth, times_faster
from generate import generate_pair


@pytest.mark.parametrize("name", ["DeepDiff(ignore_order)", "rapidfuzz + assignment"])
def test_how_many_times_faster_than_a_rival(show: Any, benchmark: Any, name: str) -> None:
    size = 1_000 if benchmark.enabled else 40
    letters = generate_pair(1, size)
    show(f"times faster to link {size:,} statements than {name}", times_faster, name, letters)


@pytest.mark.parametrize(("small", "large"), [(200, 1_000), (1_000, 5_000)])
def test_the_power_of_the_length_with_which_linking_grows(
    show: Any, benchmark: Any, small: int, large: int
) -> None:
    small, large = (small, large) if benchmark.enabled else (small // 10, large // 10)
    show(
        f"is the power with which linking grows from {small:,} statements to {large:,}",
        power_of_growth,
        small,
        large,
    )
