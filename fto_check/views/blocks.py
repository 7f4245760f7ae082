"""Lines under lines that a terminal and Markdown show alike: what is said of one thing in a profile."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Tone(StrEnum):
    """How much a line stands out."""

    STRONG = "strong"
    PLAIN = "plain"
    DIM = "dim"


class SaidLine(NamedTuple):
    """One line, which may hold text from outside."""

    text: str
    level: int = 0
    """How far it is indented: a line belongs to the one above with a lower level."""
    tone: Tone = Tone.PLAIN
    link: str | None = None
    """A web address that stands at its end."""
