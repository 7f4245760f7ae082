"""The words of an organization's name, how much each says of who it is, and the keys that usual spellings share."""

from __future__ import annotations

import csv
import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from fto_check.documents.names import fold

WORDS_FILE = Path(__file__).parent / "common-words.csv"


class Class(StrEnum):
    """What kind of word says little of who an organization is."""

    PARTICLE = "particle"
    KIND = "kind"
    COMMON = "common"
    PLACE = "place"


WEIGHTS = {Class.KIND: 0.1, Class.COMMON: 0.25, Class.PLACE: 0.5}
"""How much a word of a class says, where a word of a name says 1."""
_ORDINAL = re.compile(r"^([0-9]+)(st|nd|rd|th)$")
_DIGRAPHS = (
    ("dsch", "j"), ("tsch", "C"), ("dzh", "j"), ("dj", "j"), ("sch", "S"), ("sh", "S"), ("tch", "C"), ("ch", "S"),
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("zh", "z"), ("ck", "k"), ("qu", "k"), ("q", "k"),
    ("x", "ks"), ("ce", "se"), ("ci", "si"), ("c", "k"), ("w", "u"),
)  # fmt: skip
"""Letters of other transcriptions, each with the letter that stands for them in a key."""
_VOWELS = re.compile("[aeiouy]+")
_TWICE = re.compile(r"(.)\1+")
_SIGNS = re.compile("[^a-zSC0-9]")


class Word(NamedTuple):
    """A word of a name, how much it says of who the organization is, and its key."""

    text: str
    weight: float
    key: str


@cache
def _classes() -> dict[str, Class]:
    """Return the class of each word that says little."""
    lines = (line for line in WORDS_FILE.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {word: Class(row["class"]) for row in csv.DictReader(lines) for word in row["words"].split()}


def weight(word: str) -> float:
    """Return how much a word says of who an organization is, from 0.1 for a kind of organization to 1 for a name."""
    classes = _classes()
    found = classes.get(word) or classes.get(word.removesuffix("s")) or classes.get(word.removesuffix("es"))
    if word.isdecimal():
        return WEIGHTS[Class.PLACE]
    return WEIGHTS.get(found, 1.0) if found is not None else 1.0


def words(name: str) -> tuple[Word, ...]:
    """Return the words of a name without particles; all of them where it has nothing else."""
    return _words(fold(name))


@lru_cache(maxsize=20_000)
def _words(folded: str) -> tuple[Word, ...]:
    classes = _classes()
    found = [_ORDINAL.sub(r"\1", word) for word in folded.split()]
    kept = [word for word in found if classes.get(word) is not Class.PARTICLE] or found
    return tuple(Word(word, weight(word), sound(word)) for word in kept)


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return the key that the usual spellings of a word share: its consonants, other transcriptions made one."""
    text = word
    for letters, letter in _DIGRAPHS:
        text = text.replace(letters, letter)
    text = _TWICE.sub(r"\1", _SIGNS.sub("", text))
    first = "a" if text[:1] in set("aeiouy") and text[:1] else ""
    rest = _VOWELS.sub("", text)
    return first + (rest[:-1] if len(rest) > 2 and rest.endswith("h") else rest)


@lru_cache(maxsize=20_000)
def bare_sound(text: str) -> str:
    """Return the key of a text of scripts that write no vowels: consonants only, doubled ones once."""
    return _TWICE.sub(r"\1", sound(text).removeprefix("a").replace("v", "b"))


def latin(name: str) -> str | None:
    """Return a name of another script in Latin letters; None for a name that has no letter of another script."""
    if name.isascii() or all(_is_latin(sign) for sign in name if sign.isalpha()):
        return None
    from anyascii import anyascii

    return fold(anyascii(name))


def _is_latin(sign: str) -> bool:
    return unicodedata.name(sign, "").startswith(("LATIN", "MODIFIER", "FULLWIDTH LATIN", "FEMININE", "MASCULINE"))


def is_same_word(first: Word, second: Word) -> bool:
    """Say whether two words differ only as spellings, singular and plural do."""
    if first.text == second.text or _is_plural(first.text, second.text) or _is_plural(second.text, first.text):
        return True
    if _plain(first.text) == _plain(second.text):
        return True
    short = min(len(first.text), len(second.text))
    if first.weight == second.weight == 0.5 and _is_same_place(first.text, second.text):
        return True
    if first.key == second.key and not first.text.isdecimal():
        if len(first.key) > 2:
            return short >= 4
        return len(first.key) == 2 and short >= 5 and is_within(first.text, second.text, 2)
    if short < 6 or first.key[:1] != second.key[:1]:
        return False
    return is_within(first.text, second.text, 1 if short < 9 else 2)


def _is_same_place(first: str, second: str) -> bool:
    """Say whether one is the adjective of the other, or both are of a third: Palestine, Palestinian."""
    least = max(4, min(len(first), len(second)) - 3)
    return first[:least] == second[:least]


def _plain(word: str) -> str:
    """Return a word without the long vowels of English and French transcriptions."""
    return word.replace("ou", "u").replace("oo", "u").replace("ee", "i")


def _is_plural(one: str, several: str) -> bool:
    return len(one) >= 3 and several in (one + "s", one + "es")


def is_within(first: str, second: str, most: int) -> bool:
    """Say whether a word becomes another by at most some letters changed, added, dropped or exchanged."""
    if abs(len(first) - len(second)) > most:
        return False
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(second, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most
