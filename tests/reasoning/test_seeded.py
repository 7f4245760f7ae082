"""What the reasoning finds in profiles drawn from seeds, in a line each, and each of its predictions tried.

The golden files tell which of some hundred odd mixtures of evidence a change of the reasoning moves; of the whole
derivations, as the record has them, only digests are kept, which a change of a word moves too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations
from unittest.mock import patch

import pytest

from fto_check import Status, assess
from fto_check.documents.dates import parse_span
from fto_check.law.statute import OVERALL, Statute
from fto_check.profile.models import Profile
from fto_check.reasoning import confidence
from fto_check.reasoning import days as many_days
from fto_check.reasoning.assessment import Examination, assess_with_days, examine, judge
from fto_check.reasoning.confidence import find_enough
from fto_check.reasoning.days import Day, DayAnswer, judge_days
from fto_check.reasoning.evidence import Reader, marks_of
from fto_check.reasoning.findings import Assessment, Confidence, ConfidenceKind, CriterionFinding, NodeFinding
from fto_check.reasoning.flips import find_trials
from fto_check.reasoning.judged import Judged
from fto_check.reasoning.mending import find_mends
from fto_check.reasoning.missing import Missing, find_missing
from fto_check.reasoning.reasons import Code, Reason, because
from fto_check.reasoning.scenarios import Scenario
from fto_check.runs.report import ProfileReport
from fto_check.views.check.json import profile_data
from tests.conftest import slow_but
from tests.reasoning.afresh import NAMES, judged_afresh, with_missing, without
from tests.seeded import STATUTE, draw, draw_reading, draw_tangled

TANGLED = 1000  # from here on profiles of few facts that are in each other's way
BLOCKS = [range(first, first + 25) for first in (*range(0, 300, 25), *range(TANGLED, TANGLED + 300, 25))]
blocks = pytest.mark.parametrize("seeds", slow_but(BLOCKS, *BLOCKS[::6]), ids=lambda seeds: f"from-{seeds[0]}")
MANY_DAYS = tuple(date(year, 5, 2) for year in (1998, 2002, 2008, 2012, 2015, 2023, 2027))
KNOWN = date(2012, 6, 1)


@cache
def drawn(seed: int) -> tuple[Profile, date]:
    return draw_tangled(seed) if seed >= TANGLED else draw(seed)


def _asked(seed: int) -> tuple[Profile, Statute, date]:
    profile, day = drawn(seed)
    return profile, STATUTE, day


@cache
def examined(seed: int) -> Examination:
    return examine(*_asked(seed))


# -- as golden files -------------------------------------------------------------------------------------------------


@blocks
def test_the_answers(seeds: range, golden: Callable[[str, str], None]) -> None:
    found = {seed: examined(seed).assessment for seed in seeds}
    golden(f"seeded/answers-from-{seeds[0]}.txt", "".join(_answer(seed, found[seed]) for seed in seeds))
    golden(f"seeded/derivations-from-{seeds[0]}.txt", "".join(_derivation(seed, found[seed]) for seed in seeds))


@blocks
def test_the_readings(seeds: range, golden: Callable[[str, str], None]) -> None:
    """The answers under what a reader takes as given, and nothing of how firm they are."""
    lines = []
    for seed in seeds:
        taken = draw_reading(seed)
        found = _without_confidence(assess(*_asked(seed), assumptions=taken))
        given = ", ".join(f"{name}={status}" for name, status in taken.items())
        digest = _derivation(seed, found).split()[1]
        lines.append(f"{seed} {given}: " + "; ".join(_said(criterion) for criterion in found.criteria) + f" {digest}\n")
    golden(f"seeded/readings-from-{seeds[0]}.txt", "".join(lines))


@blocks
def test_what_is_missing_and_what_would_mend(seeds: range, golden: Callable[[str, str], None]) -> None:
    """What decides how firm an answer is, what would make it better, and with what it would stand all the same."""
    lines = []
    for seed in seeds:
        for criterion in examined(seed).assessment.criteria:
            if (reason := criterion.confidence_reason) is not None:
                lines.append(f"{seed} {criterion.id} {criterion.confidence}: {reason.kind} {', '.join(reason.ids)}\n")
        for kind, each in (("missing", lacks_of(seed)), ("mends", mends_of(seed))):
            lines += [f"{seed} {kind} {name}: {_ways(found)}\n" for name, found in each.items() if found]
    golden(f"seeded/missing-from-{seeds[0]}.txt", "".join(lines))


def lacks_of(seed: int) -> dict[str, list[Missing]]:
    found = examined(seed)
    return find_missing(found.walk, marks_of(found.namings), [one.finding for one in found.assessment.criteria])


def mends_of(seed: int) -> dict[str, list[Missing]]:
    found = examined(seed)
    return find_mends(found.walk, marks_of(found.namings), found.assessment.criteria, NAMES)


def _ways(found: list[Missing]) -> str:
    said = (
        " ".join([*(f"+{node.id}" for node in way.supports), *(f"-{node.id}" for node in way.contradicts)])
        + (f" #{way.incident}" if way.incident is not None else "") + " link" * way.linked
        for way in found
    )  # fmt: skip
    return f"{found[0].better} by " + "; ".join(said)


def _answer(seed: int, found: Assessment) -> str:
    return f"{seed} {found.as_of} " + "; ".join(_said(criterion) for criterion in found.criteria) + "\n"


def _derivation(seed: int, found: Assessment) -> str:
    criteria = profile_data(ProfileReport("x", found))["criteria"]
    for criterion in criteria:
        del criterion["confidence_reason"]  # the digests are older than it, and it has tests of its own
    return f"{seed} {hashlib.sha256(json.dumps(criteria).encode()).hexdigest()[:8]}\n"


def _said(found: CriterionFinding) -> str:
    incidents = f" by {','.join(found.incidents)}" if found.incidents else ""
    falls = "".join(f" -{origin}={status}" for origin, status in found.falls_to.items())
    return f"{found.id} {found.status} {found.confidence or ''}".rstrip() + incidents + falls


def _without_confidence(found: Assessment) -> Assessment:
    criteria = (
        replace(criterion, confidence=None, finding=replace(criterion.finding, falls_to={}))
        for criterion in found.criteria
    )
    return found._replace(criteria=tuple(criteria))


# -- tried on the evidence -------------------------------------------------------------------------------------------


@blocks
def test_confidence_is_what_losing_every_one_and_two_origins_gives(seeds: range) -> None:
    """Each loss of one origin and some of two made and judged from nothing; of two, those that were found, and more."""
    for seed in seeds:
        profile, _, day = _asked(seed)
        origins = examined(seed).losses.origins
        ones = {origin: judged_afresh(without(profile, origin), day) for origin in origins}
        pairs = [*combinations(origins, 2)][seed % 7 :: 7]
        twos = [judged_afresh(without(profile, *pair), day) for pair in pairs]
        for criterion in examined(seed).assessment.criteria:
            name, status = criterion.id, criterion.status
            falls = {origin: found[name] for origin, found in ones.items() if found[name] is not status}
            assert criterion.falls_to == falls, (seed, name)
            if criterion.confidence is not None:
                assert (criterion.confidence is Confidence.LOW) == bool(falls), (seed, name)
            if criterion.confidence is Confidence.HIGH:
                assert all(found[name] is status for found in twos), (seed, name)
            statuses = examined(seed).walk.criteria[name].statuses
            together = dict(examined(seed).losses.falls_in_pairs(statuses, examined(seed).walk.every))
            tried = {
                pair: found[name] for pair, found in zip(pairs, twos, strict=True) if falls.keys().isdisjoint(pair)
            }
            assert {pair: status for pair, status in together.items() if pair in tried} == {
                pair: after for pair, after in tried.items() if after is not status
            }, (seed, name)


def firm(found: Examination) -> Iterator[tuple[Judged, Status, list[str]]]:
    """Yield the criteria that are met or not met, with a group of origins that is enough for it."""
    for judged in found.walk.criteria.values():
        status = judged.statuses.as_it_is
        if status in (Status.MET, Status.NOT_MET):
            yield judged, status, find_enough(found.walk, found.losses.origins, judged)


@blocks
def test_the_groups_that_are_found_to_be_enough_are_enough(seeds: range) -> None:
    """While they stand, so does the status, whichever of the other origins are lost."""
    for seed in seeds:
        profile, _, day = _asked(seed)
        everything = examined(seed).losses.origins
        for judged, status, group in firm(examined(seed)):
            others = [origin for origin in everything if origin not in group]
            for lost in (others, others[::2], others[1::2]):
                after = judged_afresh(without(profile, *lost), day)
                assert after[judged.node.id] is status, (seed, judged.node.id, lost)


@blocks
def test_what_is_said_to_mend_an_answer_does(seeds: range) -> None:
    """The item is written into the profile, which then loses each origin or both that the answer hangs on."""
    for seed in seeds:
        profile, _, day = _asked(seed)
        mends = mends_of(seed)
        for criterion in examined(seed).assessment.criteria:
            reason = criterion.confidence_reason
            for way in mends[criterion.id][:3]:
                assert reason is not None
                mended = with_missing(profile, way, day)
                losses = [reason.ids] if reason.kind is ConfidenceKind.PAIR else [(origin,) for origin in reason.ids]
                for lost in losses:
                    after = judged_afresh(without(mended, *lost), day)
                    assert after[criterion.id] is criterion.status, (seed, way, lost)


@blocks
def test_confidence_is_the_same_where_pairs_are_too_many_to_try_them_all(seeds: range) -> None:
    """Then only those with one of a group that is enough are tried; which of the pairs is named may differ."""
    with patch.object(confidence, "MOST_PAIRS", 0):
        chosen = {seed: examine(*_asked(seed)).assessment.criteria for seed in seeds}
    for seed in seeds:
        for one, other in zip(examined(seed).assessment.criteria, chosen[seed], strict=True):
            assert (other.confidence, other.falls_to) == (one.confidence, one.falls_to), (seed, one.id)
            if one.confidence_reason is None or one.confidence_reason.kind is not ConfidenceKind.PAIR:
                assert other.confidence_reason == one.confidence_reason, (seed, one.id)
            else:
                assert other.confidence_reason is not None
                assert other.confidence_reason.kind is ConfidenceKind.PAIR
                after = judged_afresh(without(_asked(seed)[0], *other.confidence_reason.ids), _asked(seed)[2])
                assert after[one.id] is not one.status, (seed, one.id)


@blocks
def test_an_assessment_knows_what_it_was_asked(seeds: range) -> None:
    taken = {"us_nationals": Status.MET}
    for seed in seeds[::5]:
        profile, day = drawn(seed)
        found = assess(profile, STATUTE, day, date(2012, 1, 1), assumptions=taken)
        assert (found.profile, found.statute, found.as_of, found.known_by) == (profile, STATUTE, day, date(2012, 1, 1))
        assert (found.version, found.assumptions) == (STATUTE.version_on(day), taken)


@blocks
def test_what_is_tried_beside_it_leaves_an_assessment_as_it_is(seeds: range) -> None:
    """Regradings and readings are worlds of the same walk, and nothing that is said of world 0 looks at them."""
    for seed in seeds[::3]:
        profile, statute, day = _asked(seed)
        trials = find_trials(Reader(profile, statute, day, None), examined(seed).namings, {})
        more = [trial.scenario for trial in trials]
        assert examine(profile, statute, day, more=more).assessment == examined(seed).assessment, seed


@blocks
def test_each_of_many_days_is_the_profile_judged_for_it(seeds: range) -> None:
    """In walks of their own, with and without what each origin decides, and in that of the assessment."""
    every = (*STATUTE.by_id, OVERALL)
    for seed in seeds[::8]:
        profile, statute, as_of = _asked(seed)
        dissolved = parse_span("2008-05") if seed % 2 else None
        organization = profile.organization.model_copy(update={"dissolved": dissolved})
        profile = profile.model_copy(update={"organization": organization})
        asked: dict[Day, tuple[str, ...]] = {(day, known): every for day in MANY_DAYS for known in (None, KNOWN)}
        found = judge_days(profile, statute, asked)
        for known in (None, KNOWN):
            assessment = assess(profile, statute, as_of, known)
            assert assess_with_days(profile, statute, as_of, known, asked) == (assessment, found), seed
        with patch.object(many_days, "MOST_WORLDS", 1):
            assert judge_days(profile, statute, asked) == found
        bare = judge_days(profile, statute, asked, losses=False)
        for day, answer in found.items():
            criteria = assess(profile, statute, *day).criteria
            low = frozenset(one.id for one in criteria if one.confidence is Confidence.LOW)
            assert answer == DayAnswer(judged_afresh(profile, *day), low), (seed, day)
            assert bare[day] == DayAnswer(answer.statuses, frozenset()), (seed, day)


@blocks
def test_statuses_alone_are_those_of_the_assessment(seeds: range) -> None:
    """Expectations ask for a status and the step that led to it, without the rest."""
    for seed in seeds[::3]:
        profile, day = drawn(seed)
        assessment = examined(seed).assessment
        least = min(assessment.criteria, key=lambda criterion: criterion.status)
        expected = {name: _last(found) for name, found in assessment.findings.items()}
        expected["overall"] = (least.status, because(Code.LEAST_CRITERION, least.finding.node, least.status))
        assert judge(profile, STATUTE, day, None, expected) == expected


def _last(found: NodeFinding) -> tuple[Status | None, Reason]:
    if found.status is None:
        return None, because(Code.NO_LAW_THEN)
    return found.status, found.steps[-1].because


@blocks
def test_a_reading_goes_before_what_is_taken_as_given_throughout(seeds: range) -> None:
    given = {"premeditated": Status.MET, "us_nationals": Status.CONTESTED}
    reading = {"personal_monetary_gain": Status.MET, "us_nationals": Status.NOT_MET}
    for seed in seeds[::3]:
        profile, _, day = _asked(seed)
        found = examine(profile, STATUTE, day, assumptions=given, more=[Scenario(given=reading)])
        plain = judged_afresh(profile, day, given=given)
        read = judged_afresh(profile, day, given={**given, **reading})
        for name, judged in found.walk.criteria.items():
            assert judged.statuses.as_it_is is plain[name], seed
            assert judged.statuses.in_world(found.first) is read[name], seed
