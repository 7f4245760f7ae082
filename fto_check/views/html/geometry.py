"""Boxes of a picture, and how wide a text is in it: as nobody knows the reader's font, by the kinds of its letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

NARROW, WIDE, CAPITAL, OTHER, FULL = 0.34, 0.86, 0.68, 0.54, 1.0
"""Widths in units of the size of the text, of Liberation Sans and a little more."""


class Box(NamedTuple):
    """A rectangle; y grows downward."""

    left: float
    top: float
    right: float
    bottom: float

    def hits(self, other: Box, pad: float = 2) -> bool:
        """Return whether the two are closer than `pad`."""
        return (
            self.left < other.right + pad and other.left < self.right + pad
            and self.top < other.bottom + pad and other.top < self.bottom + pad
        )  # fmt: skip

    def hits_any(self, others: Iterable[Box], pad: float = 2) -> bool:
        """Return whether it is closer than `pad` to any of the others."""
        return any(self.hits(other, pad) for other in others)


def width_of(text: str, size: float) -> float:
    """Return how wide a text is about."""
    return sum(map(_width, text)) * size


def _width(letter: str) -> float:
    if letter in "iljtf.,'·|I -":
        return NARROW
    if letter in "mwMW":
        return WIDE
    if unicodedata.east_asian_width(letter) in "WF":
        return FULL
    return CAPITAL if letter.isupper() else OTHER
