"""A document validated against the models: the profile, or each error as a problem with a place and a way out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from fto_check.documents.names import fold
from fto_check.documents.yaml_reader import Document
from fto_check.problems.problems import MAX_PROBLEMS, Problem, Severity, clip, did_you_mean, nearest_word
from fto_check.profile.models import (
    CREDIBILITY_MEANING,
    RELIABILITY_MEANING,
    SOURCE_KINDS,
    Attribution,
    Citation,
    Expectation,
    Item,
    Organization,
    Profile,
    Reliability,
    Review,
    Search,
    Source,
    key_of,
    split_expectation,
)
from fto_check.profile.values import EMPTY, FAULT, Fault, country_code, kind_of

_AnyModel = TypeVar("_AnyModel", bound=BaseModel)
Keys = tuple[int | str, ...]
"""A key path as pydantic gives it (`loc`)."""


def validate_profile(document: Document) -> tuple[Profile | None, list[Problem]]:
    """Return the profile and no problem, or None and the problems of the document.

    At most one problem more than `MAX_PROBLEMS` is described, so that the caller sees that there are more.
    """
    try:
        return Profile.model_validate(document.data), []
    except ValidationError as error:
        found = error.errors(include_url=False)[: 2 * MAX_PROBLEMS + 2]  # two can have one cause
        meant = _find_misspelt(found)
        kept = [details for details in found if details["loc"] not in meant][: MAX_PROBLEMS + 1]
        return None, [_describe(details, document) for details in kept]


def _find_misspelt(found: list[ErrorDetails]) -> set[Keys]:
    """Return the key paths that are missing only because they are misspelt: the wrong word is the one problem."""
    missing = {details["loc"] for details in found if details["type"] == "missing"}
    meant: set[Keys] = set()
    for details in found:
        if details["type"] == "extra_forbidden":
            *place, word = details["loc"]
            near = nearest_word(str(word), _known_keys(tuple(place)))
            meant |= missing & {(*place, near)} if near is not None else set()
    return meant


def salvage_profile(document: Document) -> Profile:
    """Return the valid keys of an invalid profile, for a look at its references; no status is computed from them."""

    def valid(model: type[_AnyModel], part: object, **required: object) -> _AnyModel | None:
        try:
            return model.model_validate(part)
        except ValidationError as error:
            wrong = {one["loc"][0] for one in error.errors(include_url=False, include_input=False) if one["loc"]}
        if not isinstance(part, dict) or not required:
            return None
        left = {key: value for key, value in part.items() if key not in wrong}
        try:
            found = model.model_validate({**required, **left})
        except ValidationError:
            return None
        return found.model_copy(update={"sources": ()}) if "sources" not in left else found

    def entries(key: str, kind: type) -> Any:
        part = document.data.get(key)
        return part if isinstance(part, kind) else kind()

    unknown = Source.model_construct(title="", publisher="", kind="press", reliability=Reliability.F)
    nothing = Item.model_construct(claim="", credibility=3, sources=())  # others may name it
    sources = {name: valid(Source, part) or unknown for name, part in entries("sources", dict).items()}
    needed = {"claim": "-", "credibility": "3", "sources": ["none"]}
    evidence = {name: valid(Item, part, **needed) or nothing for name, part in entries("evidence", dict).items()}
    expect = (valid(Expectation, split_expectation(part)) for part in entries("expect", list))
    return Profile.model_construct(
        organization=Organization.model_construct(name=""),
        sources=sources,
        evidence=evidence,
        expect=tuple(part for part in expect if part is not None),
    )


_MODELS: dict[str, type[BaseModel]] = {
    "organization": Organization, "sources": Source, "evidence": Item, "reviewed": Review, "expect": Expectation,
}  # fmt: skip
"""The model below each key of a profile."""
_A_SEARCH = "{where: the paper's archive, on: 2026-11-30, for: the words searched}"
_MODELS_IN_LISTS: dict[str | int, type[BaseModel]] = {"sources": Citation, "searched": Search}
"""The model of the entries in each list of an item that holds mappings."""
_REQUIRED = ("name", "title", "publisher", "kind", "reliability", "claim", "credibility", "sources", "source", "as_of")
_EXAMPLES = {
    "claim": "one sentence in your own words",
    "credibility": "1 (confirmed) to 6 (cannot be judged)",
    "reliability": "A (completely reliable) to F (cannot be judged)",
    "kind": "one of " + ", ".join(SOURCE_KINDS),
    "sources": "where it can be read: ids of entries under 'sources', or 'searched' if one looked and found nothing",
    "where": "the archive, database or register that was searched",
    "on": "the day, as in on: 2026-11-30",
    "for": "the words, or what was looked for",
    "evidence": "the facts, by id",
    "organization": "at least its name",
    "as_of": "the day on which the statuses must hold, as in as_of: 2020-10-28",
}
"""The hint for each required key that is missing."""
_KEY = "[key]"
"""The last step of pydantic's key path for an error in a key itself."""


class _Description(NamedTuple):
    """A problem without its place."""

    code: str
    message: str
    hint: str | None


def _describe(error: ErrorDetails, document: Document) -> Problem:
    """Return one of pydantic's errors as a problem."""
    keys, kind = error["loc"], error["type"]
    at_key = kind in ("extra_forbidden", "missing") or keys[-1:] == (_KEY,)
    keys = keys[:-1] if keys[-1:] == (_KEY,) else keys
    code, message, hint = _DESCRIBERS.get(kind, _describe_other)(error, keys)
    if keys[-1:] == ("source",) and code == "FTO108":
        hint = _hint_for_citation(str(error["input"]), document) or hint
    where = document.locate(keys[:-1] if kind == "missing" else keys, at_key=at_key)
    return Problem(code, Severity.ERROR, message, where, hint)


def _describe_fault(error: ErrorDetails, keys: Keys) -> _Description:
    fault: Fault = error["ctx"][FAULT]
    name = _name_of(keys)
    if error["input"] is None:
        advice = "write one" if keys[-1:] and keys[-1] in _REQUIRED else "write one, or leave the key out"
        return _Description(fault.code, f"{name} has no value", advice)
    message = fault.message if fault.stands_alone else f"{name}: {fault.message}"
    return _Description(fault.code, message, fault.hint)


def _hint_for_citation(given: str, document: Document) -> str | None:
    """Return the ids that a citation means by a source's title, or by several ids without commas."""
    sources = document.data.get("sources")
    if not isinstance(sources, dict):
        return None
    if len(given.split()) > 1 and all(word in sources for word in given.split()):
        return "put commas between them: " + ", ".join(given.split())
    titles = {fold(str(source.get("title"))): name for name, source in sources.items() if isinstance(source, dict)}
    name = titles.get(fold(given))
    return f"that is a title: write the id, {clip(name)}" if name is not None else None


def _describe_empty(error: ErrorDetails, keys: Keys) -> _Description:
    return _Description("FTO103", f"{_name_of(keys)} is empty", error["ctx"][EMPTY])


def _describe_missing(error: ErrorDetails, keys: Keys) -> _Description:  # noqa: ARG001
    hint = "what the facts are read in, by id" if keys == ("sources",) else _EXAMPLES.get(str(keys[-1]))
    return _Description("FTO103", f"{_name_of(keys[:-1])} lacks '{keys[-1]}'", hint)


def _describe_unknown_key(error: ErrorDetails, keys: Keys) -> _Description:  # noqa: ARG001
    known, word = _known_keys(keys[:-1]), str(keys[-1])
    hint = did_you_mean(word, known) or "known here: " + ", ".join(known)
    return _Description("FTO102", f"the key '{clip(word)}' is unknown in {_name_of(keys[:-1])}", hint)


def _describe_choice(error: ErrorDetails, keys: Keys) -> _Description:
    value, field = error["input"], keys[-1]
    given = f"'{clip(value)}'" if isinstance(value, str) else kind_of(value)
    message = f"{given} is not allowed as {_name_of(keys)}"
    if field == "reliability":
        grades = ", ".join(f"{grade} ({meaning.partition(':')[0]})" for grade, meaning in RELIABILITY_MEANING.items())
        return _Description("FTO106", message, _near_grade(value) or f"write {grades}")
    allowed = list(Attribution) if field == "attribution" else list(SOURCE_KINDS)
    guess: str | None = None
    if isinstance(value, str):
        same = value.strip().casefold().replace(" ", "_").replace("-", "_")
        if same in allowed:
            guess = f"did you mean '{same}'?"
        elif field != "attribution":  # it says something of guilt: none is guessed from the spelling
            guess = f"write {_KINDS_MEANT[same]}" if same in _KINDS_MEANT else did_you_mean(value, allowed)
    return _Description("FTO106", message, guess or "write " + ", ".join(allowed))


_KINDS_MEANT = {
    **dict.fromkeys(("newspaper", "news", "magazine", "media", "article", "news_agency", "agency"), "press"),
    **dict.fromkeys(("book", "study", "journal", "paper"), "academic"),
    **dict.fromkeys(("law", "treaty"), "statute"),
    **dict.fromkeys(("judgment", "judgement", "verdict", "indictment"), "court"),
    **dict.fromkeys(("official", "ministry", "press_release", "parliament"), "government"),
    **dict.fromkeys(("un", "united_nations"), "intergovernmental"),
    **dict.fromkeys(("encyclopedia", "wikipedia", "database"), "reference"),
    **dict.fromkeys(("blog", "op_ed", "editorial"), "opinion"),
    **dict.fromkeys(("tweet", "twitter", "facebook", "telegram"), "social"),
    **dict.fromkeys(("sanctions", "sanctions_list", "designation"), "listing"),
}
"""The kind of source that is meant by a word that is often written for it."""


def _near_grade(value: Any) -> str | None:
    """Return a hint for a grade in lower case, or for both grades in one."""
    text = value.strip().upper() if isinstance(value, str) else ""
    if text in RELIABILITY_MEANING:
        return f"did you mean '{text}'?"
    if text[:1] in RELIABILITY_MEANING and text[1:] in CREDIBILITY_MEANING:
        return f"'{text[0]}' here; the '{text[1:]}' is the claim's own: write it as the item's credibility"
    return None


def _describe_no_list(error: ErrorDetails, keys: Keys) -> _Description:
    value, field = error["input"], keys[-1]
    hint = "list one at least" if field == "sources" else "write [], or leave the key out"
    if isinstance(value, str):
        hint = f"write [{clip(value)}]"
        if value[:1] == "-" and value[1:2].isalnum():
            hint = f"a dash needs a space after it: - {clip(value[1:].split(' -')[0])}"
    elif isinstance(value, dict) and value and all(isinstance(key, str) for key in value):
        hint = f"write [{clip(', '.join(value))}]"
    if field == "countries" and isinstance(value, str):
        code = country_code(value)
        hint = f"write [{code}]: that is {clip(value)}" if code is not None else "write codes, such as [MX]"
    if field == "expect" and value:
        hint = "begin each expectation with a dash: - {as_of: 2020-10-28, overall: met}"
    elif field == "searched":
        hint = f"begin each search with a dash: - {_A_SEARCH}"
    elif field == "where" and isinstance(value, str) and len(value) != 2:
        hint = "'where' takes country codes, such as [MX]; a town or region goes into 'place'"
    return _Description("FTO101", f"{_name_of(keys)} must be a list, not {kind_of(value)}", hint)


def _describe_no_mapping(error: ErrorDetails, keys: Keys) -> _Description:
    value, field = error["input"], keys[-1] if keys else None
    hint = None
    if keys[-2:-1] == ("searched",):
        hint = f"write {_A_SEARCH}"
    elif field == "ignore":
        hint = "give the reason: {FTO207: the archived copy is behind a login}"
    elif field == "organization" and isinstance(value, str):
        hint = f"write organization: {{name: {clip(value)}}}"
    elif field in ("evidence", "sources") and isinstance(value, list):
        first = value[0].get("id") if value and isinstance(value[0], dict) else None
        name = first if isinstance(first, str) else "an-id"
        hint = f"write each under its id, without a dash: '{clip(name)}:' in place of '- id: {clip(name)}'"
    return _Description("FTO101", f"{_name_of(keys)} must be a mapping, not {kind_of(error['input'])}", hint)


def _describe_other(error: ErrorDetails, keys: Keys) -> _Description:
    return _Description("FTO101", f"{_name_of(keys)}: {error['msg']}", None)


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


def _name_of(keys: Keys) -> str:
    """Return the name of a part of a profile in words."""
    steps = [step for step in keys if step not in (_KEY, "statuses")]
    if not steps:
        return "the profile"
    if len(steps) == 2 and steps[0] in ("sources", "evidence"):
        return f"{'source' if steps[0] == 'sources' else 'item'} '{clip(str(steps[1]))}'"
    last = steps[-1]
    if isinstance(last, int):
        return f"entry {last + 1} of '{steps[-2]}'" if len(steps) > 1 else f"entry {last + 1}"
    return f"'{clip(last)}'"


def _known_keys(keys: Keys) -> list[str]:
    """Return the keys of the model at a key path."""
    if not keys:
        model: type[BaseModel] = Profile
    elif len(keys) > 2 and keys[-2] in _MODELS_IN_LISTS:
        model = _MODELS_IN_LISTS[str(keys[-2])]
    else:
        model = Review if keys[-1] == "reviewed" else _MODELS.get(str(keys[0]), Profile)
    return [key_of(name) for name in model.model_fields]
