"""Templates become pages here: whatever a value holds reaches the page as words, never as markup."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from service import addresses, plain_words
from service.pages.page_address import page_address
from service.pages.static_files import static_path

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
    return _environment().get_template(template).render(values, here=page_address())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("service.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        static_path=static_path,
        **{name: getattr(addresses, name) for name in addresses.__all__},
        **{name: getattr(plain_words, name) for name in ("day", "letter_name", "partner_name")},
    )
    return environment
