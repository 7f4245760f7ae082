"""Sources as items cite them: the id that is meant by a title, an address, several ids in one text, or a near id."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from fto_check.documents.labels import skeleton
from fto_check.documents.names import fold
from fto_check.problems.characters import odd_character, without_ignorable
from fto_check.problems.problems import clip, either, nearest_words

MOST_SOURCES = 300
"""The sources that a wrong citation is compared with: the largest of our profiles has 65."""
MOST_TITLES = 100
"""The titles whose spelling is compared: a thousand wrong citations then take some seconds."""
_LONGEST = 400
"""The characters of a text that is compared with titles."""
_NEAR_TITLE = 0.8
"""The likeness of two titles from which one is meant by the other."""
_CONTENTS = {
    "title": "a title", "url": "an address", "archived": "an address", "publisher": "a publisher",
    "origin": "an origin",
}  # fmt: skip
"""The keys of a source that are cited in place of its id."""
_between = re.compile(r"\s*[,;/|&+，、；]\s*(?:and\s+)?|\s+and\s+|\s+")


def repaired_id(text: str) -> str:
    """Return a text as the id of a source: lower case, letters that look the same in ASCII, single hyphens."""
    plain = unicodedata.normalize("NFKC", without_ignorable(text[:_LONGEST]))
    if not plain.isascii():
        plain = "".join(sign if sign.isascii() else skeleton(sign) for sign in fold(plain))
    return "-".join(re.findall(r"[a-z0-9]+", plain.casefold()))


def hint_for_citation(given: str, sources: Any) -> str | None:
    """Return what to write for a citation that leads to no source; None where none of the sources is near."""
    if not isinstance(sources, Mapping) or not sources or len(sources) > MOST_SOURCES or len(given) > _LONGEST:
        return None
    known = _index(tuple((str(name), _contents(source)) for name, source in sources.items()))
    odd = odd_character(given)
    wrong = f"; {odd} does not belong there" if odd is not None else ""
    several = [part for part in _between.split(given.strip(" []()\"'")) if part]
    if len(several) > 1 and all(part in known.ids for part in several):
        return f"put commas between them: {', '.join(several)}"
    same = known.repaired.get(repaired_id(given), [])
    if len(same) == 1:
        return f"write {same[0]}{wrong}"
    if (found := _by_content(given, known)) is not None:
        return found
    wanted = set(repaired_id(given).split("-"))
    whole = [name for name in known.ids if wanted <= set(name.split("-"))]
    near = tuple(whole) if 0 < len(whole) < 4 else nearest_words(given, known.ids)
    return f"did you mean {either([repr(name) for name in near])}?{wrong.replace(';', '')}" if near else None


class _Sources(NamedTuple):
    """The sources of a file, by what they may be cited."""

    ids: tuple[str, ...]
    repaired: dict[str, list[str]]
    contents: dict[tuple[str, str], list[str]]
    """The ids by a key of a source and its folded value."""
    titles: dict[str, str]


def _contents(source: Any) -> tuple[str, ...]:
    return tuple(str(source.get(key) or "")[:_LONGEST] if isinstance(source, Mapping) else "" for key in _CONTENTS)


@lru_cache(maxsize=2)
def _index(sources: tuple[tuple[str, tuple[str, ...]], ...]) -> _Sources:
    """Return the sources of a file in the form in which they are looked for: a file may cite a thousand wrongly."""
    repaired: dict[str, list[str]] = {}
    contents: dict[tuple[str, str], list[str]] = {}
    for name, values in sources:
        repaired.setdefault(repaired_id(name), []).append(name)
        for key, value in zip(_CONTENTS, values, strict=True):
            contents.setdefault((key, fold(value)), []).append(name)
    titles = {value: names[0] for (key, value), names in contents.items() if key == "title" and value}
    return _Sources(tuple(name for name, _ in sources), repaired, contents, titles)


def _by_content(given: str, known: _Sources) -> str | None:
    """Return the hint for a source that is cited by its title, address, publisher or origin."""
    wanted = fold(given)
    for key, what in _CONTENTS.items():
        names = known.contents.get((key, wanted)) if wanted else None
        if names:
            return f"that is {what}: write the id, {either([clip(name) for name in names[:4]])}"
    if len(wanted) < 8:
        return None
    inside = [name for title, name in known.titles.items() if wanted in title or (len(title) > 8 and title in wanted)]
    near = (
        difflib.get_close_matches(wanted, known.titles, n=1, cutoff=_NEAR_TITLE)
        if len(known.titles) <= MOST_TITLES
        else []
    )
    names = inside or [known.titles[title] for title in near]
    return f"that is a title: write the id, {either(names)}" if 0 < len(names) < 4 else None
