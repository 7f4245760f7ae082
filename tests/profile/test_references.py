"""References of a profile: each problem at its place."""

from __future__ import annotations

import pytest

from fto_check.problems.problems import InvalidDocumentError
from fto_check.profile.loading import load_with_document

HEAD = """organization: {name: A group}
sources:
  a: {title: A, publisher: P, kind: press, reliability: B, published: 2020}
  l: {title: L, publisher: State, kind: listing, reliability: A, published: 2020}
evidence:
"""


def problems(text: str) -> list[str]:
    return problems_of(HEAD + text)


def problems_of(text: str) -> list[str]:
    try:
        load_with_document("x.yaml", raw=text.encode())
    except InvalidDocumentError as error:
        return [f"{problem.location.line}:{problem.location.column} {problem.code}" for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("supports: [foreign_base], credibility: 2, sources: [a, l, a]", ["6:76 FTO118"]),
        ("supports: [foreign_base], credibility: 2, sources: [a, {source: a, at: p. 1}]", []),
        ("supports: [foreign_base], credibility: 2, sources: [a, b, {source: c}]", ["6:73 FTO110", "6:85 FTO110"]),
        ("supports: [foreign_base], credibility: 2, sources: [a], ignore: {FTO299: x}", ["6:83 FTO106"]),
        ("supports: [foreign_base], credibility: 2, sources: [a], ignore: {FTO215: x}", []),
    ],
)
def test_each_stands_where_its_cause_does(item: str, found: list[str]) -> None:
    assert problems(f"  x: {{claim: C., {item}}}\n") == found


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("claim: C., suports: [violence], disputes: [bomb], credibility: 2, sources: [b]",
         ["6:18 FTO102", "6:50 FTO111", "6:83 FTO110"]),
        ("claim: C., supports: [bomb], credibility: 7, sources: [b]", ["6:29 FTO111", "6:49 FTO106", "6:62 FTO110"]),
        ("supports: [bomb], sources: [b]", ["6:3 FTO103", "6:3 FTO103", "6:18 FTO111", "6:35 FTO110"]),
        ("claim: C., supports: [bomb], credibility: 2", ["6:3 FTO103", "6:29 FTO111"]),
        ("claim: C., supports: [bomb], credibility: 2, sources: [b, []]", ["6:29 FTO111", "6:65 FTO101"]),
        ("claim: C., supports: bomb, credibility: 2, sources: [b]", ["6:28 FTO101", "6:60 FTO110"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_item_hides_nothing_else_of_it(item: str, found: list[str]) -> None:
    assert problems(f"  x: {{{item}}}\n") == found


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("founded: 2012, dissolved: 2010", ["1:57 FTO115"]),
        ("founded: 2012, dissolved: 2012", []),
        ("founded: 2012-02, dissolved: 2012-01/2012-03", []),
        ("dissolved: 2012", []),
    ],
)
def test_an_organization_ends_after_it_began(days: str, found: list[str]) -> None:
    text = HEAD.replace("name: A group", f"name: A group, {days}") + "  x: {claim: C., credibility: 2, sources: [a]}\n"
    assert problems_of(text) == found
