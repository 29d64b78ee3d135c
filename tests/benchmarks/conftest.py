"""A yardstick: seconds of one machine say little on another, so each figure is also given in yardsticks.

One yardstick is the time that finding the words of a 50 kB letter takes in the same run.
"""

from __future__ import annotations

import re
import statistics
import time
from typing import Any

import pytest

WORD = re.compile(r"\w+")
TEXT = "The works contract for the sea wall at Poti (EUR 15.5 million) is to be signed in Q1 2025. " * 550
RATIOS = pytest.StashKey[dict[str, float]]()
SHOWN = pytest.StashKey[list[tuple[float, str]]]()


@pytest.fixture(scope="session")
def yardstick() -> float:
    """Seconds, the median of 15 tries."""
    tries = []
    for _ in range(15):
        begun = time.perf_counter()
        WORD.findall(TEXT)
        tries.append(time.perf_counter() - begun)
    return statistics.median(tries)


@pytest.fixture(scope="session")
def in_full(pytestconfig: pytest.Config) -> bool:
    """Whether anybody looks at the figures; where nobody does, what is measured is small, and measured once."""
    return bool(pytestconfig.getoption("benchmark_enable"))


@pytest.fixture
def measure(benchmark: Any, yardstick: float, request: pytest.FixtureRequest) -> Any:
    """Runs a function as pytest-benchmark does, and keeps its median in yardsticks for the summary."""

    def measured(function: Any, *args: Any, rounds: int = 5) -> Any:
        result = benchmark.pedantic(function, args=args, rounds=rounds, warmup_rounds=1)
        if benchmark.stats is not None:
            ratio = benchmark.stats.stats.median / yardstick
            request.config.stash.setdefault(RATIOS, {})[request.node.name] = ratio
            benchmark.extra_info["yardsticks"] = ratio
        return result

    return measured


@pytest.fixture
def show(benchmark: Any, request: pytest.FixtureRequest) -> Any:
    """Runs what gives a figure, once, and keeps the figure for the summary under a name."""

    def shown(what: str, figure_of: Any, *args: Any) -> None:
        figure = benchmark.pedantic(figure_of, args=args, rounds=1)
        request.config.stash.setdefault(SHOWN, []).append((figure, what))

    return shown


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    ratios = config.stash.get(RATIOS, {})
    if ratios:
        terminalreporter.section("in yardsticks (the words of 50 kB found once)")
        for name, ratio in ratios.items():
            terminalreporter.write_line(f"{ratio:>10,.0f}  {name}")
    shown = config.stash.get(SHOWN, [])
    if shown:
        terminalreporter.section("ratios and weights")
        for figure, what in shown:
            terminalreporter.write_line(f"{figure:>10,.1f}  {what}")
