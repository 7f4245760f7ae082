"""How much evidence a criterion can lose: by recomputation, not by a score."""

from __future__ import annotations

from itertools import combinations

from fto_check.engine import Case, Outcome
from fto_check.report import Confidence
from fto_check.status import Status, Weight
from fto_check.statute import Node


def judge_confidence(case: Case, outcome: Outcome) -> tuple[Confidence | None, tuple[str, ...]]:
    """Return the confidence of a criterion's answer, and the origins whose loss, one at a time, changes it.

    Low: the loss of one origin changes it. High: no loss of two origins does, and no element that it rests on has
    anything against it. Moderate otherwise. None for what is neither met nor not met.
    """
    node, status = outcome.node, outcome.status
    origins = _relevant_origins(case, node)
    rests_on = tuple(origin for origin in origins if _status_without(case, node, (origin,)) is not status)
    if status not in (Status.MET, Status.NOT_MET):
        return None, rests_on
    if rests_on:
        return Confidence.LOW, rests_on
    if _has_opposition(outcome) or any(
        _status_without(case, node, pair) is not status for pair in combinations(origins, 2)
    ):
        return Confidence.MODERATE, ()
    return Confidence.HIGH, ()


def _status_without(case: Case, node: Node, origins: tuple[str, ...]) -> Status:
    return case.without(frozenset(origins)).judged(node.id).status


def _relevant_origins(case: Case, node: Node) -> list[str]:
    """Return the origins behind the evidence on a criterion and on the one that it requires."""
    wanted = {below.id for below in node.walk()}
    if node.requires is not None:
        wanted |= {below.id for below in case.statute.by_id[node.requires].walk()}
    return sorted({origin for mark in case.marks if mark.node in wanted for origin, _, _ in mark.origins})


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
