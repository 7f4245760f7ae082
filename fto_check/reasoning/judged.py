"""What a walk finds at a node: the evidence that it was weighed on, and how it was judged in every world."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from fto_check.law.nodes import Node
from fto_check.reasoning.findings import StepRule, ViewKind
from fto_check.reasoning.weighing import Row, Weighing
from fto_check.reasoning.worlds import NOWHERE, SILENT, Statuses, Weights, Worlds


@dataclass(eq=False, slots=True, kw_only=True)
class View:
    """The evidence that a node is weighed on."""

    kind: ViewKind
    incidents: Mapping[str, Worlds] = field(default_factory=dict)
    """The incidents in it, with the worlds where they are."""
    aged: Worlds = NOWHERE
    """Where support is at most weak, since nothing keeps the part in the present."""
    capped: Worlds = NOWHERE
    """Where the part is contested at best, since only disputed facts keep it in the present."""
    thin: bool = False
    """Whether, in world 0, something is recent that is too weak to keep the part in the present."""
    route: str = ""
    """The route over incidents; an element can be a part of two."""
    _fresh: View | None = None

    @property
    def unaged(self) -> View:
        """The same evidence where age does not matter: exceptions do not go stale."""
        if not self.aged:
            return self
        if self._fresh is None:
            self._fresh = View(kind=self.kind, incidents=self.incidents, route=self.route)
        return self._fresh


class Judged(NamedTuple):
    """A node as a view of the evidence leaves it in every world."""

    node: Node
    view: View
    statuses: Statuses
    raised: Worlds
    """Where the node is not left out of what it is a part of."""
    stages: tuple[tuple[StepRule, Statuses], ...]
    """What each rule, in its turn, made of it; in world 0 the last one gives the status."""
    opposition_rows: Sequence[Row] = ()
    opposition: Weights = SILENT
    weighing: Weighing | None = None
    """How an element was weighed; None for a branch."""
    parts: tuple[Judged, ...] = ()
    also: tuple[Judged, ...] = ()
    unless: Judged | None = None
    silent: bool = False
    """Whether nothing is said of it, anywhere below."""

    def walk(self) -> Iterator[Judged]:
        """Yield the node and everything below it, exceptions included."""
        yield self
        for part in self.parts:
            yield from part.walk()
        if self.unless is not None:
            yield from self.unless.walk()


def staged(judged: Judged, rule: StepRule, statuses: Statuses) -> Judged:
    """Return a node after one more rule."""
    return judged._replace(statuses=statuses, stages=(*judged.stages, (rule, statuses)))
