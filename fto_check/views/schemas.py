"""The JSON Schemas of what the views print (draft 2020-12), made of shapes.yaml and the program's own vocabularies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

from pydantic import BaseModel

from fto_check.documents.yaml_reader import read_document
from fto_check.law.nodes import Node
from fto_check.law.status import Status, Weight
from fto_check.manuals.schema import DIALECT, SCHEMAS
from fto_check.problems.problems import Severity
from fto_check.profile import models
from fto_check.reasoning.findings import Confidence, ConfidenceKind, Side, StepRule, ViewKind
from fto_check.reasoning.flips import Change
from fto_check.reasoning.rules import Grade
from fto_check.record.entry import CONFIDENCE_MEANING, Doubt, Standing
from fto_check.record.listing import NameStatus
from fto_check.runs.answer import StatusWhy
from fto_check.runs.changes import ChangeKind
from fto_check.runs.claims import ClaimStatus
from fto_check.runs.decisions import DecisionOutcome, Occasion
from fto_check.runs.diff import FileKind
from fto_check.runs.facts import FactEffect
from fto_check.runs.side_by_side import NodeKind

SHAPES_FILE = Path(__file__).parent / "shapes.yaml"
REPORT_FILE = SCHEMAS / "report-1.schema.json"
"""The schema of a report as a file, for readers that do not run the program."""

_WORDS: Mapping[str, Iterable[object]] = {
    "status": Status, "side_weight": Weight, "weight": Grade, "confidence": Confidence, "side": Side,
    "confidence_kind": ConfidenceKind, "step_rule": StepRule, "change": Change, "effect": FactEffect,
    "severity": Severity, "why_word": StatusWhy, "reliability": models.Reliability,
    "standing": Standing, "doubt": Doubt, "name_status": NameStatus,
    "record_confidence": CONFIDENCE_MEANING, "occasion": Occasion,
    "outcome": DecisionOutcome, "file_kind": FileKind, "change_kind": ChangeKind, "node_kind": NodeKind,
    "view": [kind for kind in ViewKind if kind not in (ViewKind.WHOLE, ViewKind.LINKED)],
    "settled": get_args(get_type_hints(Node)["settled"]), "combine": ("all_of", "any_of"),
    "source_kind": models.SOURCE_KINDS, "claim_status": ClaimStatus, "attribution": models.Attribution,
}  # fmt: skip
VOCABULARIES: Mapping[str, list[str]] = {name: [str(word) for word in words] for name, words in _WORDS.items()}
"""The words that a value can be, by the name that shapes.yaml has for them."""

_DAY = r"^\d{4}-\d{2}-\d{2}$"
_SIMPLE: Mapping[str, Mapping[str, Any]] = {
    "text": {"type": "string"},
    "day": {"type": "string", "pattern": _DAY},
    "count": {"type": "integer", "minimum": 0},
    "number": {"type": "integer", "minimum": 1},
    "grade_number": {"type": "integer", "minimum": 1, "maximum": 6},
    "flag": {"type": "boolean"},
    "hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "code": {"type": "string", "pattern": r"^FTO\d{3}$"},
    "any": {},
}


class _Written(NamedTuple):
    """A part of a profile as JSON has it: what its author gave, without the keys that are left out."""

    model: type[BaseModel]
    without: frozenset[str] = frozenset()
    and_origin: bool = False
    """Whether its origin is always said."""


_WRITTEN: Mapping[str, _Written] = {
    "item": _Written(models.Item),
    "source": _Written(models.Source),
    "cited_source": _Written(models.Source, and_origin=True),
    "about": _Written(models.Organization, frozenset({"name"})),
    "written_citation": _Written(models.Citation),
    "review": _Written(models.Review),
    "search": _Written(models.Search),
}
_TYPES: Mapping[str, str] = {
    "Credibility": "grade_number", "Reliability": "reliability", "SourceKind": "source_kind",
    "Attribution": "attribution", "Review": "review", "dict[WarningCode, Line]": "{text}",
    **dict.fromkeys(("Line", "Lines", "Span", "Day", "Url", "SourceId", "ItemId", "Country"), "text"),
}  # fmt: skip
"""The types of the fields of a profile, by their annotations."""


def schema_names() -> list[str]:
    """Return the names of the schemas, but for that of a profile."""
    return list(_shapes()["views"])


@cache
def _shapes() -> Mapping[str, Any]:
    return dict(read_document(SHAPES_FILE).data)


def build_schema(name: str) -> dict[str, Any]:
    """Return the schema of what a view prints; KeyError for no view."""
    view, built = _shapes()["views"][name], _Builder()
    head = {
        "$schema": DIALECT,
        "title": view.get("title", f"fto-check {name}, version 1"),
        "description": f"{view['prints']} Names keep their meaning within a version; keys may be added.",
    }
    if "keys" in view:
        body = built.shape(view["keys"])
    elif "list_of" in view:
        body = {"type": "array", "items": built.type_of(view["list_of"])}
    else:
        body = {"anyOf": [built.type_of(one) for one in view["one_of"]]}
    return {**head, **body, "$defs": built.definitions()}


class _Builder:
    """Turns shapes into schemas, and remembers which of them are referred to."""

    def __init__(self) -> None:
        self._wanted: dict[str, None] = {}

    def definitions(self) -> dict[str, Any]:
        """Return every shape that is referred to, by name."""
        found: dict[str, Any] = {}
        while missing := [name for name in self._wanted if name not in found]:
            for name in missing:
                found[name] = self._definition(name)
        return dict(sorted(found.items()))

    def _definition(self, name: str) -> dict[str, Any]:
        if name in _WRITTEN:
            return self.shape(_keys_written(_WRITTEN[name]))
        shape = _shapes()["shapes"][name]
        return self.type_of(shape) if isinstance(shape, str) else self.shape(shape)

    def shape(self, keys: Mapping[str, str]) -> dict[str, Any]:
        """Return the schema of a mapping with fixed keys."""
        properties: dict[str, Any] = {}
        required: list[str] = []
        for key, said in _with_parent(keys):
            name = key.removesuffix("?")
            properties[name] = self.type_of(said)
            required += [name] if name == key else []
        return _mapping(properties, required)

    def type_of(self, said: str) -> dict[str, Any]:
        """Return the schema of a type as shapes.yaml says it."""
        word, _, description = said.partition(" -- ")
        schema = self._type(word.strip())
        return {**schema, "description": description} if description else schema

    def _type(self, word: str) -> dict[str, Any]:
        if word.startswith("= "):
            return {"const": int(word[2:]) if word[2:].isdigit() else word[2:]}
        if word.endswith("?"):
            return _or_null(self._type(word[:-1]))
        if word.startswith("["):
            return {"type": "array", "items": self._type(word[1:-1])}
        if word.startswith("{"):
            return {"type": "object", "additionalProperties": self._type(word[1:-1])}
        if word in _SIMPLE:
            return dict(_SIMPLE[word])
        if word in VOCABULARIES:
            return {"enum": VOCABULARIES[word]}
        self._wanted[word] = None
        return {"$ref": f"#/$defs/{word}"}


def _with_parent(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the keys of a shape; in the place of `<` those of another shape or view, but for some."""
    for key, said in keys.items():
        if key != "<":
            yield key, said
            continue
        parent, _, left_out = said.partition(" without ")
        parents = _parent(parent)
        yield from ((name, one) for name, one in parents.items() if name not in left_out.split(", "))


def _parent(name: str) -> Mapping[str, str]:
    if name in _WRITTEN:
        return _keys_written(_WRITTEN[name])
    shapes = _shapes()
    found: Mapping[str, str] = shapes["shapes"][name] if name in shapes["shapes"] else shapes["views"][name]["keys"]
    return found


def _keys_written(part: _Written) -> dict[str, str]:
    """Return the keys of a part of a profile; what an author need not give, or may leave empty, may be left out."""
    keys: dict[str, str] = {}
    for name, one in part.model.model_fields.items():
        annotation = str(part.model.__annotations__[name])
        if name not in part.without:
            needed = one.is_required() and "tuple" not in annotation
            keys[models.key_of(name) + ("" if needed else "?")] = _type_of_field(annotation)
    if part.and_origin:
        keys = {key: word for key, word in keys.items() if key != "origin?"} | {"origin": "text"}
    return keys


def _or_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    return {"anyOf": [schema, {"type": "null"}]}


def _mapping(properties: Mapping[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _type_of_field(annotation: str) -> str:
    """Return the type of a field of a profile as shapes.yaml would say it."""
    word = annotation.removesuffix(" | None")
    for model, part in (("Citation", "written_citation"), ("Search", "search")):
        if model in word:
            return f"[{part}]"
    if found := re.fullmatch(r"tuple\[(\w+), \.\.\.\]", word):
        return f"[{_TYPES.get(found[1], 'any')}]"
    return _TYPES.get(word, "any")
