"""The record of a run as JSON, version 1 (`schemas/report-1.schema.json`); every other format holds less."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fto_check.reasoning.findings import ConfidenceReason, CriterionFinding
from fto_check.runs.answer import StatusWhy, carrying_part, is_settled, whys_of
from fto_check.runs.report import ProfileReport, Report, SinceRevision
from fto_check.runs.shown import ShownProfile
from fto_check.views import json_text
from fto_check.views.check.writing import render_shown
from fto_check.views.json_data import (
    SCHEMA_VERSION,
    given_data,
    node_data,
    official_data,
    problem_data,
    text_or_none,
    without_data,
)


def render(report: Report, *, quiet: bool = False) -> str:
    """Return the whole report as indented JSON; `quiet` leaves out nothing: a record is whole."""
    del quiet
    return render_shown(JsonWriter(), show, report)


def show(profile: ProfileReport) -> str:
    """Return a profile as it stands in the list of them."""
    return json_text.document(profile_data(profile)).rstrip().replace("\n", "\n    ")


class JsonWriter:
    """The document, profile by profile: what is written before the end is no JSON yet."""

    def __init__(self) -> None:
        self.empty = True

    def begin(self, run: Report) -> str:
        """Return what holds for every profile, and the beginning of the list of them."""
        head = json_text.document(run_data(run))
        return f'{head.removesuffix(_END)},\n  "profiles": ['

    def add(self, found: ShownProfile) -> str:
        """Return a profile after a comma, but for the first."""
        comma = "" if self.empty else ","
        self.empty = False
        return f"{comma}\n    {found.shown}"

    def end(self, report: Report) -> str:
        """Return the end of the list, the problems and the counts."""
        summary = dict(report.counts.summary)
        rest = json_text.document_of(
            lambda: {"problems": (problem_data(problem) for problem in report.all_problems), "summary": summary}
        )
        return f"{']' if self.empty else _END_OF_LIST},\n{rest.removeprefix(_BEGIN)}"


_BEGIN, _END, _END_OF_LIST = "{\n", "\n}\n", "\n  ]"


def as_data(report: Report) -> dict[str, Any]:
    """Return the report as plain data, in the form of the published schema."""
    return {
        **run_data(report),
        "profiles": [profile_data(profile) for profile in report.profiles],
        "problems": [problem_data(problem) for problem in report.all_problems],
        "summary": dict(report.counts.summary),
    }


def _since_data(since: SinceRevision | None) -> dict[str, Any] | None:
    """Return the revision whose warnings are left out; None where none are."""
    if since is None:
        return None
    renamed = [{"from": before, "to": now} for before, now in since.renamed]
    return {"revision": since.revision, "commit": since.commit, "renamed": renamed}


def run_data(report: Report) -> dict[str, Any]:
    """Return what holds for every profile of a run: the tool, the day, the law, the sources that are left out."""
    as_of, known_by, statute, law = report.as_of, report.known_by, report.statute, report.law
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "fto-check", "version": report.version},
        "as_of": as_of.isoformat(),
        "known_by": text_or_none(known_by),
        "without": without_data(report.without),
        "law": {
            "id": statute.id,
            "version": law.version.isoformat(),
            "act": law.act,
            "short": law.short,
            "citation": statute.citation,
            "not_yet_law": [node.id for node in statute.not_yet_law(as_of)],
            "later": [
                {"version": later.version.isoformat(), "act": later.act, "short": later.short, "changed": later.changed}
                for later in statute.later_than(law)
            ],
        },
        "notice": statute.notice,
        "new_since": _since_data(report.since),
    }


def profile_data(report: ProfileReport) -> dict[str, Any]:
    """Return one profile: the answer node by node, and what the author gave."""
    assessment = report.assessment
    profile, whys = assessment.profile, whys_of(assessment)
    return {
        "path": report.path,
        "organization": profile.organization.name,
        "overall": str(assessment.overall),
        "assumptions": {name: str(status) for name, status in assessment.assumptions.items()},
        "without": without_data(assessment.omission.parts if assessment.omission is not None else ()),
        "criteria": [_criterion(criterion, whys) for criterion in assessment.criteria],
        "about": given_data(profile.organization, exclude={"name"}),
        "items": {item_id: given_data(item) for item_id, item in profile.evidence.items()},
        "sources": {
            source_id: {**given_data(source), "origin": profile.origin_of_source(source_id)}
            for source_id, source in profile.sources.items()
        },
        "record": official_data(report.record),
        "context": [item_id for item_id, item in profile.evidence.items() if item.is_context],
    }


def _criterion(criterion: CriterionFinding, whys: Mapping[str, StatusWhy | None]) -> dict[str, Any]:
    data = node_data(criterion.finding, whys)
    settled, part = data.pop("settled"), carrying_part(criterion.finding)
    nodes, evidence = data.pop("nodes"), data.pop("evidence")
    return {
        "id": data.pop("id"),
        "status": data.pop("status"),
        "why": data.pop("why"),
        "confidence": text_or_none(criterion.confidence),
        "confidence_reason": _confidence_reason(criterion.confidence_reason),
        "citation": data.pop("citation"),
        "settled": settled if is_settled(criterion) else None,
        "carried_by": {
            "route": criterion.route,
            "alternative": part.id if part is not None else None,
            "incidents": list(criterion.incidents),
        },
        "rests_on": list(criterion.rests_on),
        "flips": [{"origin": origin, "to": str(status)} for origin, status in criterion.falls_to.items()],
        **data,
        "evidence": evidence,
        "nodes": nodes,
    }


def _confidence_reason(reason: ConfidenceReason | None) -> dict[str, Any] | None:
    return None if reason is None else {"kind": str(reason.kind), "ids": list(reason.ids)}


WRITER = JsonWriter
