"""What would mend a weak point: an item with which a criterion stands though an origin, or two, that it hangs on go."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from unittest.mock import patch

from fto_check import Status
from fto_check.reasoning import mending
from fto_check.reasoning.assessment import examine
from fto_check.reasoning.evidence import marks_of
from fto_check.reasoning.findings import Confidence
from fto_check.reasoning.mending import find_mends
from fto_check.reasoning.missing import Missing
from tests.reasoning.afresh import NAMES, STATUTE
from tests.reasoning.lines import DAY, profile_of

NODES = STATUTE.by_id
BASE = "A1@one +foreign_base"


def mends(
    *lines: str, wanted: Collection[str] = NAMES, given: dict[str, Status] | None = None, **organization: str
) -> dict[str, list[Missing]]:
    profile = profile_of(*lines, organization=organization)
    found = examine(profile, STATUTE, date.fromisoformat(DAY), assumptions=given)
    return find_mends(found.walk, marks_of(found.namings), found.assessment.criteria, wanted)


def told(*lines: str, given: dict[str, Status] | None = None, **organization: str) -> dict[str, list[str]]:
    """Return what would mend each criterion, as `+x -y #incident link`."""
    return {
        name: [
            " ".join([
                *(f"+{node.id}" for node in way.supports), *(f"-{node.id}" for node in way.contradicts),
                *[f"#{way.incident}"] * (way.incident is not None), *["link"] * way.linked,
            ])
            for way in found
        ]
        for name, found in mends(*lines, given=given, **organization).items() if found
    }  # fmt: skip


def test_the_element_that_hangs_on_one_origin_is_said_by_another() -> None:
    assert mends(BASE)["foreign"] == [Missing(better=Status.MET, supports=(NODES["foreign_base"],))]


def test_what_hangs_on_no_origin_needs_no_mending() -> None:
    three = [f"A1@{origin} +foreign_base" for origin in ("one", "two", "three")]
    found = examine(profile_of(*three), STATUTE, date.fromisoformat(DAY)).assessment.criteria[0]
    assert found.confidence is Confidence.HIGH
    assert told(*three) == {}
    assert told(*three, "C3@local -foreign_base") == {}, "what it hangs on is an item that speaks against it"
    assert told(*three, "C3@local ~foreign_base") == {}, "and here a reading"
    assert told("A1@one +foreign_base", "A1@two -foreign_base") == {}, "what is contested"
    assert told() == {}, "what is silent"


def test_only_what_is_wanted_is_looked_at() -> None:
    assert {*mends(BASE)} == {"foreign", "terrorist_activity", "threat"}
    assert {*mends(BASE, wanted=["threat"])} == {"threat"}


def test_two_origins_that_decide_together_are_both_lost() -> None:
    two = ["A1@one +foreign_base", "A1@two +foreign_base"]
    assert told(*two) == {"foreign": ["+foreign_base"]}


def test_what_is_refuted_is_refuted_once_more() -> None:
    assert mends("A1@one -foreign_base")["foreign"] == [
        Missing(better=Status.NOT_MET, contradicts=(NODES["foreign_base"],))
    ]


def test_either_of_two_parts_mends_what_one_origin_refutes() -> None:
    assert told("A1@one -organized", "A1@two -foreign_base") == {"foreign": ["-organized", "-foreign_base"]}


def test_all_that_a_way_asks_for_is_said_where_one_element_is_not_enough() -> None:
    """For the organization as such, and of the incident."""
    both = "+explosive_or_firearm +endangerment"
    for origins in (["one"], ["one", "two"]):
        found = told(*(f"A1@{origin} 2023 #raid {both}" for origin in origins))
        assert found == {"terrorist_activity": [both, f"{both} #raid"]}
    assert told("A1@one 2023 +assassination") == {"terrorist_activity": ["+assassination"]}


def test_harm_is_linked_or_takes_the_label_of_the_act() -> None:
    """Where the act hangs on an origin too, the harm is no better than it, and the act is said with it."""
    act, harm = "2023 #raid +explosive_or_firearm +endangerment", "A1@harm 2023 #raid +us_nationals"
    firm = [f"A1@{origin} {act}" for origin in ("one", "two", "three")]
    assert told(*firm, harm) == {"threat": ["+us_nationals link", "+us_nationals #raid"]}
    both = "+us_nationals +explosive_or_firearm +endangerment"
    assert told(f"A1@one {act}", harm)["threat"] == [f"{both} link", f"{both} #raid"]


def test_each_incident_that_carries_is_tried_up_to_a_number() -> None:
    acts = [f"A1@one 2023 #{label} +assassination" for label in ("first", "second", "third")]
    every = ["+assassination", *(f"+assassination #{label}" for label in ("first", "second", "third"))]
    assert told(*acts) == {"terrorist_activity": every}
    with patch.object(mending, "MOST_INCIDENTS", 2):
        assert told(*acts) == {"terrorist_activity": every[:3]}


def test_what_is_taken_as_given_is_given_after_the_loss_too() -> None:
    assert told("A1@one 2023 #raid +explosive_or_firearm", given={"endangerment": Status.MET}) == {
        "terrorist_activity": ["+explosive_or_firearm", "+explosive_or_firearm #raid"]
    }


def test_what_is_not_assumed_is_not_assumed_after_the_loss_either() -> None:
    """That a group which has ended is an organization takes evidence, and the item has to say it too."""
    both = "A1@one 2023 +organized +foreign_base"
    assert told(both) == {"foreign": ["+foreign_base"]}
    assert told(both, dissolved="2023-06") == {"foreign": ["+organized +foreign_base"]}
