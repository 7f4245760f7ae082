"""The day on which the answers of a profile age: when what keeps them in the present is too old, if nothing follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from fto_check.law.status import Status
from fto_check.reasoning.days import judge_days
from fto_check.reasoning.findings import Assessment
from fto_check.reasoning.rules import stale_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Aging:
    """The day on which a status changes if nothing newer is cited."""

    day: date
    status: Status


def aging_of(assessment: Assessment) -> Mapping[str, Aging]:
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
    now = {one.id: one.status for one in assessment.criteria}
    known_by, names = assessment.known_by, tuple(now)
    answers = judge_days(
        kept, assessment.statute, {(turn, known_by): names for turn in days_of_aging(assessment)}, losses=False
    )
    found: dict[str, Aging] = {}
    for turn, _ in sorted(answers):
        for name, status in answers[turn, known_by].statuses.items():
            if name not in found and status is not None and status is not now[name]:
                found[name] = Aging(day=turn, status=status)
    return found


def days_of_aging(assessment: Assessment) -> Iterator[date]:
    """Yield the days on which something that keeps a part in the present becomes too old for that."""
    profile = assessment.profile
    for name in {kept.item for node in assessment.findings.values() for kept in node.kept_alive}:
        item = profile.evidence[name]
        published = [profile.sources[citation.source].published for citation in item.sources]
        for span in (item.when, *published):
            for end in (span.latest, span.earliest) if span is not None else ():
                if end is not None and (turn := stale_from(end)) > assessment.as_of:
                    yield turn
