"""The reasons behind a profile's answers, and their course over time, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fto_check.law.status import Status
from fto_check.law.statute import OVERALL, Statute
from fto_check.manuals.wording import say_missing
from fto_check.profile.left_out import Omission
from fto_check.profile.models import Profile
from fto_check.reasoning.findings import Assessment
from fto_check.reasoning.flips import Change, Flip
from fto_check.reasoning.missing import Missing
from fto_check.runs.answer import StatusWhy, whys_of
from fto_check.runs.named import NamedAnswer
from fto_check.runs.over_time import ReasonedTurn
from fto_check.runs.why import CriterionWhy, Why
from fto_check.views import json_text
from fto_check.views.json_data import SCHEMA_VERSION, node_data, text_or_none, without_data
from fto_check.views.why.named_data import named_data


def render(why: Why | None, named: NamedAnswer | None = None) -> str:
    """Return the derivation of what was asked for, what would change it, what is missing; and what else it names."""
    found = why if why is not None else named
    assert found is not None
    assessment = found.assessment
    whys = whys_of(assessment)
    data = {
        "schema_version": SCHEMA_VERSION,
        "path": found.path,
        "organization": assessment.profile.organization.name,
        "as_of": assessment.as_of.isoformat(),
        "known_by": text_or_none(assessment.known_by),
        "law": {"id": assessment.statute.id, "version": assessment.version.version.isoformat()},
        "assumptions": {name: str(status) for name, status in assessment.assumptions.items()},
        "without": without_data(assessment.omission.parts if assessment.omission is not None else ()),
        "overall": str(assessment.overall),
        "criteria": [
            {
                "id": one.id, "status": str(one.status), "why": text_or_none(whys[one.id]),
                "confidence": text_or_none(one.confidence),
            }
            for one in assessment.criteria
        ],
        **_derivation(why, assessment, whys),
        **named_data(named),
        "notice": assessment.statute.notice,
    }  # fmt: skip
    return json_text.document(data)


def _derivation(
    why: Why | None, assessment: Assessment, whys: Mapping[str, StatusWhy | None]
) -> dict[str, Any]:  # fmt: skip
    """Return what is said of the statute; nothing where a part of the profile was asked for."""
    flips = why.flips if why is not None else ()
    criteria = why.criteria if why is not None else {}
    return {
        "nodes": [node_data(finding, whys) for finding in (why.shown if why is not None else ())],
        "flips": [flip_data(flip) for flip in flips],
        "survives": survival(flips, [one.id for one in assessment.criteria]) if why is not None else {},
        "rests_on": {name: _rests_on(one) for name, one in criteria.items()},
        "mends": {name: [_missing(way) for way in one.mends] for name, one in criteria.items()},
        "missing": {name: [_missing(way) for way in one.missing] for name, one in criteria.items()},
    }


def _rests_on(reasons: CriterionWhy) -> dict[str, Any]:
    """Return the elements that decide with their acts and facts, what carries them alone, and until when."""
    aging = reasons.aging
    return {
        "elements": [
            {"id": step.finding.id, "acts": list(step.acts), "items": [row.id for row in step.speaking]}
            for step in reasons.path.walk()
            if not step.parts
        ],
        "alone": list(reasons.alone),
        "without_pair": text_or_none(reasons.without_pair),
        "until": None if aging is None else {"from": aging.day.isoformat(), "to": str(aging.status)},
    }


def flip_data(flip: Flip) -> dict[str, Any]:
    """Return one change, and what it changes from and to."""
    return {
        "change": str(flip.change),
        "subject": flip.subject,
        "value": flip.value,
        "statuses": {name: {"from": str(old), "to": str(new)} for name, (old, new) in flip.statuses.items()},
    }


def survival(flips: Sequence[Flip], criteria: Sequence[str]) -> dict[str, bool]:
    """Say of each criterion and the whole whether it stands whatever single origin is lost."""
    fallen = {name for flip in flips if flip.change is Change.LOSS for name in flip.statuses}
    return {name: name not in fallen for name in (*criteria, OVERALL)}


def _missing(way: Missing) -> dict[str, Any]:
    return {
        "better": str(way.better),
        "needs": [
            *({"element": node.id, "to": str(Status.MET)} for node in way.supports),
            *({"element": node.id, "to": str(Status.NOT_MET)} for node in way.contradicts),
        ],
        "incident": way.incident,
        "linked": way.linked,
        "takes": say_missing([way]),
    }


def render_turns(
    path: str, profile: Profile, statute: Statute, found: Sequence[ReasonedTurn], omission: Omission | None = None
) -> str:
    """Return the days on which a status changed, with the causes."""
    data: Mapping[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "path": path,
        "organization": profile.organization.name,
        "without": without_data(omission.parts if omission is not None else ()),
        "turns": [
            {
                "day": stage.turn.day.isoformat(),
                "statuses": {name: str(status) for name, status in stage.turn.statuses.items()},
                "why": {name: text_or_none(why) for name, why in stage.whys.items()},
                "causes": list(stage.turn.causes),
            }
            for stage in found
        ],
        "notice": statute.notice,
    }  # fmt: skip
    return json_text.document(data)
