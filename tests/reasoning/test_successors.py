"""Another name of a designated organization: by domination, or because it goes on in this one."""

from __future__ import annotations

from tests.reasoning.lines import check, status

REFUTED = "A1 -engages_in_listed_act -engages_in_terrorism -retains_capability_and_intent"


def alias(*lines: str) -> str:
    return status("alias_of_designated", *lines)


def test_a_designated_organization_that_goes_on_under_another_name() -> None:
    assert alias("A1 2023 +continuity +principal_designated") == "met"
    assert alias("A1 2023 *X +continuity +principal_designated") == "met", "whoever acted"


def test_continuity_alone_is_not_enough() -> None:
    assert alias("A1 2023 +continuity") == "not_established"
    assert alias("A1 2023 +principal_designated") == "not_established"


def test_domination_is_as_it_was() -> None:
    assert alias("A1 2023 +dominated_and_controlled +principal_designated") == "met"
    assert alias("A1 2023 +dominated_and_controlled") == "not_established"


def test_each_is_raised_by_its_own_first_part() -> None:
    """That somebody is designated raises nothing: it would keep open what is refuted."""
    assert status("terrorist_activity", REFUTED, "A1 2023 +principal_designated") == "not_met"
    assert status("terrorist_activity", REFUTED, "A1 2023 +continuity") == "not_established"
    found = check(REFUTED, "A1 2023 +continuity").findings
    assert (found["continues_designated"].raised, found["dominated_by_designated"].raised) == (True, False)


def test_each_is_raised_by_its_own_first_part_as_before() -> None:
    assert status("terrorist_activity", REFUTED, "A1 2023 +dominated_and_controlled") == "not_established"
    assert status("terrorist_activity", REFUTED) == "not_met"


def test_a_listing_that_ended_before_the_day_does_not_count() -> None:
    assert alias("A1 2023 +dominated_and_controlled", "A1 1997/2014 +principal_designated") == "not_established"


def test_a_listing_holds_from_its_day_until_an_item_says_otherwise() -> None:
    for listed in ("1997-10-08", "1997/..", "1997/2024"):
        assert alias("A1 2023 +dominated_and_controlled", f"A1 {listed} +principal_designated") == "met"
