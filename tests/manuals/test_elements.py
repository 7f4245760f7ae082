"""`explain`: all there is to explain is explained, whole outputs, examples from profiles, and completion."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from fto_check import load_statute
from fto_check.cli.options import offer
from fto_check.law.authorities import Topic, find_authorities, load_authorities
from fto_check.law.nodes import Rule
from fto_check.law.status import Status
from fto_check.manuals.elements import LEADS_TO, RULES_IN_WORDS, explain_node
from fto_check.problems.problems import CODES
from tests.command import call
from tests.conftest import PROFILES, Run, load

STATUTE = load_statute()


def test_the_whole_statute(run: Run, golden: Callable[[str, str], None]) -> None:
    golden("explain/statute-100.txt", run("explain", "--isolated", COLUMNS="100").stdout.decode())
    data = json.loads(run("explain", "-f", "json").stdout)
    assert [status["status"] for status in data["statuses"]] == ["met", "contested", "not_established", "not_met"]
    text = json.dumps(data)
    assert all(f'"id": "{name}"' in text for name in STATUTE.by_id)


NODES = [
    "foreign", "organized",
    "terrorist_activity", "hijacking_or_sabotage", "attack_on_protected_person", "assassination",
    "personal_monetary_gain", "commits_or_incites", "planning", "target_information", "fundraising", "recruitment",
    "material_support", "attributable",
    "supports_designated_organization", "support_given", "support_to_organization", "support_to_member",
    "supported_is_designated", "supports_undesignated_organization", "support_to_undesignated", "knowledge_excused",
    "supported_engages",
    "premeditated", "politically_motivated", "violence", "noncombatant_targets",
    "alias_of_designated", "dominated_by_designated", "dominated_and_controlled", "continues_designated", "continuity",
    "us_nationals", "from_terrorist_activity",
]  # fmt: skip
"""Nodes whose law has a history, a gap or more than one reading: a lawyer reads what is said of them word by word."""


@pytest.mark.parametrize("topic", [*NODES, *Topic, "FTO206", "FTO102", "contested"])
def test_whole_outputs(run: Run, golden: Callable[[str, str], None], topic: str) -> None:
    golden(f"explain/{topic}-80.txt", run("explain", topic, "--isolated", COLUMNS="80").stdout.decode())


def test_every_node_is_explained() -> None:
    assert set(RULES_IN_WORDS) == set(Rule)
    assert set(LEADS_TO) == set(Status)
    for name, node in STATUTE.by_id.items():
        found = explain_node(STATUTE, name)
        assert found.node is node
        assert len(found.history) == len(STATUTE.versions)
        assert len(found.rules) >= len(node.rules)
    below = explain_node(STATUTE, "terrorist_activity").authorities
    assert {one.id for one in explain_node(STATUTE, "alias_of_designated").authorities} <= {one.id for one in below}


def test_every_authority_is_shown_somewhere(run: Run) -> None:
    shown = {one.id for name in STATUTE.by_id for one in explain_node(STATUTE, name).authorities}
    for topic in Topic:
        data = json.loads(run("explain", topic.upper(), "--isolated", "-f", "json").stdout)
        assert data["topic"] == topic
        assert [one["id"] for one in data["authorities"]] == [one.id for one in find_authorities(topic)]
        assert data["authorities"]
        shown |= {one["id"] for one in data["authorities"]}
    assert shown == {one.id for one in load_authorities()}


def test_examples_come_from_profiles() -> None:
    profiles = [(str(path), load(path).profile) for path in PROFILES]
    found = explain_node(STATUTE, "personal_monetary_gain", profiles).examples
    assert {example.side for example in found} == {"supports", "contradicts", "disputes"}
    assert len(found) == 6
    by_path = dict(profiles)
    for example in found:
        item = by_path[example.path].evidence[example.item]
        assert "personal_monetary_gain" in getattr(item, example.side)
        assert item.claim == example.claim


def test_words_however_written(run: Run) -> None:
    for topic in ("foreign-base", "FOREIGN_BASE", " foreign_base "):
        assert json.loads(run("explain", topic, "-f", "json").stdout)["id"] == "foreign_base"
    assert json.loads(run("explain", "not-met", "-f", "json").stdout)["status"] == "not_met"
    assert json.loads(run("explain", "fto117", "-f", "json").stdout)["code"] == "FTO117"


def test_every_code_is_in_the_catalogue(run: Run) -> None:
    data = json.loads(run("explain", "codes", "-f", "json").stdout)
    assert [code["code"] for code in data["codes"]] == list(CODES)
    assert all(code["text"] and code["failing"] and code["passing"] for code in data["codes"])
    said = run("explain", "codes").stdout.decode()
    assert all(f"{code}  {meaning}" in " ".join(said.split("\n")) or code in said for code, meaning in CODES.items())


def test_what_is_not_there(run: Run) -> None:
    done = run("explain", "foreign_bas")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "did you mean 'foreign_base'?" in done.stderr.decode()
    assert run("explain", "FTO999").returncode == 2
    assert run("explain", "foreign", "--profiles", "nowhere").returncode == 2


def complete(shell: str, words: str) -> str:
    """Return what a shell is told to offer after some words."""
    asked: Any = {
        "_FTO_CHECK_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1),
        "_TYPER_COMPLETE_ARGS": words, "_TYPER_COMPLETE_WORD_TO_COMPLETE": words.split(" ")[-1],
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }  # fmt: skip
    return call(**asked).stdout.decode()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("fto-check exp", "explain"),
        ("fto-check explain personal", "personal_monetary_gain"),
        ("fto-check explain FTO20", "FTO207"),
        ("fto-check explain proo", "proof"),
        ("fto-check record cjn", "cjng"),
        ("fto-check new cartel-de-s", "cartel-de-sinaloa"),
        ("fto-check check --format sa", "sarif"),
    ],
)
def test_completion(shell: str, words: str, offered: str) -> None:
    assert offered in complete(shell, words)


@pytest.mark.parametrize("words", ["fto-check check ", "fto-check why ", "fto-check diff ", "fto-check compare "])
def test_the_names_of_files_are_left_to_the_shell(words: str) -> None:
    """A script of completion evaluates what it is offered, and a file may be called by a command."""
    assert [complete(shell, words + "profiles/cj").strip() for shell in ("bash", "zsh")] == ["", "_files"]


@pytest.mark.parametrize(
    "name",
    [
        "$(touch x)",
        "a\\$(touch x)",
        "`touch x`",
        "a;b",
        "a b",
        "a'b",
        'a"b',
        "a|b",
        "a&b",
        "~root",
        "a\nb",
        "-rf",
        "{a,b}",
    ],
)
def test_what_a_shell_might_take_for_a_command_is_not_offered(name: str) -> None:
    assert offer([(name, "A name"), ("cjng", f"called {name}")])[0][0] == "cjng"
    [(_, text)] = offer([("cjng", f"called {name}")])
    assert not set(text) & set("$`;'\"|&~{}<>*?!\\\n[]:")


def test_every_key_of_a_profile_is_explained(run: Run) -> None:
    from fto_check.manuals.elements import explain_field, field_names
    from fto_check.manuals.schema import build_schema
    from fto_check.profile import models as profile

    schema = build_schema()
    models = (profile.Organization, profile.Source, profile.Citation, profile.Item, profile.Review, profile.Profile)
    assert {name for model in models for name in model.model_fields} <= set(field_names(schema))
    for name in field_names(schema):
        assert explain_field(schema, name).places
    data = json.loads(run("explain", "attribution", "-f", "json").stdout)
    assert data["words"]["charged"] == "a prosecutor has charged it"
    assert "possibly true" in run("explain", "credibility").stdout.decode()


def test_what_bears_on_an_element_from_above_is_told() -> None:
    rules = explain_node(STATUTE, "endangerment").rules
    assert any(text.startswith("As part of Engages in a listed act") for text in rules)
    assert len(explain_node(STATUTE, "foreign_base").rules) == 1


@pytest.mark.parametrize("word", ["confidence", "low", "Moderate", "HIGH"])
def test_the_words_of_confidence_are_explained(run: Run, word: str) -> None:
    printed = run("explain", word, "--isolated").stdout.decode()
    assert "low: the loss of one origin changes it" in printed
    data = json.loads(run("explain", word, "--isolated", "-f", "json").stdout)
    assert list(data["confidence"]) == ["low", "moderate", "high"]


def test_a_word_of_the_statute_that_is_a_key_too_is_both(run: Run) -> None:
    printed = run("explain", "kind", "--isolated").stdout.decode()
    assert "Kind of act" in printed
    assert "kind, a key of a profile" in printed


def test_a_key_without_examples_has_none(run: Run) -> None:
    assert "such as \n" not in run("explain", "sources", "--isolated").stdout.decode()
