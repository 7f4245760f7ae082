"""What an assessment says of one item, incident, source or origin: where it counts, and what falls without it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fto_check.law.nodes import Node
from fto_check.profile.models import Item
from fto_check.reasoning.findings import Assessment, CitationFinding, CriterionFinding
from fto_check.reasoning.flips import Flip
from fto_check.reasoning.reasons import Reason
from fto_check.runs.dependence import Dependence, Moves, ProfileQuestion, judge_without
from fto_check.runs.facts import CriterionFacts, FactRow, cited_in, facts_of
from fto_check.runs.parts import NamedPart, NamedParts, PartKind
from fto_check.runs.sources import SourceEntry, source_entries


@dataclass(frozen=True, slots=True, kw_only=True)
class FactPlace:
    """A fact under one criterion."""

    criterion: CriterionFinding
    row: FactRow


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedItem:
    """An item: what it does under each criterion, and the answers that it changes."""

    id: str
    item: Item
    places: tuple[FactPlace, ...]
    """None for an item of context."""
    citations: tuple[CitationFinding, ...]
    """All of them; none for an item of context, whose citations are not weighed."""
    without: Moves
    regraded: tuple[Flip, ...]

    @property
    def counted(self) -> bool:
        """Whether it counts somewhere."""
        return any(place.row.counted for place in self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteStanding:
    """An incident before a branch that asks for all its parts of one act."""

    route: Node
    qualifies: bool
    carries: bool
    """Whether the status of the branch rests on it."""
    reason: Reason | None
    """What the incident lacks; None where it lacks nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedIncident:
    """An incident: its facts, which branches it can carry, and the answers that it changes."""

    id: str
    facts: tuple[NamedItem, ...]
    standings: tuple[RouteStanding, ...]
    without: Moves


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOrigin:
    """An origin: the sources that go back to it, and the answers that it changes."""

    id: str
    sources: tuple[SourceEntry, ...]
    without: Moves


Named = NamedItem | NamedIncident | SourceEntry | NamedOrigin


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAnswer:
    """What is said of everything in a profile that one name means."""

    path: str
    assessment: Assessment
    named: tuple[Named, ...]


def explain_named(path: str, asked: ProfileQuestion, parts: Sequence[NamedPart]) -> NamedAnswer:
    """Return what an assessment says of some things in a profile; those of the statute are passed over."""
    own = [one for one in parts if one.kind is not PartKind.ELEMENT]
    items = [NamedPart(PartKind.ITEM, name) for one in own for name in _items_of(one, asked)]
    found = judge_without(asked, (*own, *items), regraded=True)
    answering = _Answering(asked, found)
    return NamedAnswer(
        path=path, assessment=found.assessment, named=tuple(named for one in own for named in answering.answer(one))
    )


def _items_of(part: NamedPart, asked: ProfileQuestion) -> list[str]:
    if part.kind is not PartKind.INCIDENT:
        return []
    return [name for name, item in asked.profile.evidence.items() if item.incident == part.id]


class _Answering:
    """The answers about the parts of one profile."""

    def __init__(self, asked: ProfileQuestion, found: Dependence) -> None:
        self.asked, self.found = asked, found
        self.facts = facts_of(found.assessment)

    def answer(self, part: NamedPart) -> Iterator[Named]:
        """Yield what is said of a thing."""
        match part.kind:
            case PartKind.ITEM:
                yield self._item(part.id)
            case PartKind.INCIDENT:
                yield NamedIncident(
                    id=part.id,
                    facts=tuple(self._item(name) for name in _items_of(part, self.asked)),
                    standings=tuple(self._standings(part.id)),
                    without=self.found.without[part],
                )
            case PartKind.SOURCE:
                yield from self._sources([part.id])
            case PartKind.ORIGIN:
                sources = NamedParts(self.asked.profile, self.asked.statute).sources_of[part.id]
                yield NamedOrigin(id=part.id, sources=self._sources(sources), without=self.found.without[part])

    def _sources(self, names: Sequence[str]) -> tuple[SourceEntry, ...]:
        parts = NamedParts(self.asked.profile, self.asked.statute)
        return source_entries(self.asked, names, parts, regraded=True)[1]

    def _item(self, name: str) -> NamedItem:
        places = tuple(_places(name, self.facts))
        part = NamedPart(PartKind.ITEM, name)
        return NamedItem(
            id=name,
            item=self.asked.profile.evidence[name],
            places=places,
            citations=tuple(cited_in(places[0].row, self.found.assessment)) if places else (),
            without=self.found.without[part],
            regraded=tuple(self.found.regraded[part]),
        )

    def _standings(self, incident: str) -> Iterator[RouteStanding]:
        for node in self.found.assessment.findings.values():
            for standing in node.incidents:
                if standing.label == incident:
                    yield RouteStanding(
                        route=node.node,
                        qualifies=standing.qualifies,
                        carries=incident in node.carriers,
                        reason=standing.reason,
                    )


def _places(name: str, facts: Sequence[CriterionFacts]) -> Iterator[FactPlace]:
    for one in facts:
        for row in one.rows:
            if row.id == name:
                yield FactPlace(criterion=one.criterion, row=row)
