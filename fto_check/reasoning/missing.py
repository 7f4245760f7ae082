"""What a criterion lacks for the next better status: which elements, and what evidence each would need."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from fto_check.law.nodes import Node, Rule
from fto_check.law.status import Status, Weight
from fto_check.law.statute import Statute
from fto_check.reasoning.engine import Case
from fto_check.reasoning.findings import NodeFinding
from fto_check.reasoning.rules import FRESH_YEARS, Grade


class Need(NamedTuple):
    """An element that would have to come out otherwise, and what that takes; `met` is False for an exception."""

    node: Node
    to_be_met: bool
    takes: str


class Missing(NamedTuple):
    """One way to a better status: all of its needs together lead there."""

    better: Status
    needs: tuple[Need, ...]


def find_missing(case: Case, finding: NodeFinding) -> list[Missing]:
    """Return the ways to a better status of a criterion: single elements, or else the fewest together.

    Each way is tried: with its elements taken as given the criterion comes out better. What gets no nearer by two
    elements is not listed.
    """
    now = case.judged(finding.id).status
    if now is Status.MET:
        return []
    candidates = list(_candidates(finding, case.statute))
    for size in (1, 2):
        found = []
        for needs in combinations(candidates, size):
            taken = {need.node.id: Status.MET if need.to_be_met else Status.NOT_MET for need in needs}
            better = case.assuming(taken).judged(finding.id).status
            if better > now:
                found.append(Missing(better, needs))
        if found:
            best = max(way.better for way in found)
            return [way for way in found if way.better is best]
    return []


def _candidates(finding: NodeFinding, statute: Statute) -> Iterator[Need]:
    """Yield the elements that are not met, and the exceptions that are not refuted."""
    for node in finding.walk():
        if node.nodes or node.status is None:
            continue
        if node.id in statute.exceptions:
            if node.status >= Status.CONTESTED:
                yield Need(node.node, False, "that the case for the exception is refuted or falls away")
        elif node.status is not Status.MET:
            yield Need(node.node, True, takes(node))


def takes(finding: NodeFinding) -> str:
    """Say what evidence an element lacks to be met."""
    parts = []
    one_strong = Rule.ONE_STRONG_ORIGIN in finding.node.rules
    grades: dict[str, Grade] = {}
    for found in finding.evidence:
        if found.counted and found.side != "against":
            for citation in found.citations:
                if citation.grade is not None:
                    grades[citation.origin] = max(citation.grade, grades.get(citation.origin, citation.grade))
    if finding.for_ is not Weight.CARRIED:
        parts.append(_support(grades, one_strong=one_strong, stale=finding.stale))
    if finding.disputed:
        parts.append("a reading: the evidence for it can honestly be read both ways")
    if finding.against is Weight.CARRIED:
        parts.append("that the case against it, which is carried, falls away")
    return "; ".join(parts) or "that the evidence of one incident speaks for all of its parts"


def _support(grades: dict[str, Grade], *, one_strong: bool, stale: bool) -> str:
    if stale:
        return f"support that reaches into the last {FRESH_YEARS} years"
    strong = any(grade >= Grade.STRONG for grade in grades.values())
    if not grades:
        return (
            "one strong origin (A or B with 1 or 2)"
            if one_strong
            else ("an origin that is A1, or two independent origins of which one is A or B with 1 or 2")
        )
    if one_strong:
        return "one origin graded A or B with 1 or 2"
    if strong:
        return "one more independent origin"
    if len(grades) > 1:
        return "one origin graded A or B with 1 or 2"
    return "one more independent origin, one of the two graded A or B with 1 or 2"
