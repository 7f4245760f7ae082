"""Characters that a reader cannot see, or takes for others: found and named."""

from __future__ import annotations

import re
import unicodedata

IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Characters for a regular expression's brackets that show nothing by themselves: those that Unicode calls
Default_Ignorable_Code_Point, among them soft hyphens, joiners, spaces of no width, fillers, tags and variations."""
_ignorable = re.compile(f"[{IGNORABLE}]")
_BLANK = "\N{BRAILLE PATTERN BLANK}"


def without_ignorable(text: str) -> str:
    """Return text without the characters that show nothing."""
    return text if text.isascii() else _ignorable.sub("", text)


def is_visible(text: str) -> bool:
    """Return whether a text has a character that shows by itself: a letter, a digit or a sign."""
    if text.isascii():
        return bool(text.strip())
    return any(sign != _BLANK and unicodedata.category(sign)[0] in "LNPS" for sign in without_ignorable(text))


def named(character: str) -> str:
    """Return a character's number and name, such as U+043E CYRILLIC SMALL LETTER O."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def odd_character(text: str) -> str | None:
    """Return the first character, as `named`, that an English word would not have; accents are no such thing."""
    for character in text if not text.isascii() else "":
        plain = unicodedata.normalize("NFD", character)
        if not plain[0].isascii() and not unicodedata.combining(character):
            return named(character)
    return None
