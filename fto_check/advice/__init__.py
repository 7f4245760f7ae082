"""Warnings about the evidence: what makes no file invalid and is worth a look, each rule a short function.

A rule's docstring is its manual: what it finds, why it matters and what to do, then an example that fails and one that
passes, as the sources and the evidence of a profile. `# FTO2xx` marks the line that the warning points at.

An author silences a rule for an item by `ignore: {FTO2xx: reason}` there. A source is silenced by any item that cites
it, a criterion by any item that supports an element of it. No rule but the one on unused sources looks at retracted
items.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from fto_check.advice.on_acts import act_without_incident, denial_aside, disowned_act, future_event, near_incident
from fto_check.advice.on_criteria import one_origin, one_sided, opinion_only
from fto_check.advice.on_sources import (
    circular_listing,
    no_archived_copy,
    one_text_two_origins,
    source_before_event,
    source_before_latest_day,
    undated_source,
    unused_source,
)
from fto_check.advice.subject import Finding, Subject
from fto_check.documents.yaml_reader import Document
from fto_check.law.statute import Statute
from fto_check.problems.problems import Problem, Severity
from fto_check.profile.models import Profile
from fto_check.reasoning.findings import Assessment

Advice = Callable[[Subject], Iterator[Finding]]


def advise(
    profile: Profile, statute: Statute, document: Document, *, today: date | None, assessment: Assessment | None
) -> list[Problem]:
    """Return the warnings about a valid profile's evidence, rule by rule.

    Without `today` nothing is said of the future; without an assessment nothing of the criteria.
    """
    live = {item_id: item for item_id, item in profile.evidence.items() if item.retracted is None}
    problems = []
    for code, rule in RULES.items():
        subject = Subject(code, profile, statute, today, assessment, live)
        for found in rule(subject):
            place = document.locate(found.keys, at_key=found.at_key)
            problems.append(Problem(code, Severity.WARNING, found.message, place, found.hint))
    return problems


RULES: Mapping[str, Advice] = MappingProxyType({
    "FTO201": unused_source,
    "FTO203": circular_listing,
    "FTO205": undated_source,
    "FTO206": source_before_event,
    "FTO207": no_archived_copy,
    "FTO208": future_event,
    "FTO209": one_text_two_origins,
    "FTO210": act_without_incident,
    "FTO211": opinion_only,
    "FTO212": one_origin,
    "FTO213": disowned_act,
    "FTO214": one_sided,
    "FTO215": denial_aside,
    "FTO216": near_incident,
    "FTO218": source_before_latest_day,
})  # fmt: skip
