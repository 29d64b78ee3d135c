"""Templates become pages here: whatever a value holds reaches the page as words, never as markup."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from service import addresses
from service.pages.page_address import page_address
from service.pages.static_files import static_path
from service.showing import plain_words
from service.showing.shown_turns import shown_turns

__all__ = ["HTML_HEADERS", "page"]

# Nothing but what this service itself serves: no script at all, no style in the markup, no frame around it.
# The pictures in pico.css are `data:` addresses.
HTML_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


def page(template: str, **values: object) -> str:
    """The page that the template makes of the values; a value that the template needs and lacks raises.

    `here` is the address that is visited, for the frame of the page.
    """
    return shown_turns(_environment().get_template(template).render(values, here=page_address()))


# What turns the direction of writing: embeddings, overrides, isolates, marks (UAX #9).
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


def _unturned(words: str) -> str:
    """The words without marks that turn the direction of writing.

    For where no style sheet keeps them apart: the title of a window, and what others show of a page.
    """
    return Markup(words.translate(_TURNS)) if isinstance(words, Markup) else words.translate(_TURNS)  # noqa: S704


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("service.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["unturned"] = _unturned
    environment.globals.update(
        static_path=static_path,
        **{name: getattr(addresses, name) for name in addresses.__all__},
        **{name: getattr(plain_words, name) for name in ("day", "letter_name", "partner_name")},
    )
    return environment
