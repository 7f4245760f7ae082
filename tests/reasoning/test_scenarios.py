"""Scenarios: each world of a run is what the changed profile comes to when it is judged from nothing."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check import Status
from fto_check.law.statute import OVERALL
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import Examination, examine
from fto_check.reasoning.evidence import Mark, OriginMark, Reader, marks_of, read_items
from fto_check.reasoning.findings import Side
from fto_check.reasoning.flips import Change, find_trials
from fto_check.reasoning.scenarios import Scenario, number
from fto_check.reasoning.worlds import least
from tests.conftest import examples
from tests.reasoning.afresh import NAMES, STATUTE, judged_afresh, regraded, regradings, without
from tests.reasoning.lines import DAY, profile_of
from tests.strategies import LEAVES, SHAPES, days

ON = date.fromisoformat(DAY)
randoms = st.randoms(use_true_random=False)
known_days = st.sampled_from([None, None, None, date(2000, 6, 1), date(2023, 12, 31)])
shapes = pytest.mark.parametrize("shape", SHAPES)
readings = st.dictionaries(st.sampled_from((*LEAVES, "kind", "violence")), st.sampled_from(Status), max_size=2)


def in_world(found: Examination, world: int) -> dict[str, Status]:
    """Return the statuses of the criteria, and of the three together, in one world."""
    criteria = found.walk.criteria
    statuses = {name: judged.statuses.in_world(world) for name, judged in criteria.items()}
    together = least((judged.statuses for judged in criteria.values()), found.walk.every)
    return {**statuses, OVERALL: together.in_world(world)}


def some(of: list[tuple[int, tuple[str, ...]]], random: Random, most: int) -> list[tuple[int, tuple[str, ...]]]:
    return random.sample(of, min(most, len(of)))


@pytest.mark.generated
@shapes
@examples(60)
@given(st.data())
def test_each_loss_is_the_profile_without_the_origins(shape: str, data: st.DataObject) -> None:
    profile, day = data.draw(SHAPES[shape]), date.fromisoformat(data.draw(days))
    known_by, given, random = data.draw(known_days), data.draw(readings), data.draw(randoms)
    found = examine(profile, STATUTE, day, known_by, assumptions=given)
    origins = found.losses.origins
    losses = [*((one,) for one in origins), *combinations(origins, 2)]
    worlds = [frozenset(origin for origin in origins if found.losses.lost.where[origin] >> world & 1)
              for world in range(1, found.losses.lost.worlds + 1)]  # fmt: skip
    assert worlds == [frozenset(lost) for lost in losses]
    assert in_world(found, 0) == {name: found.assessment.status_of(name) for name in NAMES}
    for world, lost in some([*enumerate(losses, start=1)], random, 14):
        fresh = judged_afresh(without(profile, *lost), day, known_by, given)
        assert in_world(found, world) == {name: fresh[name] for name in NAMES}, lost


@pytest.mark.generated
@shapes
@examples(60)
@given(st.data())
def test_each_regrading_is_the_profile_with_that_grade(shape: str, data: st.DataObject) -> None:
    """What is not among the trials changes nothing."""
    profile, day = data.draw(SHAPES[shape]), date.fromisoformat(data.draw(days))
    known_by, random = data.draw(known_days), data.draw(randoms)
    namings = read_items(profile, STATUTE, day, known_by)
    trials = find_trials(Reader(profile, STATUTE, day, known_by), namings, {})
    found = examine(profile, STATUTE, day, known_by, more=[trial.scenario for trial in trials])
    worlds = {(trial.change, trial.subject, trial.value): world for world, trial in enumerate(trials, found.first)}
    every = regradings(profile)
    assert {key for key in worlds if key[0] is not Change.READING} <= {*every}
    for change, subject, value in random.sample(every, min(16, len(every))):
        fresh = judged_afresh(regraded(profile, change, subject, value), day, known_by)
        here = in_world(found, worlds.get((change, subject, value), 0))
        assert here == {name: fresh[name] for name in NAMES}, (change, subject, value)


@pytest.mark.generated
@shapes
@examples(60)
@given(st.data())
def test_each_reading_is_the_profile_argued_so(shape: str, data: st.DataObject) -> None:
    """Those of disputed elements, and any other; the statuses that are taken as given in every world stay so."""
    profile, day = data.draw(SHAPES[shape]), date.fromisoformat(data.draw(days))
    given, more = data.draw(readings), data.draw(st.lists(readings, max_size=3))
    trials = find_trials(Reader(profile, STATUTE, day, None), read_items(profile, STATUTE, day, None), given)
    tried = [trial.scenario.given for trial in trials if trial.change is Change.READING][:6] + more
    found = examine(profile, STATUTE, day, assumptions=given, more=[Scenario(given=one) for one in tried])
    for world, one in enumerate(tried, found.first):
        taken = {**given, **one}
        fresh = judged_afresh(profile, day, given=taken)
        assert in_world(found, world) == {name: fresh[name] for name in NAMES}, taken


@pytest.mark.generated
@shapes
@examples(40)
@given(st.data())
def test_each_added_item_is_the_profile_with_it(shape: str, data: st.DataObject) -> None:
    """Any items of another profile of the shape: they share labels, and now and then origins, with what is there."""
    profile, day = data.draw(SHAPES[shape]), date.fromisoformat(data.draw(days))
    other: Profile = data.draw(SHAPES[shape])
    sources = {f"more-{name}": source for name, source in other.sources.items()}
    renamed = {
        f"more-{name}": item.model_copy(
            update={"sources": tuple(one.model_copy(update={"source": f"more-{one.source}"}) for one in item.sources)}
        )
        for name, item in [*other.evidence.items()][:3]
    }
    reader = Reader(profile.model_copy(update={"sources": {**profile.sources, **sources}}), STATUTE, day, None)
    scenarios = [Scenario(added=marks_of(reader.read(name, item, sources))) for name, item in renamed.items()]
    found = examine(profile, STATUTE, day, more=scenarios)
    for world, (name, item) in enumerate(renamed.items(), found.first):
        added = profile.model_copy(
            update={"sources": {**profile.sources, **sources}, "evidence": {**profile.evidence, name: item}}
        )
        fresh = judged_afresh(added, day)
        assert in_world(found, world) == {one: fresh[one] for one in NAMES}, item


# -- how scenarios are numbered --------------------------------------------------------------------------------------


def marks(*lines: str) -> list[Mark]:
    return marks_of(read_items(profile_of(*lines), STATUTE, ON, None))


def origin(name: str, counts: int, strong: int = 0, confirmed: int = 0) -> OriginMark:
    """Return an origin of an undated item, whose source was published of late."""
    return OriginMark(name, None, counts, strong, confirmed, counts, strong)


def test_without_scenarios_a_run_is_the_evidence_as_it_is() -> None:
    made = marks("B2@one +capability")
    run = number(made)
    assert (run.marks, run.every, run.given) == (made, 0b1, {})
    assert made[0].origins == (origin("one", 1, 1, 0),)


def test_a_lost_origin_is_nowhere_in_its_worlds() -> None:
    made = marks("B2@one +capability", "A1@two +capability")
    run = number(made, [Scenario(lost=frozenset({"one"})), Scenario(lost=frozenset({"one", "two"}))])
    assert run.every == 0b111
    first, second = run.marks
    assert first.origins == (origin("one", 0b001, 0b001, 0),)
    assert second.origins == (origin("two", 0b011, 0b011, 0b011),)
    assert (second.counts, second.strong, second.recent) == (0b011, 0b011, 0b011)


def test_an_item_read_again_has_its_other_grade_there_and_its_own_elsewhere() -> None:
    (plain,), (better,) = marks("C3@one +capability"), marks("A1@one +capability")
    run = number([plain], [Scenario(), Scenario(reread={"e0": [better]}), Scenario(reread={"e0": []})])
    (mark,) = run.marks
    assert mark.origins == (origin("one", 0b0111, 0b0100, 0b0100),)


def test_an_item_read_again_may_count_where_it_did_not() -> None:
    (better,) = marks("A1@one +capability")
    run = number([], [Scenario(reread={"e0": [better]})])
    (mark,) = run.marks
    assert (mark.item, mark.node, mark.counts) == ("e0", "capability", 0b10)


def test_added_marks_of_two_worlds_are_one() -> None:
    (weak,), (strong,) = marks("C3@one +capability"), marks("B2@two +capability")
    run = number([], [Scenario(added=[weak]), Scenario(added=[strong]), Scenario(added=[weak, strong])])
    (mark,) = run.marks
    assert mark.origins == (origin("one", 0b1010, 0, 0), origin("two", 0b1100, 0b1100, 0))
    assert (mark.counts, mark.strong) == (0b1110, 0b1100)


def test_marks_of_other_sides_stay_apart() -> None:
    (speaks,), (denies,) = marks("A1@one +capability"), marks("A1@one -capability")
    run = number([speaks], [Scenario(added=[denies])])
    assert [(mark.side, mark.counts) for mark in run.marks] == [(Side.FOR, 0b11), (Side.AGAINST, 0b10)]


def test_what_is_taken_as_given_in_every_world_gives_way_to_a_reading() -> None:
    scenarios = [Scenario(), Scenario(given={"capability": Status.MET}), Scenario(given={"intent": Status.CONTESTED})]
    run = number([], scenarios, {"capability": Status.NOT_MET})
    assert {node: {*taken} for node, taken in run.given.items()} == {
        "capability": {(Status.MET, 0b0100), (Status.NOT_MET, 0b1011)},
        "intent": {(Status.CONTESTED, 0b1000)},
    }


def test_a_status_that_is_taken_twice_is_taken_in_each_of_the_worlds() -> None:
    twice = [Scenario(given={"capability": Status.MET}), Scenario(), Scenario(given={"capability": Status.MET})]
    assert number([], twice).given == {"capability": [(Status.MET, 0b1010)]}
    assert number([], twice, {"capability": Status.MET}).given == {"capability": [(Status.MET, 0b1111)]}
