"""How much work a check is, counted: the walks over evidence, and what is judged in them. No times here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from fto_check import Status, assess
from fto_check.law.statute import load_statute
from fto_check.profile.loading import load_with_document
from fto_check.profile.models import Profile
from fto_check.reasoning import confidence
from fto_check.reasoning.assessment import judge
from fto_check.reasoning.days import not_assumed
from fto_check.reasoning.engine import Walk
from fto_check.reasoning.speaking import Speaking
from fto_check.record.reading import load_record
from fto_check.runs.aging import days_of_aging
from fto_check.runs.check import Question, check_profile
from fto_check.runs.why import explain_why
from tests.conftest import FEW, PROFILES, slow_but

STATUTE = load_statute()
DAY = date(2026, 11, 24)
SIZES = (25, 50, 100, 200)
_JUDGED: tuple[tuple[type, str], ...] = (
    (Walk, "_judge_anew"),
    (Walk, "judge_element"),
    (Speaking, "_spoken_for"),
)
"""What each evaluation of a node goes through: for its status, as an element, and of one incident alone."""


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Count walks over evidence, and the evaluations of nodes in them; not those over no evidence, kept for a day."""
    judge(
        Profile.model_validate({"organization": {"name": "A"}, "sources": {}, "evidence": {}}), STATUTE, DAY, None, ()
    )
    found: Counter[str] = Counter()
    begin = Walk.__init__

    def count_walk(walk: Walk, *given: Any) -> None:
        begin(walk, *given)
        found["walks"] += walk._silence is not None

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(Walk, "__init__", count_walk)
        for owner, name in _JUDGED:
            monkeypatch.setattr(owner, name, _counting(getattr(owner, name), found))
        yield found


def _counting(evaluate: Any, found: Counter[str]) -> Any:
    def count(judging: Walk | Speaking, *given: Any) -> Any:
        walk = judging if isinstance(judging, Walk) else judging.walk
        found["evaluations"] += walk._silence is not None
        return evaluate(judging, *given)

    return count


def incidents(number: int, *, opposed: bool = False) -> Profile:
    """Make a profile of incidents with one source each, and something against one of them."""
    source = {"title": "T", "publisher": "P", "kind": "press", "reliability": "B", "published": "2025-01"}
    act = {"claim": "C.", "credibility": "2", "when": "2024-05-05"}
    named = ["explosive_or_firearm", "endangerment", "us_nationals"]
    sources = {f"s{each}": source for each in range(number)}
    evidence: dict[str, dict[str, Any]] = {
        f"e{each}": {**act, "incident": f"i{each}", "supports": named, "sources": [f"s{each}"]}
        for each in range(number)
    }
    if opposed:
        sources["critic"] = source
        evidence["denied"] = {**act, "incident": "i0", "contradicts": ["endangerment"], "sources": ["critic"]}
    return Profile.model_validate({"organization": {"name": "A"}, "sources": sources, "evidence": evidence})


@pytest.mark.parametrize("path", slow_but(PROFILES, *FEW), ids=lambda path: path.stem)
def test_a_check_is_one_walk_and_one_for_the_expectations_under_each_law(path: Path) -> None:
    """Confidence, what an answer rests on and the account of it come from the walk that gives the statuses.

    Days on which the law is the same, and what is assumed too, are one walk, that of the assessment among them.
    """
    loaded = load_with_document(path, STATUTE)
    days = [DAY, *(one.as_of for one in loaded.profile.expect)]
    alike = {(STATUTE.version_on(day).version, not_assumed(loaded.profile, STATUTE, day)) for day in days}
    bare = loaded._replace(profile=loaded.profile.model_copy(update={"expect": ()}))
    question = Question(STATUTE, DAY, record=load_record(), today=DAY)
    with counted() as found:
        check_profile(str(path), bare, question)
    assert found["walks"] == 1
    with counted() as found:
        check_profile(str(path), loaded, question)
    assert found["walks"] == len(alike)


@pytest.mark.parametrize("path", slow_but(PROFILES, *FEW), ids=lambda path: path.stem)
def test_why_takes_few_walks(path: Path) -> None:
    """Flips and readings are in the first; what is missing and what would mend take two at most, incidents one.

    Then each day on which something becomes too old has one, until the answers have changed.
    """
    profile = load_with_document(path, STATUTE).profile
    with counted() as found:
        why = explain_why(str(path), profile, STATUTE, DAY)
    assert 1 <= found["walks"] <= 6 + len({*days_of_aging(why.assessment)})


def work(number: int, *, opposed: bool = False) -> Counter[str]:
    profile = incidents(number, opposed=opposed)
    with counted() as found:
        assess(profile, STATUTE, DAY)
    return found


@pytest.mark.parametrize("opposed", [False, True])
def test_evaluations_grow_in_step_with_incidents(opposed: bool) -> None:
    few, *_, many = found = [work(number, opposed=opposed) for number in SIZES]
    assert [one["walks"] for one in found[:3]] == [1, 1, 1]
    assert many["walks"] <= 12, "the pairs of 200 origins are chosen, by a group that is enough for each criterion"
    for number, one in zip(SIZES, found, strict=True):
        assert one["evaluations"] <= 20 * number * one["walks"]
    assert few["evaluations"] > 25, "it is counted at all"


@pytest.mark.parametrize("opposed", slow_but([False, True], True))
def test_evaluations_grow_in_step_with_incidents_where_pairs_are_chosen(opposed: bool) -> None:
    with patch.object(confidence, "MOST_PAIRS", 0):
        found = [work(number, opposed=opposed) for number in SIZES]
    assert len({one["walks"] for one in found}) == 1, "however many origins there are"
    for (less, fewer), (more, greater) in zip(
        zip(SIZES, found, strict=True), [*zip(SIZES, found, strict=True)][1:], strict=False
    ):
        assert greater["evaluations"] <= fewer["evaluations"] * more / less


def test_a_threat_that_is_not_met_for_want_of_activity_is_not_searched_again() -> None:
    """The search for activity's pair is not made again for what cannot change while activity does not."""
    act = {"claim": "C.", "credibility": "1", "when": "2024-05-05", "contradicts": ["terrorist_activity"]}
    source = {"title": "T", "publisher": "P", "kind": "court", "reliability": "A", "published": "2025-01"}
    number = 6
    against = {f"e{each}": {**act, "sources": [f"s{each}"]} for each in range(number)}
    profile = Profile.model_validate(
        {"organization": {"name": "A"}, "sources": {f"s{each}": source for each in range(number)}, "evidence": against}
    )
    with patch.object(confidence, "MOST_PAIRS", 0), counted() as found:
        chosen = assess(profile, STATUTE, DAY)
    every = assess(profile, STATUTE, DAY)
    assert [one.status for one in chosen.criteria][1:] == [Status.NOT_MET, Status.NOT_MET]
    assert [(one.confidence, one.confidence_reason) for one in chosen.criteria] == [
        (one.confidence, one.confidence_reason) for one in every.criteria
    ]
    assert found["walks"] == 4, "the assessment, the search for activity, and the pairs that it chose"
