"""Reports out of templates: whatever a value holds is shown as words, never as markup."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from service.reports.brief import Brief, Note
from service.reports.markdown_text import markdown_text
from service.reports.redline_document import Fate, RedlineDocument
from service.showing.shown_turns import shown_turns
from service.showing.visible_text import visible

__all__ = [
    "brief_html",
    "brief_markdown",
    "redline_html",
    "redline_markdown",
    "redline_text",
    "report_policy",
]

_FATES = {Fate.SAME: "", Fate.CHANGED: "", Fate.NEW: "new, ", Fate.GONE: "no counterpart now, was in "}
_NO_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# As GNU wdiff writes it; moved words have signs of their own.
_SIGNS = {
    ("removed", True): ("[-", "-]"),
    ("inserted", False): ("{+", "+}"),
    ("moved", True): ("[~", "~]"),
    ("moved", False): ("{~", "~}"),
}


def brief_html(brief: Brief) -> str:
    """The brief as a page of its own, for the screen and to print."""
    return shown_turns(_html().get_template("brief.html").render(brief=brief, style=_style()))


def brief_markdown(brief: Brief) -> str:
    """The brief as Markdown with footnotes."""
    return _squeezed(_markdown().get_template("brief.md").render(brief=brief, sources=_sources))


def redline_html(document: RedlineDocument) -> str:
    """The redline as a page of its own: without its `del` it says what the newer letter says."""
    page = _html().get_template("redline.html").render(document=document, style=_style(), fates=_FATES)
    return shown_turns(page)


def redline_markdown(document: RedlineDocument) -> str:
    """The redline as Markdown, with the elements `del` and `ins`: `~~` and `**` fail beside signs."""
    return _squeezed(_markdown().get_template("redline.md").render(document=document, fates=_FATES))


def redline_text(document: RedlineDocument) -> str:
    """The redline as plain text: `[-went-]`, `{+came+}`, `[~left~]` for another place, `{~here~}`."""
    lines = [f"The letter of {document.new}, redlined against that of {document.old}", document.counts]
    heading = ""
    for one in document.statements:
        if one.heading and one.heading != heading:
            lines += ["", visible(one.heading)]
        heading = one.heading
        words = (
            "{0}{2}{1}".format(*_SIGNS.get((piece.mark.value, piece.old), ("", "")), piece.text)
            for piece in one.pieces
        )
        lines += ["", f"({_FATES[one.fate]}{one.place})", visible("".join(words))]
    return "\n".join(lines) + "\n"


def report_policy() -> str:
    """The Content-Security-Policy of a report: nothing from anywhere, and this one style."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; frame-ancestors 'none'"


def _sources(note: Note) -> str:
    sides = (("older", note.before), ("newer", note.after))
    return " ".join(
        f"{age.capitalize()}, {quote.place}: “{quote.shown}”"
        if quote
        else f"The {age} letter does not speak of it."
        for age, quote in sides
    )


def _squeezed(markdown: str) -> str:
    """No more than one empty line at a time."""
    lines = markdown.split("\n")
    kept = [line.rstrip() for at, line in enumerate(lines) if line.strip() or (at and lines[at - 1].strip())]
    return "\n".join(kept).strip() + "\n"


def _without_controls(value: object) -> object:
    """What no HTML may hold is shown as a sign that stands for it."""
    return _NO_HTML.sub("\ufffd", value) if type(value) is str else value


@cache
def _style() -> Markup:
    return Markup(files("service.reports").joinpath("templates", "report.css").read_text("utf-8"))  # noqa: S704


@cache
def _html() -> Environment:
    return Environment(
        loader=PackageLoader("service.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_without_controls,
    )


@cache
def _markdown() -> Environment:
    # Markdown has its own escape, `md`, which stands with every value that comes from a letter.
    environment = Environment(  # noqa: S701
        loader=PackageLoader("service.reports"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["md"] = markdown_text
    environment.filters["lines"] = lambda text: text.replace("\n", "\\\n")
    return environment
