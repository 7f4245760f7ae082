"""References and evidence rules of a valid profile: each warning at its place."""

from __future__ import annotations

import pytest

from fto_check.errors import InvalidDocumentError, Problem
from fto_check.loading import load_with_document

HEAD = """organization: {name: A group}
sources:
  a: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
  l: {title: L, publisher: State, kind: listing, reliability: A, published: 2020}
evidence:
"""


def problems(text: str) -> list[str]:
    try:
        found: tuple[Problem, ...] = load_with_document("x.yaml", raw=(HEAD + text).encode()).warnings
    except InvalidDocumentError as error:
        found = error.problems
    return [f"{problem.location.line}:{problem.location.column} {problem.code}" for problem in found]


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("supports: [foreign_base], credibility: 2, sources: [a, l]", ["6:73 FTO203"]),
        ("supports: [principal_designated, intent], credibility: 2, sources: [{source: l}, a]", ["6:86 FTO203"]),
        ("supports: [principal_designated], credibility: 2, sources: [a, l]", []),
        ("supports: [supports_designated_organization], credibility: 2, sources: [a, l]", []),
        ("contradicts: [foreign_base], credibility: 2, sources: [a, l]", []),
        ("supports: [foreign_base], credibility: 2, sources: [a]", ["4:3 FTO201"]),
        ("supports: [foreign_base], credibility: 2, sources: [a, l, a]", ["6:73 FTO203", "6:76 FTO118"]),
        ("supports: [foreign_base], credibility: 2, sources: [a, {source: a, at: p. 1}]", ["4:3 FTO201"]),
    ],
)
def test_each_stands_where_its_cause_does(item: str, found: list[str]) -> None:
    assert problems(f"  x: {{claim: C., {item}}}\n") == found
