"""A profile's text made inert before it is printed; no other module escapes text.

Profiles arrive in pull requests. Their text must not move a terminal's cursor, reverse the reading direction, or give
a command to a CI runner, which reads `::command::` at the start of a line (after spaces) and `##[command]`,
`##vso[command]` or `##teamcity[command]` anywhere. Markdown and spreadsheets have commands of their own.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from fto_check.problems.characters import IGNORABLE

FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff"
"""Characters for a regular expression's brackets: C0 (but tab and line ends), DEL, C1, the line separators that only
some readers obey, bidirectional marks, embeddings, overrides and isolates, code points that are no characters."""
_forbidden = re.compile(f"[{FORBIDDEN}\r\n\t]+")
_invisible = re.compile(f"[{IGNORABLE}]")
_surrogates = re.compile("[\ud800-\udfff]")  # Python's stand-ins for bytes of a file name that are not UTF-8
_each_forbidden = re.compile(f"[{FORBIDDEN}{IGNORABLE}\r\n\ud800-\udfff]")
_colons = re.compile(r":(?=:)")
_not_in_json = re.compile(f"[{FORBIDDEN}{IGNORABLE}\ud800-\udfff]")
_PLAIN = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
_logging = re.compile(r"##(?=[\[A-Za-z])")

_markup = re.compile(r"[\\`*_{}\[\]<>#|~&!^]")
_block = re.compile(r"^(\d+(?=[.)])|(?=[-+=]))")
# GitHub finds these in finished text, escaped or not: mentions and mail addresses, issues, web addresses, the short
# names of emoji, commits. A space of no width takes each apart.
_found = re.compile(
    r"(?<=@)(?=[A-Za-z0-9\\_-])|(?<=\\#)(?=\d)|(?<=\b[Gg][Hh]-)(?=\d)|(?<=:)(?=//)|(?<=[Ww]{3})(?=\.)"
    r"|(?<=:)(?=(?:\w|\\_|[+-])+:)|(?<=\b[0-9a-f])(?=[a-f]*\d)(?=\d*[a-f])(?=[0-9a-f]{6,39}\b)"
)
_NO_WIDTH = "&#8203;"
_web = re.compile(r"https?://", re.IGNORECASE)
_formula = re.compile(r"(^|;)(?=[\s\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20])")


def inert(text: str) -> str:
    r"""Return text as one line without control and bidirectional characters and without commands to a runner.

    A character that shows nothing is written as an escape, such as \u200b, so that a reader sees that it is there.
    """
    line = _surrogates.sub("\ufffd", _forbidden.sub(" ", text))
    if not line.isascii():
        line = _invisible.sub(lambda found: _escape(found.group()), line)
    return _logging.sub("## ", _colons.sub(": ", line))


def inert_line(text: str) -> str:
    """Return a line of a file, character for character, with nothing that a terminal or a runner would act on.

    The result must not stand at the beginning of an output line.
    """
    return _logging.sub("# ", _each_forbidden.sub("\N{REPLACEMENT CHARACTER}", text))


def inert_json(text: str) -> str:
    """Return JSON without commands to a runner, which reads back as the same data."""
    escaped = _logging.sub(r"\\u0023\\u0023", text) if "##" in text else text
    # Of megabytes of text a few thousand characters are no plain ones, and bytes are sifted fifty times as fast.
    unusual = escaped.encode("utf-8", "surrogatepass").translate(None, _PLAIN).decode("utf-8", "surrogatepass")
    if _not_in_json.search(unusual) is None:
        return escaped
    return _not_in_json.sub(lambda found: json.dumps(found.group())[1:-1], escaped)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def inert_markdown(text: str) -> str:
    """Return text as one line of Markdown that shows the text as it was written and does nothing else.

    The line can open a block, and stand in a heading, in the cell of a table or in the text of a link.
    """
    line = _block.sub(r"\1\\", _markup.sub(r"\\\g<0>", inert(text).strip()))
    return _found.sub(_NO_WIDTH, line).replace(
        "$", f"{_NO_WIDTH}&#36;"
    )  # GitHub reads mathematics even after a backslash


def inert_link(url: str) -> str | None:
    """Return an http or https address as the destination of a Markdown link; None for any other text."""
    if not _web.match(url):
        return None
    return quote(url, safe="/:?#@!',;=&+~%", errors="replace").replace("##", "#%23").replace("&", "&amp;")


def inert_cell(text: str) -> str:
    """Return text as one line in which no spreadsheet, splitting at commas or semicolons, reads a formula."""
    return _formula.sub(r"\1'", inert(text))
