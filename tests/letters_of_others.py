"""Real letters and what was read in them: data of others, which this project may not pass on.

Whoever has them lays them beside the checkout, in `shared/letters`; the tests that need them are left out where
they are not. Everything they hold is held on letters of our own, too.
"""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "letters"


def file_of_others(name):
    """Where the file lies; the test is left out where it does not."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(
            f"{name} is data of others, which this project may not pass on; it is looked for in {FOLDER}"
        )
    return path
