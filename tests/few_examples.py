"""How many examples a costly property is tried on: few in the suite, as many as the profile says when that asks for more.

`pytest --hypothesis-profile thorough tests/properties` tries every property that is marked so on 2,000.
"""

from hypothesis import settings

THOROUGH = 2_000


def few_examples(count, **more):
    """Settings for `count` examples, unless the profile that is loaded asks for a thorough run."""
    asked = settings.default.max_examples
    return settings(max_examples=asked if asked >= THOROUGH else count, **more)
