"""What the reasoning finds in profiles drawn from seeds, in a line each, and the shortcuts that it takes on the way.

The golden files tell which of some hundred odd mixtures of evidence a change of the reasoning moves; of the whole
derivations, as the record has them, only digests are kept, which a change of a word moves too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import combinations

import pytest
from fto_check.reasoning.grounds import grounds_of_met, grounds_of_not_met

from fto_check import Status, assess
from fto_check.law.statute import Statute
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import judge
from fto_check.reasoning.engine import Case
from fto_check.reasoning.findings import Assessment, CriterionFinding, NodeFinding
from fto_check.runs.report import ProfileReport
from fto_check.views.check.json import profile_data
from tests.reasoning.test_properties import origins_of, shape
from tests.seeded import STATUTE, case_of, draw, draw_reading

BLOCKS = [range(first, first + 25) for first in range(0, 300, 25)]
blocks = pytest.mark.parametrize("seeds", BLOCKS, ids=lambda seeds: f"from-{seeds[0]}")
drawn = cache(draw)


@cache
def whole_case(seed: int) -> Case:
    return case_of(*drawn(seed))


def firm(case: Case) -> Iterator[tuple[str, Status, frozenset[str]]]:
    """Yield the criteria that are met or not met, with the origins that are said to be enough for it."""
    for criterion in STATUTE.criteria:
        status = case.judged(criterion.id).status
        if status is Status.MET:
            yield criterion.id, status, grounds_of_met(case, criterion)
        elif status is Status.NOT_MET:
            yield criterion.id, status, grounds_of_not_met(case, criterion)


@blocks
def test_the_answers(seeds: range, golden: Callable[[str, str], None]) -> None:
    found = {seed: assess(*_asked(seed)) for seed in seeds}
    golden(f"seeded/answers-from-{seeds[0]}.txt", "".join(_answer(seed, found[seed]) for seed in seeds))
    golden(f"seeded/derivations-from-{seeds[0]}.txt", "".join(_derivation(seed, found[seed]) for seed in seeds))


@blocks
def test_the_readings(seeds: range, golden: Callable[[str, str], None]) -> None:
    """The answers under what a reader takes as given."""
    lines = []
    for seed in seeds:
        taken = draw_reading(seed)
        found = assess(*_asked(seed), assumptions=taken, confidence=False)
        given = ", ".join(f"{name}={status}" for name, status in taken.items())
        digest = _derivation(seed, found).split()[1]
        lines.append(f"{seed} {given}: " + "; ".join(_said(criterion) for criterion in found.criteria) + f" {digest}\n")
    golden(f"seeded/readings-from-{seeds[0]}.txt", "".join(lines))


def _asked(seed: int) -> tuple[Profile, Statute, date]:
    profile, day = drawn(seed)
    return profile, STATUTE, day


def _answer(seed: int, found: Assessment) -> str:
    return f"{seed} {found.as_of} " + "; ".join(_said(criterion) for criterion in found.criteria) + "\n"


def _derivation(seed: int, found: Assessment) -> str:
    data = json.dumps(profile_data(ProfileReport("x", found))["criteria"])
    return f"{seed} {hashlib.sha256(data.encode()).hexdigest()[:8]}\n"


def _said(found: CriterionFinding) -> str:
    incidents = f" by {','.join(found.incidents)}" if found.incidents else ""
    falls = "".join(f" -{origin}={status}" for origin, status in found.falls_to.items())
    return f"{found.id} {found.status} {found.confidence or ''}".rstrip() + incidents + falls


@blocks
def test_the_grounds(seeds: range, golden: Callable[[str, str], None]) -> None:
    """Which origins are enough, for the profiles of the seeds: few, and the same ones in every run."""
    lines = (
        f"{seed} {criterion} {status}: {', '.join(sorted(grounds))}\n"
        for seed in seeds for criterion, status, grounds in firm(whole_case(seed))
    )  # fmt: skip
    golden(f"seeded/grounds-from-{seeds[0]}.txt", "".join(lines))


@blocks
def test_the_grounds_are_enough(seeds: range) -> None:
    """While they stand, so does the status, whichever of the other origins are lost."""
    for seed in seeds:
        case = whole_case(seed)
        everything = origins_of(case)
        for criterion, status, grounds in firm(case):
            others = [origin for origin in everything if origin not in grounds]
            for lost in (others, others[::2], others[1::2]):
                assert case_of(*drawn(seed), *lost).judged(criterion).status is status, (seed, criterion, lost)


@blocks
def test_a_loss_is_the_case_made_afresh(seeds: range) -> None:
    """What a case shares with the one that it was made of is what it would work out by itself, to the last step."""
    for seed in seeds:
        case = whole_case(seed)
        origins = origins_of(case)
        pairs = [*combinations(origins, 2)]
        for lost in [*combinations(origins, 1), *pairs[seed % 7 :: 7]]:
            fresh = case_of(*drawn(seed), *lost)
            after = case.without(frozenset(lost)) if seed % 5 else case.with_marks(fresh.ledger.marks)
            for criterion in STATUTE.criteria:
                assert shape(after.judged(criterion.id)) == shape(fresh.judged(criterion.id)), (seed, lost)
        assert case.without(frozenset({"no such origin"})).ledger.marks == case.ledger.marks


@blocks
def test_confidence_is_what_losing_every_one_and_two_origins_gives(seeds: range) -> None:
    for seed in seeds[::2]:
        case = whole_case(seed)
        origins = origins_of(case)
        ones = {origin: case.without(frozenset({origin})) for origin in origins}
        for criterion in assess(*_asked(seed)).criteria:
            falls = {origin: after.judged(criterion.id).status for origin, after in ones.items()}
            falls = {origin: status for origin, status in falls.items() if status is not criterion.status}
            assert criterion.falls_to == falls, (seed, criterion.id)
            if criterion.confidence in ("moderate", "high"):
                moved = any(
                    case.without(frozenset(pair)).judged(criterion.id).status is not criterion.status
                    for pair in combinations(origins, 2)
                )
                assert not falls, (seed, criterion.id)
                assert criterion.confidence == "moderate" or not moved, (seed, criterion.id)


@blocks
def test_an_assessment_knows_what_it_was_asked(seeds: range) -> None:
    taken = {"us_nationals": Status.MET}
    for seed in seeds[::5]:
        profile, day = drawn(seed)
        found = assess(profile, STATUTE, day, date(2012, 1, 1), confidence=False, assumptions=taken)
        assert (found.profile, found.statute, found.as_of, found.known_by) == (profile, STATUTE, day, date(2012, 1, 1))
        assert (found.version, found.assumptions) == (STATUTE.version_on(day), taken)
        for criterion in found.criteria:
            assert (criterion.confidence, criterion.falls_to) == (None, {}), "none was asked for"


@blocks
def test_statuses_alone_are_those_of_the_assessment(seeds: range) -> None:
    """Expectations ask for a status and the step that led to it, without the rest."""
    for seed in seeds[::3]:
        profile, day = drawn(seed)
        assessment = assess(profile, STATUTE, day)
        least = min(assessment.criteria, key=lambda criterion: criterion.status)
        expected = {name: _last(found) for name, found in assessment.findings.items()}
        expected["overall"] = (least.status, f"{least.finding.node.label} is {least.status.words}")
        assert judge(profile, STATUTE, day, None, expected) == expected


def _last(found: NodeFinding) -> tuple[Status | None, str]:
    if found.status is None:
        return None, "it was not law on that day"
    return found.status, found.steps[-1].because


@blocks
def test_a_case_argued_further_is_one_argued_at_once(seeds: range) -> None:
    first = {"premeditated": Status.MET, "us_nationals": Status.CONTESTED}
    second = {"personal_monetary_gain": Status.MET, "us_nationals": Status.NOT_MET}
    for seed in seeds[::3]:
        profile, day = drawn(seed)
        assessment = assess(profile, STATUTE, day, assumptions={**first, **second})
        case = whole_case(seed).assuming(first).assuming(second)
        for criterion in assessment.criteria:
            assert case.judged(criterion.id).steps == criterion.finding.steps
            assert case.judged(criterion.id).status is criterion.status
