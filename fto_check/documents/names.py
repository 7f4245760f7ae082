"""Names of organizations compared: folded, squeezed, taken out of a headline, and measured for likeness."""

from __future__ import annotations

import difflib
import re
import unicodedata

NEAR = 0.75
"""The likeness from which a name is suggested; it is 1 for names whose words are all the same."""
MOST_INITIALS = 5
"""Letters of a name that may be an abbreviation of several others."""
LONGEST = 1000
"""The characters of a name: a longer text has no other forms and is like no name, since both take quadratic time."""
APOSTROPHES = re.compile(r"['’‘‛ʼʻʽʾʿ`´ʹ′]")
_GAPS = re.compile(r"[^\w]+|_+")


def fold(name: str) -> str:
    """Return a name without case, accents, apostrophes and signs, its words apart by single spaces."""
    plain = name
    if not name.isascii():
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(_GAPS.sub(" ", APOSTROPHES.sub("", plain).casefold()).split())


def squeeze(name: str) -> str:
    """Return a folded name without its spaces, in which MS-13 and MS13 are the same."""
    return fold(name).replace(" ", "")


def likeness(first: str, second: str) -> float:
    """Return the likeness of a name to another, from 0 to 1.

    It is the mean over the words of the first name, each against the nearest word of the second, or the likeness of
    both as a whole if that is greater. A word of up to three letters is like the same word only.
    """
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
    """Return the names in a headline, itself first: "X (Y, formerly Z), aka W -- V Amendment" has X, Y, Z and W."""
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
