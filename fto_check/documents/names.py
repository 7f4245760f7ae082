"""Names as they are compared: folded, squeezed, taken out of a headline, and how like one is to another."""

from __future__ import annotations

import difflib
import re
import unicodedata

NEAR = 0.75
"""How like a name must be to be suggested: 1 is each word the same."""
MOST_INITIALS = 5
"""Letters of a name that may be an abbreviation of several others."""
LONGEST = 1000
"""No name is longer: what is has no forms, and is like no other. Both would take the square of its length."""
_MARKS = re.compile(r"['’‘‛ʼʻʽʾʿ`´ʹ′]")
_OTHER = re.compile(r"[^\w]+|_+")


def fold(name: str) -> str:
    """Return a name as it is compared: no case, accents, transliteration marks or apostrophes, single spaces."""
    plain = name
    if not name.isascii():
        plain = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    return " ".join(_OTHER.sub(" ", _MARKS.sub("", plain).casefold()).split())


def squeeze(name: str) -> str:
    """Return a folded name without its spaces: MS-13 and MS13 are one."""
    return fold(name).replace(" ", "")


def likeness(first: str, second: str) -> float:
    """Return how like a name is to another, from 0 to 1: its words one by one, short ones the same, or as a whole."""
    if max(len(first), len(second)) > LONGEST:
        return 0.0
    wanted, words = fold(first).split(), fold(second).split()
    if not wanted:
        return 0.0

    def best(word: str) -> float:
        if word in words:
            return 1.0
        if len(word) < 4:
            return 0.0
        return max((difflib.SequenceMatcher(None, word, other).ratio() for other in words if len(other) > 3), default=0)

    whole = difflib.SequenceMatcher(None, "".join(wanted), "".join(words)).ratio() - 0.05
    long = [word for word in wanted if len(word) > 3] or wanted
    return max(sum(map(best, long)) / len(long), whole)


def forms(name: str) -> tuple[str, ...]:
    """Return the names in a headline: "X (Y, formerly Z), aka W -- V Amendment" has X, Y, Z and W, and is one."""
    if len(name) > LONGEST:
        return (name,)
    head = re.split(r"\s*(?:--|[–—])\s*|\s-\s(?=.*[Aa]mendment)", name)[0]
    inner = [
        part for group in re.findall(r"\(([^)]*)\)", head) for part in re.split(r"[,/]|\bformerly\b|\baka\b", group)
    ]
    outer = re.sub(r"\([^)]*\)", " ", head)
    return (name, *re.split(r",\s*aka\b|\baka\b", outer), *inner)


def is_initials(name: str) -> bool:
    """Say whether a name is a few letters, which several organizations may share."""
    return len(squeeze(name)) <= MOST_INITIALS and " " not in fold(name)
