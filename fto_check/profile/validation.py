"""A document validated against the models: the profile, or its problems, each cause told once."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from fto_check.documents.yaml_reader import Document
from fto_check.problems.problems import MAX_PROBLEMS, Problem, Severity
from fto_check.profile.models import (
    Expectation,
    Item,
    Organization,
    Profile,
    Reliability,
    Source,
    split_expectation,
)

_AnyModel = TypeVar("_AnyModel", bound=BaseModel)
_PARTS: dict[str, type[BaseModel]] = {"sources": Source, "evidence": Item}
"""The parts of a profile in which each entry stands under an id."""
Keys = tuple[int | str, ...]
"""A key path as pydantic gives it (`loc`)."""


def validate_profile(document: Document) -> tuple[Profile | None, list[Problem]]:
    """Return the profile and no problem, or None and the problems of the document.

    At most one problem more than `MAX_PROBLEMS` is described, so that the caller sees that there are more.
    """
    try:
        return Profile.model_validate(document.data), []
    except ValidationError as error:
        from fto_check.profile.describing import describe  # not loaded for a valid profile

        found = error.errors(include_url=False)[: 2 * MAX_PROBLEMS + 2]  # two can have one cause
        loose = _find_loose(document)
        meant = _find_misspelt(found, document)
        kept = [
            details
            for details in found
            if details["loc"] not in meant and details["loc"][:1] not in loose and not _is_told(details, document)
        ]
        return None, [*loose.values(), *(describe(details, document) for details in kept[: MAX_PROBLEMS + 1])]


def _find_misspelt(found: list[ErrorDetails], document: Document) -> set[Keys]:
    """Return the key paths that are missing only because they are misspelt: the wrong word is the one problem."""
    from fto_check.profile.describing import known_keys
    from fto_check.profile.keys import key_meant

    sources = document.data.get("sources")
    missing = {details["loc"] for details in found if details["type"] == "missing"}
    meant: set[Keys] = set()
    for details in found:
        if details["type"] == "extra_forbidden":
            *place, word = details["loc"]
            near = key_meant(str(word), known_keys(tuple(place)))
            if place[-2:-1] == ["sources"] and isinstance(sources, dict) and word in sources:
                near = "source"  # {an-id: p. 4} for {source: an-id, at: p. 4}
            meant |= missing & {(*place, near)} if near is not None else set()
    return meant


def _find_loose(document: Document) -> dict[Keys, Problem]:
    """Return a problem for each part whose keys stand in it without an id above them, by the key of the part."""
    from fto_check.profile.shapes import loose_item

    found: dict[Keys, Problem] = {}
    for part, model in _PARTS.items():
        key = loose_item(document.data.get(part), frozenset(model.model_fields))
        if key is not None:
            what = "a source" if part == "sources" else "an item"
            message = f"'{key}' is a key of {what}, and {what} stands under an id"
            example = "court-2024:" if part == "sources" else "raid-2019:"
            hint = f"write an id of your own above it, as in {example}, and indent the keys"
            where = document.locate((part, key), at_key=True)
            found[part,] = Problem("FTO101", Severity.ERROR, message, where, hint)
    return found


def _is_told(details: ErrorDetails, document: Document) -> bool:
    """Return whether an id in a citation is wrong only as the id of the source is, where it is told."""
    if details["loc"][-1:] != ("source",) or details["loc"][:1] != ("evidence",):
        return False
    sources, given = document.data.get("sources"), details["input"]
    return isinstance(sources, dict) and isinstance(given, str) and given in sources


def salvage_profile(document: Document) -> Profile:
    """Return the valid keys of an invalid profile, for a look at its references; no status is computed from them."""
    from fto_check.profile.citing import repaired_id

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

    def without_citations(item: Item) -> Item:
        return item.model_copy(update={"sources": ()})

    def entries(key: str, kind: type) -> Any:
        part = document.data.get(key)
        return part if isinstance(part, kind) else kind()

    unknown = Source.model_construct(title="", publisher="", kind="press", reliability=Reliability.F)
    sources = {name: valid(Source, part) or unknown for name, part in entries("sources", dict).items()}
    # What cites the right form of an id is right: that the id is written in another form is told at the id.
    sources = {repaired_id(name) or name: source for name, source in sources.items()}
    readable = bool(sources) and not _find_loose(document)
    nothing = Item.model_construct(claim="", credibility=3, sources=())  # others may name it
    needed = {"claim": "-", "credibility": "3", "sources": ["none"]}
    evidence = {name: valid(Item, part, **needed) or nothing for name, part in entries("evidence", dict).items()}
    expect = (valid(Expectation, split_expectation(part)) for part in entries("expect", list))
    return Profile.model_construct(
        organization=Organization.model_construct(name=""),
        sources=sources,
        evidence={name: item if readable else without_citations(item) for name, item in evidence.items()},
        expect=tuple(part for part in expect if part is not None),
    )
