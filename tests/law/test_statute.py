"""The law as data: held together with the code, its versions and its citations."""

from __future__ import annotations

import copy
import pickle
from dataclasses import asdict, replace
from datetime import date, timedelta

import pytest

from fto_check import InvalidDocumentError, NoLawError, load_statute
from fto_check.documents.yaml_reader import parse_document
from fto_check.law.nodes import Rule
from fto_check.law.statute import LAW_FILE, build_statute

STATUTE = load_statute()
DAY = date(2026, 11, 24)

TREE = """
foreign
  organized
  foreign_base
terrorist_activity
  engages_in_terrorist_activity
    engages_in_listed_act
      kind
        hijacking_or_sabotage
        hostage_taking
          seizure_or_detention
          threat_to_kill_injure_or_detain
          compulsion_of_third_person
        attack_on_protected_person
        assassination
        weapon_attack
          means
            biological_chemical_or_nuclear
            armed
              explosive_or_firearm
              other_weapon
              unless personal_monetary_gain
          endangerment
      way
        commits_or_incites
        threat_attempt_or_conspiracy
        planning
        target_information
        fundraising
        recruitment
        material_support
      unlawful
      attributable
    supports_designated_organization
      support_given
        support_to_organization
        support_to_member
      supported_is_designated
    supports_undesignated_organization
      support_to_undesignated
        unless knowledge_excused
      supported_engages
  engages_in_terrorism
    premeditated
    politically_motivated
    violence
    noncombatant_targets
    subnational_or_clandestine
  retains_capability_and_intent
    capability
    intent
    retained_for
      retained_for_listed_acts
      retained_for_terrorism
  alias_of_designated
    dominated_by_designated
      dominated_and_controlled
      principal_designated
    continues_designated
      continuity
threat
  endangered_interest
    us_nationals
    national_security
      national_defense
      foreign_relations
      economic_interests
  from_terrorist_activity
"""


def outline() -> str:
    lines = [""]
    for node in STATUTE.by_id.values():
        indent = "  " * len(STATUTE.ancestors(node.id))
        lines.append(f"{indent}{'unless ' if node.id in STATUTE.exceptions else ''}{node.id}")
    return "\n".join(lines) + "\n"


def test_the_tree() -> None:
    assert outline() == TREE


def test_every_rule_is_named_by_the_law_and_every_named_rule_exists() -> None:
    assert {rule for node in STATUTE.by_id.values() for rule in node.rules} == set(Rule)


def test_which_rule_stands_where() -> None:
    def named(rule: Rule) -> set[str]:
        return {node.id for node in STATUTE.by_id.values() if rule in node.rules}

    assert named(Rule.ASSUMED) == {
        "organized", "commits_or_incites", "unlawful", "attributable", "subnational_or_clandestine",
        "from_terrorist_activity",
    }  # fmt: skip
    support = {"supports_designated_organization", "supports_undesignated_organization"}
    assert named(Rule.OVER_INCIDENTS) == support | {
        "engages_in_listed_act", "engages_in_terrorism", "retained_for_listed_acts", "retained_for_terrorism",
    }  # fmt: skip
    assert named(Rule.IF_RAISED) == support | {"dominated_by_designated", "continues_designated"}
    above = {STATUTE.by_id[STATUTE.ancestors(name)[0]] for name in named(Rule.IF_RAISED)}
    assert {node.combine for node in above} == {"any_of"}, "only alternatives are left out"
    assert {STATUTE.by_id[STATUTE.ancestors(node.id)[0]].combine for node in above} == {"any_of"}, "or all of them"
    assert named(Rule.FRESH) == support | {
        "engages_in_listed_act", "engages_in_terrorism", "retains_capability_and_intent", "threat",
    }  # fmt: skip
    assert named(Rule.ANY_END) == support
    assert named(Rule.ENDS) == {"capability", "intent"}
    assert named(Rule.ONE_STRONG_ORIGIN) == {"foreign_base"}
    assert named(Rule.LISTING_COUNTS) == {"supported_is_designated", "principal_designated"}
    assert named(Rule.ANY_ACTOR) == {
        "attributable", "dominated_and_controlled", "continuity", "principal_designated", "supported_is_designated",
        "supported_engages",
    }  # fmt: skip
    assert named(Rule.NO_CONDUCT) == {
        "premeditated", "politically_motivated", "subnational_or_clandestine", "unlawful", "attributable",
        "supported_is_designated", "supported_engages", "from_terrorist_activity",
    }  # fmt: skip
    assert named(Rule.WHILE_IT_EXISTS) == {"organized"}
    assert named(Rule.WHILE_LISTED) == {"principal_designated"}
    assert named(Rule.ATTRIBUTION) == {"attributable"}


def test_every_node_explains_and_cites_itself() -> None:
    for node in STATUTE.by_id.values():
        assert node.plain.endswith("."), node.id
        assert node.citation(DAY), node.id
        for since, _ in node.citations:
            assert since is None or since in {version.version for version in STATUTE.versions}, node.id


def test_every_element_says_what_satisfies_it_and_what_does_not() -> None:
    for name in STATUTE.leaves:
        node = STATUTE.by_id[name]
        assert 1 <= len(node.satisfied_by) <= 4, name
        assert 1 <= len(node.not_satisfied_by) <= 4, name
    said = [
        sentence
        for node in STATUTE.by_id.values()
        for sentence in (*node.satisfied_by, *node.not_satisfied_by, *(text for _, text in node.changes))
    ]
    for sentence in said:
        assert sentence.endswith("."), sentence
        assert sentence[0].isupper(), sentence
        assert len(sentence) <= 200, sentence
    explained = [
        sentence for node in STATUTE.by_id.values() for sentence in (*node.satisfied_by, *node.not_satisfied_by)
    ]
    assert len(explained) == len(set(explained))


def test_every_branch_says_so_too() -> None:
    for node in STATUTE.by_id.values():
        assert node.satisfied_by, node.id
        assert node.not_satisfied_by, node.id


def test_what_no_text_defines_is_not_said_to_be_settled_by_it() -> None:
    undefined = [
        node
        for node in STATUTE.by_id.values()
        if any(word in node.plain for word in ("not define", "defines neither", "not say whether"))
    ]
    assert {node.id for node in undefined} == {
        "foreign", "foreign_base", "organized", "hijacking_or_sabotage", "assassination", "other_weapon",
        "premeditated", "politically_motivated", "violence", "noncombatant_targets",
    }  # fmt: skip
    assert all(node.settled != "text" for node in undefined)


def test_what_each_version_changed() -> None:
    days = {version.version for version in STATUTE.versions}
    for node in STATUTE.by_id.values():
        assert {day for day, _ in node.changes} <= days, node.id
        # A node that became law with a later version says so, and none says anything of the time before it.
        if node.since is not None:
            assert min(day for day, _ in node.changes) == node.since, node.id
    first = STATUTE.versions[0].version
    assert all(day != first for node in STATUTE.by_id.values() for day, _ in node.changes)
    assert {node.id for node in STATUTE.by_id.values() if date(2004, 12, 17) in dict(node.changes)} == {
        "alias_of_designated", "continues_designated", "continuity", "principal_designated", "national_security",
        "national_defense", "foreign_relations",
        "economic_interests",
    }  # fmt: skip


def test_the_history_of_a_node() -> None:
    told = [(stage.version.short, stage.citation, bool(stage.changed)) for stage in STATUTE.history("other_weapon")]
    here = "8 U.S.C. § 1182(a)(3)(B)(iii)(V)(b)"
    assert told == [
        ("AEDPA", None, False), ("USA PATRIOT Act", here, True), ("IRTPA", here, False), ("REAL ID Act", here, False),
    ]  # fmt: skip
    assert [stage.citation for stage in STATUTE.history("national_security")] == [
        "8 U.S.C. § 1189(c)(2)", "8 U.S.C. § 1189(c)(2)", "8 U.S.C. § 1189(d)(2)", "8 U.S.C. § 1189(d)(2)",
    ]  # fmt: skip


def test_what_is_law_changes_with_the_versions_only() -> None:
    """So it is worked out once for each version, from its first day."""
    begin = {version.version for version in STATUTE.versions}
    for node in STATUTE.by_id.values():
        assert node.since is None or node.since in begin, node.id
        assert node.until is None or node.until + timedelta(days=1) in begin, node.id
    for day in (*begin, *(day + timedelta(days=100) for day in begin)):
        assert STATUTE.in_force(day) == {node.id for node in STATUTE.by_id.values() if node.in_force(day)}


def test_versions() -> None:
    days = {
        "1996-04-24": "AEDPA", "2001-10-25": "AEDPA", "2001-10-26": "USA PATRIOT Act", "2004-12-16": "USA PATRIOT Act",
        "2004-12-17": "IRTPA", "2005-05-10": "IRTPA", "2005-05-11": "REAL ID Act", "2026-11-24": "REAL ID Act",
    }  # fmt: skip
    assert {day: STATUTE.version_on(date.fromisoformat(day)).short for day in days} == days
    with pytest.raises(NoLawError, match="1996-04-24"):
        STATUTE.version_on(date(1996, 4, 23))


@pytest.mark.parametrize(
    ("node", "day", "citation"),
    [
        ("national_security", "2004-12-16", "8 U.S.C. § 1189(c)(2)"),
        ("national_security", "2004-12-17", "8 U.S.C. § 1189(d)(2)"),
        ("assassination", "2001-10-25", "8 U.S.C. § 1182(a)(3)(B)(ii)(IV)"),
        ("assassination", "2001-10-26", "8 U.S.C. § 1182(a)(3)(B)(iii)(IV)"),
        ("planning", "2026-11-24", "8 U.S.C. § 1182(a)(3)(B)(iv)(II)"),
        ("planning", "2001-10-26", "8 U.S.C. § 1182(a)(3)(B)(iv)(II)"),
        ("planning", "2001-10-25", "8 U.S.C. § 1182(a)(3)(B)(iii)(I)"),
        ("target_information", "1996-04-24", "8 U.S.C. § 1182(a)(3)(B)(iii)(II)"),
        ("material_support", "1996-04-24", "8 U.S.C. § 1182(a)(3)(B)(iii), opening words and (III)"),
        ("fundraising", "1996-04-24", "8 U.S.C. § 1182(a)(3)(B)(iii)(IV)"),
        ("recruitment", "1996-04-24", "8 U.S.C. § 1182(a)(3)(B)(iii)(V)"),
        ("commits_or_incites", "2004-12-17", "8 U.S.C. § 1182(a)(3)(B)(iv)(I)"),
        (
            "supports_designated_organization",
            "2001-10-26",
            "8 U.S.C. § 1182(a)(3)(B)(iv)(IV)(bb), (V)(bb) and (VI)(cc)",
        ),
        ("continues_designated", "2004-12-16", "8 U.S.C. § 1189(a)(1)"),
        ("continues_designated", "2004-12-17", "8 U.S.C. § 1189(b)(1)"),
        ("foreign", "1996-04-24", "8 U.S.C. § 1189(a)(1)(A)"),
    ],
)
def test_citations_change_with_the_versions(node: str, day: str, citation: str) -> None:
    assert STATUTE.by_id[node].citation(date.fromisoformat(day)) == citation


def test_what_was_not_yet_law() -> None:
    later = {node.id for node in STATUTE.by_id.values() if not node.in_force(date(2001, 10, 25))}
    assert later == {
        "other_weapon", "supports_designated_organization", "support_given", "support_to_organization",
        "support_to_member", "supported_is_designated", "supports_undesignated_organization", "support_to_undesignated",
        "knowledge_excused", "supported_engages", "engages_in_terrorism", "premeditated", "politically_motivated",
        "violence", "noncombatant_targets", "subnational_or_clandestine", "retains_capability_and_intent", "capability",
        "intent", "retained_for", "retained_for_listed_acts", "retained_for_terrorism",
    }  # fmt: skip
    assert {name for name in later if not STATUTE.by_id[name].in_force(date(2001, 10, 26))} == {"support_to_member"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("id: organized", "id: foreign_base", "stands twice"),
        ("requires: terrorist_activity", "requires: terror", "does not exist"),
        ("rules: [one_strong_origin]", "rules: [one_origin]", "rules"),
        ("    settled: judgement\n    rules: [fresh]", "    rules: [fresh]", "settled"),
        (
            "        not_satisfied_by:\n          - One person",
            "          - One person",
            "what satisfies it and what does not",
        ),
        ("2005-05-11: The way was", "2005-05-12: The way was", "the day of no version"),
        ("removed: []", "removed: [{id: intent, since: 9.9.9, instead: capability}]", "among the removed ids"),
        ("2005-05-11: The way was", "May 2005: The way was", "is not a day"),
    ],
)
def test_a_damaged_law_is_refused(old: str, new: str, said: str) -> None:
    text = LAW_FILE.read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(InvalidDocumentError, match=said):
        build_statute(parse_document(text.replace(old, new), "law.yaml"))


def test_the_law_and_its_nodes_travel_by_name() -> None:
    """To another process go their names: a finding of every node would carry the whole law otherwise."""
    law = load_statute()
    for node in law.by_id.values():
        sent = pickle.dumps(node)
        assert len(sent) < 100
        assert pickle.loads(sent) is node
    other = replace(law.criteria[0], label="Another")
    for made in (pickle.loads(pickle.dumps(other)), copy.copy(other)):
        assert asdict(made) == asdict(other)
