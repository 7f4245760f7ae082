"""What an incident lacks of a route: the reason why it is set aside."""

from __future__ import annotations

from datetime import date

import pytest

from fto_check import Status, assess
from fto_check.reasoning.reasons import Code, Reason, because
from tests.reasoning.lines import DAY, STATUTE, profile_of

LISTED = "engages_in_listed_act"
SHOOTING = "A1 2023 #raid +explosive_or_firearm +endangerment"


def fared(*lines: str, route: str = LISTED, given: dict[str, Status] | None = None) -> Reason | None:
    """Return why the incident `raid` is set aside before a route; None if it qualifies."""
    found = assess(profile_of(*lines), STATUTE, date.fromisoformat(DAY), assumptions=given).findings[route]
    (incident,) = (one for one in found.incidents if one.label == "raid")
    assert incident.qualifies == (incident.reason is None)
    return incident.reason


@pytest.mark.parametrize(
    ("lines", "code", "node"),
    [
        ([SHOOTING], None, None),
        (["A1 2023 #raid +explosive_or_firearm", "C3 +endangerment"], None, None),
        (["A1 2023 #raid +explosive_or_firearm"], Code.SILENT, "endangerment"),
        (["A1 2023 #raid +endangerment"], Code.SILENT, "means"),
        (["A1 2023 #raid +seizure_or_detention"], Code.SILENT, "threat_to_kill_injure_or_detain"),
        ([SHOOTING, "A1 #raid -endangerment"], Code.REFUTED, "endangerment"),
        ([SHOOTING, "A1 -endangerment"], Code.REFUTED, "endangerment"),
        ([SHOOTING, "A1 #raid -engages_in_listed_act"], Code.REFUTED, LISTED),
        ([SHOOTING, "A1 #raid -terrorist_activity"], Code.REFUTED, LISTED),
        ([SHOOTING, "A1 #raid -attributable"], Code.REFUTED, "attributable"),
        ([SHOOTING, "A1 #other -endangerment"], None, None),
        ([SHOOTING, "B2 #raid -endangerment"], None, None),
        ([SHOOTING, "A1 #raid +personal_monetary_gain"], Code.EXCEPTED, "personal_monetary_gain"),
        ([SHOOTING, "A1 #raid ~personal_monetary_gain"], None, None),
    ],
)
def test_what_an_incident_lacks(lines: list[str], code: Code | None, node: str | None) -> None:
    assert fared(*lines) == (None if code is None or node is None else because(code, STATUTE.by_id[node]))


def test_what_refutes_an_alternative_goes_before_what_is_silent() -> None:
    assert fared("A1 2023 #raid +seizure_or_detention", "A1 #raid -seizure_or_detention") == because(
        Code.REFUTED, STATUTE.by_id["seizure_or_detention"]
    )


def test_an_act_of_somebody_else_has_begun_an_alternative_too() -> None:
    """It counts only once it is shown to be the organization's own; what the incident lacks is said all the same."""
    lines = ["A1 2023 #raid *splinter +threat_to_kill_injure_or_detain", "A1 2023 #raid +endangerment"]
    assert fared(*lines) == because(Code.SILENT, STATUTE.by_id["seizure_or_detention"])


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"endangerment": Status.NOT_MET}, Code.TAKEN_NOT_MET),
        ({"endangerment": Status.NOT_ESTABLISHED}, Code.TAKEN_SILENT),
        ({"endangerment": Status.CONTESTED}, None),
        ({"endangerment": Status.MET}, None),
    ],
)
def test_what_is_taken_as_given(given: dict[str, Status], code: Code | None) -> None:
    expected = because(code, STATUTE.by_id["endangerment"]) if code is not None else None
    assert fared(SHOOTING, given=given) == expected


def test_each_route_has_lacks_of_its_own() -> None:
    lines = [SHOOTING, "A1 2023 #raid +premeditated +violence"]
    assert fared(*lines) is None
    assert fared(*lines, route="engages_in_terrorism") == because(Code.SILENT, STATUTE.by_id["politically_motivated"])
