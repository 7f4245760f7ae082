"""How much evidence a criterion can lose: by recomputation, not by a score.

What need not be recomputed rests on two properties of the reasoning (tested over generated profiles): more support
never lowers a status and more opposition never raises one. So what is met can fall only with support, and what is not
met can rise only with opposition; and a met status stands while all the support that was used in reaching it does.
"""

from __future__ import annotations

from collections.abc import Iterator

from fto_check.engine import Case, Outcome
from fto_check.report import Confidence, Side
from fto_check.status import Status, Weight
from fto_check.statute import Node, Rule


def judge_confidence(case: Case, outcome: Outcome) -> tuple[Confidence | None, tuple[str, ...]]:
    """Return the confidence of a criterion's answer, and the origins whose loss, one at a time, changes it.

    Low: the loss of one origin changes it. High: no loss of two origins does, and no element that it rests on has
    anything against it. Moderate otherwise. None for what is neither met nor not met.
    """
    node, status = outcome.node, outcome.status
    origins = _bearing(case, node, status)
    rests_on = tuple(origin for origin in origins if _status_without(case, node, origin) is not status)
    if status not in (Status.MET, Status.NOT_MET):
        return None, rests_on
    if rests_on:
        return Confidence.LOW, rests_on
    if _has_opposition(outcome) or _falls_with_two(case, node, status, origins):
        return Confidence.MODERATE, ()
    return Confidence.HIGH, ()


def _status_without(case: Case, node: Node, *origins: str) -> Status:
    return case.without(frozenset(origins)).judged(node.id).status


def _falls_with_two(case: Case, node: Node, status: Status, origins: list[str]) -> bool:
    """Say whether the loss of some two origins changes a status that no loss of one changes."""
    for first in _used(case, node) if status is Status.MET else origins:
        left = case.without(frozenset((first,)))
        for second in _used(left, node) if status is Status.MET else origins:
            if second != first and _status_without(left, node, second) is not status:
                return True
    return False


def _bearing(case: Case, node: Node, status: Status) -> list[str]:
    """Return the origins whose loss could change a criterion's status, sorted."""
    wanted = {below.id for name in (node.id, node.requires) if name for below in case.statute.by_id[name].walk()}
    wanted |= case.statute.attribution  # whose act it was decides elsewhere too whether an item counts
    found = set()
    for mark in case.marks:
        if mark.node in wanted:
            speaks_against = (mark.side is Side.AGAINST) != (mark.node in case.statute.exceptions)
            disputes = mark.side is Side.DISPUTED
            if status not in (Status.MET, Status.NOT_MET) or disputes or speaks_against is (status is Status.NOT_MET):
                found |= {origin for origin, _, _ in mark.origins}
    return sorted(found)


def _used(case: Case, node: Node) -> list[str]:
    """Return the origins of all support that was used in reaching a met status, and of what keeps it fresh; sorted."""
    required = [case.statute.by_id[node.requires]] if node.requires is not None else []
    outcomes = [case.judged(each.id) for each in (node, *required)]
    marks = {mark for outcome in outcomes for part in _walk(outcome) for mark in part.used}
    incidents = {mark.incident for mark in marks}
    marks |= {mark for mark in case.marks if mark.node in case.statute.attribution and mark.incident in incidents}
    for each in required:  # the incidents whose facts count must keep qualifying, for whichever route
        marks |= {mark for mark in case.support_below(each) if mark.incident is None or mark.incident in incidents}
    origins = {origin for mark in marks for origin, _, _ in mark.origins}
    for each in (below for top in (node, *required) for below in top.walk() if Rule.FRESH in below.rules):
        recent = {origin for mark in case.support_below(each) for origin, _, late in mark.origins if late}
        origins |= recent if len(recent) <= 2 else set()
    return sorted(origins)


def _walk(outcome: Outcome) -> Iterator[Outcome]:
    yield outcome
    for part in (*outcome.nodes, *outcome.also, *((outcome.unless,) if outcome.unless is not None else ())):
        yield from _walk(part)


def _has_opposition(outcome: Outcome) -> bool:
    """Say whether anything speaks against what a status rests on: the parts that gave it, down to the elements."""
    if outcome.against is not Weight.SILENT and outcome.status >= Status.CONTESTED:
        return True
    if outcome.status <= Status.NOT_ESTABLISHED and outcome.for_ not in (None, Weight.SILENT):
        return True
    parts = [part for part in (*outcome.nodes, *outcome.also) if part.raised]
    if outcome.node.combine == "any_of" and outcome.status >= Status.CONTESTED:
        parts = [part for part in parts if part.status >= outcome.status]
        return bool(parts) and all(_has_opposition(part) for part in parts)
    if outcome.node.combine == "all_of" and outcome.status <= Status.NOT_ESTABLISHED:
        parts = [part for part in parts if part.status <= outcome.status]
        return bool(parts) and all(_has_opposition(part) for part in parts)
    return any(_has_opposition(part) for part in parts)
