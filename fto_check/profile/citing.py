"""Sources as items cite them: the id that is meant by a title, an address, several ids in one text, or a near id."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from fto_check.documents.labels import skeleton
from fto_check.documents.names import fold
from fto_check.problems.characters import odd_character, without_ignorable
from fto_check.problems.problems import MOST_WORDS, clip, either, nearest_words

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
    if not isinstance(sources, Mapping) or not sources or len(sources) > MOST_WORDS or len(given) > _LONGEST:
        return None
    known = {str(name): source if isinstance(source, Mapping) else {} for name, source in sources.items()}
    odd = odd_character(given)
    wrong = f"; {odd} does not belong there" if odd is not None else ""
    several = [part for part in _between.split(given.strip(" []()\"'")) if part]
    if len(several) > 1 and all(part in known for part in several):
        return f"put commas between them: {', '.join(several)}"
    same = [name for name in known if repaired_id(name) == repaired_id(given)]
    if len(same) == 1:
        return f"write {same[0]}{wrong}"
    if (found := _by_content(given, known)) is not None:
        return found
    wanted = set(repaired_id(given).split("-"))
    whole = [name for name in known if wanted <= set(name.split("-"))]
    near = tuple(whole) if 0 < len(whole) < 4 else nearest_words(given, known)
    return f"did you mean {either([repr(name) for name in near])}?{wrong.replace(';', '')}" if near else None


def _by_content(given: str, known: Mapping[str, Mapping[Any, Any]]) -> str | None:
    """Return the hint for a source that is cited by its title, address, publisher or origin."""
    wanted = fold(given)
    for key, what in _CONTENTS.items():
        names = [name for name, source in known.items() if source.get(key) and fold(str(source[key])) == wanted]
        if names:
            return f"that is {what}: write the id, {either([clip(name) for name in names])}"
    titles = {fold(str(source.get("title", ""))[:_LONGEST]): name for name, source in known.items()}
    if len(wanted) < 8:
        return None
    inside = [name for title, name in titles.items() if wanted in title or (len(title) > 8 and title in wanted)]
    near = difflib.get_close_matches(wanted, titles, n=1, cutoff=_NEAR_TITLE)
    names = inside or [titles[title] for title in near]
    return f"that is a title: write the id, {either(names)}" if 0 < len(names) < 4 else None
