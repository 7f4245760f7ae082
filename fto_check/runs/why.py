"""The reasons for a profile's statuses: the path of each, what would move it, what is missing, what would mend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fto_check.law.status import Status
from fto_check.law.statute import Statute
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import Examination, examine, judge
from fto_check.reasoning.engine import walk_over
from fto_check.reasoning.evidence import Mark, Reader, marks_of, read_items
from fto_check.reasoning.findings import Assessment, ConfidenceKind, CriterionFinding, NodeFinding
from fto_check.reasoning.flips import Flip, find_trials, read_flips
from fto_check.reasoning.mending import find_mends
from fto_check.reasoning.missing import Missing, find_missing
from fto_check.reasoning.rules import FRESH_YEARS
from fto_check.reasoning.scenarios import Scenario, number
from fto_check.runs.facts import CriterionFacts, facts_of
from fto_check.runs.path import PathStep, path_of

MOST_ALONE = 200
"""Incidents that are tried alone, each in a world: more than any answer rests on in a file that people have written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aging:
    """The day on which a status changes if nothing newer is cited."""

    day: date
    status: Status


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

    @property
    def missing(self) -> Mapping[str, Sequence[Missing]]:
        """The items that would make a criterion better, by its id."""
        return {name: one.missing for name, one in self.criteria.items()}

    @property
    def of_node(self) -> NodeFinding | None:
        """The node below a criterion that was asked for."""
        return None if self.shown[0].id in self.criteria else self.shown[0]


def explain_why(
    path: str, profile: Profile, statute: Statute, as_of: date, known_by: date | None = None,
    node_id: str | None = None, assumptions: Mapping[str, Status] | None = None,
) -> Why:  # fmt: skip
    """Return how the statuses of a profile follow; KeyError for no node, NoLawError for a day without law."""
    statute.version_on(as_of)
    namings = read_items(profile, statute, as_of, known_by)
    trials = find_trials(Reader(profile, statute, as_of, known_by), namings, assumptions or {})
    examined = examine(
        profile, statute, as_of, known_by, assumptions=assumptions, namings=namings,
        more=[trial.scenario for trial in trials],
    )  # fmt: skip
    assessment = examined.assessment
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
    mends = find_mends(examined.walk, marks, [one.criterion for one in chosen])
    alone, aging = _alone(examined, marks, chosen), _aging(examined.assessment, facts)
    return {
        one.criterion.id: CriterionWhy(
            facts=one,
            path=path_of(one.criterion, facts),
            alone=alone[one.criterion.id],
            missing=missing[one.criterion.id],
            mends=mends[one.criterion.id],
            without_pair=_without_pair(examined, marks, one.criterion),
            aging=aging.get(one.criterion.id),
        )
        for one in chosen
    }


def _alone(
    examined: Examination, marks: Sequence[Mark], chosen: Sequence[CriterionFacts]
) -> Mapping[str, tuple[str, ...]]:
    """Return the incidents that are enough for each criterion: without the facts of all others, its status stands."""
    walk, evidence = examined.walk, examined.assessment.profile.evidence
    incidents = list(dict.fromkeys(name for one in chosen for name in one.criterion.incidents))[:MOST_ALONE]
    labelled = {name: item.incident for name, item in evidence.items() if item.incident is not None}
    scenarios = [
        Scenario(reread={name: () for name, other in labelled.items() if other != incident}) for incident in incidents
    ]
    after = walk_over(walk.statute, walk.day, number(marks, scenarios, walk.given_as_it_is, walk.not_assumed))
    worlds = {incident: world for world, incident in enumerate(incidents, start=1)}
    return {
        one.criterion.id: tuple(
            incident for incident in one.criterion.incidents if incident in worlds
            and after.criteria[one.criterion.id].statuses.in_world(worlds[incident]) is one.criterion.status
        )
        for one in chosen
    }  # fmt: skip


def _without_pair(examined: Examination, marks: Sequence[Mark], criterion: CriterionFinding) -> Status | None:
    reason, walk = criterion.confidence_reason, examined.walk
    if reason is None or reason.kind is not ConfidenceKind.PAIR:
        return None
    run = number(marks, [Scenario(lost=frozenset(reason.ids))], walk.given_as_it_is, walk.not_assumed)
    return walk_over(walk.statute, walk.day, run).criteria[criterion.id].statuses.in_world(1)


def _aging(assessment: Assessment, facts: Sequence[CriterionFacts]) -> Mapping[str, Aging]:
    """Return, for each criterion, the first day on which its status is another if nothing newer is cited.

    Only what had happened by the day that is asked about is looked at, under the law that is known today.
    """
    if assessment.assumptions:
        return {}
    profile, day = assessment.profile, assessment.as_of
    known = {
        name: item for name, item in profile.evidence.items() if item.when is None or not item.when.starts_after(day)
    }
    kept = profile.model_copy(update={"evidence": known})
    names = [one.criterion.id for one in facts]
    now = {one.criterion.id: one.criterion.status for one in facts}
    found: dict[str, Aging] = {}
    for turn in sorted({*_days_of_aging(assessment)}):
        answer = judge(kept, assessment.statute, turn, assessment.known_by, names)
        for name, (status, _) in answer.items():
            if name not in found and status is not None and status is not now[name]:
                found[name] = Aging(day=turn, status=status)
        if len(found) == len(names):
            break
    return found


def _days_of_aging(assessment: Assessment) -> Iterator[date]:
    """Yield the days on which something that keeps a part in the present becomes too old for that."""
    profile = assessment.profile
    for name in {kept.item for node in assessment.findings.values() for kept in node.kept_alive}:
        item = profile.evidence[name]
        published = [profile.sources[citation.source].published for citation in item.sources]
        for span in (item.when, *published):
            for end in (span.latest, span.earliest) if span is not None else ():
                if end is not None and (turn := _too_old_from(end)) > assessment.as_of:
                    yield turn


def _too_old_from(day: date) -> date:
    year = min(day.year + FRESH_YEARS, date.max.year - 1)
    leap = day.month == 2 and day.day == 29
    return date(year, 3, 1) if leap else day.replace(year=year) + timedelta(days=1)
