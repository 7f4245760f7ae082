"""Marks and lines for a terminal whose encoding lacks them: each has a stand-in of one column in ASCII."""

from __future__ import annotations

from typing import TextIO

STAND_INS = {
    "●": "*",
    "◐": "%",
    "○": "o",
    "✗": "x",
    "±": "~",
    "−": "-",
    "–": "-",
    "×": "x",
    "·": "|",
    "→": ">",
    "›": ">",
    "…": ".",
    "─": "-",
    "━": "=",
    "│": "|",
    "├": "+",
    "└": "`",
    "§": "S",
    "°": "o",
    "’": "'",
    "“": '"',
    "”": '"',
}
"""The characters of the program itself; a name from a profile is escaped where it cannot be written."""


def fit(text: str, stream: TextIO) -> str:
    """Return text in which the marks that the encoding of a stream lacks have their stand-ins."""
    encoding = stream.encoding or "utf-8"
    if text.isascii() or encoding.lower().replace("-", "").startswith("utf"):
        return text
    return text.translate({ord(mark): plain for mark, plain in STAND_INS.items() if not _can_write(mark, encoding)})


def _can_write(mark: str, encoding: str) -> bool:
    try:
        mark.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
