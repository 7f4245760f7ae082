"""Statuses that moved: through which items, and none that is not said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from fto_check import assess
from fto_check.law.status import Status
from fto_check.profile.models import Profile
from fto_check.runs.movements import Cause, Difference, Effect, difference
from tests.conftest import examples
from tests.runs.revised import BASE, DAY, STATUTE, edited, load, made, pairs
from tests.strategies import days


def answer(*replacements: tuple[str, str], start: str = BASE) -> Difference:
    old, new = (assess(load(text), STATUTE, DAY) for text in (start, edited(*replacements)))
    return difference(old, new)


@pytest.mark.parametrize(
    ("replacement", "status", "cause"),
    [
        (
            ("reliability: A", "reliability: D"),
            Status.NOT_ESTABLISHED,
            Cause("base", (Effect.SOURCE_GRADE,), ("court",)),
        ),
        (("supports: [foreign_base]", "contradicts: [foreign_base]"), Status.NOT_MET, Cause("base", (Effect.MOVED,))),
        (("credibility: 1", "credibility: 4"), Status.NOT_ESTABLISHED, Cause("base", (Effect.REGRADED,))),
        (
            ("    claim: It is based abroad.\n", "    claim: It is based abroad.\n    retracted: An error.\n"),
            Status.NOT_ESTABLISHED,
            Cause("base", (Effect.RETRACTED,)),
        ),
    ],
)
def test_through_which_items_a_status_moved(replacement: tuple[str, str], status: Status, cause: Cause) -> None:
    found = answer(replacement)
    foreign = found.criteria[0]
    assert (foreign.old, foreign.new, foreign.causes, foreign.direct) == (Status.MET, status, (cause,), True)
    assert [node.id for node in found.nodes] == ["foreign_base"]
    assert found.status_changed


def test_through_an_origin() -> None:
    """Two B sources of one origin carry less than two of two: the edit touches no item, and yet moves the status."""
    found = answer(("published: 2023-03-01", "published: 2023-03-01, origin: paper"))
    moved = next(node for node in found.nodes if node.id == "explosive_or_firearm")
    assert (moved.old, moved.new) == (Status.MET, Status.NOT_ESTABLISHED)
    assert moved.causes == (Cause("bombs", (Effect.SOURCE_ORIGIN,)),)
    assert found.profile.items == ()


def test_confidence_alone_is_no_change_of_status() -> None:
    found = answer(("[court]\n  bombs", "[court, paper]\n  bombs"))
    foreign = found.criteria[0]
    assert foreign.firmness_moved
    assert not foreign.moved
    assert not found.status_changed
    assert foreign.causes == (Cause("base", (Effect.CITATIONS,)),)


@examples(40)
@given(made, days)
def test_nothing_moves_in_itself(profile: Profile, day: str) -> None:
    found = assess(profile, STATUTE, date.fromisoformat(day))
    assert difference(found, found).is_empty


@examples(60)
@given(pairs, days)
def test_every_movement_is_told(both: tuple[Profile, Profile], day: str) -> None:
    before, after = (assess(profile, STATUTE, date.fromisoformat(day)) for profile in both)
    found = difference(before, after)
    moved = {name for name in after.findings if before.findings[name].status is not after.findings[name].status}
    told = {movement.id for movement in (*found.criteria, *found.nodes) if movement.moved}
    assert told == moved
    assert all(movement.causes for movement in (*found.criteria, *found.nodes) if movement.moved)
