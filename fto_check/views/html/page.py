"""Pages of HTML: one file each, which needs no script and asks no network, from a template of this package.

A view that wants a page writes three things, as `views/compare/html.py` does:

1. a template in `templates/` that begins with `{% extends "base.html" %}` and fills the blocks `title` (as text),
   `header` and `main`; `macros.html` has the statuses, marks, footnotes and links that all pages draw alike;
2. a call of `render_page` with the values of the template. It adds `version`, `notice` and `law` if they are given;
3. styles in `style.css`, only where none of those there will do. A page has no `style` attribute: its policy
   allows the one style sheet, known by its hash, and nothing else.

What a template is given is text, never markup. Each value is made inert (`problems.inert`) and escaped when it is
written, so no template calls a filter for that; `safe` is used by none. A link goes through `macros.link`, which makes
one of http and https addresses only. Headings begin with `h1` in the header, sections with `h2`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from fto_check.law.status import Status
from fto_check.problems.inert import inert
from fto_check.version import VERSION
from fto_check.views.date_words import day_words, span_words
from fto_check.views.words import count

_HERE = files("fto_check.views.html")
_web = re.compile(r"https?://(?=[^/?#])", re.IGNORECASE)
_comment = re.compile(r"/\*.*?\*/", re.DOTALL)


def render_page(template: str, **values: Any) -> str:
    """Return the page that a template makes of some values."""
    return _tidy(environment().get_template(template).render(**values))


@cache
def environment() -> Environment:
    """Return the templates of this package, whose every value is made inert and escaped."""
    made = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, finalize=_finalize,
        trim_blocks=True, lstrip_blocks=True, cache_size=-1,
    )  # fmt: skip
    made.filters.update(n=_number, day=day_words, span=span_words, low=lowered, address=address, brief=brief_address)
    made.globals.update(
        Status=Status, count=count, version=VERSION, notice="", style=Markup(style(*PAGE_STYLE)),
        style_hash=_hash_of(style(*PAGE_STYLE)),
    )  # fmt: skip
    return made


def _source(name: str) -> tuple[str, str, None]:
    """Return a template and its name for messages; one that was read is not looked for again."""
    return (_HERE / "templates" / name).read_text(encoding="utf-8"), name, None


@cache
def style(*names: str) -> str:
    """Return the rules of some files as one style sheet, without comments and indentation."""
    text = "\n".join((_HERE / name).read_text(encoding="utf-8") for name in names)
    return "\n".join(line.strip() for line in _comment.sub("", text).split("\n") if line.strip())


PICTURE_STYLE = ("picture.css",)
"""The rules that a picture by itself needs."""
PAGE_STYLE = (*PICTURE_STYLE, "style.css")


def _hash_of(text: str) -> str:
    """Return the hash by which a policy allows one style sheet."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _finalize(value: Any) -> Any:
    """Return a value as a template may write it: text is inert, and is escaped after this; markup is the template's."""
    if value is None or isinstance(value, Markup | int | float):
        return value
    return inert(str(value))  # a place in a file too, whose name is text from outside


def _tidy(page: str) -> str:
    """Return a page without the indentation and the empty lines of its templates."""
    return "\n".join(line for line in map(str.strip, page.split("\n")) if line) + "\n"


def _number(value: float) -> str:
    """Return a position with at most one digit behind the point, which is finer than a pixel."""
    return f"{value:.1f}".removesuffix(".0")


def lowered(text: str) -> str:
    """Return a label as it stands within a sentence; an abbreviation keeps its capitals."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def address(url: str | None) -> Markup | None:
    """Return an http or https address for a link, in a form that no runner reads as a command; None for any other."""
    if url is None or not _web.match(url):
        return None
    quoted = quote(url, safe="/:?#[]@!$&'()*+,;=~%", errors="replace")
    return Markup(escape(quoted.replace("::", ":%3A").replace("##", "#%23")))


def brief_address(url: str) -> str:
    """Return an address as a reader sees it, on paper too: whole, but for its scheme."""
    return re.sub(r"^https?://", "", url, flags=re.IGNORECASE).removesuffix("/")
