"""Which browser the tests of pages run in: a Chromium of the system's, never one that is fetched for them."""

import os
import shutil

# As Debian, Ubuntu, Fedora, Arch and Google name it.
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")

HOW_TO_GET_ONE = (
    "no Chromium on the PATH, so the tests of tests/browser are left out: "
    "apt install chromium (Debian), dnf install chromium (Fedora), or Google Chrome, and run them again"
)


def browser_at_hand():
    """The path of a browser, None where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def may_be_left_out():
    """Whether tests that need a browser may be left out, which is said; where changes are accepted, never."""
    return not os.environ.get("CI")
