"""Explanations as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fto_check.law.authorities import Authority, Topic
from fto_check.law.nodes import Node
from fto_check.law.status import Status, Weight
from fto_check.law.statute import Statute
from fto_check.manuals.changes import Release
from fto_check.manuals.codes import Manual, manual
from fto_check.manuals.elements import LEADS_TO, FieldExplanation, NodeExplanation
from fto_check.manuals.finding import FoundNodes
from fto_check.manuals.guides import Filling, Guide, GuideSection, element_table
from fto_check.problems.problems import CODES
from fto_check.reasoning.findings import Confidence
from fto_check.views import json_text
from fto_check.views.json_data import SCHEMA_VERSION


def render_json(kind: str, data: dict[str, Any]) -> str:
    """Return an explanation as text; `kind` says what is explained."""
    return json_text.document({"schema_version": SCHEMA_VERSION, "kind": kind, **data})


def statute_data(statute: Statute) -> dict[str, Any]:
    """Return the statute as a tree of ids, labels and provisions, with the statuses."""
    today = statute.versions[-1].version

    def branch(node: Node) -> dict[str, Any]:
        data: dict[str, Any] = {"id": node.id, "label": node.label, "citation": node.citation(today)}
        if not node.is_leaf:
            data["combine"] = node.combine
            data["nodes"] = [branch(child) for child in node.nodes]
        if node.also:
            data["also"] = list(node.also)
        if node.unless is not None:
            data["unless"] = branch(node.unless)
        return data

    return {
        "statute": statute.name,
        "citation": statute.citation,
        "versions": [
            {"version": version.version.isoformat(), "act": version.act, "changed": version.changed}
            for version in statute.versions
        ],
        "criteria": [branch(node) for node in statute.criteria],
        "statuses": [status_data(status) for status in sorted(Status, reverse=True)],
    }


def node_data(found: NodeExplanation) -> dict[str, Any]:
    """Return the explanation of a node."""
    node, today = found.node, found.statute.versions[-1].version
    return {
        "id": node.id,
        "label": node.label,
        "criterion": found.criterion.id,
        "plain": " ".join(node.plain.split()),
        "citation": node.citation(today),
        "settled": node.settled,
        "combine": node.combine,
        "parts": [child.id for child in node.nodes],
        "also": list(node.also),
        "exception_to": None if found.exception_to is None else found.exception_to.id,
        "exception": None if node.unless is None else node.unless.id,
        "rules": list(found.rules),
        "satisfied_by": list(node.satisfied_by),
        "not_satisfied_by": list(node.not_satisfied_by),
        "history": [
            {"version": stage.version.version.isoformat(), "short": stage.version.short, "citation": stage.citation,
             "changed": stage.changed}
            for stage in found.history
        ],
        "authorities": [one.model_dump(mode="json") for one in found.authorities],
        "examples": [
            {"path": one.path, "organization": one.organization, "item": one.item, "claim": one.claim, "side": one.side}
            for one in found.examples
        ],
    }  # fmt: skip


def topic_data(topic: Topic, authorities: Sequence[Authority], statute: Statute) -> dict[str, Any]:
    """Return a subject with the authorities on it."""
    return {
        "topic": str(topic),
        "meaning": topic.meaning,
        "authorities": [one.model_dump(mode="json") for one in authorities],
        "notice": statute.notice,
    }


def field_data(found: FieldExplanation) -> dict[str, Any]:
    """Return the explanation of a key of a profile."""
    return {
        "key": found.name,
        "places": [{"part": part, "description": text, "examples": list(given)} for part, text, given in found.places],
        "words": dict(found.words),
    }


def code_data(found: Manual) -> dict[str, Any]:
    """Return the manual of a code."""
    return {
        "code": found.code,
        "severity": str(found.severity),
        "meaning": found.meaning,
        "text": found.text,
        "failing": found.failing,
        "passing": found.passing,
    }


def codes_data() -> dict[str, Any]:
    """Return the catalogue of all codes."""
    return {"codes": [code_data(manual(code)) for code in CODES]}


def confidence_data() -> dict[str, Any]:
    """Return the meanings of the words of confidence."""
    return {"confidence": {str(word): word.meaning for word in Confidence}}


def status_data(status: Status) -> dict[str, Any]:
    """Return the meaning of a status and how a node gets it."""
    return {"status": str(status), "meaning": status.meaning, "leads_to": LEADS_TO[status]}


def guide_data(found: Guide) -> dict[str, Any]:
    """Return a guide, section by section."""
    return {
        "title": found.title,
        "text": found.text,
        "sections": [_section_data(section) for section in found.sections],
    }


def found_data(found: FoundNodes) -> dict[str, Any]:
    """Return the nodes that a word may mean."""

    def rows(nodes: tuple[Node, ...]) -> list[dict[str, Any]]:
        return [
            {
                "id": node.id,
                "label": node.label,
                "criterion": found.statute.criterion_of(node.id),
                "plain": " ".join(node.plain.split()),
            }
            for node in nodes
        ]

    return {"word": found.word, "meant": rows(found.meant), "told": rows(found.told)}


def _section_data(section: GuideSection) -> dict[str, Any]:
    data: dict[str, Any] = {"title": section.title, "text": section.text}
    if section.filled_from is Filling.TABLE:
        data["table"] = [
            {"for": str(own), "against": str(against), "status": str(status)}
            for own, statuses in element_table()
            for against, status in zip(Weight, statuses, strict=True)
        ]
    data["rows"] = [{"term": term, "text": text} for term, text in section.rows.items()]
    return data


def changes_data(releases: tuple[Release, ...], statute: Statute) -> dict[str, Any]:
    """Return what each version changed, and the removed ids with what to write instead."""
    return {
        "versions": [release.model_dump(mode="json") for release in releases],
        "removed": [gone.model_dump(mode="json") for gone in statute.removed],
    }
