"""What the reasoning finds: the status of each node with its steps and evidence, of each criterion, of the profile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from fto_check.law.nodes import Node, Version
from fto_check.law.status import Status, Weight
from fto_check.law.statute import Statute
from fto_check.profile.left_out import Omission
from fto_check.profile.models import Profile
from fto_check.reasoning.reasons import Reason
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
            "high": "it survives the loss of any two origins, nothing speaks against what it rests on, and no disputed "
            "reading changes it",
        }[self.value]


class CitationFinding(NamedTuple):
    """What one citation of an item weighs for one node; `reason` says why it does not count."""

    source: str
    at: str | None
    origin: str
    reliability: str
    credibility: int
    grade: Grade | None
    reason: Reason | None

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
    reason: Reason | None
    note: Reason | None
    citations: tuple[CitationFinding, ...]


class StepRule(StrEnum):
    """The rule of one step of a derivation."""

    TABLE = "table"
    """By the weight of the two sides."""
    ASSUMED = "assumed"
    DISPUTED = "disputed"
    ALL_OF = "all_of"
    ANY_OF = "any_of"
    UNLESS = "unless"
    OPPOSITION = "opposition"
    """Opposition to a branch as a whole."""
    REQUIRES = "requires"
    CLOUDED = "clouded"
    """What rests on facts that are themselves disputed is contested at best."""
    FRESH = "fresh"
    """What is in the present through disputed facts only is contested at best."""
    GIVEN = "given"
    """A reader takes the status as given."""


class Step(NamedTuple):
    """One step of the derivation of a node's status: the rule, the status after it, and why."""

    rule: StepRule
    status: Status
    because: Reason


class IncidentFinding(NamedTuple):
    """An incident before a route: whether it qualifies, and what it lacks if not."""

    label: str
    qualifies: bool
    reason: Reason | None


class KeptAlive(NamedTuple):
    """An item, with one of its origins, that keeps a part in the present."""

    item: str
    origin: str


class ViewKind(StrEnum):
    """Which evidence a node is weighed on."""

    WHOLE = "whole"
    """All of it."""
    TOGETHER = "together"
    """Of a route over incidents: the qualifying incidents and the organization's own evidence."""
    ALONE = "alone"
    """One incident with the organization's own evidence."""
    ORGANIZATION = "organization"
    """The organization's own evidence."""
    LINKED = "linked"
    """Of an interest: the facts that are linked to the terrorist activity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeFinding:
    """A node of the statute as the evidence leaves it."""

    node: Node
    citation: str
    """The provision as it was numbered on the day."""
    status: Status | None
    """None for what was not law on the day."""
    for_: Weight | None
    """The weight of the evidence for an element; None for a branch, whose parts are weighed."""
    against: Weight
    """The weight of the evidence against an element, or against a branch as a whole."""
    disputed: bool
    """Whether a strong item leaves the reading of an element open."""
    assumed: bool
    stale: bool
    """Whether nothing of the support of a part in the present tense is recent."""
    raised: bool
    """Whether the node counts; False for an alternative that no evidence names and that is left out."""
    steps: tuple[Step, ...]
    """The derivation, from the sides or the parts to the status."""
    nodes: tuple[NodeFinding, ...] = ()
    unless: NodeFinding | None = None
    also: tuple[NodeFinding, ...] = ()
    """Parts of this node that stand elsewhere."""
    evidence: tuple[EvidenceFinding, ...] = ()
    view: ViewKind | None = None
    """Of a route over incidents: which weighing gave the status."""
    carriers: tuple[str, ...] = ()
    """The incidents that the status rests on, where it is at least contested."""
    incidents: tuple[IncidentFinding, ...] = ()
    """Of a route over incidents: how each incident fared."""
    kept_alive: tuple[KeptAlive, ...] = ()
    """Of a part in the present tense: the items, with their origins, that keep it in the present."""
    falls_to: Mapping[str, Status] = field(default_factory=dict)
    """The origins whose loss, one at a time, would change the status, each with what it would be."""

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


class ConfidenceKind(StrEnum):
    """What decides how firm an answer is."""

    ORIGIN = "origin"
    """The loss of one origin changes it."""
    PAIR = "pair"
    """The loss of two origins changes it."""
    OPPOSITION = "opposition"
    """Something speaks against what it rests on."""
    READING = "reading"
    """A disputed reading of an element changes it."""


class ConfidenceReason(NamedTuple):
    """Why confidence is no better: what decides it, and the origins, the items or the element that it is about."""

    kind: ConfidenceKind
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionFinding:
    """One of the three criteria: the finding for its node, how firm it is, and what carried it."""

    finding: NodeFinding
    confidence: Confidence | None
    """None for what is neither met nor not met."""
    confidence_reason: ConfidenceReason | None
    """None where confidence is high, or there is none."""
    route: str | None
    """The id of the part that decided a criterion that is at least contested."""
    incidents: tuple[str, ...]
    """The incidents that carried that part."""

    @property
    def falls_to(self) -> Mapping[str, Status]:
        """The origins whose loss, one at a time, would change the status, each with what it would be."""
        return self.finding.falls_to

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
    omission: Omission | None = None
    """What was left out of the profile; None for all of it."""

    def status_of(self, node_id: str) -> Status | None:
        """Return the status of any node, or of `overall`; None for what was not law. KeyError for no node."""
        if node_id == "overall":
            return self.overall
        return self.findings[node_id].status

    @property
    def findings(self) -> Mapping[str, NodeFinding]:
        """Every node's finding by its id."""
        return {finding.id: finding for criterion in self.criteria for finding in criterion.finding.walk()}
