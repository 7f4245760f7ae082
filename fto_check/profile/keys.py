"""Keys that a part of a profile does not have: the key that is meant, or the part in which it belongs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from types import MappingProxyType

from fto_check.documents.labels import skeleton
from fto_check.problems.characters import odd_character
from fto_check.problems.problems import clip, either, nearest_words
from fto_check.profile.choices import words_for

PARTS: Mapping[str, str] = MappingProxyType({
    "Profile": "at the top of the file", "Organization": "under 'organization'", "Source": "in a source",
    "Item": "in an item of evidence", "Citation": "in a citation, as in {source: an-id, at: p. 4}",
    "Search": "in an entry of 'searched'",
    "Review": "under 'reviewed'", "Expectation": "in an entry of 'expect'",
})  # fmt: skip
"""Where the keys of each model stand, in words."""
_tight = re.compile(r"(?P<key>[a-z_]+):(?P<value>\S.*)")


def key_meant(word: str, known: Collection[str], *, strict: bool = False) -> str | None:
    """Return the key that a word is meant for, if there is one that may be."""
    meant = keys_meant(word, known, strict=strict)
    return meant[0] if len(meant) == 1 else None


def keys_meant(word: str, known: Collection[str], *, strict: bool = False) -> tuple[str, ...]:
    """Return the keys that a word may be meant for: by its look, by its meaning, by its spelling if not `strict`."""
    if len(word) > 100:
        return ()
    tight = _tight.fullmatch(word)
    if tight is not None and tight["key"] in known:
        return (tight["key"],)
    look = _look(word)
    alike = [key for key in known if _look(key) == look]
    if alike:
        return tuple(alike)
    plain = word.strip(" -*•:?").casefold().replace(" ", "_").replace("-", "_")
    if plain in known:
        return (plain,)
    near = nearest_words(plain, known, cutoff=0.8)
    if near:
        return near
    named = tuple(key for key in words_for("keys").get(plain, ()) if key in known)
    return named[:1] or (() if strict else nearest_words(plain, known))


@lru_cache(maxsize=1024)
def _look(key: str) -> str:
    return skeleton(key.replace("_", "-"))


def hint_for_key(word: str, known: Collection[str], elsewhere: Mapping[str, Collection[str]]) -> str:
    """Return what to write for an unknown key; `elsewhere` has the keys of the other parts, by their models' names."""
    tight = _tight.fullmatch(word)
    if tight is not None and tight["key"] in known:
        return f"a colon needs a space after it: write {tight['key']}: {clip(tight['value'])}"
    meant, odd = keys_meant(word, known), odd_character(word)
    wrong = f" {odd} does not belong there" if odd is not None else ""
    if meant:
        return f"did you mean {either([repr(key) for key in meant])}?{wrong}"
    parts = [PARTS[part] for part, keys in elsewhere.items() if word in keys]
    if parts:
        return f"this key stands {either(parts)}"
    parts = [
        f"'{key}' {PARTS[part]}"
        for part, keys in elsewhere.items()
        if (key := key_meant(word, keys, strict=True)) is not None
    ]
    if 0 < len(parts) < 3:
        return f"did you mean {either(parts)}?{wrong}"
    place = next((f"'{key}' or " for key in ("note", "summary") if key in known), "")
    return wrong.strip() or f"take it out, or put what it says into {place}a comment"
