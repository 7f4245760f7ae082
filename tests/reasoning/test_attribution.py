"""Attribution by actor: what shows, in general, whose acts those of another actor are."""

from __future__ import annotations

import pytest

from fto_check.manuals.wording import say
from tests.reasoning.lines import check, status

BOMB = "A1 2023 #raid +explosive_or_firearm +endangerment"
OF_THE_WING = "A1 2023 #raid *wing +explosive_or_firearm +endangerment"
OWNED = "A1 2015/2023 *wing +attributable"


def activity(*lines: str) -> str:
    return status("terrorist_activity", *lines)


def test_another_actor_s_acts_are_the_organization_s_where_that_is_shown_of_the_actor() -> None:
    assert activity(OF_THE_WING, OWNED) == "met"
    assert activity("A1 2023 *wing +explosive_or_firearm +endangerment", OWNED) == "met", "acts without a label"
    assert status("capability", "A1 2023 *wing !found +capability", OWNED) == "met"


def test_the_name_of_an_actor_is_folded() -> None:
    assert activity(OF_THE_WING, "A1 2015/2023 *Wíng +attributable") == "met"


@pytest.mark.parametrize(
    "lines",
    [
        [OF_THE_WING],
        [OF_THE_WING, "A1 2015/2023 *other +attributable"],
        [OF_THE_WING, "A1 2015/2023 +attributable"],
        [OF_THE_WING, "B2 2015/2023 *wing +attributable"],
        ["A1 2023 #raid *wing !unattributed +explosive_or_firearm +endangerment", OWNED],
        ["A1 2023 #raid *wing !denied +explosive_or_firearm +endangerment", OWNED],
        ["A1 2023 #raid *wing !acquitted +explosive_or_firearm +endangerment", OWNED],
    ],
)
def test_what_is_not_shown_of_that_actor_shows_nothing(lines: list[str]) -> None:
    """Another actor, the organization as such, what is not carried; whether that actor did it is another question."""
    assert activity(*lines) == "not_established"


def test_where_it_is_open_whose_the_actor_is_its_acts_are_contested() -> None:
    assert activity(OF_THE_WING, OWNED, "A1 2015/2023 *wing -attributable") == "contested"
    assert activity(OF_THE_WING, "A1 2015/2023 *wing ~attributable") == "contested"


def test_where_that_is_shown_of_the_act_too_its_actor_does_not_matter() -> None:
    own = "A1 #raid +attributable"
    assert activity(OF_THE_WING, own) == "met"
    assert activity(OF_THE_WING, own, OWNED, "A1 2015/2023 *wing -attributable") == "met"


# -- what an actor's independence says of other acts -------------------------------------------------------------------


def test_that_another_actor_is_independent_leaves_the_organization_s_own_act() -> None:
    found = check(BOMB, "A1 2023 *X -attributable")
    assert str(found.status_of("terrorist_activity")) == "met"
    (evidence,) = found.findings["attributable"].evidence
    assert evidence.reason is not None
    assert say(evidence.reason) == "it says whose the acts of one other actor are, and nothing of other acts"


def test_that_an_act_was_not_its_own_takes_it_away() -> None:
    assert activity(BOMB, "A1 2023 #raid *X -attributable") == "not_established"


# -- another actor's gain ----------------------------------------------------------------------------------------------

BOMBS = "A1 2021/2023 +explosive_or_firearm +endangerment"


def test_another_actor_s_gain_bears_on_nothing() -> None:
    assert activity(BOMBS, "A1 2021/2023 *gang +personal_monetary_gain") == "met"
    assert activity(BOMBS, "A1 2021/2023 *gang +personal_monetary_gain", "A1 *gang +attributable") == "met"
    own = "A1 2023 +personal_monetary_gain"
    assert activity(BOMBS, own, "A1 2023 *gang -personal_monetary_gain") == activity(BOMBS, own), "in both directions"


def test_the_organization_s_own_gain_does() -> None:
    own = "A1 2021/2023 +personal_monetary_gain"
    assert activity(BOMBS, own) == "not_established"
    assert activity(BOMBS, own, "A1 2023 -personal_monetary_gain") == "contested"


def test_another_actor_s_gain_bears_on_the_incident_that_it_is_labelled_with() -> None:
    assert activity(OF_THE_WING, "A1 #raid +attributable", "A1 #raid *wing +personal_monetary_gain") == (
        "not_established"
    )
