"""Countries by their usual names: the codes that a name means, for the messages about a country that is no code.

ISO 3166-1 lists Syria, both Koreas and others under names that nobody writes; `country-names.txt` has the usual ones.
Loaded only for a message.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from fto_check.documents.labels import skeleton
from fto_check.documents.names import APOSTROPHES, fold
from fto_check.problems.characters import odd_character
from fto_check.problems.problems import clip, either, nearest_words

NAMES_FILE = Path(__file__).parent / "country-names.txt"
_LONGEST = 200
"""The characters of a text that is read as the names of countries."""
_MEANT = {"EN": "GB", "EL": "GR", "SP": "ES", "GE.": "GE", "SU": "RU", "YU": "RS", "KO": "KR"}
"""Codes that are no codes, or no longer, and what is meant by them."""
_between = re.compile(r"\s*[,;/|&+，、；]\s*|\s+and\s+")
_OPENING = (
    "the ", "republic of ", "state of ", "kingdom of ", "islamic republic of ", "arab republic of ",
    "federal republic of ",
)  # fmt: skip


def hint_for_country(text: str) -> str | None:
    """Return the code or codes to write for a text that is no code; None where no country is meant."""
    codes = codes_meant(text)
    odd = odd_character(APOSTROPHES.sub("'", text))
    if codes:
        wrong = f"; {odd} does not belong there" if odd is not None else ""
        return "write " + either([f"{code} ({usual_name(code)})" for code in codes]) + wrong
    if listed := codes_listed(text):
        return "write " + ", ".join(listed)
    return f"{odd} does not belong there" if odd is not None else None


def codes_meant(text: str) -> tuple[str, ...]:
    """Return the codes that one name, or one code in another form, means: several for a name of several countries."""
    if len(text) > _LONGEST:
        return ()
    name = fold(text)
    found = country_of(name)
    if found is not None:
        return found
    for opening in _OPENING:
        if name.startswith(opening) and (found := country_of(name.removeprefix(opening))) is not None:
            return found
    look = _by_look().get(skeleton(text).upper())
    if look is not None:
        return (look,)
    # A thousand of them may stand in a file, so only names that begin alike are compared.
    alike = [one for one in _names() if one[:1] == name[:1] and abs(len(one) - len(name)) < 4]
    near = nearest_words(name, alike, cutoff=0.8) if len(name) > 4 else ()
    return tuple(dict.fromkeys(code for one in near for code in _names()[one]))


def codes_listed(text: str) -> tuple[str, ...]:
    """Return the codes of several countries that stand in one text; nothing unless each part is one country."""
    found = [codes_meant(part) for part in _between.split(text[:_LONGEST].strip(" []()")) if part]
    return tuple(codes[0] for codes in found) if len(found) > 1 and all(len(codes) == 1 for codes in found) else ()


def country_in(text: str) -> tuple[str, str] | None:
    """Return the town and the country's code of a text such as "Guadalajara, Mexico"; None for another text."""
    place, comma, country = text[:_LONGEST].rpartition(",")
    codes = codes_meant(country.strip()) if comma else ()
    return (clip(place.strip()), codes[0]) if len(codes) == 1 and place.strip() else None


def usual_name(code: str) -> str:
    """Return the usual name of a country by its code."""
    import iso3166

    known = _usual().get(code)
    return known if known is not None else iso3166.countries_by_alpha2[code].apolitical_name


def country_of(name: str) -> tuple[str, ...] | None:
    """Return the codes of a folded name or code; None for no country."""
    import iso3166

    code = name.upper().replace(" ", "")
    if name in _names():
        return _names()[name]
    country = iso3166.countries_by_alpha2.get(code) or iso3166.countries_by_alpha3.get(code)
    country = country or iso3166.countries_by_numeric.get(code)
    if country is not None:
        return (country.alpha2,)
    return (_MEANT[code],) if code in _MEANT else None


def _rows() -> list[tuple[tuple[str, ...], list[str]]]:
    rows = []
    for line in NAMES_FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            codes, _, names = line.partition(": ")
            rows.append((tuple(codes.split()), names.split("; ")))
    return rows


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Return the folded names, each with the codes that it means."""
    import iso3166

    names: dict[str, tuple[str, ...]] = {}
    for country in iso3166.countries:
        for name in (country.name, country.apolitical_name):
            names[fold(name)] = (country.alpha2,)
            head, comma, _ = name.partition(",")
            if comma:
                names.setdefault(fold(head), (country.alpha2,))
    for codes, usual in _rows():
        names |= {fold(name).removeprefix("the "): codes for name in usual}
    return names


@cache
def _usual() -> dict[str, str]:
    return {codes[0]: names[0] for codes, names in _rows() if len(codes) == 1}


@cache
def _by_look() -> dict[str, str]:
    """Return the codes by what they look like, for letters of another script."""
    import iso3166

    return {skeleton(code).upper(): code for code in iso3166.countries_by_alpha2}
