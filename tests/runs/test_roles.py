"""The role of a fact, the groups of a criterion, and what the facts lack that do not count."""

from __future__ import annotations

from fto_check.reasoning.reasons import Code
from fto_check.runs.facts import facts_of
from fto_check.runs.roles import Role, by_role, lacks_of
from tests.reasoning.lines import check

LINES = (
    "A1 2012 +foreign_base", "A1 2010/.. +foreign_base", "B2 +foreign_base", "C3 2015 ~foreign_base",
    "B3 ../2011 -foreign_base", "D1 2001 +foreign_base",
)  # fmt: skip


def groups(*lines: str, criterion: int = 0) -> list[tuple[Role, list[str]]]:
    facts = facts_of(check(*lines))[criterion]
    return [(role, [row.id for row in rows]) for role, rows in by_role(facts)]


def test_facts_stand_in_groups_and_in_the_order_of_time() -> None:
    assert groups(*LINES) == [
        (Role.FOR, ["e2", "e1", "e0"]), (Role.EITHER, ["e3"]), (Role.AGAINST, ["e4"]), (Role.OUT, ["e5"]),
    ]  # fmt: skip


def test_what_decided_a_refusal_stands_first() -> None:
    assert groups("A1 2012 -foreign_base", "B3 +foreign_base") == [(Role.AGAINST, ["e0"]), (Role.FOR, ["e1"])]


def test_what_facts_lack_stands_together() -> None:
    found = lacks_of(
        facts_of(
            check("D1 +foreign_base", "B5 +foreign_base", "B2 2023-01-01 +us_nationals",
                  "B2 2023-01-01 #x +hijacking_or_sabotage !unattributed", "A1 +foreign_base")
        )
    )  # fmt: skip
    assert [(lack.code, [row.id for row in lack.rows]) for lack in found] == [
        (Code.UNRELIABLE, ["e0", "e1"]), (Code.NOT_OWN_ACT, ["e3"]), (Code.NOT_LINKED, ["e2"]),
    ]  # fmt: skip


def test_an_incident_lacks_an_element() -> None:
    (lack,) = lacks_of(facts_of(check("B2 2023-01-01 #x +violence")))
    assert lack.code is Code.SILENT
    assert lack.node is not None
    assert [row.id for row in lack.rows] == ["e0"]


def test_a_fact_that_counts_under_one_criterion_lacks_nothing() -> None:
    assert lacks_of(facts_of(check("A1 +foreign_base -us_nationals"))) == []
