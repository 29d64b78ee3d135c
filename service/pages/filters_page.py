"""The page that says how filters are written: questions and answers, every field, the grammar."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import cleandoc

from service import filter_language
from service.addresses import subscribe_path
from service.filter_grammar import EXAMPLES, GRAMMAR

__all__ = ["ExampleShown", "FiltersPage", "filters_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleShown:
    """A filter, what it asks, and the page of its feed."""

    query: str
    asks: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltersPage:
    """All that the page shows; `reference` has a line for each field, as it is written for programs' docs."""

    examples: tuple[ExampleShown, ...]
    reference: str
    grammar: str


def filters_page() -> FiltersPage:
    """The page, the same for everybody."""
    return FiltersPage(
        examples=tuple(
            ExampleShown(query=query, asks=asks, path=subscribe_path(query)) for query, asks in EXAMPLES
        ),
        reference=cleandoc(filter_language.__doc__ or "").partition(">>>")[0].strip(),
        grammar=GRAMMAR,
    )
