"""What was found: one immutable report, from which every format is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from fto_check.law.status import Status, Weight
from fto_check.law.statute import Node, Statute, Version
from fto_check.problems.problems import Location, Problem, Severity
from fto_check.profile.models import Profile
from fto_check.reasoning.rules import Grade
from fto_check.record.record import OfficialStatus

BUG = "FTO000"
"""The code of a problem that is the checker's own."""


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


class ExpectationFinding(NamedTuple):
    """One expected status of an `expect` line and what was found on its day; `found` is None for what was no law."""

    as_of: date
    known_by: date | None
    node: str
    expected: Status
    found: Status | None
    because: str
    location: Location

    @property
    def met(self) -> bool:
        """Whether the checker finds what the author expects."""
        return self.found is self.expected

    @property
    def day(self) -> str:
        """The day and what was known, in words."""
        known = f", known by {self.known_by.isoformat()}" if self.known_by is not None else ""
        return f"{self.as_of.isoformat()}{known}"

    @property
    def reason(self) -> str:
        """What was expected, what was found, and why, in one sentence."""
        found = self.found.words if self.found is not None else "no law of that day"
        return f"{self.node} on {self.day}: expected {self.expected.words}, found {found}, since {self.because}"


class GateFinding(NamedTuple):
    """One word of `--fail-on` held against a profile; `reason` says what hit the gate, and is None while none did."""

    gate: str
    reason: str | None
    location: Location

    @property
    def hit(self) -> bool:
        """Whether the gate fails the profile."""
        return self.reason is not None


class ProfileReport(NamedTuple):
    """A profile of a run: its path, the answer for it, its expectations and gates, and the problems of its valid file.

    An unmet expectation (FTO117) and a gate that was hit (FTO119) are among the problems too.
    """

    path: str
    assessment: Assessment
    expectations: tuple[ExpectationFinding, ...] = ()
    gates: tuple[GateFinding, ...] = ()
    problems: tuple[Problem, ...] = ()
    record: OfficialStatus | None = None
    """How the organization stands on the official list; never evidence. None if no record was consulted."""
    place: Location = Location("")
    """Where the organization's name stands in the file."""

    @property
    def unmet(self) -> int:
        """How many expected statuses were not found."""
        return sum(not expectation.met for expectation in self.expectations)


class InvalidProfile(NamedTuple):
    """A file of a run that could not be assessed, and why."""

    path: str
    problems: tuple[Problem, ...]


class Report(NamedTuple):
    """A whole run: the profiles that could be assessed, the paths of those that could not, and all problems."""

    version: str
    as_of: date
    known_by: date | None
    statute: Statute
    law: Version
    profiles: tuple[ProfileReport, ...]
    problems: tuple[Problem, ...] = ()
    invalid: tuple[str, ...] = ()

    @property
    def summary(self) -> Mapping[str, int]:
        """How many profiles, and what became of them."""
        return self._tally.summary

    @property
    def has_errors(self) -> bool:
        """Whether a profile's author has something to mend."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def assumptions(self) -> Mapping[str, Status]:
        """What every assessment of the run took as given."""
        return next((profile.assessment.assumptions for profile in self.profiles), {})

    @property
    def has_bugs(self) -> bool:
        """Whether the maintainers have something to mend."""
        return any(problem.code == BUG for problem in self.problems)

    @property
    def _tally(self) -> Tally:
        tally = Tally()
        tally.profiles = tally.invalid = len(self.invalid)
        for profile in self.profiles:
            tally.add(profile)
        return tally


@dataclass
class Tally:
    """The counts of a run whose profiles come one by one; `errors` counts the problems that an author has to mend."""

    profiles: int = 0
    invalid: int = 0
    expectations: int = 0
    unmet: int = 0
    errors: int = 0
    bugs: int = 0

    def add(self, found: ProfileReport | InvalidProfile) -> None:
        """Count what was found in one file."""
        if isinstance(found, InvalidProfile):
            self.invalid += 1
            self.count(found.problems)
        else:
            self.count(found.problems, len(found.expectations), found.unmet)

    def count(self, problems: tuple[Problem, ...], expectations: int = 0, unmet: int = 0) -> None:
        """Count a file by its problems and expectations."""
        self.profiles += 1
        self.errors += sum(problem.severity is Severity.ERROR for problem in problems)
        self.bugs += sum(problem.code == BUG for problem in problems)
        self.expectations += expectations
        self.unmet += unmet

    @property
    def summary(self) -> Mapping[str, int]:
        """The counts by the names that the record has for them."""
        return {
            "profiles": self.profiles,
            "invalid": self.invalid,
            "expectations": self.expectations,
            "unmet_expectations": self.unmet,
        }

    @property
    def has_errors(self) -> bool:
        """Whether a profile's author has something to mend."""
        return self.errors > 0

    @property
    def has_bugs(self) -> bool:
        """Whether the maintainers have something to mend."""
        return self.bugs > 0
