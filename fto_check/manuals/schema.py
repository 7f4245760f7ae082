"""The JSON Schema of a profile (draft 2020-12), made of the models, the statute and `schemas/profile-fields.yaml`.

It holds the rules that one key can be checked by; references and ranges of dates are checked by the program alone. An
editor reads numbers and truth values where a profile keeps text: a number is allowed in their place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from fto_check.documents.yaml_reader import read_document
from fto_check.law.nodes import Node
from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute, load_statute
from fto_check.manuals import patterns
from fto_check.problems.problems import CODES
from fto_check.profile import models as profile

SCHEMAS = Path(__file__).parent / "schemas"
SCHEMA_FILE = SCHEMAS / "profile-1.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT = ["string", "number"]
_SIMPLE: dict[str, dict[str, Any]] = {
    "Line": {"type": _TEXT, "minLength": 1, "pattern": patterns.LINE},
    "Lines": {"type": _TEXT, "minLength": 1, "pattern": patterns.LINES},
    "Span": {"type": ["string", "integer"], "pattern": patterns.SPAN, "minimum": 1000, "maximum": 9999},
    "Day": {"type": "string", "pattern": patterns.DAY},
    "Url": {"type": "string", "pattern": patterns.URL},
    "ItemId": {"type": ["string", "integer"], "pattern": patterns.ITEM, "minimum": 0},
    "SourceId": {"type": ["string", "integer"], "pattern": patterns.SOURCE_ID, "minimum": 0},
}
_NAMED = ("country", "credibility", "status", "kind", "reliability", "attribution", "element", "node", "criterion")
# Fields that hold ids of the statute: the models do not know it.
_OF_THE_LAW = {
    ("Item", "supports"): "element", ("Item", "disputes"): "element", ("Item", "contradicts"): "node",
    ("Item", "about"): "criterion",
}  # fmt: skip
_NOT_WITH_A_SEARCH = ("credibility", "sources")  # required of an item, unless it tells of a search
_OF_THE_FILE = frozenset(("Item", name) for name in profile.Item.RELATIONS)  # ids of the file's own items
_TYPES = {
    "Country": "country", "Credibility": "credibility", "SourceKind": "kind", "Reliability": "reliability",
    "Attribution": "attribution", "Review": "review",
}  # fmt: skip


KINDS = {
    "statute": "the text of a law or treaty",
    "court": "a judgment, an indictment or another filing of a court",
    "government": "a ministry, an agency, a parliament or its research service",
    "intergovernmental": "the United Nations or another body of states",
    "academic": "a peer-reviewed article or a scholarly book",
    "think_tank": "a research institute",
    "ngo": "a non-governmental organization",
    "press": "a news agency, newspaper or broadcaster",
    "reference": "an encyclopedia, dictionary or database",
    "opinion": "an op-ed, a blog or an advocate's brief",
    "social": "a post on a social network",
    "listing": "an official list or its announcement: proves a listing, and nothing else",
}


def build_schema(statute: Statute | None = None) -> dict[str, Any]:
    """Return the schema; it depends on nothing but the models, the law and the texts of the fields."""
    law = statute or load_statute()
    top = _model(profile.Profile)
    top["properties"]["sources"] |= {
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/source"},
        "propertyNames": {"pattern": patterns.SOURCE_ID},
    }
    top["properties"]["evidence"] |= {
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/item"},
        "propertyNames": {"pattern": patterns.ITEM},
    }
    return {
        "$schema": DIALECT,
        "title": "A profile of fto-check",
        "description": "An organization, the facts about it with their sources, and what they speak for and against. "
        "It holds no verdict: the checker finds the statuses, and none is a designation or legal advice.",
        **top,
        "$defs": {
            "organization": _model(profile.Organization),
            "source": _model(profile.Source),
            "item": _item(),
            "citation": _model(profile.Citation),
            "search": _model(profile.Search),
            "expectation": _expectation(law),
            "review": _model(profile.Review),
            **_words(law),
        },
    }


def write_schema(schema: dict[str, Any]) -> str:
    """Return a schema as the file in the package has it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


@cache
def _fields() -> dict[str, Any]:
    return dict(read_document(SCHEMAS / "profile-fields.yaml").data)


def _model(model: type[BaseModel]) -> dict[str, Any]:
    """Return the schema of a model: its keys with their texts, and the required ones; other keys are not allowed."""
    annotations = {name: str(hint) for name, hint in model.__annotations__.items()}
    keys = {
        profile.key_of(name): {
            "title": _title(profile.key_of(name)),
            **_described(model, profile.key_of(name)),
            **_value(model, name, annotations[name]),
        }
        for name in model.model_fields
    }
    required = [profile.key_of(name) for name, field in model.model_fields.items() if field.is_required()]
    return {
        "type": "object",
        "description": (model.__doc__ or "").strip(),
        "properties": keys,
        "required": required,
        "additionalProperties": False,
    }


def _item() -> dict[str, Any]:
    """Return the schema of an item: with sources and a grade, or one that tells of a search and names no element."""
    whole = _model(profile.Item)
    return {
        **whole,
        "required": ["claim"],
        "if": {"required": ["searched"], "properties": {"searched": {"not": {"type": "null"}}}},
        "then": {
            "properties": {"sources": {"type": "null"}, **{name: {"maxItems": 0} for name in profile.Item.LISTS}},
        },
        "else": {
            "required": list(_NOT_WITH_A_SEARCH),
            "properties": {key: {"not": {"type": "null"}} for key in _NOT_WITH_A_SEARCH},
        },
    }


def _title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _described(model: type[BaseModel], name: str) -> dict[str, Any]:
    text = _fields()[model.__name__][name]
    return {"description": text["description"], "examples": text["examples"]}


def _value(model: type[BaseModel], name: str, hint: str) -> dict[str, Any]:
    """Return the schema of a field's value; an optional key without a value is as if it were left out."""
    schema = _type(model, name, hint)
    optional = not model.model_fields[name].is_required() or (model is profile.Item and name in _NOT_WITH_A_SEARCH)
    return _or_nothing(schema) if optional else schema


def _or_nothing(schema: dict[str, Any]) -> dict[str, Any]:
    if "type" not in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*types, "null"]}


def _type(model: type[BaseModel], name: str, hint: str) -> dict[str, Any]:
    """Return the schema of a field, by its annotation."""
    if (model.__name__, name) in _OF_THE_LAW:
        once = {} if name == "about" else {"uniqueItems": True}
        return {**_list({"$ref": f"#/$defs/{_OF_THE_LAW[model.__name__, name]}"}), **once}
    word = hint.removesuffix(" | None")
    if name == "searched":
        return _list({"$ref": "#/$defs/search"}, least=True)
    if word in _SIMPLE:
        return dict(_SIMPLE[word])
    if word in _TYPES:
        return {"$ref": f"#/$defs/{_TYPES[word]}"}
    if (model.__name__, name) in _OF_THE_FILE:
        return {**_list(_SIMPLE["ItemId"]), "uniqueItems": True}
    if found := re.fullmatch(r"tuple\[(\w+), \.\.\.\]", word):
        return _list(_type(model, "", found[1]))
    if word == "dict[WarningCode, Line]":
        codes = [code for code in CODES if code.startswith("FTO2")]
        return {"type": "object", "additionalProperties": _SIMPLE["Line"], "propertyNames": {"enum": codes}}
    if word == "Organization":
        return {"$ref": "#/$defs/organization"}
    if word.startswith("dict"):  # the sections of a profile, which build_schema fills in
        return {}
    return (
        _list({"$ref": "#/$defs/expectation"})
        if name == "expect"
        else {**_list(_citation(), least=True), "maxItems": profile.MOST_CITATIONS, "uniqueItems": True}
    )


def _citation() -> dict[str, Any]:
    return {"oneOf": [_SIMPLE["SourceId"], {"$ref": "#/$defs/citation"}]}


def _list(of: dict[str, Any], *, least: bool = False) -> dict[str, Any]:
    return {"type": "array", "items": of, **({"minItems": 1} if least else {})}


def _expectation(law: Statute) -> dict[str, Any]:
    """Return the schema of an expectation: its days, and a status for any node."""
    keys = {
        name: {"title": _title(name), **_described(profile.Expectation, name), **_SIMPLE["Day"]}
        for name in ("as_of", "known_by")
    }
    keys["known_by"] = _or_nothing(keys["known_by"])
    nodes = {name: {"title": title, "description": text, "$ref": "#/$defs/status"} for name, title, text in _nodes(law)}
    return {
        "type": "object",
        "description": (profile.Expectation.__doc__ or "").strip(),
        "properties": {**keys, **nodes},
        "required": ["as_of"],
        "minProperties": 2,
        "additionalProperties": False,
    }


def _nodes(law: Statute) -> list[tuple[str, str, str]]:
    every = [(node.id, node.label, _plain(node)) for node in law.by_id.values()]
    return [(OVERALL, "The three together", "The least of the three criteria."), *every]


def _plain(node: Node) -> str:
    return f"{node.label}: {' '.join(node.plain.split())}"


def _words(law: Statute) -> dict[str, Any]:
    """Return the vocabularies, each word with its meaning."""
    import iso3166

    leaves = [law.by_id[name] for name in law.leaves]
    credibility: dict[Any, str] = {int(grade): text for grade, text in profile.CREDIBILITY_MEANING.items()}
    credibility.update(profile.CREDIBILITY_MEANING)
    statuses = {str(status): status.meaning for status in Status}
    statuses |= {word.replace("_", "-"): text for word, text in statuses.items()}
    return {
        "element": _choice("A leaf element", {node.id: _plain(node) for node in leaves}),
        "node": _choice("A criterion, branch or element", {node.id: _plain(node) for node in law.by_id.values()}),
        "criterion": _choice("A criterion", {node.id: _plain(node) for node in law.criteria}),
        "status": _choice("A status", statuses),
        "kind": _choice("A kind of source", KINDS),
        "reliability": _choice("The Admiralty grade of a source", profile.RELIABILITY_MEANING),
        "credibility": _choice("The Admiralty grade of a claim", credibility),
        "attribution": _choice(
            "How an act came to be attributed", {str(word): word.meaning for word in profile.Attribution}
        ),
        "country": _choice(
            "A country, by its code of ISO 3166-1 alpha-2",
            {code: country.apolitical_name for code, country in sorted(iso3166.countries_by_alpha2.items())},
        ),
    }


def _choice(title: str, words: Mapping[Any, str]) -> dict[str, Any]:
    """Return a vocabulary; the YAML language server shows `enumDescriptions` beside its words."""
    return {"title": title, "enum": list(words), "enumDescriptions": list(words.values())}
