"""Text from a profile, made inert before it is printed: the one place where that is done.

Profiles arrive in pull requests. Their text must not move a terminal's cursor, reverse the reading direction, or give
a command to a CI runner, which reads `::command::` at the start of a line (after spaces) and `##[command]` anywhere.
"""

from __future__ import annotations

import re

from fto_check.source import FORBIDDEN

_forbidden = re.compile(f"[{FORBIDDEN}\r\n\t]+")


def inert(text: str) -> str:
    """Return text as one line without control and bidirectional characters, in which a runner sees no command."""
    return _forbidden.sub(" ", text).replace("::", ": :").replace("##[", "## [")


def inert_json(text: str) -> str:
    """Return JSON in which a runner sees no command, and which reads back as the same data."""
    escaped = text.replace("##[", "\\u0023\\u0023[")
    return re.sub(f"[{FORBIDDEN}]", lambda found: f"\\u{ord(found.group()):04x}", escaped)
