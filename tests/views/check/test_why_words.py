"""Why a status is contested or not established stands beside it, in every format and command."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from fto_check.manuals.wording import say
from fto_check.runs.answer import StatusWhy
from fto_check.views.words import WHY_WORDS
from tests.conftest import Run
from tests.reasoning.lines import check

FOUR_FACTS = "tests/data/four-facts.yaml"
AS_OF = ("--as-of", "2026-11-24", "--isolated")
SAID = {
    "markdown": r"\| 3. Threat to US nationals or national security \| ○ not established \(thin\) \|",
    "junit": r"\nthreat: not established \(thin\)\n",
}


@pytest.mark.parametrize("form", SAID)
def test_it_stands_beside_the_status(run: Run, form: str) -> None:
    assert re.search(SAID[form], run(*AS_OF, "-f", form, FOUR_FACTS).stdout.decode())


def test_the_record_and_the_table_for_spreadsheets_have_it_for_every_node(run: Run) -> None:
    (profile,) = json.loads(run(*AS_OF, "-f", "json", FOUR_FACTS).stdout)["profiles"]
    whys = {}

    def note(node: dict[str, object]) -> None:
        whys[node["id"]] = node["why"]
        parts = node["nodes"]
        assert isinstance(parts, list)
        for part in (*parts, *([node["unless"]] if "unless" in node else [])):
            note(part)

    for criterion in profile["criteria"]:
        note(criterion)
    assert (whys["foreign"], whys["threat"], whys["us_nationals"]) == (None, "thin", "thin")
    assert whys["economic_interests"] == "nothing_cited"
    rows = list(csv.DictReader(io.StringIO(run(*AS_OF, "-f", "csv", FOUR_FACTS).stdout.decode())))
    assert {row["element"]: row["element_why"] or None for row in rows if row["element"]} == whys
    assert all((row["criterion_why"] or None) == whys[row["criterion"]] for row in rows if row["criterion"])


def test_other_commands_have_it(run: Run) -> None:
    compared = run("compare", *AS_OF, FOUR_FACTS, FOUR_FACTS.replace("four-facts", "beside-the-evidence"))
    assert re.search(r"○ not established \(thin\)", compared.stdout.decode())
    (row,) = [
        row for row in json.loads(run("compare", *AS_OF, FOUR_FACTS, "-f", "json").stdout)["rows"]
        if row["id"] == "threat"
    ]  # fmt: skip
    assert row["cells"][0]["why"] == "thin"
    turns = json.loads(run("why", *AS_OF, "--over-time", FOUR_FACTS, "-f", "json").stdout)["turns"]
    assert turns[-1]["why"] == {"foreign": None, "terrorist_activity": None, "threat": "thin"}
    assert "threat: thin" in run("why", *AS_OF, "--over-time", FOUR_FACTS).stdout.decode()


def test_every_reason_has_its_word() -> None:
    assert set(WHY_WORDS) == set(StatusWhy)


def test_what_happens_after_the_day_is_not_cited_on_it(run: Run) -> None:
    (profile,) = json.loads(run("--as-of", "2010-01-01", "--isolated", "-f", "json", FOUR_FACTS).stdout)["profiles"]
    assert [criterion["why"] for criterion in profile["criteria"]] == ["nothing_cited"] * 3


def test_a_criterion_is_settled_only_where_each_element_that_decides_is(run: Run) -> None:
    (profile,) = json.loads(run(*AS_OF, "-f", "json", FOUR_FACTS).stdout)["profiles"]
    settled = {criterion["id"]: criterion["settled"] for criterion in profile["criteria"]}
    assert settled["foreign"] is None, "where a group is based is a matter of judgement"
    assert profile["criteria"][1]["carried_by"]["alternative"] == "explosive_or_firearm"


def test_an_incident_of_others_is_set_aside_for_whose_acts_they_are() -> None:
    found = check(
        "A1 2022-03-26 #march *gangs +explosive_or_firearm +endangerment",
        "A3 2022-03-26 #march +violence +attributable",
        day="2023-01-01",
    ).findings["engages_in_listed_act"]  # fmt: skip
    (incident,) = found.incidents
    assert incident.reason is not None
    assert say(incident.reason) == (
        "what speaks for Explosive or firearm is not shown to be the organization's own act"
    )


def test_what_speaks_against_something_does_not_age(run: Run) -> None:
    text = (
        "organization: {name: A group}\n"
        "sources:\n  court: {title: A, publisher: P, kind: court, reliability: A, published: 2009}\n"
        "evidence:\n"
        "  bomb: {claim: It bombed a market., incident: bomb, when: 2009-03-10, credibility: 1, sources: [court],\n"
        "         supports: [explosive_or_firearm, endangerment]}\n"
        "  end: {claim: It laid down its arms., when: 2009-03-10, credibility: 1, sources: [court],\n"
        "        contradicts: [engages_in_listed_act]}\n"
    )
    asked = ("why", "-", "--over-time", "--as-of", "2020-01-01", "--isolated", "-f", "json")
    turns = json.loads(run(*asked, stdin=text.encode()).stdout)["turns"]
    assert turns[-1]["causes"] == ["bomb is more than 5 years old"]
