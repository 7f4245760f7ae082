"""The reasons for a profile's statuses: their derivation, the changes that would move them, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from fto_check.law.status import Status
from fto_check.law.statute import Statute
from fto_check.profile.left_out import LeftOut, leave_out
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import examine
from fto_check.reasoning.evidence import Reader, marks_of, read_items
from fto_check.reasoning.findings import Assessment, NodeFinding
from fto_check.reasoning.flips import Flip, find_trials, read_flips
from fto_check.reasoning.missing import Missing, find_missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """An assessment with its reasons."""

    path: str
    assessment: Assessment
    shown: tuple[NodeFinding, ...]
    """The findings that were asked for: the criteria, or one node."""
    flips: Sequence[Flip]
    missing: Mapping[str, Sequence[Missing]]
    """The items that would make a criterion better, by its id."""
    pairs: Mapping[str, Sequence[PairLoss]]
    """The pairs of origins whose loss changes a criterion though that of neither does, by its id."""


class PairLoss(NamedTuple):
    """Two origins, and the status of a criterion without both of them."""

    origins: tuple[str, str]
    status: Status


def explain_why(
    path: str, profile: Profile, statute: Statute, as_of: date, known_by: date | None = None,
    node_id: str | None = None, assumptions: Mapping[str, Status] | None = None, without: Sequence[LeftOut] = (),
) -> Why:  # fmt: skip
    """Return how the statuses of a profile follow; KeyError for no node, NoLawError for a day without law."""
    statute.version_on(as_of)
    profile, omission = leave_out(profile, without)
    namings = read_items(profile, statute, as_of, known_by)
    trials = find_trials(Reader(profile, statute, as_of, known_by), namings, assumptions or {})
    examined = examine(
        profile, statute, as_of, known_by, assumptions=assumptions, namings=namings,
        more=[trial.scenario for trial in trials],
    )  # fmt: skip
    assessment = examined.assessment._replace(omission=omission)
    criteria = tuple(criterion.finding for criterion in assessment.criteria)
    shown = criteria if node_id is None else (assessment.findings[node_id],)
    wanted = [one for one in criteria if node_id is None or one.id == statute.criterion_of(node_id)]
    return Why(
        path=path,
        assessment=assessment,
        shown=shown,
        flips=read_flips(examined.walk, examined.losses.origins, trials, examined.first),
        missing=find_missing(examined.walk, marks_of(namings), wanted),
        pairs={
            name: [PairLoss(*found) for found in examined.losses.falls_in_pairs(judged.statuses, examined.walk.every)]
            for name, judged in examined.walk.criteria.items()
        },
    )
