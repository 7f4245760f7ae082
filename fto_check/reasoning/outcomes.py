"""What a node comes to, on which evidence, and the words for it: the values that the reasoning passes around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fto_check.law.nodes import Node
from fto_check.law.status import Status, Weight
from fto_check.reasoning.findings import Side, Step
from fto_check.reasoning.marks import Mark
from fto_check.reasoning.rules import Grade


class View(NamedTuple):
    """Which evidence a node is weighed on.

    `whole`: all of it. For a route over incidents: `together` (the qualifying incidents and the organization's own
    evidence), `alone` (one incident with the organization's), `organization` (that alone). For the interests: `linked`
    (facts of qualifying incidents and linked ones), `contested` (those of contested incidents too). `route` is the id
    of the route, which an element can share with another.
    """

    name: str
    incidents: frozenset[str] = frozenset()
    stale: bool = False
    route: str = ""


class Outcome(NamedTuple):
    """What a node comes to in a view; see `report.NodeFinding` for the fields they share."""

    node: Node
    status: Status
    for_: Weight | None
    against: Weight
    disputed: bool
    assumed: bool
    stale: bool
    raised: bool
    steps: tuple[Step, ...]
    nodes: tuple[Outcome, ...] = ()
    unless: Outcome | None = None
    also: tuple[Outcome, ...] = ()
    used: frozenset[Mark] = frozenset()
    view: View = View("whole")


WHOLE = View("whole")
SILENCE = "nothing speaks for "
ASSUMED = Step("assumed", Status.MET, "taken as met while the case against it is not carried")
SAID = {
    (for_, against): f"the evidence for it is {for_}, against it {against}" for for_ in Weight for against in Weight
}


def given(status: Status) -> Step:
    """Return the step to a status that a reader takes as given."""
    return Step("given", status, "taken as given, whatever the evidence (--assume)")


UNSPOKEN = Step("table", Status.NOT_ESTABLISHED, SAID[Weight.SILENT, Weight.SILENT])


def say_combined(node: Node, counted: Sequence[Outcome], decisive: Outcome | None) -> str:
    """Say how the parts of a branch gave its status."""
    if decisive is None:
        return "no part of it is before us"
    alike = [part.node.label for part in counted if part.status is decisive.status]
    if node.combine == "all_of":
        if len(alike) == len(counted):
            return f"all it asks for is {decisive.status.words}"
        return "it asks for all of its parts, and this is the least: " + ", ".join(alike)
    if len(alike) == len(counted) > 1:
        return f"none of its alternatives is more than {decisive.status.words}"
    return "one alternative is enough, and this is the best: " + ", ".join(alike)


def disputes(mark: Mark, stale: bool) -> bool:
    """Say whether a mark puts an element's reading in doubt: one strong origin does."""
    return mark.side is Side.DISPUTED and not stale and any(grade >= Grade.STRONG for _, grade, _ in mark.origins)
