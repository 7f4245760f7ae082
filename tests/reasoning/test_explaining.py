"""The account of world 0: what the findings of nodes say beside their statuses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from fto_check.law.nodes import Rule
from fto_check.law.status import Weight
from fto_check.profile.models import Profile
from fto_check.reasoning.assessment import examine
from fto_check.reasoning.findings import NodeFinding, Side
from fto_check.reasoning.reasons import Code, because
from tests.conftest import examples
from tests.reasoning.afresh import STATUTE, judged_afresh, without
from tests.reasoning.lines import check
from tests.strategies import any_shape, days

ROUTES = STATUTE.with_rule(Rule.OVER_INCIDENTS)
BELOW_ROUTES = {node.id for route in ROUTES for node in route.walk()} - {route.id for route in ROUTES}
"""What is weighed on the evidence that gave its route the status; after a loss that may be other evidence."""


def test_what_is_named_only_by_an_item_that_does_not_count_falls_with_nothing() -> None:
    found = check("A4@one +foreign_base", "A1@two +capability").findings
    assert found["foreign_base"].evidence
    assert {name: falls for name in ("foreign", "foreign_base", "organized") if (falls := found[name].falls_to)} == {}
    assert [*found["capability"].falls_to] == ["two"]


def test_every_node_has_a_finding_on_every_day_law_or_not() -> None:
    """An exception too, to an element that is not law yet."""
    for version in STATUTE.versions:
        assert {*check(day=version.version.isoformat()).findings} == {*STATUTE.by_id}
    assert check(day="2001-10-25").status_of("knowledge_excused") is None


def test_what_is_not_law_has_its_provision_and_what_names_it_and_says_nothing_more() -> None:
    found = check("A1 +knowledge_excused", day="2001-10-25").findings
    (named,) = found["knowledge_excused"].evidence
    assert (named.item, named.side, named.counted, named.reason) == (
        "e0", Side.FOR, False, because(Code.NOT_LAW, date(2001, 10, 25)),
    )  # fmt: skip
    assert named.citations
    not_law = [one for one in found.values() if one.status is None]
    assert {"support_to_undesignated", "knowledge_excused"} <= {one.id for one in not_law}
    for one in not_law:
        node = one.node
        assert one == NodeFinding(
            node=node, citation=node.citation(date(2001, 10, 25)), status=None, for_=None, against=Weight.SILENT,
            disputed=False, assumed=False, stale=False, raised=False, steps=(), evidence=one.evidence,
            nodes=tuple(found[child.id] for child in node.nodes),
            unless=found[node.unless.id] if node.unless is not None else None,
        )  # fmt: skip


@pytest.mark.generated
@examples(100)
@given(any_shape, days)
def test_each_node_falls_with_the_origins_whose_loss_changes_it(profile: Profile, day: str) -> None:
    on = date.fromisoformat(day)
    examined = examine(profile, STATUTE, on)
    after = {origin: judged_afresh(without(profile, origin), on) for origin in examined.losses.origins}
    for name, found in examined.assessment.findings.items():
        if name not in BELOW_ROUTES and found.status is not None:
            falls = {origin: left[name] for origin, left in after.items() if left[name] is not found.status}
            assert found.falls_to == falls, name
