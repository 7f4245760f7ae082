"""What an incident lacks of a route, in world 0: the reason why it is set aside."""

from __future__ import annotations

from fto_check.law.nodes import Node
from fto_check.law.status import Status
from fto_check.reasoning.engine import Walk
from fto_check.reasoning.reasons import Code, Reason, because
from fto_check.reasoning.worlds import AS_IT_IS

_SILENT = (Code.SILENT, Code.TAKEN_SILENT)


class Lacks:
    """The reason, for each incident and node, why the incident does not speak for all of the node."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self._found: dict[tuple[str, str | None], Reason | None] = {}

    def of(self, node: Node, incident: str) -> Reason | None:
        """Return what an incident, with the organization's evidence, lacks of a node; None if nothing."""
        # Incidents without evidence at this node share one answer.
        touched = node.id in self.walk.ledger.touched.get(incident, ())
        key = (node.id, incident if touched else None)
        if key not in self._found:
            speaks = self.walk.speaking.speaks(node, incident) & AS_IT_IS
            self._found[key] = None if speaks else self._lack_of(node, incident)
        return self._found[key]

    def _lack_of(self, node: Node, incident: str) -> Reason:
        for status, where in self.walk.given.get(node.id, ()):
            if where & AS_IT_IS:
                return because(Code.TAKEN_NOT_MET if status is Status.NOT_MET else Code.TAKEN_SILENT, node)
        if self.walk.speaking.refuted(node, incident) & AS_IT_IS:
            return because(Code.REFUTED, node)
        if node.unless is not None and self.walk.speaking.exception_holds(node.unless, incident) & AS_IT_IS:
            return because(Code.EXCEPTED, node.unless)
        if node.is_leaf:
            # What is said of the act, and does not speak here, is of an act that is not shown to be its own.
            said = node.id in self.walk.ledger.begun.get(incident, ())
            return because(Code.OF_ANOTHER if said else Code.SILENT, node)
        parts = [child for child in node.nodes if child.in_force(self.walk.day)]
        if node.combine == "all_of":
            parts += [self.walk.statute.by_id[name] for name in node.also]
            return next(lack for part in parts if (lack := self.of(part, incident)) is not None)
        return self._nearest(node, parts, incident)

    def _nearest(self, node: Node, alternatives: list[Node], incident: str) -> Reason:
        """Return what refutes an alternative, else what the begun one lacks, else that all are silent."""
        lacks = [(part, lack) for part in alternatives if (lack := self.of(part, incident)) is not None]
        for _, lack in lacks:
            if lack.code not in _SILENT:
                return lack
        for part, lack in lacks:
            if self._has_begun(part, incident):
                return lack
        return because(Code.SILENT, node)

    def _has_begun(self, part: Node, incident: str) -> bool:
        """Say whether an incident's own items support or dispute anything of a part, whoever acted."""
        below = {leaf.id for leaf in part.walk()} - self.walk.statute.exceptions
        return bool(below & self.walk.ledger.begun.get(incident, set()))
