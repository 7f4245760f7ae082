"""Organizations side by side: the nodes of the statute as rows, the profiles of a report as columns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from fto_check.documents.names import fold
from fto_check.law.nodes import Version
from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.profile.left_out import LeftOut
from fto_check.reasoning.findings import Assessment, Confidence, CriterionFinding, NodeFinding, Side
from fto_check.record.entry import OfficialStatus, Standing
from fto_check.runs.answer import StatusWhy, Weakness, weakest_of, whys_of
from fto_check.runs.facts import facts_of
from fto_check.runs.report import ProfileReport, Report


class RowChoice(StrEnum):
    """Which nodes of the statute are compared."""

    CRITERIA = "criteria"
    """Only the three criteria."""
    EVIDENCE = "evidence"
    """The criteria, and what evidence about one of the organizations names, with all that stands above it."""
    ALL = "all"
    """Every node."""


class NodeKind(StrEnum):
    """What a node is in the statute."""

    CRITERION = "criterion"
    BRANCH = "branch"
    ELEMENT = "element"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One node for one organization.

    An origin counts once for a node and side: through an item that counted at this node, in a citation that counts.
    """

    status: Status | None
    why: StatusWhy | None
    """Why it is contested or not established; None for any other status."""
    confidence: Confidence | None
    for_: int
    """How many independent origins speak for the node; `against` and `disputed` are those of the other sides."""
    against: int
    disputed: int
    assumed: bool
    """Whether the node is met because no evidence speaks against it."""
    cited: bool
    """Whether any evidence names the node or one below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRow:
    """One node for all organizations, in their order."""

    id: str
    label: str
    kind: NodeKind
    citation: str
    depth: int
    """How many steps the node stands below its criterion."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One organization: where its profile is, the three together, and how it stands on the official list."""

    path: str
    name: str
    aliases: tuple[str, ...]
    overall: Status
    weakness: Weakness
    """The criterion that its answer hangs on, and why."""
    record: OfficialStatus | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The organizations of a run side by side."""

    as_of: date
    known_by: date | None
    statute: Statute
    law: Version
    columns: tuple[Column, ...]
    rows: tuple[NodeRow, ...]
    left_out: int = 0
    """How many organizations were not asked for, by their overall status."""
    assumptions: Mapping[str, Status] = field(default_factory=dict)
    """The statuses that were taken as given for all of them."""
    without: tuple[LeftOut, ...] = ()
    """The sources and origins that were left out of their profiles."""

    @property
    def criteria(self) -> tuple[NodeRow, ...]:
        """The rows of the three criteria."""
        return tuple(row for row in self.rows if row.kind is NodeKind.CRITERION)


NAME, OFFICIAL = "name", "official"


def sort_keys(statute: Statute) -> tuple[str, ...]:
    """Return the keys to sort by: the name, the official status, the overall status, or any node."""
    return (NAME, OFFICIAL, OVERALL, *statute.by_id)


def compare(
    report: Report, rows: RowChoice = RowChoice.EVIDENCE, *, sort: str | None = None, only: Collection[Status] = ()
) -> Comparison:
    """Put the profiles of a report side by side, in its order or by one of `sort_keys`, the greatest status first.

    `only` keeps the organizations with one of these overall statuses.
    """
    kept = [profile for profile in report.profiles if not only or profile.assessment.overall in only]
    if sort is not None:
        kept.sort(key=_order(sort))
    columns = tuple(
        Column(
            path=profile.path,
            name=profile.assessment.profile.organization.name,
            aliases=profile.assessment.profile.organization.aliases,
            overall=profile.assessment.overall,
            weakness=weakest_of(profile.assessment, facts_of(profile.assessment)),
            record=profile.record,
        )
        for profile in kept
    )
    assessments = [profile.assessment for profile in kept]
    return Comparison(
        as_of=report.as_of,
        known_by=report.known_by,
        statute=report.statute,
        law=report.law,
        columns=columns,
        rows=tuple(_rows(assessments, rows)),
        left_out=len(report.profiles) - len(kept),
        assumptions=report.assumptions,
        without=report.without,
    )


def _order(sort: str) -> Callable[[ProfileReport], tuple[object, ...]]:
    """Return the key to sort by; ties go by the next best thing, and last by name."""

    def key(profile: ProfileReport) -> tuple[object, ...]:
        assessment = profile.assessment
        name = fold(assessment.profile.organization.name)
        if sort == NAME:
            return (name,)
        if sort == OFFICIAL:
            standing = profile.record.status if profile.record is not None else None
            return (list(Standing).index(standing) if standing is not None else len(Standing), name)
        if sort == OVERALL:
            return (-assessment.overall, *(-criterion.status for criterion in assessment.criteria), name)
        finding = assessment.findings[sort]
        return (
            _greatest(finding.status),
            -count_origins(finding, Side.FOR),
            count_origins(finding, Side.AGAINST),
            name,
        )

    return key


def _greatest(status: Status | None) -> int:
    return -status if status is not None else 1


def count_origins(finding: NodeFinding, side: Side) -> int:
    """Return how many independent origins speak on one side of a node, each counted once.

    An item that counted is on the side under which it is written: an item for an interest whose link to the
    terrorist activity is disputed stays `for` here, as in the record.
    """
    return len(
        {
            citation.origin
            for found in finding.evidence
            if found.counted and found.side is side
            for citation in found.citations
            if citation.grade is not None
        }
    )


def _rows(assessments: list[Assessment], rows: RowChoice) -> Iterator[NodeRow]:
    if not assessments:
        return
    findings = [assessment.findings for assessment in assessments]
    whys = [whys_of(assessment) for assessment in assessments]
    statute = assessments[0].statute
    criteria = {criterion.id: index for index, criterion in enumerate(assessments[0].criteria)}
    for node_id, first in findings[0].items():
        cells = tuple(
            _cell(found[node_id], why[node_id], assessment.criteria[criteria[node_id]] if node_id in criteria else None)
            for found, why, assessment in zip(findings, whys, assessments, strict=True)
        )
        if node_id not in criteria:
            if rows is RowChoice.CRITERIA or (rows is RowChoice.EVIDENCE and not any(cell.cited for cell in cells)):
                continue
            kind = (
                NodeKind.EXCEPTION
                if node_id in statute.exceptions
                else NodeKind.ELEMENT
                if first.node.is_leaf
                else NodeKind.BRANCH
            )
        else:
            kind = NodeKind.CRITERION
        yield NodeRow(
            id=node_id,
            label=first.node.label,
            kind=kind,
            citation=first.citation,
            depth=len(statute.ancestors(node_id)),
            cells=cells,
        )


def _cell(finding: NodeFinding, why: StatusWhy | None, criterion: CriterionFinding | None) -> Cell:
    return Cell(
        status=finding.status,
        why=why,
        confidence=criterion.confidence if criterion is not None else None,
        for_=count_origins(finding, Side.FOR),
        against=count_origins(finding, Side.AGAINST),
        disputed=count_origins(finding, Side.DISPUTED),
        assumed=finding.assumed,
        cited=any(node.evidence for node in finding.walk()),
    )
