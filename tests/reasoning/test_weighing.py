"""A side and an element, weighed in every world at once: as in each world by itself."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check.law.status import TABLE, Status, Weight
from fto_check.reasoning.evidence import Fact, Mark, OriginMark
from fto_check.reasoning.findings import Side
from fto_check.reasoning.rules import Grade
from fto_check.reasoning.weighing import Row, weigh_element, weigh_side
from fto_check.reasoning.worlds import AS_IT_IS, NOWHERE
from tests.conftest import examples
from tests.strategies import STATUTE

W, S, C = Grade.WEAK, Grade.STRONG, Grade.CONFIRMED
WORLDS = 5
EVERY = (1 << WORLDS) - 1


class Said(NamedTuple):
    """One origin of one row, with its grade in each world, or None where it does not count."""

    origin: str
    grades: tuple[Grade | None, ...]
    clouded: int = NOWHERE
    disputes: bool = False


def row(said: Said) -> Row:
    def where(floor: Grade) -> int:
        return sum(AS_IT_IS << world for world, grade in enumerate(said.grades) if grade is not None and grade >= floor)

    side = Side.DISPUTED if said.disputes else Side.FOR
    origin = OriginMark(said.origin, None, where(W), where(S), where(C), where(W), where(S))
    mark = Mark(Fact("item"), "node", side, False).with_origins([origin])
    return Row(mark, EVERY, mark.strong if said.disputes else NOWHERE, said.clouded)


def weigh(grades: dict[str, Grade], *, one_strong_origin: bool = False) -> Weight:
    """Weigh a side by the best grade of each origin, in words of the rule."""
    strong = sum(grade >= S for grade in grades.values())
    enough = len(grades) >= 2 or one_strong_origin
    if C in grades.values() or (strong and enough):
        return Weight.CARRIED
    return Weight.SUGGESTED if grades else Weight.SILENT


def best(rows: list[Said], world: int) -> dict[str, Grade]:
    found: dict[str, Grade] = {}
    for said in rows:
        grade = said.grades[world]
        if grade is not None:
            found[said.origin] = max(grade, found.get(said.origin, W))
    return found


origins = st.sampled_from(["one", "two", "three"])
grades = st.tuples(*[st.sampled_from([None, W, W, S, C])] * WORLDS)
rows = st.lists(st.builds(Said, origins, grades), max_size=5)
supporting = st.lists(st.builds(Said, origins, grades, st.integers(0, EVERY), st.booleans()), max_size=4)
sets = st.integers(0, EVERY)


@pytest.mark.parametrize(
    ("grades", "weight"),
    [
        ([], Weight.SILENT),
        ([W], Weight.SUGGESTED),
        ([W, W, W], Weight.SUGGESTED),
        ([S], Weight.SUGGESTED),
        ([S, W], Weight.CARRIED),
        ([S, S], Weight.CARRIED),
        ([C], Weight.CARRIED),
    ],
)
def test_what_carries_a_side(grades: list[Grade], weight: Weight) -> None:
    rows = [row(Said(f"o{number}", (grade,) * WORLDS)) for number, grade in enumerate(grades)]
    assert weigh_side(rows).as_it_is is weight


def test_copies_of_one_origin_count_once_and_as_the_best_of_them() -> None:
    copies = [row(Said("one", (grade,) * WORLDS)) for grade in (W, S, S)]
    assert weigh_side(copies).as_it_is is Weight.SUGGESTED
    assert weigh_side([*copies, row(Said("two", (W,) * WORLDS))]).as_it_is is Weight.CARRIED


def test_one_strong_origin_where_the_law_says_so() -> None:
    strong, weak = row(Said("one", (S,) * WORLDS)), row(Said("two", (W,) * WORLDS))
    assert weigh_side([strong], one_strong_origin=True).as_it_is is Weight.CARRIED
    assert weigh_side([weak], one_strong_origin=True).as_it_is is Weight.SUGGESTED


def test_where_support_is_aged_it_is_weak_at_most() -> None:
    weights = weigh_side([row(Said("one", (C,) * WORLDS))], aged=0b00101)
    assert (weights.suggested, weights.carried) == (EVERY, 0b11010)


@examples(100)
@given(rows, sets, st.booleans())
def test_a_side_in_each_world(said: list[Said], aged: int, one_strong: bool) -> None:
    found = weigh_side(map(row, said), aged=aged, one_strong_origin=one_strong)
    for world in range(WORLDS):
        expected = weigh(best(said, world), one_strong_origin=one_strong)
        if aged >> world & 1:
            expected = min(expected, Weight.SUGGESTED)
        here = Weight((found.suggested >> world & 1) + (found.carried >> world & 1))
        assert here is expected


@pytest.mark.parametrize("node", ["capability", "foreign_base", "organized"])
@examples(100)
@given(supporting, rows, sets)
def test_an_element_in_each_world(node: str, support: list[Said], opposition: list[Said], aged: int) -> None:
    """Without the facts that are clouded or, if that is more, with them, but then at most contested."""
    assumed = node == "organized"
    found = weigh_element(
        STATUTE.by_id[node], [*map(row, support)], [*map(row, opposition)], every=EVERY, assumed=assumed, aged=aged
    )  # fmt: skip
    for world in range(WORLDS):
        clear = [said for said in support if not said.clouded >> world & 1]

        def status_on(said: list[Said], world: int = world) -> Status:
            return weighed_in_words(node, said, opposition, world, old=bool(aged >> world & 1))

        expected = max(status_on(clear), min(status_on(support), Status.CONTESTED))
        assert found.statuses.in_world(world) is expected


def weighed_in_words(node: str, support: list[Said], opposition: list[Said], world: int, *, old: bool) -> Status:
    """By the table, or assumed; then a strong origin that disputes it, where it is not old."""
    one_strong = node == "foreign_base"
    for_ = weigh(best(support, world), one_strong_origin=one_strong)
    against = weigh(best(opposition, world), one_strong_origin=one_strong)
    status = TABLE[min(for_, Weight.SUGGESTED) if old else for_, against]
    if node == "organized" and against is not Weight.CARRIED:
        status = Status.MET
    disputed = any(said.disputes and (said.grades[world] or W) >= S for said in support)
    return min(status, Status.CONTESTED) if disputed and not old else status


def test_an_element_that_is_assumed_otherwise_takes_evidence() -> None:
    organized = STATUTE.by_id["organized"]
    for assumed, status in ((True, Status.MET), (False, Status.NOT_ESTABLISHED)):
        found = weigh_element(organized, [], [], every=EVERY, assumed=assumed, aged=NOWHERE)
        assert found.statuses.as_it_is is status


def test_a_row_within_some_worlds() -> None:
    mark = row(Said("one", (S,) * WORLDS)).mark
    inside = Row(mark, 0b01111, disputes=0b00111, clouded=0b00110).within(0b11010)
    assert (inside.where, inside.disputes, inside.clouded) == (0b01010, 0b00010, 0b00110)
    assert inside.counts == 0b01010
