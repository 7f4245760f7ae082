"""Words that are not among the allowed ones: the kind, grade, attribution or status that is meant by them.

An attribution says something of guilt, so a word with a "not" in it is never taken for the word without.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fto_check.documents.labels import skeleton
from fto_check.documents.names import fold
from fto_check.law.status import Status
from fto_check.problems.characters import odd_character, without_ignorable
from fto_check.problems.problems import clip, either, nearest_words

WORDS_FILE = Path(__file__).parent / "words.yaml"
_NEAR = 0.75
"""The likeness from which a word is a guess: many of these words are short."""


def hint_for_kind(value: Any, allowed: Collection[str]) -> str | None:
    """Return the kind of source to write."""
    return _hint(value, allowed, "kinds")


def hint_for_attribution(value: Any, allowed: Collection[str]) -> str | None:
    """Return the attribution to write."""
    return _hint(value, allowed, "attributions")


def hint_for_status(value: Any) -> str | None:
    """Return the status to write."""
    return _hint(value, [str(status) for status in Status], "statuses")


def hint_for_reliability(value: Any) -> str | None:
    """Return the reliability to write, also of both grades in one, and of a claim's grade in its place."""
    letter, digit = split_grade(value)
    if (letter or digit) and (odd := _odd_grade(value)) is not None:
        return f"write {letter or digit}: {odd} does not belong there"
    if letter and digit:
        return f"write {letter}; the {digit} is the claim's own: write credibility: {digit} in the item"
    if digit:
        return f"{digit} is the credibility of a claim, which an item has; a source has A to F"
    return f"write {letter}" if letter else _hint(value, "ABCDEF", "reliabilities")


def hint_for_credibility(value: Any) -> str | None:
    """Return the credibility to write, also of both grades in one, and of a source's grade in its place."""
    letter, digit = split_grade(value)
    if (letter or digit) and (odd := _odd_grade(value)) is not None:
        return f"write {digit or letter}: {odd} does not belong there"
    if letter and digit:
        return f"write {digit}; the {letter} is the source's own: write reliability: {letter} in the source"
    if letter:
        return f"{letter} is the reliability of a source, which the source has; a claim has 1 to 6"
    return f"write {digit}" if digit else _hint(value, "123456", "credibilities")


def _odd_grade(value: Any) -> str | None:
    return odd_character(value) if isinstance(value, str) else None


def split_grade(value: Any) -> tuple[str, str]:
    """Return the letter and the digit of a grade as people write it: B2, b-2, B/2, B (2), 2.0; empty for none."""
    text = _plain_grade(value).upper()
    text = text.removesuffix(".0")
    signs = [sign for sign in text if sign.isalnum()]
    if not 1 <= len(signs) <= 2 or len(text) > 6:
        return "", ""
    letter = next((sign for sign in signs if sign in "ABCDEF"), "")
    digit = next((sign for sign in signs if sign in "123456"), "")
    return (letter, digit) if len(signs) == len(letter + digit) else ("", "")


def _plain_grade(value: Any) -> str:
    """Return a short text as the ASCII letters and digits that it looks like; other text as it is."""
    text = unicodedata.normalize("NFKC", without_ignorable(value)).strip() if isinstance(value, str) else str(value)
    if text.isascii() or len(text) > 6:
        return text
    looks = {skeleton(sign): sign for sign in "ABCDEF123456"}
    return "".join(looks.get(skeleton(sign), sign) for sign in text)


def _word(value: Any) -> str:
    return fold(value.replace("_", " ")).replace(" ", "_") if isinstance(value, str) else ""


def _hint(value: Any, allowed: Collection[str], table: str) -> str | None:
    """Return the allowed word that a value is in another form, that a near word stands for, or that it nearly is."""
    word = _word(value)
    if not isinstance(value, str) or not word or len(value) > 100:
        return None
    odd = odd_character(value)
    forms = {_word(one): one for one in allowed} | {skeleton(one.replace("_", " ")): one for one in allowed}
    same = forms.get(word) or forms.get(skeleton(value.replace("_", " ")))
    if same is not None:
        return f"write {same}" + (f": {odd} does not belong there" if odd is not None else "")
    words = words_for(table)
    rights = words.get(word) or words.get(word.replace("_", ""))
    if rights is not None:
        return f"write {either(rights)}" + (", whichever it was" if len(rights) > 1 else "")
    parts = {right for part in word.split("_") for right in words.get(part, ())} | (set(word.split("_")) & set(allowed))
    named = [one for one in allowed if one in word.split("_")]
    parts = set(named) if len(named) == 1 else parts
    if len(parts) == 1 and not _denies(word):
        return f"write {parts.pop()}"
    near = () if len(word) < 4 else nearest_words(
        word, [*(one for one in allowed if len(one) > 1), *words], cutoff=_NEAR
    )  # fmt: skip
    meanings = tuple(
        dict.fromkeys(right for one in near if _denies(one) == _denies(word) for right in words.get(one, (one,)))
    )
    if meanings:
        return f"write {either(meanings)}"
    return f"{odd} does not belong there" if odd is not None else None


@cache
def words_for(table: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of a table of `words.yaml`, each with what a profile takes in its place."""
    from fto_check.documents.yaml_reader import read_document

    rows = read_document(WORDS_FILE).data[table]
    assert isinstance(rows, dict)
    found: dict[str, tuple[str, ...]] = {}
    for right, words in rows.items():
        for word in str(words).split(", "):
            plain = _word(word)
            found[plain] = (*found.get(plain, ()), right)
    return found


def _denies(word: str) -> bool:
    return word.startswith(("un", "non", "not_", "no_", "never_")) or "_not_" in word


def all_words(allowed: Collection[str], field: str) -> str:
    """Return the hint where no word is near: the words, and where their meanings stand."""
    return f"one of {', '.join(clip(one) for one in allowed)}; `fto-check explain {field}` says what each means"
