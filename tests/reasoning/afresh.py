"""Profiles as an author would have them after a change, and what they come to when they are judged from nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fto_check import Status, assess, load_statute
from fto_check.law.statute import OVERALL
from fto_check.profile.models import Profile, Reliability
from fto_check.reasoning.assessment import judge
from fto_check.reasoning.flips import Change
from fto_check.reasoning.missing import Missing

STATUTE = load_statute()
NAMES = (*(criterion.id for criterion in STATUTE.criteria), OVERALL)
Statuses = Mapping[str, Status | None]


def judged_afresh(
    profile: Profile, day: date, known_by: date | None = None, given: Mapping[str, Status] | None = None
) -> Statuses:
    """Return the status of every node, and of the three together."""
    names = (*STATUTE.by_id, OVERALL)
    if given:
        assessment = assess(profile, STATUTE, day, known_by, assumptions=given)
        return {name: assessment.status_of(name) for name in names}
    return {name: status for name, (status, _) in judge(profile, STATUTE, day, known_by, names).items()}


def without(profile: Profile, *origins: str) -> Profile:
    """Return a profile of which nothing is left that goes back to some origins."""
    evidence = {}
    for item_id, item in profile.evidence.items():
        left = tuple(citation for citation in item.sources if profile.origin_of(citation) not in origins)
        if left:
            evidence[item_id] = item if len(left) == len(item.sources) else item.model_copy(update={"sources": left})
    return profile.model_copy(update={"evidence": evidence})


def regraded(profile: Profile, change: Change, subject: str, value: str) -> Profile:
    """Return a profile with another grade of one source or one item."""
    if change is Change.RELIABILITY:
        source = profile.sources[subject].model_copy(update={"reliability": Reliability(value)})
        return profile.model_copy(update={"sources": {**profile.sources, subject: source}})
    assert change is Change.CREDIBILITY
    item = profile.evidence[subject].model_copy(update={"credibility": int(value)})
    return profile.model_copy(update={"evidence": {**profile.evidence, subject: item}})


def regradings(profile: Profile) -> list[tuple[Change, str, str]]:
    """Return every regrading of a source or an item by one step, whether it can change anything or not."""
    found = []
    for source_id, source in profile.sources.items():
        at = "ABCDE".find(source.reliability)
        found += [
            (Change.RELIABILITY, source_id, grade)
            for step, grade in enumerate("ABCDE") if at >= 0 and abs(step - at) == 1
        ]  # fmt: skip
    for item_id, item in profile.evidence.items():
        found += [
            (Change.CREDIBILITY, item_id, str(credibility))
            for credibility in (item.credibility - 1, item.credibility + 1) if 1 <= credibility <= 6
        ]  # fmt: skip
    return found


def with_missing(profile: Profile, way: Missing, day: date) -> Profile:
    """Return a profile with the item that is said to be missing, written as its sentence says."""
    item: dict[str, Any] = {
        "claim": "What was missing.",
        "credibility": "1",
        "when": day.isoformat(),
        "sources": ["new-source"],
        "supports": [node.id for node in way.supports] + ["from_terrorist_activity"] * way.linked,
        "contradicts": [node.id for node in way.contradicts],
        "incident": way.incident,
    }
    source = {
        "title": "A new source", "publisher": "P", "kind": "court", "reliability": "A", "published": day.isoformat(),
        "origin": "new-origin",
    }  # fmt: skip
    added = Profile.model_validate(
        {"organization": {"name": "A"}, "sources": {"new-source": source}, "evidence": {"new-item": item}}
    )
    return profile.model_copy(
        update={
            "sources": {**profile.sources, **added.sources},
            "evidence": {**profile.evidence, **added.evidence},
        }
    )
