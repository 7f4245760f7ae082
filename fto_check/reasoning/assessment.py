"""The public entry to the reasoning: an assessment of one profile, and its statuses alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from fto_check.law.nodes import Rule
from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.profile.models import Profile
from fto_check.reasoning.confidence import ChosenPairs, Losses, judge_confidence
from fto_check.reasoning.days import Day, DayAnswer, Together, judge_together, not_assumed, share_walks
from fto_check.reasoning.engine import Walk, walk_over
from fto_check.reasoning.evidence import Naming, marks_of, read_items
from fto_check.reasoning.explaining import Explainer
from fto_check.reasoning.findings import Assessment, CriterionFinding, NodeFinding
from fto_check.reasoning.judged import Judged
from fto_check.reasoning.reasons import Code, Reason, because
from fto_check.reasoning.scenarios import Scenario, join, number


def assess(
    profile: Profile, statute: Statute, as_of: date, known_by: date | None = None, *,
    assumptions: Mapping[str, Status] | None = None,
) -> Assessment:  # fmt: skip
    """Work out the status of each criterion from a profile's evidence, under the law of a day.

    Facts after `as_of` do not count; with `known_by`, sources published later do not either. Pure: the same arguments
    give the same answer. `assumptions` are statuses that are taken as given, by the id of a node: to argue a reading
    and see what follows. Raises NoLawError for a day before Section 219 (24 April 1996).
    """
    examined = examine(profile, statute, as_of, known_by, assumptions=assumptions)
    examined.walk.end()
    return examined.assessment


def assess_with_days(
    profile: Profile, statute: Statute, as_of: date, known_by: date | None, asked: Mapping[Day, Iterable[str]]
) -> tuple[Assessment, Mapping[Day, DayAnswer]]:
    """Assess a profile and judge other days, for each of them the nodes that are asked for.

    The days on which the law is that of `as_of`, and the same is assumed of the organization, are further worlds of the
    walk of the assessment.
    """
    alike = statute.version_on(as_of), not_assumed(profile, statute, as_of)
    beside: Together | None = None
    answers: dict[Day, DayAnswer] = {}
    for together in share_walks(profile, statute, asked):
        if beside is None and alike == (statute.version_on(together.days[0][0]), together.run.not_assumed):
            beside = together
        else:
            answers.update(judge_together(together, statute, asked))
    examined = examine(profile, statute, as_of, known_by, beside=beside)
    if beside is not None:
        answers.update(beside.read(examined.walk, asked, examined.first))
    examined.walk.end()
    return examined.assessment, answers


class Examination(NamedTuple):
    """An assessment with the walk that it was read from; more worlds come after those of losses."""

    assessment: Assessment
    namings: Sequence[Naming]
    walk: Walk
    losses: Losses
    first: int
    """The number of the first world that was asked for beside the losses: of a scenario, or else of a day."""


def examine(
    profile: Profile, statute: Statute, as_of: date, known_by: date | None = None, *,
    assumptions: Mapping[str, Status] | None = None, more: Sequence[Scenario] = (),
    beside: Together | None = None, namings: Sequence[Naming] | None = None,
) -> Examination:  # fmt: skip
    """Assess a profile, and judge more scenarios, or days `beside`, in the same walk.

    `namings` are the items of the profile if they are read already.
    """
    version = statute.version_on(as_of)
    if namings is None:
        namings = read_items(profile, statute, as_of, known_by)
    marks = marks_of(namings)
    losses = Losses.among(marks, assumptions or {})
    unassumed = not_assumed(profile, statute, as_of)
    run = number(marks, [*losses.scenarios, *more], assumptions or {}, unassumed, losses.lost)
    walk = walk_over(statute, as_of, join(run, beside.run) if beside is not None else run)
    by_node = defaultdict[str, list[Naming]](list)
    for naming in namings:
        by_node[naming.node].append(naming)
    explainer = Explainer(walk, by_node, losses.falls)
    chosen = ChosenPairs(walk, losses)
    criteria = tuple(_find(explainer, chosen, judged) for judged in walk.criteria.values())
    overall = min(criterion.status for criterion in criteria)
    taken = dict(assumptions or {})
    found = Assessment(profile, statute, version, as_of, known_by, overall, criteria, taken)
    return Examination(found, namings, walk, losses, losses.lost.worlds + len(losses.readings) + 1)


def judge(
    profile: Profile, statute: Statute, as_of: date, known_by: date | None, names: Iterable[str],
    assumptions: Mapping[str, Status] | None = None,
) -> Mapping[str, tuple[Status | None, Reason]]:  # fmt: skip
    """Return the status of some nodes (or `overall`) and what it last rests on, without the whole assessment."""
    marks = marks_of(read_items(profile, statute, as_of, known_by))
    given = not_assumed(profile, statute, as_of)
    walk = walk_over(statute, as_of, number(marks, (), assumptions or {}, given))
    return _statuses_of(walk, names)


def _statuses_of(walk: Walk, names: Iterable[str]) -> Mapping[str, tuple[Status | None, Reason]]:
    explainer = Explainer(walk, {}, lambda _: {})
    by_id = {judged.node.id: judged for criterion in walk.criteria.values() for judged in criterion.walk()}
    least = min(walk.criteria.values(), key=lambda judged: judged.statuses.as_it_is)
    found: dict[str, tuple[Status | None, Reason]] = {}
    for name in names:
        if name == OVERALL:
            status = least.statuses.as_it_is
            found[name] = (status, because(Code.LEAST_CRITERION, least.node, status))
        elif name in by_id:
            found[name] = (by_id[name].statuses.as_it_is, explainer.last_reason(by_id[name]))
        else:
            found[name] = (None, because(Code.NO_LAW_THEN))
    return found


def _find(explainer: Explainer, chosen: ChosenPairs, judged: Judged) -> CriterionFinding:
    finding = explainer.explain(judged)
    confidence, reason = judge_confidence(chosen, judged)
    route = _deciding(finding)
    carried = finding.status is not None and finding.status >= Status.CONTESTED
    return CriterionFinding(
        finding=finding,
        confidence=confidence,
        confidence_reason=reason,
        route=route.id if carried else None,
        incidents=route.carriers if carried else (),
    )


def _deciding(finding: NodeFinding) -> NodeFinding:
    """Return the part that decided a criterion: its best alternative, or the one thing that had to be shown."""
    while finding.nodes and finding.view is None:
        parts = [part for part in finding.nodes if part.status is not None and part.raised]
        if finding.node.combine == "all_of":
            shown = [part for part in parts if not part.assumed and Rule.LINK not in part.node.rules]
            if len(shown) != 1:
                break
            finding = shown[0]
        else:
            finding = max(parts, key=lambda part: int(part.status or 0))
    return finding
