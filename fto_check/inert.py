"""Text from a profile, made inert before it is printed: the one place where that is done.

Profiles arrive in pull requests. Their text must not move a terminal's cursor, reverse the reading direction, or give
a command to a CI runner, which reads `::command::` at the start of a line (after spaces) and `##[command]`,
`##vso[command]` or `##teamcity[command]` anywhere.
"""

from __future__ import annotations

import re

from fto_check.source import FORBIDDEN

_forbidden = re.compile(f"[{FORBIDDEN}\r\n\t]+")
_colons = re.compile(r":(?=:)")
_logging = re.compile(r"##(?=[\[A-Za-z])")


def inert(text: str) -> str:
    """Return text as one line without control and bidirectional characters, in which a runner sees no command."""
    return _logging.sub("## ", _colons.sub(": ", _forbidden.sub(" ", text)))


def inert_json(text: str) -> str:
    """Return JSON in which a runner sees no command, and which reads back as the same data."""
    escaped = _logging.sub(r"\\u0023\\u0023", text)
    return re.sub(f"[{FORBIDDEN}]", lambda found: f"\\u{ord(found.group()):04x}", escaped)


def inert_cell(text: str) -> str:
    """Return text that a spreadsheet takes as text: one that would begin a formula gets an apostrophe before it."""
    return f"'{text}" if text.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) else text
