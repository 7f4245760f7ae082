"""The reasons for a profile's statuses: their derivation, the changes that would move them, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from fto_check.law.status import Status
from fto_check.law.statute import Statute
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import assess
from fto_check.reasoning.engine import Case
from fto_check.reasoning.findings import Assessment, NodeFinding
from fto_check.reasoning.flips import Flip, find_flips
from fto_check.reasoning.marks import read_items
from fto_check.reasoning.missing import Missing, find_missing


class Why(NamedTuple):
    """An assessment with its reasons."""

    path: str
    assessment: Assessment
    shown: tuple[NodeFinding, ...]
    """The findings that were asked for: the criteria, or one node."""
    flips: tuple[Flip, ...]
    missing: Mapping[str, tuple[Missing, ...]]


def explain_why(
    path: str, profile: Profile, statute: Statute, as_of: date, known_by: date | None = None,
    node_id: str | None = None, assumptions: Mapping[str, Status] | None = None,
) -> Why:  # fmt: skip
    """Return how the statuses of a profile follow; KeyError for no node, NoLawError for a day without law."""
    assessment = assess(profile, statute, as_of, known_by, assumptions=assumptions)
    criteria = tuple(criterion.finding for criterion in assessment.criteria)
    shown = criteria if node_id is None else (assessment.findings[node_id],)
    marks = [naming.mark for naming in read_items(profile, statute, as_of, known_by) if naming.mark is not None]
    case = Case(statute, as_of, marks, assumptions=assumptions)
    wanted = criteria if node_id is None else [
        finding for finding in criteria if finding.id == statute.criterion_of(node_id)
    ]  # fmt: skip
    return Why(
        path, assessment, shown, tuple(find_flips(profile, statute, as_of, known_by, assumptions)),
        {finding.id: tuple(find_missing(case, finding)) for finding in wanted},
    )  # fmt: skip
