"""The reasons for a profile's statuses: the path of each, what would move it, what is missing, what would mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from fto_check.law.status import Status
from fto_check.law.statute import Statute
from fto_check.profile.left_out import LeftOut, leave_out
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import Examination, examine
from fto_check.reasoning.engine import walk_over
from fto_check.reasoning.evidence import Mark, Reader, marks_of, read_items
from fto_check.reasoning.findings import Assessment, ConfidenceKind, CriterionFinding, NodeFinding
from fto_check.reasoning.flips import Flip, find_trials, read_flips
from fto_check.reasoning.mending import find_mends
from fto_check.reasoning.missing import Missing, find_missing
from fto_check.reasoning.scenarios import Scenario, number
from fto_check.runs.aging import Aging, aging_of
from fto_check.runs.facts import CriterionFacts, facts_of
from fto_check.runs.path import PathStep, path_of

MOST_ALONE = 200
"""Incidents that are tried alone, each in a world: more than any answer rests on in a file that people have written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionWhy:
    """Why one criterion has its status."""

    facts: CriterionFacts
    path: PathStep
    alone: tuple[str, ...]
    """The incidents that each give the criterion its status with the evidence that belongs to none."""
    missing: Sequence[Missing]
    """The items that would make it better; none for one that is met."""
    mends: Sequence[Missing]
    """The items with which it would stand whatever it now hangs on; none where it hangs on no origin."""
    without_pair: Status | None
    """The status without the two origins that its confidence names; None where that is not what decides it."""
    aging: Aging | None
    """None where time alone changes nothing in the years to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """An assessment with its reasons."""

    path: str
    assessment: Assessment
    shown: tuple[NodeFinding, ...]
    """The findings that were asked for: the criteria, or one node."""
    facts: tuple[CriterionFacts, ...]
    criteria: Mapping[str, CriterionWhy]
    """The criteria that were asked for, or that of the node, by their ids."""
    flips: Sequence[Flip]
    pairs: Mapping[str, Sequence[PairLoss]]
    """The pairs of origins whose loss changes a criterion though that of neither does, by its id."""

    @property
    def missing(self) -> Mapping[str, Sequence[Missing]]:
        """The items that would make a criterion better, by its id."""
        return {name: one.missing for name, one in self.criteria.items()}

    @property
    def of_node(self) -> NodeFinding | None:
        """The node below a criterion that was asked for."""
        return None if self.shown[0].id in self.criteria else self.shown[0]


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
    wanted = [one.id for one in criteria if node_id is None or one.id == statute.criterion_of(node_id)]
    facts = facts_of(assessment)
    return Why(
        path=path,
        assessment=assessment,
        shown=shown,
        facts=facts,
        criteria=_explain_criteria(examined, facts, wanted),
        flips=read_flips(examined.walk, examined.losses.origins, trials, examined.first),
        pairs={
            name: [PairLoss(*found) for found in examined.losses.falls_in_pairs(judged.statuses, examined.walk.every)]
            for name, judged in examined.walk.criteria.items()
        },
    )


def why_of_assessment(path: str, assessment: Assessment) -> Why:
    """Return the reasons for an assessment that was made without them."""
    return explain_why(
        path, assessment.profile, assessment.statute, assessment.as_of, assessment.known_by,
        assumptions=assessment.assumptions,
    )  # fmt: skip


def _explain_criteria(
    examined: Examination, facts: Sequence[CriterionFacts], wanted: Sequence[str]
) -> Mapping[str, CriterionWhy]:
    marks, chosen = marks_of(examined.namings), [one for one in facts if one.criterion.id in wanted]
    missing = find_missing(examined.walk, marks, [one.criterion.finding for one in chosen])
    mends = find_mends(examined.walk, marks, examined.assessment.criteria, wanted)
    tried, aging = _try(examined, marks, chosen), aging_of(examined.assessment)
    return {
        one.criterion.id: CriterionWhy(
            facts=one,
            path=path_of(one.criterion, facts),
            alone=tried.alone[one.criterion.id],
            missing=missing[one.criterion.id],
            mends=mends[one.criterion.id],
            without_pair=tried.without_pair.get(one.criterion.id),
            aging=aging.get(one.criterion.id),
        )
        for one in chosen
    }


class _Trials(NamedTuple):
    """What is tried of some criteria in one walk: each incident without all others, and the loss of two origins."""

    alone: Mapping[str, tuple[str, ...]]
    """By criterion, the incidents that are enough: without the facts of all others, its status stands."""
    without_pair: Mapping[str, Status]
    """By criterion whose confidence names two origins, the status without them."""


def _try(examined: Examination, marks: Sequence[Mark], chosen: Sequence[CriterionFacts]) -> _Trials:
    walk, evidence = examined.walk, examined.assessment.profile.evidence
    criteria = [one.criterion for one in chosen]
    incidents = list(dict.fromkeys(name for one in criteria for name in one.incidents))[:MOST_ALONE]
    labelled = {name: item.incident for name, item in evidence.items() if item.incident is not None}
    paired = [
        (one.id, reason.ids) for one in criteria if (reason := one.confidence_reason) is not None and _is_pair(one)
    ]
    scenarios = [
        *(
            Scenario(reread={name: () for name, other in labelled.items() if other != incident})
            for incident in incidents
        ),
        *(Scenario(lost=frozenset(pair)) for _, pair in paired),
    ]
    if not scenarios:
        return _Trials({one.id: () for one in criteria}, {})
    after = walk_over(walk.statute, walk.day, number(marks, scenarios, walk.given_as_it_is, walk.not_assumed))
    statuses = {one.id: after.criteria[one.id].statuses for one in criteria}
    worlds = {incident: world for world, incident in enumerate(incidents, start=1)}
    return _Trials(
        alone={
            one.id: tuple(
                incident for incident in one.incidents
                if incident in worlds and statuses[one.id].in_world(worlds[incident]) is one.status
            )
            for one in criteria
        },
        without_pair={
            name: statuses[name].in_world(world) for world, (name, _) in enumerate(paired, start=len(incidents) + 1)
        },
    )  # fmt: skip


def _is_pair(criterion: CriterionFinding) -> bool:
    reason = criterion.confidence_reason
    return reason is not None and reason.kind is ConfidenceKind.PAIR
