"""Support of other organizations: that it was given, and to whom."""

from __future__ import annotations

import pytest

from tests.reasoning.lines import status

LISTED, UNLISTED = "supports_designated_organization", "supports_undesignated_organization"
NOTICE = {"kind": "listing"}
GIVEN = "A1 2023 #group +support_to_organization"


def activity(*lines: str, day: str = "2024-01-01", **sources: dict[str, str]) -> str:
    return status("terrorist_activity", *lines, day=day, **sources)


# -- of a listed organization ------------------------------------------------------------------------------------------


def test_a_listing_does_not_prove_that_support_was_given() -> None:
    """A sanctions notice says so of a charity, and that the other is listed."""
    line = "A1 2023 #group +support_to_organization +supported_is_designated"
    assert activity(line, s0=NOTICE) == "not_established"
    assert status(LISTED, line, s0=NOTICE) == "not_established"


def test_a_listing_proves_the_listing_of_the_one_supported() -> None:
    assert activity(GIVEN, "A1 2010 #group +supported_is_designated", s1=NOTICE) == "met"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([f"{GIVEN} +supported_is_designated"], "met"),
        ([GIVEN, "A1 1997-10-08 +supported_is_designated"], "met"),
        (["A1 2023 +support_to_organization", "A1 +supported_is_designated"], "met"),
        ([GIVEN], "not_established"),
        (["A1 2023 +supported_is_designated"], "not_established"),
        ([GIVEN, "A1 2010 #other +supported_is_designated"], "not_established"),
        (["A1 2012 #group +support_to_organization", "A1 2023 #group +supported_is_designated"], "not_established"),
    ],
)
def test_both_must_be_shown_of_the_same_recipient_and_the_support_be_recent(lines: list[str], expected: str) -> None:
    """A listing without a label serves every recipient."""
    assert status(LISTED, *lines) == expected
    assert activity(*lines) == expected


def test_members_count_from_the_real_id_act_on() -> None:
    hidden = "A1 2003 #group +support_to_member +supported_is_designated"
    assert activity(hidden, day="2005-05-10") == "not_established"
    assert activity(hidden, day="2005-05-11") == "met"


def test_help_for_an_act_is_material_support_as_before() -> None:
    assert activity("A1 2023 #act +material_support +assassination") == "met"
    gain = "A1 2023 #act +material_support +explosive_or_firearm +endangerment +personal_monetary_gain"
    assert activity(gain) == "not_established", "the kind and its exception stay asked"


# -- of a group on no list ---------------------------------------------------------------------------------------------

HELP = "A1 2023 #gang +support_to_undesignated +supported_engages"


def test_support_of_a_group_that_engages_itself() -> None:
    assert activity(HELP) == "met"
    assert activity("A1 2023 #gang +support_to_undesignated") == "not_established"
    assert activity(HELP, day="2001-10-25") == "not_established"


def test_whoever_could_not_know_is_excused() -> None:
    assert status(UNLISTED, HELP, "A1 2023 #gang +knowledge_excused") == "not_established"
    assert status(UNLISTED, "A1 2023 +support_to_undesignated +supported_engages", "A1 +knowledge_excused") == "not_met"
    assert status(UNLISTED, HELP, "A1 2023 #gang ~knowledge_excused") == "contested"
    assert status(UNLISTED, HELP, "A1 2023 ~knowledge_excused") == "contested"
    both = ["A1 2023 #gang +knowledge_excused", "A1 2023 #gang -knowledge_excused"]
    assert status(UNLISTED, HELP, *both) == "contested"


def test_whoever_is_not_shown_to_be_excused_is_not() -> None:
    assert status(UNLISTED, HELP, "B2 2023 #gang +knowledge_excused") == "met"
    assert status(UNLISTED, HELP, "A1 2023 #other +knowledge_excused") == "met"


def test_a_disputed_excuse_clouds_the_help_that_it_is_for() -> None:
    other = "A1 2023 #other +support_to_undesignated +supported_engages"
    assert status(UNLISTED, HELP, "A1 2023 #gang ~knowledge_excused", other) == "met"
    weak = ["B2 2023 +support_to_undesignated", "A1 2023 +supported_engages", "C3 2023 #gang +support_to_undesignated"]
    assert status(UNLISTED, *weak) == "met"
    assert status(UNLISTED, *weak, "A1 2023 #gang ~knowledge_excused") == "contested"
    assert status("threat", f"{HELP} +us_nationals", "A1 2023 #gang ~knowledge_excused") == "contested"
