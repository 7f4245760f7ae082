"""What is missing: each item that is said to make a criterion better is written into the profile and does."""

from __future__ import annotations

from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fto_check import Status
from fto_check.reasoning import missing
from fto_check.reasoning.assessment import examine
from fto_check.reasoning.evidence import marks_of
from fto_check.reasoning.missing import Missing, find_missing
from tests.conftest import examples
from tests.reasoning.afresh import STATUTE, judged_afresh, with_missing
from tests.reasoning.lines import DAY, profile_of
from tests.strategies import LEAVES, SHAPES, days

ATTACK = "A1 2023-01-01 #raid +explosive_or_firearm +endangerment"
NODES = STATUTE.by_id


def ways(criterion: str, *lines: str, given: dict[str, Status] | None = None, **organization: str) -> list[Missing]:
    """Return what a criterion is said to lack."""
    found = examine(profile_of(*lines, organization=organization), STATUTE, date.fromisoformat(DAY), assumptions=given)
    findings = [one.finding for one in found.assessment.criteria]
    return find_missing(found.walk, marks_of(found.namings), findings)[criterion]


def told(found: list[Missing]) -> set[tuple[str, ...]]:
    """Return what each way names: its elements, then its incident and whether it says the link."""
    return {
        (*(node.id for node in way.elements), *([f"#{way.incident}"] if way.incident else []), *["link"] * way.linked)
        for way in found
    }


@pytest.mark.generated
@pytest.mark.parametrize("shape", SHAPES)
@examples(60)
@given(st.data())
def test_each_item_that_is_missing_does_what_it_is_said_to_do(shape: str, data: st.DataObject) -> None:
    profile, day = data.draw(SHAPES[shape]), date.fromisoformat(data.draw(days))
    taken = data.draw(st.dictionaries(st.sampled_from(LEAVES), st.sampled_from(Status), max_size=1))
    random = data.draw(st.randoms(use_true_random=False))
    found = examine(profile, STATUTE, day, assumptions=taken)
    findings = [one.finding for one in found.assessment.criteria]
    lacks = find_missing(found.walk, marks_of(found.namings), findings)
    for finding in findings:
        each = lacks[finding.id]
        assert finding.status is not None
        assert len({way.better for way in each}) <= 1, "the ways to the best status only"
        for way in random.sample(each, min(5, len(each))):
            assert way.better > finding.status
            assert judged_afresh(with_missing(profile, way, day), day, given=taken)[finding.id] is way.better, way


def test_what_is_met_lacks_nothing() -> None:
    assert ways("foreign", "A1 +foreign_base") == []


def test_one_element_is_enough() -> None:
    (way,) = ways("foreign")
    assert way == Missing(better=Status.MET, supports=(NODES["foreign_base"],))


def test_it_is_only_the_link_that_is_missing() -> None:
    """The item names the harm and says whence it comes; once it is there, nothing is missing any more."""
    lines = [ATTACK, "A1 2023 +us_nationals"]
    found = ways("threat", *lines)
    assert ("us_nationals", "link") in told(found)
    assert {way.better for way in found} == {Status.MET}
    assert ways("threat", *lines, "A1 2023 +us_nationals +from_terrorist_activity") == []


def test_harm_may_take_the_label_of_an_incident_that_qualifies() -> None:
    """The label is a link by itself."""
    assert {("us_nationals", "link"), ("us_nationals", "#raid")} <= told(ways("threat", ATTACK))
    assert not any("#other" in way for way in told(ways("threat", ATTACK, "A1 2023 #other +endangerment")))


def test_an_incident_is_completed_under_its_own_label() -> None:
    found = ways("terrorist_activity", "A1 2023-01-01 #raid +explosive_or_firearm")
    assert ("endangerment", "#raid") in told(found)
    assert all(way.better is Status.MET for way in found)


def test_an_act_of_somebody_else_lacks_whose_it_was() -> None:
    act = "A1 2023 #raid *splinter +assassination +us_nationals"
    assert ("attributable", "#raid") in told(ways("terrorist_activity", act))
    assert ("attributable", "#raid") in told(ways("threat", act))


def test_where_age_is_the_reason_a_recent_act_is_missing() -> None:
    found = told(ways("terrorist_activity", "A1 2010 #old +explosive_or_firearm +endangerment"))
    assert ("assassination",) in found
    assert ("attributable", "#old") not in found, "that the old act is its own helps nothing"


def test_an_exception_is_contradicted() -> None:
    gain = [ATTACK, "A1 +personal_monetary_gain", "A1 -terrorist_activity"]
    (way,) = (way for way in ways("terrorist_activity", *gain) if way.contradicts)
    assert way == Missing(better=Status.CONTESTED, contradicts=(NODES["personal_monetary_gain"],))
    assert way.elements == way.contradicts
    labelled = [ATTACK, "A1 2023 #raid +personal_monetary_gain", "A1 -terrorist_activity"]
    assert ("personal_monetary_gain", "#raid") in told(ways("terrorist_activity", *labelled))


def test_two_elements_are_tried_where_one_is_not_enough() -> None:
    """Where a criterion fails with the one that it requires, the second element is what that one lacks."""
    assert all(len(way.elements) == 2 for way in ways("threat"))
    activity = {way.supports[0].id for way in ways("terrorist_activity")}
    assert {way.supports[1].id for way in ways("threat")} <= activity


def test_nothing_is_named_where_no_item_helps() -> None:
    against = ["A1 -foreign_base", "A1 -organized"]
    for way in ways("foreign", *against):
        assert way.better is Status.CONTESTED
    assert ways("foreign", given={"foreign": Status.NOT_MET}) == []


def test_incidents_are_tried_up_to_a_number() -> None:
    acts = [f"A1 2023 #act-{number} +explosive_or_firearm" for number in range(4)]

    def labels() -> set[str | None]:
        return {way.incident for way in ways("terrorist_activity", *acts) if way.supports[0].id == "endangerment"}

    assert labels() == {None, "act-0", "act-1", "act-2", "act-3"}
    with patch.object(missing, "MOST_INCIDENTS", 2):
        assert labels() == {None, "act-0", "act-1"}


def test_an_act_that_is_added_resumes_what_a_ceasefire_left_open() -> None:
    """It is dated on the day that is asked about."""
    bomb = "A1 2020-01 #old +explosive_or_firearm +endangerment"
    ceasefire = "A1 2020-08/2022-02 -engages_in_listed_act"
    found = ways("terrorist_activity", bomb, ceasefire)
    assert {way.better for way in found} == {Status.MET}
    assert ("assassination",) in told(found)
    assert ("assassination",) not in told(ways("terrorist_activity", bomb, "A1 2020-08/.. -engages_in_listed_act"))


def test_that_a_group_which_has_ended_is_an_organization_is_missing_too() -> None:
    both = ("organized", "foreign_base")
    assert told(ways("foreign", dissolved="2020")) == {both}
    assert told(ways("foreign")) == {both[1:]}
