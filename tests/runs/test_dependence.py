"""What falls without a part of the evidence is what an edited file gives, for every part of every profile."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from fto_check import load_statute
from fto_check.law.status import Status
from fto_check.profile.models import Item, Profile
from fto_check.reasoning.flips import Change
from fto_check.runs.dependence import ProfileQuestion, judge_without
from fto_check.runs.parts import NamedPart, NamedParts, PartKind
from fto_check.runs.sources import list_sources
from tests.conftest import CASES, FEW, PROFILES, examples, load, slow_but
from tests.reasoning.afresh import NAMES, judged_afresh, regraded, regradings, without
from tests.runs.revised import made

STATUTE = load_statute()
DAY = date(2026, 11, 24)
LOSSES = (PartKind.ITEM, PartKind.INCIDENT, PartKind.SOURCE, PartKind.ORIGIN)


def edited(profile: Profile, part: NamedPart) -> Profile:
    """Return a profile as an author would have it without a part."""

    def kept(name: str, item: Item) -> Item | None:
        if part in (NamedPart(PartKind.ITEM, name), NamedPart(PartKind.INCIDENT, item.incident or "")):
            return None
        cited = tuple(one for one in item.sources if not (part.kind is PartKind.SOURCE and one.source == part.id))
        return item.model_copy(update={"sources": cited}) if cited else None

    if part.kind is PartKind.ORIGIN:
        return without(profile, part.id)
    evidence = {name: left for name, item in profile.evidence.items() if (left := kept(name, item)) is not None}
    return profile.model_copy(update={"evidence": evidence})


def holds(profile: Profile, day: date, assumptions: Mapping[str, Status] | None = None) -> None:
    """Compare every loss with a fresh run on the edited profile."""
    asked = ProfileQuestion(profile=profile, statute=STATUTE, as_of=day, assumptions=assumptions or {})
    parts = [*NamedParts(profile, STATUTE, LOSSES)]
    found = judge_without(asked, parts)
    before = judged_afresh(profile, day, given=assumptions)
    for part in parts:
        after = judged_afresh(edited(profile, part), day, given=assumptions)
        moved = {name: (before[name], after[name]) for name in NAMES if before[name] is not after[name]}
        assert found.without[part] == moved, str(part)


@pytest.mark.parametrize("path", slow_but([*PROFILES, *CASES], FEW[2], *CASES[::3]), ids=lambda path: path.stem)
def test_every_loss_is_what_an_edited_file_gives(path: Path) -> None:
    holds(load(path).profile, DAY)


@pytest.mark.slow
@given(made)
@examples(100)
def test_every_loss_of_a_profile_that_nobody_wrote(profile: Profile) -> None:
    holds(profile, date(2024, 1, 1))


def test_what_is_taken_as_given_stays() -> None:
    profile = load(CASES[3]).profile
    holds(profile, DAY, {"foreign_base": Status.NOT_MET})


def test_a_regrading_is_what_an_edited_file_gives() -> None:
    profile = load(CASES[3]).profile
    parts = [*NamedParts(profile, STATUTE, LOSSES)]
    found = judge_without(ProfileQuestion(profile=profile, statute=STATUTE, as_of=DAY), parts, regraded=True)
    said = {(flip.change, flip.subject, flip.value) for flips in found.regraded.values() for flip in flips}
    before = judged_afresh(profile, DAY)
    moving = {
        one for one in regradings(profile)
        if any(judged_afresh(regraded(profile, *one), DAY)[name] is not before[name] for name in NAMES)
    }  # fmt: skip
    assert said == moving
    assert {change for change, _, _ in moving} == {Change.CREDIBILITY, Change.RELIABILITY}


@pytest.mark.parametrize("path", slow_but(PROFILES, *FEW), ids=lambda path: path.stem)
def test_the_bibliography_has_every_citation_once(path: Path) -> None:
    """An item stands under a source that it cites, and counts there if and only if a citation of it counts."""
    profile = load(path).profile
    found = list_sources("x", ProfileQuestion(profile=profile, statute=STATUTE, as_of=DAY))
    assert [entry.id for entry in found.entries] == list(profile.sources)
    counting = {
        (citation.source, evidence.item)
        for node in found.assessment.findings.values() for evidence in node.evidence if evidence.counted
        for citation in evidence.citations if citation.reason is None
    }  # fmt: skip
    cited = {(one.source, name) for name, item in profile.evidence.items() for one in item.sources}
    assert {(entry.id, one.id) for entry in found.entries for one in entry.citing} == cited
    assert {(entry.id, one.id) for entry in found.entries for one in entry.counted} == counting
    for entry in found.entries:
        assert len(entry.counted) + len(entry.out) + len(entry.context) == len(entry.citing)
        assert all(one.reason is not None for one in entry.out), entry.id
        citations = [one for item in profile.evidence.values() for one in item.sources if one.source == entry.id]
        assert {entry.origin, *entry.hands_on} == {entry.origin, *map(profile.origin_of, citations)}
