"""What carries a status, what would mend it and when it ages: each is said of a profile, and then done to it."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest

from fto_check import load_statute
from fto_check.law.status import Status
from fto_check.profile.models import Profile
from fto_check.reasoning.findings import ConfidenceKind
from fto_check.runs.path import PathStep
from fto_check.runs.why import CriterionWhy, Why, explain_why
from tests.conftest import CASES, PROFILES, load, slow_but
from tests.reasoning.afresh import judged_afresh, with_missing, without

STATUTE = load_statute()
DAY = date(2026, 11, 24)
paths = pytest.mark.parametrize("path", slow_but([*PROFILES, *CASES], *CASES[::3]), ids=lambda path: path.stem)


@cache
def why_of(path: Path) -> Why:
    return explain_why(str(path), load(path).profile, STATUTE, DAY)


def status(profile: Profile, reasons: CriterionWhy, day: date = DAY) -> Status | None:
    return judged_afresh(profile, day)[reasons.facts.criterion.id]


@paths
def test_what_is_said_to_mend_an_answer_does(path: Path) -> None:
    """The item is written into the profile, which then loses each origin or both that the answer hung on."""
    profile = load(path).profile
    for reasons in why_of(path).criteria.values():
        criterion = reasons.facts.criterion
        reason = criterion.confidence_reason
        hangs = reason is not None and reason.kind in (ConfidenceKind.ORIGIN, ConfidenceKind.PAIR)
        assert hangs or not reasons.mends
        for way in reasons.mends:
            mended = with_missing(profile, way, DAY)
            assert reason is not None
            losses = [reason.ids] if reason.kind is ConfidenceKind.PAIR else [(origin,) for origin in reason.ids]
            for lost in losses:
                assert status(without(profile, *lost), reasons) is not criterion.status
                assert status(without(mended, *lost), reasons) is criterion.status, (way, lost)


@paths
def test_the_incidents_that_carry_an_answer_alone_do(path: Path) -> None:
    profile = load(path).profile
    for reasons in why_of(path).criteria.values():
        criterion = reasons.facts.criterion
        assert set(reasons.alone) <= set(criterion.incidents)
        for incident in criterion.incidents:
            kept = {name: item for name, item in profile.evidence.items() if item.incident in (None, incident)}
            found = status(profile.model_copy(update={"evidence": kept}), reasons)
            assert (found is criterion.status) is (incident in reasons.alone), incident


@paths
def test_an_answer_ages_on_the_day_that_is_said(path: Path) -> None:
    profile = load(path).profile
    for reasons in why_of(path).criteria.values():
        if reasons.aging is not None:
            before, after = reasons.aging.day - timedelta(days=1), reasons.aging.day
            assert after > DAY
            assert status(profile, reasons, before) is reasons.facts.criterion.status
            assert status(profile, reasons, after) is reasons.aging.status is not reasons.facts.criterion.status


@paths
def test_what_two_origins_decide(path: Path) -> None:
    profile = load(path).profile
    for reasons in why_of(path).criteria.values():
        reason = reasons.facts.criterion.confidence_reason
        pair = reason is not None and reason.kind is ConfidenceKind.PAIR
        assert (reasons.without_pair is not None) is pair
        if reason is not None and pair:
            assert status(without(profile, *reason.ids), reasons) is reasons.without_pair


@paths
def test_a_path_rests_on_what_counts(path: Path) -> None:
    """Each part of a path has the status that decides, and each fact that is named counts at it or below."""
    for reasons in why_of(path).criteria.values():
        steps = [*reasons.path.walk()]
        own = [step.finding.id for step in steps if not step.elsewhere]
        assert len(own) == len({*own}), "a part that several ask for stands where it belongs"
        for step in steps:
            assert all(row.counted for row in (*step.speaking, *step.against, *step.keepers))
            assert decides(step), step.finding.id


def decides(step: PathStep) -> bool:
    found = [part.finding.status for part in step.parts]
    if not found:
        return True
    wanted = step.finding.node.combine == "all_of"
    parts = [
        part.status for part in (*step.finding.nodes, *step.finding.also) if part.raised and part.status is not None
    ]
    least = min(parts) if wanted else max(parts)
    return all(one is least for one in found)
