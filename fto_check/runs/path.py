"""The path of a status: the parts of a criterion that it rests on, each with the acts and the facts that carry it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from fto_check.law.status import Status
from fto_check.reasoning.findings import CriterionFinding, NodeFinding, StepRule
from fto_check.runs.facts import Bearing, CriterionFacts, FactEffect, FactRow, deciding_nodes


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """A part that a status rests on."""

    finding: NodeFinding
    parts: tuple[PathStep, ...] = ()
    """The parts of it that decide, the one with most origins first where one is enough."""
    other: tuple[NodeFinding, ...] = ()
    """Parts that do not decide and of which something is cited: weaker alternatives, or stronger demands."""
    silent: tuple[NodeFinding, ...] = ()
    """Parts that do not decide and of which nothing is cited."""
    assumed: tuple[NodeFinding, ...] = ()
    """Parts that are taken as met, of which nothing is cited."""
    unless: PathStep | None = None
    """The exception, if anything is cited for it or against it."""
    elsewhere: bool = False
    """Whether the part belongs to another branch too, where it stands."""
    acts: tuple[str, ...] = ()
    """The incidents that count for it, and each item of an act that has no label."""
    speaking: tuple[FactRow, ...] = ()
    """The facts that count for it, the best first."""
    against: tuple[FactRow, ...] = ()
    """The facts that count against it or can be read both ways, the best first."""
    keepers: tuple[FactRow, ...] = ()
    """The facts that keep it in the present, the newest first."""

    @property
    def origins(self) -> int:
        """How many independent origins count for it."""
        return len({citation.origin for row in self.speaking for citation in row.citations})

    @property
    def takes_any_act(self) -> bool:
        """Whether the part is met of every act, unless something is cited against it."""
        given = bool(self.assumed) and self.finding.node.combine == "any_of"
        return self.finding.status is Status.MET and (given or self.finding.assumed or not self.acts)

    def walk(self) -> Iterator[PathStep]:
        """Yield this part and all below it."""
        yield self
        for part in (*self.parts, *((self.unless,) if self.unless is not None else ())):
            yield from part.walk()


def path_of(criterion: CriterionFinding, facts: Sequence[CriterionFacts]) -> PathStep:
    """Return what the status of a criterion rests on; `facts` are those of all criteria."""
    return _Paths(criterion, facts).step(criterion.finding)


def step_of(criterion: CriterionFinding, facts: Sequence[CriterionFacts], finding: NodeFinding) -> PathStep:
    """Return what the status of one node below a criterion rests on."""
    return _Paths(criterion, facts).step(finding)


class _Paths:
    """The paths below one criterion."""

    def __init__(self, criterion: CriterionFinding, facts: Sequence[CriterionFacts]) -> None:
        self.criterion, self.facts = criterion, facts

    @cached_property
    def bearings(self) -> Mapping[str, Sequence[tuple[FactRow, Bearing]]]:
        """The facts that count at each node, each once."""
        found = defaultdict[str, dict[str, tuple[FactRow, Bearing]]](dict)
        for one in self.facts:
            for row in one.rows:
                for bearing in row.bearings:
                    if bearing.counted:
                        found[bearing.node.id].setdefault(row.id, (row, bearing))
        return {name: list(rows.values()) for name, rows in found.items()}

    def step(self, finding: NodeFinding, *, elsewhere: bool = False) -> PathStep:
        """Return a part with what it rests on."""
        below = () if elsewhere else (*finding.nodes, *finding.also)
        parts = [part for part in below if part.status is not None and part.raised]
        if is_opposed(finding):  # whatever its parts are
            return PathStep(finding=finding, elsewhere=elsewhere, against=tuple(self._against(finding)))
        deciding = self._deciding(finding, parts)
        shared = {part.id for part in finding.also}
        steps = [self.step(part, elsewhere=part.id in shared) for part in deciding if not _is_assumed(part)]
        if finding.node.combine == "any_of":
            steps.sort(key=lambda step: (step.finding.assumed, -step.origins))
        rest = [part for part in parts if part not in deciding]
        unless = finding.unless
        return PathStep(
            finding=finding,
            parts=tuple(steps),
            other=tuple(part for part in rest if is_cited(part) and not _is_assumed(part)),
            silent=tuple(part for part in rest if not is_cited(part) and not _is_assumed(part)),
            assumed=tuple(part for part in parts if _is_assumed(part)),
            unless=self.step(unless) if unless is not None and is_cited(unless) else None,
            elsewhere=elsewhere,
            acts=self._acts(finding, steps),
            speaking=tuple(self._speaking(finding)),
            against=tuple(self._against(finding)),
            keepers=tuple(self._keepers(finding)),
        )

    def _deciding(self, finding: NodeFinding, parts: Sequence[NodeFinding]) -> list[NodeFinding]:
        """Return the parts with the status that decides; where nothing is enough, those of which something is cited."""
        statuses = [part.status for part in parts if part.status is not None]
        if not statuses:
            return []
        every = finding.node.combine == "all_of"
        wanted = min(statuses) if every else max(statuses)
        found = [part for part in parts if part.status is wanted]
        if not every and wanted <= Status.NOT_ESTABLISHED:
            return [part for part in found if is_cited(part)]
        return found

    def _speaking(self, finding: NodeFinding) -> Iterator[FactRow]:
        """Yield the facts for a part: its own, and those of all that decides below it."""
        names = {node.id: None for node in (finding, *deciding_nodes(finding)) if node is not finding.unless}
        rows: dict[str, FactRow] = {}
        for name in names:
            for row, bearing in self.bearings.get(name, ()):
                if bearing.effect is self._side(finding):
                    rows[row.id] = row
        yield from _best_first(rows.values())

    def _side(self, finding: NodeFinding) -> FactEffect:
        """Return what a fact for a node does to the answer: one for an exception speaks against it."""
        return FactEffect.AGAINST if finding.node.id in self._exceptions else FactEffect.FOR

    @cached_property
    def _exceptions(self) -> frozenset[str]:
        return frozenset(node.unless.id for node in self.criterion.finding.walk() if node.unless is not None)

    def _against(self, finding: NodeFinding) -> Iterator[FactRow]:
        """Yield the facts against a node itself, then those that can be read both ways."""
        found = [
            (row, bearing) for row, bearing in self.bearings.get(finding.id, ())
            if bearing.effect is not self._side(finding)
        ]  # fmt: skip
        for either in (False, True):
            yield from _best_first(row for row, one in found if (one.effect is FactEffect.EITHER) is either)

    def _keepers(self, finding: NodeFinding) -> Iterator[FactRow]:
        items = {kept.item for kept in finding.kept_alive}
        rows = {row.id: row for one in self.facts for row in one.rows if row.id in items and row.counted}
        yield from sorted(_best_first(rows.values()), key=_latest, reverse=True)

    def _acts(self, finding: NodeFinding, steps: Sequence[PathStep]) -> tuple[str, ...]:
        """Return the acts of a part; of one that asks for several parts, those that speak for each of these."""
        demanding = [step for step in steps if not step.takes_any_act]
        if finding.node.combine != "all_of" or not demanding:
            either = [row for row in self._against(finding) if row.effect is FactEffect.EITHER]
            return tuple(sorted({row.item.incident or row.id for row in (*self._speaking(finding), *either)}))
        return tuple(sorted(set.intersection(*(set(step.acts) for step in demanding))))


def is_opposed(finding: NodeFinding) -> bool:
    """Return whether the case against a branch as a whole decides."""
    return any(step.rule is StepRule.OPPOSITION for step in finding.steps)


def is_cited(finding: NodeFinding) -> bool:
    """Return whether an item names a node or anything below it, counted or not."""
    return any(node.evidence for node in finding.walk())


def _is_assumed(finding: NodeFinding) -> bool:
    """Return whether a node is taken as met and nothing is cited for it, so that there is nothing to show."""
    leaves = [node for node in finding.walk() if node.node.is_leaf]  # none where its parts stand elsewhere
    taken = finding.assumed or (leaves and all(node.assumed for node in leaves))
    return bool(taken) and finding.status is Status.MET and not is_cited(finding)


def rests_on_assumption(finding: NodeFinding) -> bool:
    """Return whether a node is met only because what decides in it is assumed."""
    leaves = [node for node in (finding, *deciding_nodes(finding)) if node.node.is_leaf]
    return bool(leaves) and all(node.assumed for node in leaves)


def _best_first(rows: Iterable[FactRow]) -> list[FactRow]:
    newest = sorted(sorted(rows, key=lambda row: row.id), key=_latest, reverse=True)
    return sorted(newest, key=lambda row: (-int(row.best.grade or 0), -row.origins, row.best.marks))


def _latest(row: FactRow) -> date:
    when = row.item.when
    return ((when.latest or when.earliest) if when is not None else None) or date.min
