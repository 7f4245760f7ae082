"""What an author changed between two revisions: each kind of change, and the same whichever side is first."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from fto_check.profile.models import Profile
from fto_check.runs.changes import Aspect, ChangeKind, ExpectationChange, FieldChange, ProfileDifference, Value
from fto_check.runs.profile_diff import compare_profiles
from tests import conftest
from tests.conftest import PROFILES, examples
from tests.runs.revised import BASE, DAY, ITEM, edited, load, made, pairs


def edit(*replacements: tuple[str, str]) -> ProfileDifference:
    return compare_profiles(load(BASE), load(edited(*replacements)))


def changed(aspect: Aspect, field: str, old: Value, new: Value, subject: str | None = None) -> FieldChange:
    return FieldChange(aspect=aspect, field=field, old=old, new=new, subject=subject)


@pytest.mark.parametrize(
    ("replacement", "changes"),
    [
        (
            ("    credibility: 1\n", "    credibility: 2\n"),
            [
                changed(Aspect.REGRADED, "credibility", "1", "2"),
                changed(Aspect.REGRADED, "marks", "A1", "A2", "court"),
            ],
        ),
        (
            ("sources: [court]", "sources: [{source: court, reliability: C}]"),
            [changed(Aspect.REGRADED, "marks", "A1", "C1", "court")],
        ),
        (
            ("sources: [court]", "sources: [{source: court, reliability: A}]"),
            [changed(Aspect.NOTES, "own grade", None, "A", "court")],
        ),
        (
            ("sources: [court]", "sources: [{source: court, origin: a witness}]"),
            [changed(Aspect.ORIGIN, "own origin", None, "a witness", "court")],
        ),
        (
            ("sources: [court]", "sources: [{source: court, origin: court}]"),
            [changed(Aspect.NOTES, "own origin", None, "court", "court")],
        ),
        (
            ("sources: [court]", "sources: [{source: court, origin: a witness}, court]"),
            [changed(Aspect.CITATIONS, "citation", None, "A1, of the origin a witness", "court")],
        ),
        (
            ("sources: [court]", "sources: [court]\n    borne_out_by: [bombs]"),
            [changed(Aspect.FACTS, "borne_out_by", None, ("bombs",))],
        ),
        (
            ("    claim: It is based abroad.\n", "    claim: It is based abroad.\n    retracted: An error.\n"),
            [changed(Aspect.RETRACTED, "retracted", None, "An error.")],
        ),
        (
            ("claim: It is based abroad.", "claim: It was based abroad."),
            [changed(Aspect.REWORDED, "claim", "It is based abroad.", "It was based abroad.")],
        ),
        (
            ("supports: [foreign_base]", "disputes: [foreign_base]"),
            [changed(Aspect.MOVED, "list", "supports", "disputes", "foreign_base")],
        ),
        (
            ("supports: [explosive_or_firearm, endangerment]", "supports: [endangerment, us_nationals]"),
            [
                changed(Aspect.MOVED, "list", "supports", None, "explosive_or_firearm"),
                changed(Aspect.MOVED, "list", None, "supports", "us_nationals"),
            ],
        ),
        (("supports: [explosive_or_firearm, endangerment]", "supports: [endangerment, explosive_or_firearm]"), []),
        (("when: 2023-01-01", "when: 2023-01-02"), [changed(Aspect.DATES, "when", "2023-01-01", "2023-01-02")]),
        (("    when: 2023-01-01\n", ""), [changed(Aspect.DATES, "when", "2023-01-01", None)]),
        (("incident: bombs", "incident: others"), [changed(Aspect.FACTS, "incident", "bombs", "others")]),
        (("at: p. 1", "at: p. 2"), [changed(Aspect.CITATIONS, "at", "p. 1", "p. 2", "paper")]),
        ((", radio]", "]"), [changed(Aspect.CITATIONS, "citation", "B2", None, "radio")]),
        (("[court]", "[court, radio]"), [changed(Aspect.CITATIONS, "citation", None, "B1", "radio")]),
        (("{source: paper, at: p. 1}, radio", "radio, {source: paper, at: p. 1}"), []),
    ],
)  # fmt: skip
def test_what_changed_in_an_item(replacement: tuple[str, str], changes: list[FieldChange]) -> None:
    found = edit(replacement)
    assert [list(item.changes) for item in found.items] == ([changes] if changes else [])
    assert all(item.kind is ChangeKind.CHANGED for item in found.items)
    assert (found.sources, found.expectations, found.organization) == ((), (), ())


def test_reinstated() -> None:
    retracted = ("    claim: It is based abroad.\n", "    claim: It is based abroad.\n    retracted: An error.\n")
    found = compare_profiles(load(edited(retracted)), load(BASE))
    assert found.items[0].aspects == (Aspect.REINSTATED,)


def test_added_and_removed() -> None:
    found = edit(("expect:", f"{ITEM}expect:"))
    assert [(item.kind, item.id, item.old) for item in found.items] == [(ChangeKind.ADDED, "more", None)]
    back = compare_profiles(load(edited(("expect:", f"{ITEM}expect:"))), load(BASE))
    assert [(item.kind, item.id, item.new) for item in back.items] == [(ChangeKind.REMOVED, "more", None)]


def test_renamed_and_not_removed_and_added() -> None:
    found = edit(("  base:\n", "  home:\n"), ("credibility: 1", "credibility: 2"))
    (item,) = found.items
    assert (item.kind, item.old_id, item.id, item.aspects) == (ChangeKind.RENAMED, "base", "home", (Aspect.REGRADED,))


def test_an_item_that_others_name_may_be_renamed() -> None:
    named = ("sources: [court]", "sources: [court]\n    contradicted_by: [bombs]")
    old, new = (
        load(edited(named)),
        load(edited(named).replace("bombs]", "bombing]").replace("  bombs:\n", "  bombing:\n")),
    )
    (change,) = compare_profiles(old, new).items
    assert (change.kind, change.old_id, change.id) == (ChangeKind.RENAMED, "bombs", "bombing")


def test_searches_and_the_organizations_before_and_after() -> None:
    search = "    searched: [{where: The archive, on: 2024-01-01, for: its name}]\n"
    looked = ("  bombs:\n", f"  looked:\n    claim: Nothing was found.\n    about: [threat]\n{search}  bombs:\n")
    late = (looked[0], looked[1].replace("2024-01-01", "2024-02-01"))
    (change,) = compare_profiles(load(edited(looked)), load(edited(late))).items
    before, after = ("The archive, 2024-01-01: its name",), ("The archive, 2024-02-01: its name",)
    assert change.changes == (changed(Aspect.FACTS, "searched", before, after),)
    found = edit(("countries: [MX]", "countries: [MX], predecessors: [Old], successors: [New]"))
    assert found.organization == (
        changed(Aspect.FACTS, "predecessors", None, ("Old",)), changed(Aspect.FACTS, "successors", None, ("New",)),
    )  # fmt: skip


def test_a_renamed_source_changes_no_item() -> None:
    text = edited(("  paper: {", "  daily: {"), ("source: paper", "source: daily"))
    found = compare_profiles(load(BASE), load(text))
    assert [(source.kind, source.old_id, source.id, source.changes) for source in found.sources] == [
        (ChangeKind.RENAMED, "paper", "daily", ())
    ]
    assert found.items == ()


@pytest.mark.parametrize(
    ("replacement", "changes"),
    [
        (("reliability: A", "reliability: C"), [("court", changed(Aspect.REGRADED, "reliability", "A", "C"))]),
        (
            ("published: 2023-01-01", "published: 2022"),
            [("court", changed(Aspect.DATES, "published", "2023-01-01", "2022"))],
        ),
        (("title: Findings", "title: Findings of it"),
         [("court", changed(Aspect.REWORDED, "title", "Findings", "Findings of it"))]),
        (
            ("published: 2023-03-01", "published: 2023-03-01, origin: paper"),
            [
                ("paper", changed(Aspect.ORIGIN, "counts_with", (), ("radio",))),
                ("radio", changed(Aspect.ORIGIN, "origin", None, "paper")),
                ("radio", changed(Aspect.ORIGIN, "counts_with", (), ("paper",))),
            ],
        ),
        (
            ("published: 2023-03-01", "published: 2023-03-01, origin: elsewhere"),
            [("radio", changed(Aspect.ORIGIN, "origin", None, "elsewhere"))],
        ),
    ],
)  # fmt: skip
def test_what_changed_in_a_source(replacement: tuple[str, str], changes: list[tuple[str, FieldChange]]) -> None:
    found = edit(replacement)
    assert [(source.id, change) for source in found.sources for change in source.changes] == changes
    assert found.items == ()


def test_an_origin_that_was_renamed_away_from_is_told() -> None:
    """The retelling still names the old id: the two counted as one origin, and now count as two."""
    shared = edited(("published: 2023-03-01", "published: 2023-03-01, origin: paper"))
    split = shared.replace("  paper: {", "  daily: {").replace("source: paper", "source: daily")
    found = {source.id: source.changes for source in compare_profiles(load(shared), load(split)).sources}
    assert found == {
        "daily": (changed(Aspect.ORIGIN, "counts_with", ("radio",), ()),),
        "radio": (changed(Aspect.ORIGIN, "counts_with", ("daily",), ()),),
    }


def test_expectations_and_the_organization() -> None:
    found = edit(("foreign: met}", "foreign: contested, overall: met}"), ("countries: [MX]", "countries: [US]"))
    assert found.expectations == (
        ExpectationChange(as_of=DAY, known_by=None, node="foreign", old="met", new="contested"),
        ExpectationChange(as_of=DAY, known_by=None, node="overall", old=None, new="met"),
    )
    assert [change.kind for change in found.expectations] == [ChangeKind.CHANGED, ChangeKind.ADDED]
    assert found.organization == (changed(Aspect.FACTS, "countries", ("MX",), ("US",)),)


@examples(40)
@given(made)
def test_nothing_changed_in_itself(profile: Profile) -> None:
    assert compare_profiles(profile, profile) == ProfileDifference()


@examples(150)
@given(pairs)
def test_swapping_sides_swaps_what_was_added_and_removed(both: tuple[Profile, Profile]) -> None:
    old, new = both
    there, back = compare_profiles(old, new), compare_profiles(new, old)
    turned = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    for first, second in ((there.items, back.items), (there.sources, back.sources)):
        assert {(turned.get(c.kind, c.kind), c.old_id or c.id, c.id if c.old_id else None) for c in first} == {
            (c.kind, c.id, c.old_id) for c in second
        }
    assert there.is_empty is back.is_empty


@pytest.mark.parametrize("path", PROFILES[:4], ids=lambda path: path.stem)
def test_taking_an_item_out_is_told_as_its_removal(path: Path) -> None:
    profile = conftest.load(path).profile
    for name in list(profile.evidence)[:10]:
        rest = profile.model_copy(update={"evidence": {k: v for k, v in profile.evidence.items() if k != name}})
        assert [(c.kind, c.id) for c in compare_profiles(profile, rest).items] == [(ChangeKind.REMOVED, name)]
