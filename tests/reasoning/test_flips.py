"""Flips: each loss, regrading and reading that changes a status, in their order, and no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from fto_check import Status
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import examine
from fto_check.reasoning.evidence import Reader, read_items
from fto_check.reasoning.flips import Change, Flip, Trial, find_trials, read_flips
from tests.conftest import slow_but
from tests.reasoning.afresh import NAMES, STATUTE, judged_afresh, regraded, regradings, without
from tests.reasoning.lines import DAY, profile_of
from tests.seeded import draw

Key = tuple[Change, str, str | None]


def flips_of(profile: Profile, day: date, given: Mapping[str, Status] | None = None) -> Sequence[Flip]:
    namings = read_items(profile, STATUTE, day, None)
    trials = find_trials(Reader(profile, STATUTE, day, None), namings, given or {})
    found = examine(profile, STATUTE, day, assumptions=given, more=[trial.scenario for trial in trials])
    return read_flips(found.walk, found.losses.origins, trials, found.first)


def told(*lines: str, given: Mapping[str, Status] | None = None) -> list[Key]:
    found = flips_of(profile_of(*lines), date.fromisoformat(DAY), given)
    return [(flip.change, flip.subject, flip.value) for flip in found]


def test_losses_come_first_then_grades_then_readings() -> None:
    assert told("A1@one +foreign_base", "B2@two ~foreign_base") == [
        (Change.LOSS, "two", None),
        (Change.RELIABILITY, "s1", "C"),
        (Change.CREDIBILITY, "e1", "3"),
        (Change.READING, "foreign_base", "met"),
        (Change.READING, "foreign_base", "not_met"),
    ]


def test_what_each_changes_stands_from_and_to() -> None:
    loss, *_ = flips_of(profile_of("B2@one +foreign_base"), date.fromisoformat(DAY))
    assert loss == Flip(Change.LOSS, "one", None, {"foreign": (Status.MET, Status.NOT_ESTABLISHED)})


def test_what_is_taken_as_given_is_not_read_both_ways() -> None:
    taken = {"foreign_base": Status.CONTESTED}
    assert told("A1@one +foreign_base", "B2@two ~foreign_base", given=taken) == []


def test_a_source_that_cannot_be_judged_has_no_neighbours() -> None:
    changes = told("F1@one +foreign_base", "F2@one +foreign_base")
    assert not [key for key in changes if key[0] is Change.RELIABILITY]


@pytest.mark.parametrize(
    ("grade", "regraded"),
    [
        ("A1", ["B", "2"]), ("A2", ["1", "3"]), ("B1", ["A", "C"]), ("B2", ["C", "3"]), ("C2", ["B", "D"]),
        ("B3", ["2", "4"]), ("C3", ["D", "4"]), ("C4", ["3"]), ("D3", ["C"]), ("D4", []), ("E5", []), ("E1", []),
        ("F3", ["4"]), ("F6", []),
    ],
)  # fmt: skip
def test_a_regrading_is_tried_where_it_changes_what_an_item_weighs(grade: str, regraded: list[str]) -> None:
    """By one step, up or down; a grade that a step leaves as strong as it was is not tried."""
    assert [trial.value for trial in trials_of(f"{grade} +foreign_base")] == regraded


def test_a_source_is_tried_once_for_all_that_it_carries_and_an_item_by_itself() -> None:
    """An item that names nothing is not read again, and what is supported is not read both ways."""
    sources: dict[str, Any] = {"s1": {"reliability": "A"}}
    profile = profile_of("B2@one +foreign_base", "B2@one ~organized +capability", "B2 #context", **sources)
    shared = profile.evidence["e1"].model_copy(update={"sources": profile.evidence["e0"].sources})
    profile = profile.model_copy(update={"evidence": {**profile.evidence, "e1": shared}})
    found = find_trials(reader_of(profile), read_items(profile, STATUTE, date.fromisoformat(DAY), None), {})
    assert [(trial.change, trial.subject, trial.value) for trial in found] == [
        (Change.RELIABILITY, "s0", "C"),
        (Change.CREDIBILITY, "e0", "3"),
        (Change.CREDIBILITY, "e1", "3"),
        (Change.READING, "organized", "met"),
        (Change.READING, "organized", "not_met"),
    ]
    both, first, second, *readings = (trial.scenario for trial in found)
    assert {name: [mark.node for mark in marks] for name, marks in both.reread.items()} == {
        "e0": ["foreign_base"], "e1": ["capability", "organized"],
    }  # fmt: skip
    assert all(mark.counts and not mark.strong for marks in both.reread.values() for mark in marks)
    assert ([*first.reread], [*second.reread]) == (["e0"], ["e1"])
    assert {mark.item for mark in first.reread["e0"]} == {"e0"}
    assert [dict(reading.given) for reading in readings] == [{"organized": Status.MET}, {"organized": Status.NOT_MET}]


def trials_of(*lines: str) -> list[Trial]:
    profile = profile_of(*lines)
    return find_trials(reader_of(profile), read_items(profile, STATUTE, date.fromisoformat(DAY), None), {})


def reader_of(profile: Profile) -> Reader:
    return Reader(profile, STATUTE, date.fromisoformat(DAY), None)


@pytest.mark.parametrize("seed", slow_but(range(0, 60, 3), *range(0, 60, 12)))
def test_every_flip_of_the_seeds_is_made_and_none_is_passed_over(seed: int) -> None:
    profile, day = draw(seed)
    before = judged_afresh(profile, day)
    expected: dict[Key, dict[str, tuple[Status | None, Status | None]]] = {}
    tries: list[Key] = [(Change.LOSS, origin, None) for origin in sorted(profile.origins)]
    for key in [*dict.fromkeys(tries), *regradings(profile)]:
        change, subject, value = key
        changed = without(profile, subject) if value is None else regraded(profile, change, subject, value)
        after = judged_afresh(changed, day)
        if moved := {name: (before[name], after[name]) for name in NAMES if before[name] is not after[name]}:
            expected[key] = moved
    found = [flip for flip in flips_of(profile, day) if flip.change is not Change.READING]
    assert {(flip.change, flip.subject, flip.value): dict(flip.statuses) for flip in found} == expected
