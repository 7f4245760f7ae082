"""A list, a mapping or a text where another of them belongs: the very thing to write.

What an author has written nearly always says what was meant, so it is written anew in the right form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from fto_check.documents.dates import parse_span
from fto_check.documents.scene import LIST_KEYS
from fto_check.problems.characters import named
from fto_check.problems.problems import clip
from fto_check.profile.countries import codes_listed, codes_meant, country_in

A_SEARCH = "{where: the paper's archive, on: 2026-11-30, for: the words searched}"
_COUNTRIES = ("countries", "where")
_IDS = ("supports", "contradicts", "disputes", "about", "sources")
"""The lists whose entries have no spaces in them."""
_listed = re.compile(r"\s*[,;|，、；]\s*|\s+and\s+|\s*\n\s*")
_bullets = re.compile(r"(?:^|\s)([-*•‣◦●–—―−‐‑])(?=\S| \S)")
_brackets = re.compile(r"^[\s\[\](){}<>«»“”\"'［］【】（）]+|[\s\[\](){}<>«»“”\"'［］【】（）]+$")
_LONGEST = 1000
"""The characters of a text that is taken apart."""
_MOST = 6
"""The entries of a list that a hint writes out."""
_plain = re.compile(r"[\w][^\[\]{},#:\"'|>&*!%@`]*")


def flow(values: list[str]) -> str:
    """Return texts as a list in brackets, the first ones of many."""
    more = ["…"] if len(values) > _MOST else []
    return f"[{', '.join([entry(value) for value in values[:_MOST]] + more)}]"


def entry(text: str) -> str:
    """Return a text as it stands in a list or mapping of one line, in quotes if it needs them."""
    text = clip(text)
    return text if _plain.fullmatch(text) else "'" + text.replace("'", "''") + "'"


def written(value: Any) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{entry(str(key))}: {written(part)}' for key, part in [*value.items()][:_MOST])}}}"
    if isinstance(value, list):
        return f"[{', '.join(written(part) for part in value[:_MOST])}]"
    return str(value).lower() if isinstance(value, bool) else entry(str(value)) if value is not None else ""


def hint_for_list(value: Any, field: str) -> str | None:
    """Return the list to write in place of a text or a mapping."""
    if field == "expect":
        return _hint_for_expect(value)
    if field == "searched":
        search = written(value) if isinstance(value, dict) and value else A_SEARCH
        return f"begin each search with a dash: - {search}"
    if isinstance(value, str):
        return _list_of_text(value, field)
    if not isinstance(value, dict) or not value or not all(isinstance(key, str) for key in value):
        return "list one at least" if field == "sources" else "write [], or leave the key out"
    if field == "sources":
        return f"write {field}: {_citations(value)}"
    if field in _COUNTRIES:
        return _list_of_text(", ".join(value), field)
    return f"write {field}: {flow([*value])}"


def _list_of_text(value: str, field: str) -> str:
    value = value[:_LONGEST]
    if bullets := _bullets.findall(value) if _bullets.match(value) else []:
        texts = [part.strip() for part in _bullets.sub("\n", value).split("\n") if part.strip()]
        hint = f"write {field}: {flow(texts)}"
        sign = bullets[0]
        if sign != "-":
            return f"{hint}; {named(sign)} begins no entry of a list"
        return f"{hint}, or on lines of their own, with a space after each dash"
    text = _brackets.sub("", value)
    if field in _COUNTRIES:
        return _list_of_countries(text, field)
    texts = [_brackets.sub("", part) for part in _listed.split(text) if part.strip()]
    words = text.split()
    if len(texts) == 1 < len(words) and field in _IDS and all("_" in one or "-" in one for one in words):
        texts = words
    return f"write {field}: {flow(texts)}"


def _list_of_countries(text: str, field: str) -> str:
    codes = codes_listed(text) or codes_meant(text)
    if len(codes) > 1 and not codes_listed(text):
        return f"write {field}: [{codes[0]}] or [{'] or ['.join(codes[1:])}]"
    if codes:
        return f"write {field}: [{', '.join(codes)}]"
    if (found := country_in(text)) is not None and field == "where":
        return f"write where: [{found[1]}] and place: {entry(found[0])}"
    if field == "where":
        return f"write place: {entry(text)}, and the country's code under where, as in [MX]"
    return "write codes, such as [MX]"


def _citations(value: dict[str, Any]) -> str:
    """Return a mapping of ids, or a single citation, as a list of citations."""
    if "source" in value:
        return f"[{written(value)}]"
    grades = re.compile(r"[A-Fa-f]?[1-6]?")
    parts = [
        entry(source) if place is None or isinstance(place, bool) or grades.fullmatch(str(place))
        else written({"source": source, **place}) if isinstance(place, dict)
        else written({"source": source, "at": place})
        for source, place in [*value.items()][:_MOST]
    ]  # fmt: skip
    return f"[{', '.join(parts)}]"


def _hint_for_expect(value: Any) -> str:
    example = "{as_of: 2020-10-28, overall: met}"
    if isinstance(value, dict) and "as_of" in value:
        return f"begin each expectation with a dash: - {written(value)}"
    if isinstance(value, dict) and value:
        day = next(iter(value))
        inner = value[day]
        if isinstance(inner, dict) and _is_date(str(day)):
            return f"begin each expectation with a dash: - {written({'as_of': day, **inner})}"
        return f"begin each expectation with a dash: - {written({'as_of': '2020-10-28', **value})}, with its day"
    return f"begin each expectation with a dash: - {example}" if value else "write [], or leave the key out"


def _is_date(text: str) -> bool:
    try:
        parse_span(text)
    except ValueError:
        return False
    return True


def hint_for_mapping(value: Any, field: str | int | None, parent: str | None) -> str | None:
    """Return the mapping to write in place of a list or a text; `parent` is the key above an entry's own."""
    if parent == "searched":
        return f"write {A_SEARCH}"
    if field == "ignore":
        codes = value if isinstance(value, list) else [value]
        return "write ignore: {" + ", ".join(f"{clip(str(code))}: the reason" for code in codes[:_MOST]) + "}"
    if field == "organization":
        return f"write organization: {{name: {entry(_name_in(value))}}}"
    if field == "reviewed":
        return _hint_for_review(value)
    if field in ("evidence", "sources") and isinstance(value, list):
        return _hint_for_ids(value)
    if isinstance(field, str) and parent in ("evidence", "sources"):
        return _hint_for_part(value, field, parent)
    if parent == "sources" and isinstance(field, int):
        return f"write {written({'source': value[0], 'at': value[1]})}" if _is_pair(value) else None
    return None


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(part, str) for part in value)


def _name_in(value: Any) -> str:
    """Return the name in what stands for an organization: a text, a list of names, a list of keys."""
    while isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("name") or next(iter(value.values()), "")
    text = str(value)[:_LONGEST].strip()
    tight = re.match(r"name\s*[:=：]\s*", text)
    return text[tight.end() :] if tight else text


def _hint_for_review(value: Any) -> str:
    parts = (
        value if isinstance(value, list) else re.split(r"[\s,;]+", value[:_LONGEST]) if isinstance(value, str) else []
    )
    texts = [str(part) for part in parts]
    day = next((text for text in texts if _is_date(text)), "2026-01-31")
    who = " ".join(text for text in texts if text and text != day and text not in ("on", "by", "true", "yes"))
    return f"write reviewed: {{by: {entry(who or 'Your Name')}, on: {day}}}"


def _hint_for_ids(value: list[Any]) -> str:
    """Return how the entries of a list are written under their ids."""
    first = value[0] if value else None
    if isinstance(first, dict) and len(first) == 1 and isinstance(next(iter(first.values())), dict):
        return f"take the dashes out: '{clip(next(iter(first)))}:' in place of '- {clip(next(iter(first)))}:'"
    name, key = _id_of(value)
    if key is None:
        return f"write each under an id of its own, without a dash: '{clip(name)}:' in place of '-'"
    return f"write each under its id, without a dash: '{clip(name)}:' in place of '- {key}: {clip(name)}'"


def _id_of(value: list[Any]) -> tuple[str, str | None]:
    first = value[0] if value else None
    if isinstance(first, dict):
        for key in ("id", "name", "key", "source", "item"):
            if isinstance(first.get(key), str):
                return first[key], key
        text = str(first.get("title") or first.get("claim") or "")
        return "-".join(re.findall(r"[a-z0-9]+", text.casefold())[:3]) or "an-id", None
    return "an-id", None


def _hint_for_part(value: Any, name: str, parent: str) -> str | None:
    """Return how one source or item is written that is a text or a list."""
    if isinstance(value, list) and value and all(isinstance(part, dict) for part in value):
        keys = [key for part in value for key in part]
        if len(set(keys)) == len(keys):
            return f"take the dashes out: the keys of '{clip(name)}' stand under each other, without one"
        return "give each of them an id of its own"
    if not isinstance(value, str):
        return None
    if parent == "evidence":
        return f"write {entry(name)}: {{claim: {entry(value)}, credibility: 3, sources: [an-id]}}"
    key = "url" if re.match(r"https?://", value) else "title"
    rest = "title: …, " if key == "url" else ""
    return f"write {entry(name)}: {{{rest}publisher: …, kind: press, reliability: B, {key}: {entry(value)}}}"


def hint_for_text(value: Any, field: str | int) -> str | None:
    """Return the text to write in place of a list or a mapping."""
    if isinstance(value, dict) and field in ("when", "published", "founded", "dissolved"):
        ends = [str(part) for part in value.values() if isinstance(part, str)]
        return f"write {field}: {'/'.join(ends[:2])}" if ends and all(map(_is_date, ends[:2])) else None
    if isinstance(value, dict) and isinstance(field, int) and len(value) == 1:
        return f"write {entry(str(next(iter(value))))}"
    if not isinstance(value, list):
        parts = [*_texts_in(value)] if isinstance(value, dict) else []
        joined = ": ".join([str(next(iter(value))), *parts]) if len(parts) == 1 else ""
        return f"a colon and a space make a mapping: put the text in quotes, {entry(joined)}" if joined else None
    texts = [*_texts_in(value)]
    key = f"{field}: " if isinstance(field, str) else ""
    if not texts:
        return "leave the key out" if isinstance(field, str) else "take it out"
    if field in ("when", "published", "founded", "dissolved") and all(map(_is_date, texts)) and len(texts) > 1:
        return f"write {key}{min(texts)[:10]}/{max(texts)[:10]}"
    if len(texts) == 1:
        return f"write {key}{entry(texts[0])}"
    if isinstance(field, int):
        return f"take the inner brackets out: {', '.join(entry(text) for text in texts[:_MOST])}"
    if field in ("claim", "note", "summary", "reason", "title"):
        return f"write one text: {key}{entry(clip('; '.join(texts)))}"
    return f"write one of them, as in {key}{entry(texts[0])}"


def _texts_in(value: Any) -> Iterator[str]:
    """Yield the texts in a value, however deep."""
    if isinstance(value, dict):
        value = [*value.values()]
    if isinstance(value, list):
        for part in value:
            yield from _texts_in(part)
    elif isinstance(value, str):
        yield value


def loose_item(part: Any, known: frozenset[str]) -> str | None:
    """Return a key of an item or source that stands directly under 'evidence' or 'sources', without an id above it."""
    if not isinstance(part, dict):
        return None
    return next((key for key in part if key in known and not isinstance(part[key], dict)), None)


__all__ = [
    "LIST_KEYS", "entry", "flow", "hint_for_list", "hint_for_mapping", "hint_for_text", "loose_item", "written",
]  # fmt: skip
