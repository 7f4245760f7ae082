"""Sets of worlds, and the statuses and weights that are kept as such sets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check.law.status import Status, Weight
from fto_check.reasoning.worlds import (
    AS_IT_IS,
    NOWHERE,
    SILENT,
    Statuses,
    Weights,
    greatest,
    least,
    numbers_of,
    same_everywhere,
    set_of,
)

WORLDS = 7
EVERY = (1 << WORLDS) - 1
sets = st.integers(0, EVERY)
listed = st.lists(st.sampled_from(Status), min_size=WORLDS, max_size=WORLDS)
"""A status for each world, as one would write them down."""


def of(each: list[Status]) -> Statuses:
    return Statuses(
        *(sum(AS_IT_IS << world for world, status in enumerate(each) if status >= floor) for floor in (1, 2, 3))
    )


def each_of(statuses: Statuses) -> list[Status]:
    return [statuses.in_world(world) for world in range(WORLDS)]


def holds(where: int, world: int) -> bool:
    return bool(where >> world & 1)


@pytest.mark.parametrize(
    ("worlds", "numbers"), [(NOWHERE, []), (AS_IT_IS, [0]), (0b1011, [0, 1, 3]), (1 << 5_000, [5_000])]
)
def test_the_numbers_of_a_set(worlds: int, numbers: list[int]) -> None:
    assert [*numbers_of(worlds)] == numbers
    assert set_of(numbers, max(numbers, default=0)) == worlds


@given(listed)
def test_a_status_for_each_world(each: list[Status]) -> None:
    assert each_of(of(each)) == each
    assert of(each).as_it_is is each[0]


@given(listed)
def test_where_a_status_is_not_that_of_world_0(each: list[Status]) -> None:
    changed = of(each).changed(EVERY)
    assert [*numbers_of(changed)] == [world for world, status in enumerate(each) if status is not each[0]]


@given(st.lists(listed, max_size=4))
def test_the_least_and_the_greatest_of_some_parts(parts: list[list[Status]]) -> None:
    made = [of(part) for part in parts]
    for world in range(WORLDS):
        here = [part[world] for part in parts]
        assert least(made, EVERY).in_world(world) is min(here, default=Status.MET)
        assert greatest(made).in_world(world) is max(here, default=Status.NOT_MET)


@given(listed, sets, st.sampled_from(Status))
def test_what_limits_a_status_in_some_worlds(each: list[Status], where: int, status: Status) -> None:
    capped, kept, fixed = of(each).at_most_contested(where), of(each).within(where), of(each).given(status, where)
    for world, was in enumerate(each):
        inside = holds(where, world)
        assert capped.in_world(world) is (min(was, Status.CONTESTED) if inside else was)
        assert kept.in_world(world) is (was if inside else Status.NOT_MET)
        assert fixed.in_world(world) is (status if inside else was)


@pytest.mark.parametrize("status", Status)
def test_one_status_everywhere(status: Status) -> None:
    assert each_of(same_everywhere(status, EVERY)) == [status] * WORLDS
    assert same_everywhere(status, NOWHERE) == (NOWHERE, NOWHERE, NOWHERE)


@pytest.mark.parametrize(
    ("weights", "weight"),
    [
        (SILENT, Weight.SILENT),
        (Weights(0b10, 0b10), Weight.SILENT),
        (Weights(0b01, 0b10), Weight.SUGGESTED),
        (Weights(0b11, 0b01), Weight.CARRIED),
    ],
)
def test_the_weight_in_world_0(weights: Weights, weight: Weight) -> None:
    assert weights.as_it_is is weight
