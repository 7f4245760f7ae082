"""The rows of one run: what counts for and against each node, by incident, once it is known whose acts they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from fto_check.law.nodes import Rule
from fto_check.law.statute import Statute
from fto_check.reasoning.evidence import Mark
from fto_check.reasoning.findings import Side
from fto_check.reasoning.scenarios import Run
from fto_check.reasoning.weighing import Row, weigh_side
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE, Worlds

_Rows = dict[str, dict[str | None, list[Row]]]


class Ledger:
    """Rows by the node they name, their side and their incident (None: the organization as such)."""

    def __init__(self, statute: Statute, run: Run) -> None:
        self.statute, self.every, self.marks = statute, run.every, run.marks
        self._support: _Rows = {}
        self._opposition: _Rows = {}
        for mark in self.marks:
            if mark.side is Side.AGAINST:
                rows, where = self._opposition, self.every
            else:
                rows = self._support
                where = self._owned.get(mark.incident, NOWHERE) if mark.foreign_act else self.every
            if where:
                rows.setdefault(mark.node, {}).setdefault(mark.incident, []).append(Row(mark, where))

    @cached_property
    def _owned(self) -> Mapping[str | None, Worlds]:
        """Where the acts of each incident are shown to be the organization's own."""
        shown = defaultdict[str, list[Row]](list)
        for mark in self.marks:
            if mark.incident is not None and mark.node in self.statute.attribution and mark.side is not Side.AGAINST:
                shown[mark.incident].append(Row(mark, self.every))
        return {incident: weigh_side(rows).carried for incident, rows in shown.items()}

    def counts_as_own(self, mark: Mark) -> bool:
        """Say whether a mark is, in world 0, of the organization's own act, or need not be."""
        return not mark.foreign_act or mark.side is Side.AGAINST or bool(self._owned.get(mark.incident, 0) & AS_IT_IS)

    # -- what counts at a node -----------------------------------------------------------------------------------------

    def support(self, node_id: str) -> Mapping[str | None, Sequence[Row]]:
        """Return what speaks for a node or disputes it, by incident."""
        return self._support.get(node_id, {})

    def support_of(self, node_id: str, incident: str | None) -> Sequence[Row]:
        """Return what speaks, within one incident, for a node or disputes it."""
        return self.support(node_id).get(incident, ())

    def opposition(self, node_id: str) -> Mapping[str | None, Sequence[Row]]:
        """Return what speaks against a node, by incident."""
        return self._opposition.get(node_id, {})

    def opposition_of(self, node_id: str, incident: str | None) -> Sequence[Row]:
        """Return what speaks, within one incident, against a node."""
        return self.opposition(node_id).get(incident, ())

    def support_below(self, node_id: str) -> Iterator[Row]:
        """Yield the support of a part of the tree; evidence for an exception is no support."""
        for name in self.statute.grounds_of(node_id):
            for rows in self.support(name).values():
                yield from rows

    def support_of_incident(self, node_id: str, incident: str | None) -> Iterator[Row]:
        """Yield the support, within one incident, of a part of the tree."""
        for name in self.statute.grounds_of(node_id):
            yield from self.support_of(name, incident)

    def incidents_below(self, node_id: str) -> list[str]:
        """Return the labels of the incidents that some support of a part of the tree belongs to, sorted."""
        labels = {label for name in self.statute.grounds_of(node_id) for label in self.support(name)}
        return sorted(label for label in labels if label is not None)

    @cached_property
    def opposed(self) -> frozenset[str]:
        """The nodes that something can speak against: at the node, or for a route over incidents above it."""
        routes = self.statute.with_rule(Rule.OVER_INCIDENTS)
        inheriting = (
            node.id for node in routes if any(name in self._opposition for name in self.statute.ancestors(node.id))
        )
        return frozenset((*self._opposition, *inheriting))

    @property
    def named(self) -> Iterable[str]:
        """The nodes that something is said of."""
        return {mark.node for mark in self.marks}

    @cached_property
    def begun(self) -> Mapping[str | None, set[str]]:
        """The nodes that each incident's own items support or dispute in world 0, whoever acted."""
        found = defaultdict[str | None, set[str]](set)
        for mark in self.marks:
            if mark.side is not Side.AGAINST and mark.counts & AS_IT_IS:
                found[mark.incident].add(mark.node)
        return found

    @cached_property
    def touched(self) -> Mapping[str | None, frozenset[str]]:
        """The nodes on which the marks of each incident can bear."""
        named = defaultdict[str | None, set[str]](set)
        for mark in self.marks:
            named[mark.incident].add(mark.node)
        return {incident: self.statute.reach(names) for incident, names in named.items()}


def usable(rows: Iterator[Row] | Sequence[Row]) -> Worlds:
    """Return where anything of some rows is usable."""
    found = NOWHERE
    for mark, where, _ in rows:
        found |= mark.counts & where
    return found


def recent(rows: Iterator[Row] | Sequence[Row]) -> Worlds:
    """Return where any of some rows reaches into the last years."""
    found = NOWHERE
    for mark, where, _ in rows:
        found |= mark.recent & where
    return found
