"""One of pydantic's errors as a problem: what is wrong in an author's words, where, and the very thing to write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from fto_check.documents.yaml_reader import Document
from fto_check.problems.problems import Problem, Severity, clip
from fto_check.profile.choices import all_words, hint_for_attribution, hint_for_kind, hint_for_reliability
from fto_check.profile.citing import hint_for_citation
from fto_check.profile.keys import hint_for_key
from fto_check.profile.models import (
    SOURCE_KINDS,
    Attribution,
    Citation,
    Expectation,
    Item,
    Organization,
    Profile,
    Review,
    Search,
    Source,
    key_of,
)
from fto_check.profile.shapes import hint_for_list, hint_for_mapping, hint_for_text, written
from fto_check.profile.values import EMPTY, FAULT, Fault, kind_of

Keys = tuple[int | str, ...]
"""A key path as pydantic gives it (`loc`)."""
MODELS: dict[str, type[BaseModel]] = {
    "organization": Organization, "sources": Source, "evidence": Item, "reviewed": Review, "expect": Expectation,
}  # fmt: skip
"""The model below each key of a profile."""
_MODELS_IN_LISTS: dict[str | int, type[BaseModel]] = {"sources": Citation, "searched": Search}
"""The model of the entries in each list of an item that holds mappings."""
_ALL = (Profile, Organization, Source, Item, Citation, Search, Review, Expectation)
_REQUIRED = ("name", "title", "publisher", "kind", "reliability", "claim", "credibility", "sources", "source", "as_of")
_EXAMPLES = {
    "name": "the organization's name, as in name: Example Group",
    "title": "as in title: The judgment in the mayor's case",
    "publisher": "who published it, as in publisher: Example Times",
    "claim": "one sentence in your own words, as in claim: A court convicted four members.",
    "credibility": "from 1 (confirmed) to 6 (cannot be judged), as in credibility: 2",
    "reliability": "from A (completely reliable) to F (cannot be judged), as in reliability: B",
    "kind": "what it is, as in kind: press; `fto-check explain kind` has the other words",
    "sources": "where it can be read, as in sources: [an-id], or 'searched' if one looked and found nothing",
    "where": "the archive, database or register that was searched",
    "for": "the words, or what was looked for",
    "source": "the id of an entry under 'sources', as in {source: an-id, at: p. 4}",
    "evidence": "the facts, by id",
    "organization": "at least its name, as in organization: {name: Example Group}",
    "as_of": "the day on which the statuses must hold, as in as_of: 2020-10-28",
    "by": "who looked at it, as in by: A. Reviewer",
    "on": "the day, as in on: 2026-01-31",
}
"""The hint for each required key that is missing."""
KEY = "[key]"
"""The last step of pydantic's key path for an error in a key itself."""


class _Description(NamedTuple):
    """A problem without its place."""

    code: str
    message: str
    hint: str | None


def describe(error: ErrorDetails, document: Document) -> Problem:
    """Return one of pydantic's errors as a problem."""
    keys, kind = error["loc"], error["type"]
    sources = document.data.get("sources")
    at_key = kind in ("extra_forbidden", "missing") or keys[-1:] == (KEY,)
    keys = keys[:-1] if keys[-1:] == (KEY,) else keys
    code, message, hint = _DESCRIBERS.get(kind, _describe_other)(error, keys)
    if keys[-1:] == ("source",) and code == "FTO108":
        hint = hint_for_citation(str(error["input"]), sources) or hint
    elif code == "FTO102" and model_at(keys[:-1]) is Citation and isinstance(sources, dict) and keys[-1] in sources:
        place = error["input"]
        hint = f"write {written({'source': keys[-1], 'at': place} if place is not None else {'source': keys[-1]})}"
    where = document.locate(keys[:-1] if kind == "missing" else keys, at_key=at_key)
    return Problem(code, Severity.ERROR, message, where, hint)


def _describe_fault(error: ErrorDetails, keys: Keys) -> _Description:
    fault: Fault = error["ctx"][FAULT]
    name = name_of(keys)
    if error["input"] is None:
        advice = "write one, or leave the key out"
        if keys[-1:] and keys[-1] in _REQUIRED:
            advice = _EXAMPLES.get(str(keys[-1]), "write one")
        elif keys[-1:] and isinstance(keys[-1], int):
            advice = "write one, or take the entry out"
        return _Description(fault.code, f"{name} has no value", advice)
    message = fault.message if fault.stands_alone else f"{name}: {fault.message}"
    hint = fault.find_hint() if fault.find_hint is not None else fault.hint
    if fault.unpack and keys:
        hint = hint_for_text(error["input"], keys[-1])
    if fault.code == "FTO105" and hint is None:
        town = "; a town or region goes into 'place'" if "where" in keys else ""
        hint = f"write the two letters of a country, as in MX{town}"
    return _Description(fault.code, message, hint)


def _describe_empty(error: ErrorDetails, keys: Keys) -> _Description:
    return _Description("FTO103", f"{name_of(keys)} is empty", error["ctx"][EMPTY])


def _describe_missing(error: ErrorDetails, keys: Keys) -> _Description:  # noqa: ARG001
    hint = "what the facts are read in, by id" if keys == ("sources",) else _EXAMPLES.get(str(keys[-1]))
    return _Description("FTO103", f"{name_of(keys[:-1])} lacks '{keys[-1]}'", hint)


def _describe_unknown_key(error: ErrorDetails, keys: Keys) -> _Description:  # noqa: ARG001
    word, own = str(keys[-1]), model_at(keys[:-1])
    others = {model.__name__: [key_of(name) for name in model.model_fields] for model in _ALL if model is not own}
    hint = hint_for_key(word, known_keys(keys[:-1]), others)
    return _Description("FTO102", f"the key '{clip(word)}' is unknown in {name_of(keys[:-1])}", hint)


def _describe_choice(error: ErrorDetails, keys: Keys) -> _Description:
    value, field = error["input"], keys[-1]
    given = f"'{clip(value)}'" if isinstance(value, str) else kind_of(value)
    message = f"{given} is not allowed as {name_of(keys)}"
    if not isinstance(value, str) and (unpacked := hint_for_text(value, field)) is not None:
        return _Description("FTO106", message, unpacked)
    if field == "reliability":
        hint = hint_for_reliability(value) or "from A (completely reliable) to F (cannot be judged), as in B"
        return _Description("FTO106", message, hint)
    if field == "attribution":
        words = list(map(str, Attribution))
        hint = hint_for_attribution(value, words) or f"{all_words(words, 'attribution')}; none fits: leave it out"
        return _Description("FTO106", message, hint)
    return _Description("FTO106", message, hint_for_kind(value, SOURCE_KINDS) or all_words(SOURCE_KINDS, "kind"))


def _describe_no_list(error: ErrorDetails, keys: Keys) -> _Description:
    value, field = error["input"], str(keys[-1])
    return _Description("FTO101", f"{name_of(keys)} must be a list, not {kind_of(value)}", hint_for_list(value, field))


def _describe_no_mapping(error: ErrorDetails, keys: Keys) -> _Description:
    value = error["input"]
    parent = next((str(key) for key in reversed(keys[:-1]) if isinstance(key, str)), None)
    hint = hint_for_mapping(value, keys[-1] if keys else None, parent)
    return _Description("FTO101", f"{name_of(keys)} must be a mapping, not {kind_of(value)}", hint)


def _describe_other(error: ErrorDetails, keys: Keys) -> _Description:
    return _Description("FTO101", f"{name_of(keys)}: {kind_of(error['input'])} is not wanted here", None)


_DESCRIBERS: dict[str, Callable[[ErrorDetails, Keys], _Description]] = {
    FAULT: _describe_fault,
    EMPTY: _describe_empty,
    "missing": _describe_missing,
    "extra_forbidden": _describe_unknown_key,
    "enum": _describe_choice,
    "literal_error": _describe_choice,
    "tuple_type": _describe_no_list,
    "list_type": _describe_no_list,
    "dict_type": _describe_no_mapping,
    "model_type": _describe_no_mapping,
    "model_attributes_type": _describe_no_mapping,
}
"""The description of each of pydantic's types of errors that a model here can raise, and of our own two."""


def name_of(keys: Keys) -> str:
    """Return the name of a part of a profile in words."""
    steps = [step for step in keys if step not in (KEY, "statuses")]
    if not steps:
        return "the profile"
    if len(steps) == 2 and steps[0] in ("sources", "evidence"):
        return f"{'source' if steps[0] == 'sources' else 'item'} '{clip(str(steps[1]))}'"
    last = steps[-1]
    if isinstance(last, int):
        return f"entry {last + 1} of '{steps[-2]}'" if len(steps) > 1 else f"entry {last + 1}"
    return f"'{clip(last)}'"


def model_at(keys: Keys) -> type[BaseModel]:
    """Return the model at a key path."""
    if not keys:
        return Profile
    if len(keys) > 2 and keys[-2] in _MODELS_IN_LISTS:
        return _MODELS_IN_LISTS[keys[-2]]
    return Review if keys[-1] == "reviewed" else MODELS.get(str(keys[0]), Profile)


def known_keys(keys: Any) -> list[str]:
    """Return the keys of the model at a key path."""
    return [key_of(name) for name in model_at(keys).model_fields]
