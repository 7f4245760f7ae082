"""A document against the profile's models: the profile, or each error as a problem with a place and a way out."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from fto_check.documents.yaml_reader import Document
from fto_check.problems.problems import MAX_PROBLEMS, Location, Problem, Severity, clip, did_you_mean
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
    Source,
    kind_of,
    split_expectation,
)

_AnyModel = TypeVar("_AnyModel", bound=BaseModel)


def validate_profile(document: Document) -> tuple[Profile | None, list[Problem]]:
    """Return the profile and no problem, or None and the problems of the document against the models.

    Of more than `MAX_PROBLEMS` only one more is described, for the caller to say that there are more.
    """
    try:
        return Profile.model_validate(document.data), []
    except ValidationError as error:
        found = error.errors(include_url=False)[: 2 * MAX_PROBLEMS + 2]  # two may be told as one
        meant = _misspelt(found)
        told = [details for details in found if details["loc"] not in meant][: MAX_PROBLEMS + 1]
        return None, [_describe(details, document) for details in told]


def _misspelt(found: list[ErrorDetails]) -> set[tuple[int | str, ...]]:
    """Return the keys that are missing only since they are misspelt: one cause is told once, at the wrong word."""
    missing = {details["loc"] for details in found if details["type"] == "missing"}
    meant = set()
    for details in found:
        if details["type"] == "extra_forbidden":
            *place, word = details["loc"]
            hint = did_you_mean(str(word), _known_keys(tuple(place)))
            meant |= {loc for loc in missing if [*loc[:-1]] == place and hint == f"did you mean '{loc[-1]}'?"}
    return meant


def salvage_profile(document: Document) -> Profile:
    """Return what is valid of an invalid profile, key by key, for a look at its references; never for an answer."""

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
    sources = {name: valid(Source, part) or unknown for name, part in entries("sources", dict).items()}
    needed = {"claim": "-", "credibility": "3", "sources": ["none"]}
    evidence = {name: valid(Item, part, **needed) for name, part in entries("evidence", dict).items()}
    expect = (valid(Expectation, split_expectation(part)) for part in entries("expect", list))
    return Profile.model_construct(
        organization=Organization.model_construct(name=""),
        sources=sources,
        evidence={name: item for name, item in evidence.items() if item is not None},
        expect=tuple(part for part in expect if part is not None),
    )


_CUSTOM_CODES = {
    "text_bool": "FTO101", "text_type": "FTO101", "text_empty": "FTO109", "text_forbidden": "FTO109", "date": "FTO104",
    "range_reversed": "FTO115", "country": "FTO105", "web_address": "FTO107", "id": "FTO108", "choice": "FTO106",
}  # fmt: skip
_FIELDS: dict[str, type[BaseModel]] = {
    "organization": Organization, "sources": Source, "evidence": Item, "reviewed": Review, "expect": Expectation,
}  # fmt: skip


def _near_grade(value: Any) -> str | None:
    """Say what was meant by a grade in lower case, or by both grades in one."""
    text = value.strip().upper() if isinstance(value, str) else ""
    if text in RELIABILITY_MEANING:
        return f"did you mean '{text}'?"
    if text[:1] in RELIABILITY_MEANING and text[1:] in CREDIBILITY_MEANING:
        return f"'{text[0]}' here; the '{text[1:]}' is the claim's own: write it as the item's credibility"
    return None


def _describe(error: ErrorDetails, document: Document) -> Problem:
    """Turn one of pydantic's errors into a problem: what is wrong, where, and what would be right."""
    loc, value = error["loc"], error["input"]
    context: dict[str, Any] = error.get("ctx", {})
    kind = str(context["kind"]) if error["type"] == "wrong" else error["type"]
    name = _name_of(loc)
    at_key = kind in ("extra_forbidden", "missing") or loc[-1:] == ("[key]",)
    loc = loc[:-1] if loc[-1:] == ("[key]",) else loc
    where = document.locate(loc, at_key=at_key)

    def problem(code: str, message: str, hint: str | None = None, place: Location = where) -> Problem:
        return Problem(code, Severity.ERROR, message, place, hint)

    if kind in _CUSTOM_CODES:
        message = str(context["message"])
        if kind == "text_type" and value is None:
            required = loc[-1:] and loc[-1] in _REQUIRED
            advice = "write one" if required else "write one, or leave the key out"
            return problem(_CUSTOM_CODES[kind], f"{name} has no value", advice)
        message = message if message.startswith(("'", "there is")) else f"{name}: {message}"
        return problem(_CUSTOM_CODES[kind], message, context["hint"] or None)
    if kind == "missing":
        owner = document.locate(loc[:-1], at_key=True)
        hint = "what the facts are read in, by id" if loc == ("sources",) else _EXAMPLES.get(str(loc[-1]))
        return problem("FTO103", f"{_name_of(loc[:-1])} lacks '{loc[-1]}'", hint, owner)
    if kind == "extra_forbidden":
        known = _known_keys(loc[:-1])
        hint = did_you_mean(str(loc[-1]), known) or "known here: " + ", ".join(known)
        return problem("FTO102", f"the key '{clip(str(loc[-1]))}' is unknown in {_name_of(loc[:-1])}", hint)
    if kind in ("enum", "literal_error"):
        said = f"'{clip(value)}'" if isinstance(value, str) else kind_of(value)
        if loc[-1:] == ("reliability",):
            grades = ", ".join(
                f"{grade} ({meaning.partition(':')[0]})" for grade, meaning in RELIABILITY_MEANING.items()
            )
            return problem("FTO106", f"{said} is not allowed as {name}", _near_grade(value) or f"write {grades}")
        allowed = list(Attribution) if loc[-1:] == ("attribution",) else list(SOURCE_KINDS)
        # An attribution says something of guilt: none is guessed from the spelling.
        guess = did_you_mean(value, allowed) if isinstance(value, str) and loc[-1:] != ("attribution",) else None
        hint = guess or "write " + ", ".join(allowed)
        return problem("FTO106", f"{said} is not allowed as {name}", hint)
    if kind == "too_short":
        hint = "each claim needs a source" if loc[-1:] == ("sources",) else "name a status, as in overall: met"
        return problem("FTO103", f"{name} is empty", hint)
    wanted = {
        "tuple_type": "a list", "list_type": "a list", "dict_type": "a mapping", "model_type": "a mapping",
        "model_attributes_type": "a mapping",
    }.get(kind)  # fmt: skip
    if wanted:
        way_out: str | None = None
        if wanted == "a list":
            empty = "list one at least" if loc[-1:] == ("sources",) else "write [], or leave the key out"
            way_out = f"write [{clip(value)}]" if isinstance(value, str) else empty
            if loc[-1:] == ("expect",) and value:
                way_out = "begin each expectation with a dash: - {as_of: 2020-10-28, overall: met}"
            elif loc[-1:] == ("where",) and isinstance(value, str) and len(value) != 2:
                way_out = "'where' takes country codes, such as [MX]; a town or region goes into 'place'"
        elif loc[-1:] == ("ignore",):
            way_out = "give the reason: {FTO207: the archived copy is behind a login}"
        return problem("FTO101", f"{name} must be {wanted}, not {kind_of(value)}", way_out)
    return problem("FTO101", f"{name}: {error['msg']}")


_REQUIRED = ("name", "title", "publisher", "kind", "reliability", "claim", "credibility", "sources", "source", "as_of")
_EXAMPLES = {
    "claim": "one sentence in your own words",
    "credibility": "1 (confirmed) to 6 (cannot be judged)",
    "reliability": "A (completely reliable) to F (cannot be judged)",
    "kind": "one of " + ", ".join(SOURCE_KINDS),
    "sources": "where it can be read: the ids of entries under 'sources'",
    "evidence": "the facts, by id",
    "organization": "at least its name",
    "as_of": "the day on which the statuses must hold, as in as_of: 2020-10-28",
}


def _name_of(loc: tuple[int | str, ...]) -> str:
    """Say in words what a key path leads to."""
    steps = [step for step in loc if step not in ("[key]", "statuses")]
    if not steps:
        return "the profile"
    if len(steps) == 2 and steps[0] in ("sources", "evidence"):
        return f"{'source' if steps[0] == 'sources' else 'item'} '{clip(str(steps[1]))}'"
    last = steps[-1]
    if isinstance(last, int):
        return f"entry {last + 1} of '{steps[-2]}'" if len(steps) > 1 else f"entry {last + 1}"
    return f"'{clip(last)}'"


def _known_keys(loc: tuple[int | str, ...]) -> list[str]:
    if not loc:
        model: type[BaseModel] = Profile
    elif len(loc) > 2 and loc[-2:-1] == ("sources",):
        model = Citation
    else:
        model = Review if loc[-1] == "reviewed" else _FIELDS.get(str(loc[0]), Profile)
    return list(model.model_fields)
