"""Confidence: what every loss of one and of two origins gives, by brute force; and the reason that decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import combinations
from random import Random
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check import Status
from fto_check.law.status import Weight
from fto_check.manuals.wording import say_confidence
from fto_check.reasoning import confidence
from fto_check.reasoning.assessment import examine
from fto_check.reasoning.confidence import Losses, find_enough
from fto_check.reasoning.findings import Confidence, ConfidenceKind, ConfidenceReason, CriterionFinding, NodeFinding
from fto_check.reasoning.worlds import same_everywhere
from tests.conftest import examples
from tests.reasoning.afresh import STATUTE, Statuses, judged_afresh, without
from tests.reasoning.lines import DAY, check, examined, profile_of
from tests.strategies import SHAPES, days

FIRM = (Status.MET, Status.NOT_MET)
shapes = pytest.mark.parametrize("shape", SHAPES)
randoms = st.randoms(use_true_random=False)


def is_opposed(found: NodeFinding) -> bool:
    """Say whether anything speaks against what a status rests on, by what is printed of it."""
    assert found.status is not None
    if found.status >= Status.CONTESTED and found.against > Weight.SILENT:
        return True
    if found.status <= Status.NOT_ESTABLISHED and (found.for_ or Weight.SILENT) > Weight.SILENT:
        return True
    parts = [part for part in (*found.nodes, *found.also) if part.status is not None and part.raised]
    enough = [part for part in parts if part.status is not None and part.status >= found.status]
    if found.node.combine == "any_of" and found.status >= Status.CONTESTED:
        return bool(enough) and all(map(is_opposed, enough))
    least = [part for part in parts if part.status is not None and part.status <= found.status]
    if found.node.combine == "all_of" and found.status <= Status.NOT_ESTABLISHED:
        return bool(least) and all(map(is_opposed, least))
    return any(map(is_opposed, parts))


def check_by_force(
    found: CriterionFinding, ones: Mapping[str, Statuses], twos: Mapping[frozenset[str], Statuses]
) -> None:
    """Hold how firm an answer is, and why, against every loss of one and of two origins, each judged from nothing."""
    name, status = found.id, found.status
    falls = {origin: after[name] for origin, after in ones.items() if after[name] is not status}
    assert found.falls_to == falls
    reason = found.confidence_reason
    if status not in FIRM:
        assert (found.confidence, reason) == (None, None)
    elif falls:
        assert (found.confidence, reason) == (Confidence.LOW, (ConfidenceKind.ORIGIN, tuple(sorted(falls))))
    elif any(after[name] is not status for after in twos.values()):
        assert found.confidence is Confidence.MODERATE
        assert reason is not None
        assert reason.kind is ConfidenceKind.PAIR
        assert twos[frozenset(reason.ids)][name] is not status
        assert reason.ids == tuple(sorted(reason.ids))
    elif is_opposed(found.finding):
        assert found.confidence is Confidence.MODERATE
        assert reason is not None
        assert reason.kind is ConfidenceKind.OPPOSITION
        assert reason.ids
        assert len({*reason.ids}) == len(reason.ids)
    else:
        assert (found.confidence, reason) == (Confidence.HIGH, None)


@pytest.mark.generated
@shapes
@examples(40)
@given(st.data())
def test_confidence_is_what_losing_every_one_and_two_origins_gives(shape: str, data: st.DataObject) -> None:
    """So too where pairs are too many for one walk, and only those with one of a group that is enough are tried."""
    profile, day = data.draw(SHAPES[shape]), date.fromisoformat(data.draw(days))
    found = examine(profile, STATUTE, day)
    origins = found.losses.origins
    ones = {origin: judged_afresh(without(profile, origin), day) for origin in origins}
    twos = {frozenset(pair): judged_afresh(without(profile, *pair), day) for pair in combinations(origins, 2)}
    with patch.object(confidence, "MOST_PAIRS", 0):
        chosen = examine(profile, STATUTE, day)
    assert (chosen.losses.pairs is None) == (len(origins) > 1)
    for criteria in (found.assessment.criteria, chosen.assessment.criteria):
        for criterion in criteria:
            check_by_force(criterion, ones, twos)


@pytest.mark.generated
@shapes
@examples(60)
@given(st.data())
def test_a_group_that_is_found_to_be_enough_is_enough(shape: str, data: st.DataObject) -> None:
    """Whatever of the rest is lost, the status stands."""
    profile, day = data.draw(SHAPES[shape]), date.fromisoformat(data.draw(days))
    random: Random = data.draw(randoms)
    found = examine(profile, STATUTE, day)
    for judged in found.walk.criteria.values():
        status = judged.statuses.as_it_is
        if status not in FIRM:
            continue
        group = find_enough(found.walk, found.losses.origins, judged)
        assert {*group} <= {*found.losses.origins}
        rest = [origin for origin in found.losses.origins if origin not in group]
        for lost in (rest, *(random.sample(rest, random.randint(0, len(rest))) for _ in range(3))):
            assert judged_afresh(without(profile, *lost), day)[judged.node.id] is status, (group, lost)


def test_pairs_are_listed_up_to_a_number() -> None:
    two = examined("A1@one +foreign_base", "A1@two +foreign_base").namings
    marks = [naming.mark for naming in two if naming.mark is not None]
    with patch.object(confidence, "MOST_PAIRS", 1):
        assert Losses.among(marks, ()) == Losses(["one", "two"], [("one", "two")], [])
    with patch.object(confidence, "MOST_PAIRS", 0):
        assert Losses.among(marks, ()) == Losses(["one", "two"], None, [])
    assert Losses.among([], ()) == Losses([], [], [])


def test_each_disputed_element_is_read_both_ways_but_what_is_taken_as_given() -> None:
    disputed = examined("A1 ~foreign_base", "A1 +capability", "A1 ~intent").namings
    marks = [naming.mark for naming in disputed if naming.mark is not None]
    both = [("foreign_base", Status.MET), ("foreign_base", Status.NOT_MET)]
    assert Losses.among(marks, {"intent"}).readings == both
    losses = Losses(["one"], [], both)
    met = same_everywhere(Status.MET, 0b1111)
    assert losses.reading(met, 0b1111) is None
    assert losses.reading(met.given(Status.CONTESTED, 0b1000), 0b1111) == "foreign_base"
    assert losses.reading(met.given(Status.CONTESTED, 0b0100), 0b1111) == "foreign_base"
    assert losses.reading(met.given(Status.CONTESTED, 0b10000), 0b11111) is None, "a world of something else"
    assert [scenario.given for scenario in losses.scenarios] == [dict([one]) for one in both]
    assert losses.lost == (1, {"one": 0b10})


def test_what_falls_with_nothing_and_with_no_pair() -> None:
    losses = Losses(["one", "two"], [("one", "two")])
    met = same_everywhere(Status.MET, 0b1111)
    assert losses.falls(met) == {}
    assert losses.pair(met, 0b1111) is None
    assert losses.falls(met.given(Status.NOT_MET, 0b0100)) == {"two": Status.NOT_MET}
    assert losses.pair(met.given(Status.NOT_MET, 0b1000), 0b1111) == ("one", "two")
    assert losses.pair(met.given(Status.NOT_MET, 0b10000), 0b11111) is None, "a world of something else"


def test_the_pairs_that_decide_though_neither_origin_does_are_listed() -> None:
    """Of three origins the first decides by itself; the worlds after those of the pairs are of something else."""
    losses = Losses(["one", "two", "three"], [("one", "two"), ("one", "three"), ("two", "three")])
    every = 0b1111_1111
    found = same_everywhere(Status.MET, every).given(Status.NOT_MET, 0b1011_0010).given(Status.CONTESTED, 0b0100_0000)
    assert dict(losses.falls_in_pairs(found, every)) == {("two", "three"): Status.CONTESTED}
    assert [*Losses(losses.origins, None).falls_in_pairs(found, every)] == []


# -- what decided ------------------------------------------------------------------------------------------------------

PAPER, OTHER, THIRD = "B2@paper +foreign_base", "B2@other +foreign_base", "B2@third +foreign_base"


@pytest.mark.parametrize("most", [confidence.MOST_PAIRS, 0])
@pytest.mark.parametrize(
    ("lines", "level", "reason", "said"),
    [
        (
            [PAPER],
            Confidence.LOW,
            ConfidenceReason(ConfidenceKind.ORIGIN, ("paper",)),
            "the loss of one origin changes it: paper",
        ),
        (
            ["B2@paper +foreign_base", "A1@court -organized", "A1@court -foreign_base", "A1@mayor -foreign_base"],
            Confidence.LOW,
            ConfidenceReason(ConfidenceKind.ORIGIN, ("court",)),
            "the loss of one origin changes it: court",
        ),
        (
            [PAPER, OTHER],
            Confidence.MODERATE,
            ConfidenceReason(ConfidenceKind.PAIR, ("other", "paper")),
            "no loss of one origin changes it, and the loss of two does: other and paper",
        ),
        (
            [PAPER, OTHER, THIRD, "C3@local -foreign_base"],
            Confidence.MODERATE,
            ConfidenceReason(ConfidenceKind.OPPOSITION, ("e3",)),
            "it survives the loss of any two origins, but this speaks against what it rests on: e3",
        ),
        (
            [PAPER, OTHER, THIRD, "C3@local -foreign_base", "C3@far -organized -foreign_base"],
            Confidence.MODERATE,
            ConfidenceReason(ConfidenceKind.OPPOSITION, ("e4", "e3")),
            "it survives the loss of any two origins, but this speaks against what it rests on: e4, e3",
        ),
        (
            [PAPER, OTHER, THIRD, "C3@local ~foreign_base"],
            Confidence.MODERATE,
            ConfidenceReason(ConfidenceKind.READING, ("foreign_base",)),
            "it survives the loss of any two origins, but a disputed reading would change it: foreign_base",
        ),
        (
            [PAPER, OTHER, THIRD],
            Confidence.HIGH,
            None,
            "it survives the loss of any two origins, nothing speaks against what it rests on, and no disputed reading "
            "changes it",
        ),
    ],
)
def test_the_reason_that_decided(
    lines: list[str], level: Confidence, reason: ConfidenceReason | None, said: str, most: int
) -> None:
    with patch.object(confidence, "MOST_PAIRS", most):
        criterion = check(*lines).criteria[0]
    assert criterion.confidence is level
    assert criterion.confidence_reason == reason
    assert say_confidence(criterion) == said


@pytest.mark.parametrize("most", [confidence.MOST_PAIRS, 0])
@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ([], [("one", "three"), ("one", "three")]),
        (["B2@four -terrorist_activity"], [None, None]),
        ([f"B2@{each} -threat" for each in ("a", "b", "c")], [("one", "three"), None]),
    ],
)
def test_what_falls_with_the_criterion_that_it_requires(
    more: list[str], reasons: list[tuple[str, str] | None], most: int
) -> None:
    """Not met while that one is not: by the same pair, by none, or by none for a reason of its own."""
    with patch.object(confidence, "MOST_PAIRS", most):
        _, *found = check(*(f"B2@{each} -terrorist_activity" for each in ("one", "two", "three")), *more).criteria
    assert {one.status for one in found} == {Status.NOT_MET}
    assert [one.confidence_reason.ids if one.confidence_reason else None for one in found] == reasons


def test_what_is_not_assumed_belongs_to_a_group_that_is_enough() -> None:
    """That a group which has been dissolved is an organization takes evidence."""
    profile = profile_of("A1@one 2023 +organized", "A1@two 2023 +foreign_base", organization={"dissolved": "2022"})
    found = examine(profile, STATUTE, date.fromisoformat(DAY))
    assert find_enough(found.walk, found.losses.origins, found.walk.criteria["foreign"]) == ["one", "two"]


def test_several_origins_each_of_which_decides() -> None:
    act = ["A1@jury 2023 #raid *splinter +assassination", "A1@army 2023 #raid *splinter +attributable"]
    criterion = check(*act).criteria[1]
    assert criterion.confidence_reason == (ConfidenceKind.ORIGIN, ("army", "jury"))
    assert say_confidence(criterion) == "the loss of any one of these origins changes it: army, jury"


def test_what_is_neither_met_nor_not_met_has_no_confidence() -> None:
    criterion = check("A1@one +foreign_base", "A1@two -foreign_base").criteria[0]
    assert str(criterion.status) == "contested"
    assert (criterion.confidence, criterion.confidence_reason) == (None, None)
    assert [*criterion.falls_to] == ["one", "two"], "what it rests on is said all the same"


def test_what_a_refutation_rests_on_is_what_speaks_for_it() -> None:
    against = ["A1@one -foreign_base", "A1@two -foreign_base", "A1@three -foreign_base", "C3@four +foreign_base"]
    criterion = check(*against).criteria[0]
    assert criterion.confidence_reason == (ConfidenceKind.OPPOSITION, ("e3",))
