"""What the reasoning finds: the status of each node with its steps and evidence, of each criterion, of the profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from fto_check.law.nodes import Node, Version
from fto_check.law.status import Status, Weight
from fto_check.law.statute import Statute
from fto_check.profile.models import Profile
from fto_check.reasoning.rules import Grade


class Side(StrEnum):
    """Which way an item speaks about a node."""

    FOR = "for"
    AGAINST = "against"
    DISPUTED = "disputed"


class Confidence(StrEnum):
    """How much of the evidence a criterion that is met or not met can lose."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"

    @property
    def meaning(self) -> str:
        """What the word means, in a sentence."""
        return {
            "low": "the loss of one origin changes it",
            "moderate": "it survives the loss of any one origin",
            "high": "it survives the loss of any two origins, and nothing speaks against what it rests on",
        }[self.value]


class CitationFinding(NamedTuple):
    """What one citation of an item weighs for one node; `reason` says why it does not count."""

    source: str
    at: str | None
    origin: str
    reliability: str
    credibility: int
    grade: Grade | None
    reason: str | None

    @property
    def marks(self) -> str:
        """The two grades as assessors write them, such as B2."""
        return f"{self.reliability}{self.credibility}"


class EvidenceFinding(NamedTuple):
    """One item under one node: whether it counted there, and why not.

    `note` says what limited an item that counted, such as staleness.
    """

    item: str
    side: Side
    counted: bool
    reason: str | None
    note: str | None
    citations: tuple[CitationFinding, ...]


class Step(NamedTuple):
    """One step of the derivation of a node's status: the rule, what it led to, and why."""

    rule: str
    status: Status
    because: str


class IncidentFinding(NamedTuple):
    """An incident before a route: whether it qualifies, and what it lacks if not."""

    label: str
    qualifies: bool
    reason: str | None


class NodeFinding(NamedTuple):
    """A node of the statute as the evidence leaves it.

    `status` is None for what was not law on the day. `for_` and `against` are the weights of the sides: of an element,
    its own; of a branch, only the opposition to it as a whole (`for_` is None then). `raised` is False for an
    alternative that no evidence names and that was left out. `steps` leads from the sides or the parts to the status.
    For a route over incidents, `view` says which weighing carried (`together`, `alone`, `organization`), `carriers` the
    incidents in it, and `incidents` how each incident fared.
    """

    node: Node
    citation: str
    status: Status | None
    for_: Weight | None
    against: Weight
    disputed: bool
    assumed: bool
    stale: bool
    raised: bool
    steps: tuple[Step, ...]
    nodes: tuple[NodeFinding, ...] = ()
    unless: NodeFinding | None = None
    also: tuple[NodeFinding, ...] = ()
    evidence: tuple[EvidenceFinding, ...] = ()
    view: str | None = None
    carriers: tuple[str, ...] = ()
    incidents: tuple[IncidentFinding, ...] = ()

    @property
    def id(self) -> str:
        """The node's id."""
        return self.node.id

    def walk(self) -> Iterator[NodeFinding]:
        """Yield this finding and all below it, exceptions included."""
        yield self
        for child in self.nodes:
            yield from child.walk()
        if self.unless is not None:
            yield from self.unless.walk()


class CriterionFinding(NamedTuple):
    """One of the three criteria: the finding for its node, how firm it is, and what carried it."""

    finding: NodeFinding
    confidence: Confidence | None
    route: str | None
    incidents: tuple[str, ...]
    falls_to: Mapping[str, Status] = {}
    """The origins whose loss, one at a time, would change the status, each with what it would be."""

    @property
    def rests_on(self) -> tuple[str, ...]:
        """The origins whose loss, one at a time, would change the status."""
        return tuple(self.falls_to)

    @property
    def id(self) -> str:
        """The criterion's id."""
        return self.finding.node.id

    @property
    def status(self) -> Status:
        """The criterion's status: a criterion always has one."""
        assert self.finding.status is not None
        return self.finding.status


class Assessment(NamedTuple):
    """The answer for one profile on one day."""

    profile: Profile
    statute: Statute
    version: Version
    as_of: date
    known_by: date | None
    overall: Status
    criteria: tuple[CriterionFinding, ...]
    assumptions: Mapping[str, Status] = {}
    """What was taken as given, by the id of a node: then the answer is an argument, not the evidence's."""

    def status_of(self, node_id: str) -> Status | None:
        """Return the status of any node, or of `overall`; None for what was not law. KeyError for no node."""
        if node_id == "overall":
            return self.overall
        return self.findings[node_id].status

    @property
    def findings(self) -> Mapping[str, NodeFinding]:
        """Every node's finding by its id."""
        return {finding.id: finding for criterion in self.criteria for finding in criterion.finding.walk()}
