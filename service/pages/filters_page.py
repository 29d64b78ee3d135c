"""The page that says how filters are written: questions and answers, every field, the grammar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc

from service.addresses import subscribe_path
from service.filters import filter_language
from service.filters.filter_grammar import EXAMPLES, GRAMMAR

__all__ = ["ExampleShown", "FieldShown", "FiltersPage", "Words", "filters_page", "filters_reference"]

# Words of a sentence, and whether they are of the language itself.
Words = tuple[tuple[str, bool], ...]

# Where the reference has its fields, and what it says of them: lines that stand in, in two columns.
_FIELDS_AT, _WORDS_AT = 4, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleShown:
    """A filter, what it asks, and the page of its feed."""

    query: str
    asks: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldShown:
    """A field as it is written, one or several ways, and what it asks for."""

    written: tuple[str, ...]
    asks: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FiltersPage:
    """All that the page shows; `before` and `behind` are paragraphs that stand round the fields."""

    examples: tuple[ExampleShown, ...]
    before: tuple[Words, ...]
    fields: tuple[FieldShown, ...]
    behind: tuple[Words, ...]
    grammar: str


def filters_page() -> FiltersPage:
    """The page, the same for everybody; fields and paragraphs are those of the reference."""
    head, fields, tail = _parted(filters_reference().splitlines())
    return FiltersPage(
        examples=tuple(
            ExampleShown(query=query, asks=asks, path=subscribe_path(query)) for query, asks in EXAMPLES
        ),
        # The first line says what the module is.
        before=_paragraphs(head)[1:],
        fields=tuple(_fields(fields)),
        behind=_paragraphs(tail),
        grammar=GRAMMAR,
    )


def filters_reference() -> str:
    """The reference as it is written in the code: plain text, the fields in two columns."""
    return cleandoc(filter_language.__doc__ or "").partition(">>>")[0].strip()


def _parted(lines: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The lines before the fields, those of the fields, and those behind them."""
    standing_in = [number for number, line in enumerate(lines) if line.startswith(" " * _FIELDS_AT)]
    first, last = standing_in[0], standing_in[-1]
    return lines[:first], lines[first : last + 1], lines[last + 1 :]


def _fields(lines: list[str]) -> Iterator[FieldShown]:
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        written = line[_FIELDS_AT:_WORDS_AT].strip()
        if written:
            found.append((written, []))
        found[-1][1].append(line[_WORDS_AT:].strip())
    for written, asks in found:
        ways = tuple(way.strip() for way in written.split("  ") if way.strip())
        yield FieldShown(written=ways, asks=_words(" ".join(asks)))


def _paragraphs(lines: list[str]) -> tuple[Words, ...]:
    blocks = "\n".join(lines).split("\n\n")
    return tuple(_words(" ".join(block.split())) for block in blocks if block.strip())


def _words(text: str) -> Words:
    """The text in pieces: what stands between backticks is of the language."""
    return tuple((piece, bool(number % 2)) for number, piece in enumerate(text.split("`")) if piece)
