"""The hypothetical cases: every expectation that a lawyer wrote into them holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from fto_check.law.statute import load_statute
from fto_check.problems.problems import Severity
from fto_check.profile.loading import load_with_document
from fto_check.runs.check import Question, check_profile
from tests.conftest import CASES, PROFILES, load


@pytest.mark.parametrize("path", [*CASES, *PROFILES], ids=lambda path: path.stem)
def test_expectations_hold(path: Path) -> None:
    statute = load_statute()
    loaded = load_with_document(path, statute)
    report = check_profile(str(path), loaded, Question(statute, statute.versions[-1].version))
    assert report.expectations
    assert [str(problem) for problem in report.problems if problem.severity is Severity.ERROR] == []


def test_the_cases_are_all_there() -> None:
    numbers = [int(path.stem.split("-")[1]) for path in CASES]
    assert numbers == [*range(1, 30, 2), *range(31, 71)]


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_profiles_are_pinned_on_two_days_at_least(path: Path) -> None:
    profile = load(path).profile
    assert len({expectation.as_of for expectation in profile.expect}) >= 2
