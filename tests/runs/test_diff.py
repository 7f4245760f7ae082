"""What changed between two revisions: each kind of change, through which items a status moved, git, and the command."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fto_check import assess, load_statute
from fto_check.law.status import Status
from fto_check.profile.loading import load_with_document
from fto_check.profile.models import Profile
from fto_check.runs.changes import (
    Aspect,
    Cause,
    ChangeKind,
    Difference,
    ExpectationChange,
    FieldChange,
    ProfileDifference,
    compare_profiles,
    difference,
)
from fto_check.runs.revisions import RevisionError, open_revision
from tests.conftest import CASES, PROFILES, Run
from tests.strategies import days, make_profile, profiles

STATUTE = load_statute()
DAY = date(2024, 1, 1)
BASE = """
organization: {name: A group, countries: [MX]}
sources:
  court: {title: Findings, publisher: A court, kind: court, reliability: A, published: 2023-01-01}
  paper: {title: A report, publisher: A paper, kind: press, reliability: B, published: 2023-02-01}
  radio: {title: A broadcast, publisher: A radio, kind: press, reliability: B, published: 2023-03-01}
evidence:
  base:
    claim: It is based abroad.
    supports: [foreign_base]
    credibility: 1
    sources: [court]
  bombs:
    claim: It set off bombs.
    supports: [explosive_or_firearm, endangerment]
    credibility: 2
    incident: bombs
    when: 2023-01-01
    sources: [{source: paper, at: p. 1}, radio]
expect:
  - {as_of: 2024-01-01, foreign: met}
"""


def load(text: str) -> Profile:
    return load_with_document("x.yaml", STATUTE, raw=text.encode()).profile


def edited(*replacements: tuple[str, str]) -> str:
    text = BASE
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def edit(*replacements: tuple[str, str]) -> ProfileDifference:
    return compare_profiles(load(BASE), load(edited(*replacements)))


def answer(*replacements: tuple[str, str], start: str = BASE) -> Difference:
    old, new = (assess(load(text), STATUTE, DAY) for text in (start, edited(*replacements)))
    return difference(old, new)


ITEM = "  more: {claim: More of it., supports: [us_nationals], credibility: 2, sources: [radio]}\n"


@pytest.mark.parametrize(
    ("replacement", "changes"),
    [
        (
            ("    credibility: 1\n", "    credibility: 2\n"),
            [
                FieldChange(Aspect.REGRADED, "credibility", "1", "2"),
                FieldChange(Aspect.REGRADED, "marks", "A1", "A2", "court"),
            ],
        ),
        (
            ("sources: [court]", "sources: [{source: court, reliability: C}]"),
            [FieldChange(Aspect.REGRADED, "marks", "A1", "C1", "court")],
        ),
        (
            ("sources: [court]", "sources: [{source: court, reliability: A}]"),
            [FieldChange(Aspect.NOTES, "own grade", None, "A", "court")],
        ),
        (
            ("    claim: It is based abroad.\n", "    claim: It is based abroad.\n    retracted: An error.\n"),
            [FieldChange(Aspect.RETRACTED, "retracted", None, "An error.")],
        ),
        (
            ("claim: It is based abroad.", "claim: It was based abroad."),
            [FieldChange(Aspect.REWORDED, "claim", "It is based abroad.", "It was based abroad.")],
        ),
        (
            ("supports: [foreign_base]", "disputes: [foreign_base]"),
            [FieldChange(Aspect.MOVED, "list", "supports", "disputes", "foreign_base")],
        ),
        (
            ("supports: [explosive_or_firearm, endangerment]", "supports: [endangerment, us_nationals]"),
            [
                FieldChange(Aspect.MOVED, "list", "supports", None, "explosive_or_firearm"),
                FieldChange(Aspect.MOVED, "list", None, "supports", "us_nationals"),
            ],
        ),
        (("supports: [explosive_or_firearm, endangerment]", "supports: [endangerment, explosive_or_firearm]"), []),
        (("when: 2023-01-01", "when: 2023-01-02"), [FieldChange(Aspect.DATES, "when", "2023-01-01", "2023-01-02")]),
        (("    when: 2023-01-01\n", ""), [FieldChange(Aspect.DATES, "when", "2023-01-01", None)]),
        (("incident: bombs", "incident: others"), [FieldChange(Aspect.FACTS, "incident", "bombs", "others")]),
        (("at: p. 1", "at: p. 2"), [FieldChange(Aspect.CITATIONS, "at", "p. 1", "p. 2", "paper")]),
        ((", radio]", "]"), [FieldChange(Aspect.CITATIONS, "citation", "B2", None, "radio")]),
        (("[court]", "[court, radio]"), [FieldChange(Aspect.CITATIONS, "citation", None, "B1", "radio")]),
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
        (("reliability: A", "reliability: C"), [("court", FieldChange(Aspect.REGRADED, "reliability", "A", "C"))]),
        (
            ("published: 2023-01-01", "published: 2022"),
            [("court", FieldChange(Aspect.DATES, "published", "2023-01-01", "2022"))],
        ),
        (("title: Findings", "title: Findings of it"),
         [("court", FieldChange(Aspect.REWORDED, "title", "Findings", "Findings of it"))]),
        (
            ("published: 2023-03-01", "published: 2023-03-01, origin: paper"),
            [
                ("paper", FieldChange(Aspect.ORIGIN, "counts_with", (), ("radio",))),
                ("radio", FieldChange(Aspect.ORIGIN, "origin", None, "paper")),
                ("radio", FieldChange(Aspect.ORIGIN, "counts_with", (), ("paper",))),
            ],
        ),
        (
            ("published: 2023-03-01", "published: 2023-03-01, origin: elsewhere"),
            [("radio", FieldChange(Aspect.ORIGIN, "origin", None, "elsewhere"))],
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
        "daily": (FieldChange(Aspect.ORIGIN, "counts_with", ("radio",), ()),),
        "radio": (FieldChange(Aspect.ORIGIN, "counts_with", ("daily",), ()),),
    }


def test_expectations_and_the_organization() -> None:
    found = edit(("foreign: met}", "foreign: contested, overall: met}"), ("countries: [MX]", "countries: [US]"))
    assert found.expectations == (
        ExpectationChange(DAY, None, "foreign", "met", "contested"),
        ExpectationChange(DAY, None, "overall", None, "met"),
    )
    assert [change.kind for change in found.expectations] == [ChangeKind.CHANGED, ChangeKind.ADDED]
    assert found.organization == (FieldChange(Aspect.FACTS, "countries", ("MX",), ("US",)),)


@pytest.mark.parametrize(
    ("replacement", "status", "cause"),
    [
        (("reliability: A", "reliability: D"), Status.NOT_ESTABLISHED, Cause("base", ("its source regraded",))),
        (("supports: [foreign_base]", "contradicts: [foreign_base]"), Status.NOT_MET, Cause("base", ("moved",))),
        (("credibility: 1", "credibility: 4"), Status.NOT_ESTABLISHED, Cause("base", ("regraded",))),
        (
            ("    claim: It is based abroad.\n", "    claim: It is based abroad.\n    retracted: An error.\n"),
            Status.NOT_ESTABLISHED,
            Cause("base", ("retracted",)),
        ),
    ],
)
def test_through_which_items_a_status_moved(replacement: tuple[str, str], status: Status, cause: Cause) -> None:
    found = answer(replacement)
    foreign = found.criteria[0]
    assert (foreign.old, foreign.new, foreign.causes, foreign.direct) == (Status.MET, status, (cause,), True)
    assert [node.id for node in found.nodes] == ["foreign_base"]
    assert found.status_changed


def test_through_an_origin() -> None:
    """Two B sources of one origin carry less than two of two: the edit touches no item, and yet moves the status."""
    found = answer(("published: 2023-03-01", "published: 2023-03-01, origin: paper"))
    moved = next(node for node in found.nodes if node.id == "explosive_or_firearm")
    assert (moved.old, moved.new) == (Status.MET, Status.NOT_ESTABLISHED)
    assert moved.causes == (Cause("bombs", ("its source's origin changed",)),)
    assert found.profile.items == ()


def test_confidence_alone_is_no_change_of_status() -> None:
    found = answer(("[court]\n  bombs", "[court, paper]\n  bombs"))
    foreign = found.criteria[0]
    assert foreign.firmness_moved
    assert not foreign.moved
    assert not found.status_changed
    assert foreign.causes == (Cause("base", ("citations changed",)),)


made = profiles.map(make_profile)
# Two that have nothing to do with each other, or one of which a part was cut off, so that the others have other ids.
pairs = st.one_of(st.tuples(made, made), profiles.map(lambda parts: (make_profile(parts), make_profile(parts[1:]))))


@settings(max_examples=40)
@given(made, days)
def test_nothing_changed_in_itself(profile: Profile, day: str) -> None:
    assert compare_profiles(profile, profile) == ProfileDifference()
    found = assess(profile, STATUTE, date.fromisoformat(day), confidence=False)
    assert difference(found, found).is_empty


@settings(max_examples=150)
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


@settings(max_examples=60)
@given(pairs, days)
def test_every_movement_is_told(both: tuple[Profile, Profile], day: str) -> None:
    before, after = (assess(profile, STATUTE, date.fromisoformat(day), confidence=False) for profile in both)
    found = difference(before, after)
    moved = {name for name in after.findings if before.findings[name].status is not after.findings[name].status}
    told = {movement.id for movement in (*found.criteria, *found.nodes) if movement.moved}
    assert told == moved
    assert all(movement.causes for movement in (*found.criteria, *found.nodes) if movement.moved)


@pytest.mark.parametrize("path", PROFILES[:4], ids=lambda path: path.stem)
def test_taking_an_item_out_is_told_as_its_removal(path: Path) -> None:
    profile = load_with_document(path, STATUTE).profile
    for name in list(profile.evidence)[:10]:
        rest = profile.model_copy(update={"evidence": {k: v for k, v in profile.evidence.items() if k != name}})
        assert [(c.kind, c.id) for c in compare_profiles(profile, rest).items] == [(ChangeKind.REMOVED, name)]


# The command.

AS_OF = ("--as-of", "2024-01-01", "--isolated")
Write = Callable[..., Path]


@pytest.fixture
def two(tmp_path: Path) -> Path:
    (tmp_path / "old.yaml").write_text(BASE)
    new = edited(
        ("reliability: A", "reliability: D"),
        ("expect:", f"{ITEM}expect:"),
        ("published: 2023-03-01", "published: 2023-03-01, origin: paper"),
        ("  - {as_of: 2024-01-01, foreign: met}", "  - {as_of: 2024-01-01, foreign: not_established}"),
    )
    (tmp_path / "new.yaml").write_text(new)
    return tmp_path


def test_the_table(run: Run, two: Path, golden: Callable[[str, str], None]) -> None:
    done = run("diff", "old.yaml", "new.yaml", *AS_OF, cwd=two, COLUMNS="80")
    assert (done.returncode, done.stderr) == (0, b"")
    printed = done.stdout.decode()
    assert max(map(len, printed.splitlines())) <= 80
    golden("diff/two.txt", printed)


def test_the_markdown(run: Run, two: Path, golden: Callable[[str, str], None]) -> None:
    done = run("diff", "old.yaml", "new.yaml", *AS_OF, "-f", "markdown", cwd=two)
    assert (done.returncode, done.stderr) == (0, b"")
    printed = done.stdout.decode()
    lines = printed.splitlines()
    assert lines[0] == "**Overall still not established on 2024-01-01; 2 of 3 criteria moved**"
    assert "1 item added" in "\n".join(lines[:10]), "ten lines tell a reviewer what matters"
    golden("diff/two.md", printed)


def test_the_json(run: Run, two: Path) -> None:
    data = json.loads(run("diff", "old.yaml", "new.yaml", *AS_OF, "-f", "json", cwd=two).stdout)
    (profile,) = data["profiles"]
    assert profile["change"] == "changed"
    assert profile["status_changed"] is True
    assert profile["difference"]["criteria"][0] == {
        "id": "foreign", "label": "Foreign organization", "moved": True, "old": "met", "new": "not_established",
        "old_confidence": "low", "new_confidence": None, "direct": True,
        "through": [{"item": "base", "how": ["its source regraded"]}],
    }  # fmt: skip
    assert [(item["id"], item["change"]) for item in profile["difference"]["items"]] == [("more", "added")]
    assert profile["difference"]["items"][0]["new"]["claim"] == "More of it."
    assert {source["id"] for source in profile["difference"]["sources"]} == {"court", "paper", "radio"}
    assert data["summary"]["status_changed"] == 1


def test_nothing_changed(run: Run, two: Path) -> None:
    done = run("diff", "old.yaml", "old.yaml", *AS_OF, "--fail-on", "change", cwd=two)
    assert done.returncode == 0
    assert b"Nothing changed." in done.stdout


def test_fail_on_change_asks_for_a_status(run: Run, two: Path) -> None:
    (two / "wording.yaml").write_text(BASE.replace("It is based abroad.", "It was based abroad."))
    for new, code in (("new.yaml", 1), ("wording.yaml", 0)):
        assert run("diff", "old.yaml", new, *AS_OF, "--fail-on", "change", cwd=two).returncode == code
    assert run("diff", "old.yaml", "new.yaml", *AS_OF, "--fail-on", "met", cwd=two).returncode == 2


def test_two_folders_are_paired_by_name(run: Run, tmp_path: Path) -> None:
    for folder, names in (("old", "ab"), ("new", "bc")):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / f"{name}.yaml").write_text(BASE)
    data = json.loads(run("diff", "old", "new", *AS_OF, "-f", "json", cwd=tmp_path).stdout)
    assert [(found["path"], found["change"]) for found in data["profiles"]] == [
        ("a.yaml", "removed"), ("b.yaml", "unchanged"), ("c.yaml", "added"),
    ]  # fmt: skip
    done = run("diff", "old", "new", *AS_OF, "--fail-on", "change", cwd=tmp_path)
    assert (done.returncode, done.stderr.decode().splitlines()[-1]) == (
        1, "fto-check: a profile is new and a profile is gone: --fail-on change asks for that",
    )  # fmt: skip
    for form in ("table", "markdown"):
        printed = run("diff", "old", "new", *AS_OF, "-f", form, cwd=tmp_path).stdout.decode()
        assert "0 of 3 profiles moved in a criterion or overall; 1 added; 1 removed; 1 unchanged" in printed


@pytest.mark.parametrize("form", ["table", "markdown", "json"])
@pytest.mark.parametrize("sides", [("old.yaml", "bad.yaml"), ("bad.yaml", "old.yaml")])
def test_a_side_that_does_not_load_is_never_no_change(run: Run, two: Path, sides: tuple[str, str], form: str) -> None:
    (two / "bad.yaml").write_text(BASE.replace("foreign_base", "foreign_bass"))
    done = run("diff", *sides, *AS_OF, "-f", form, cwd=two, COLUMNS="200")
    assert done.returncode == 1
    assert b"FTO111" in done.stderr
    side = "now" if sides[1] == "bad.yaml" else "before"
    assert f"o comparison: the file {side} could not be read: what changed is not known" in done.stdout.decode()
    assert b"othing changed" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["old.yaml"], b"two paths"),
        (["old.yaml", "new.yaml", "old.yaml"], b"two paths"),
        (["old.yaml", "gone.yaml"], b"no file or folder gone.yaml"),
        (["old.yaml", "."], b"a file and the other a folder"),
        (["-", "-"], b"only one side"),
        (["old.yaml", "new.yaml", "--as-of", "1990-01-01"], b"no Section 219"),
        (["old.yaml", "new.yaml", "--known-by", "soon"], b"--known-by"),
    ],
)
def test_wrong_use(run: Run, two: Path, arguments: list[str], said: bytes) -> None:
    done = run("diff", "--isolated", *arguments, cwd=two)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr


def test_a_side_from_standard_input(run: Run, two: Path) -> None:
    done = run("diff", "-", "new.yaml", *AS_OF, cwd=two, stdin=BASE.encode())
    assert done.returncode == 0
    assert b"1 item added" in done.stdout


HOSTILE = "::error::x ##[group]y [link](javascript:a) <img src=x> | `code` @someone **bold** \\u202e"


def test_hostile_text_is_inert(run: Run, two: Path) -> None:
    quoted = json.dumps(f"A {HOSTILE}").replace("\\\\u202e", "")
    new = edited(("claim: It is based abroad.", f"claim: {quoted}"), ("name: A group", f"name: {quoted}"))
    (two / "new.yaml").write_text(new.replace("    incident: bombs", f"    incident: {quoted}"))
    done = run("diff", "old.yaml", "new.yaml", *AS_OF, "-f", "markdown", cwd=two)
    assert done.returncode == 0
    printed = done.stdout.decode()
    assert "::error" not in printed
    assert "##[" not in printed
    bare = re.sub(r"\\.", "", printed)
    assert "<img" not in bare
    assert "](" not in bare
    assert "@someone" not in bare
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(printed)
    inner = [child.type for token in tokens for child in token.children or ()]
    assert "link_open" not in inner
    assert not {"html_inline", "html_block", "image"} & {*inner, *(token.type for token in tokens)}
    table = run("diff", "old.yaml", "new.yaml", *AS_OF, cwd=two, COLUMNS="80").stdout.decode()
    assert not re.search(r"^\s*::", table, re.MULTILINE)
    assert "##[" not in table


# Git.


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository with three profiles in a folder, in one commit; the files have changed since."""
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "a.yaml").write_text(BASE)
    (tmp_path / "profiles" / "gone.yaml").write_text(BASE)
    (tmp_path / "profiles" / "bad.yaml").write_text("organization: [")
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    git(tmp_path, "tag", "first")
    (tmp_path / "profiles" / "a.yaml").write_text(edited(("reliability: A", "reliability: D")))
    (tmp_path / "profiles" / "gone.yaml").unlink()
    (tmp_path / "profiles" / "bad.yaml").unlink()
    (tmp_path / "profiles" / "new.yaml").write_text(BASE)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A state")


@pytest.mark.parametrize("where", ["", "profiles"])
def test_since_from_any_folder(run: Run, repository: Path, where: str) -> None:
    path = "a.yaml" if where else "profiles/a.yaml"
    done = run("diff", "--since", "first", path, *AS_OF, cwd=repository / where)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"through base (its source regraded)" in done.stdout
    absolute = run("diff", "--since", "main", str(repository / "profiles" / "a.yaml"), *AS_OF, cwd=Path("/"))
    assert b"through base (its source regraded)" in absolute.stdout


def test_since_of_a_folder_tells_added_and_removed_files(run: Run, repository: Path) -> None:
    done = run("diff", "--since", "first", "profiles", *AS_OF, "-f", "json", cwd=repository)
    data = json.loads(done.stdout)
    assert {Path(found["path"]).name: found["change"] for found in data["profiles"]} == {
        "a.yaml": "changed", "bad.yaml": "unreadable", "gone.yaml": "removed", "new.yaml": "added",
    }  # fmt: skip
    assert done.returncode == 1, "a file that was not valid then is told"
    assert b"first:profiles/bad.yaml" in done.stderr
    assert re.fullmatch(r"first \([0-9a-f]{10}\)", data["old"])
    here = run("diff", "--since", "first", ".", *AS_OF, "-f", "json", cwd=repository / "profiles")
    assert json.loads(here.stdout)["summary"] == data["summary"]


def test_since_of_a_file_or_folder_that_is_gone(run: Run, repository: Path) -> None:
    done = run("diff", "--since", "first", "profiles/gone.yaml", *AS_OF, cwd=repository)
    assert done.returncode == 0
    assert b"Profile removed: overall it was not established" in done.stdout
    (repository / "profiles" / "a.yaml").unlink()
    (repository / "profiles" / "new.yaml").unlink()
    (repository / "profiles").rmdir()
    done = run("diff", "--since", "first", "profiles", *AS_OF, "-f", "json", cwd=repository)
    assert json.loads(done.stdout)["summary"]["removed"] == 2
    never = run("diff", "--since", "first", "never.yaml", *AS_OF, cwd=repository)
    assert never.returncode == 2
    assert b"neither now nor in first" in never.stderr


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", b"there is no revision 'nowhere'"),
        ("--output=x", b"is no revision"),
        ("", b"is no revision"),
        ("first:profiles", b"there is no revision"),
        ("first\nmain", b"there is no revision"),
    ],
)
def test_no_such_revision(run: Run, repository: Path, revision: str, said: bytes) -> None:
    done = run("diff", f"--since={revision}", "profiles", *AS_OF, cwd=repository)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr
    assert not (repository / "x").exists()


def test_no_repository_and_no_git(run: Run, two: Path, tmp_path: Path) -> None:
    done = run("diff", "--since", "main", "old.yaml", *AS_OF, cwd=two, GIT_CEILING_DIRECTORIES=str(two.parent))
    assert done.returncode == 2
    assert b"is in no git repository" in done.stderr
    done = run("diff", "--since", "main", "old.yaml", *AS_OF, cwd=two, PATH=str(tmp_path / "nothing"))
    assert done.returncode == 2
    assert b"git is not installed" in done.stderr


def test_nothing_of_the_repository_is_run(repository: Path) -> None:
    """Programs that attributes and configuration name to show a file would be run by `git show`."""
    (repository / ".gitattributes").write_text("*.yaml diff=evil filter=evil\n")
    git(repository, "config", "diff.evil.textconv", f"touch {repository}/ran; cat")
    git(repository, "config", "filter.evil.smudge", f"touch {repository}/ran; cat")
    git(repository, "config", "core.fsmonitor", f"touch {repository}/ran")
    revision = open_revision("first", str(repository / "profiles"))
    entry = next(entry for entry in revision.files() if entry.name == "a.yaml")
    assert revision.read(entry) == BASE.encode()
    assert not (repository / "ran").exists()


def test_names_are_no_patterns_and_links_are_not_followed(run: Run, repository: Path) -> None:
    (repository / "profiles" / "[a].yaml").write_text(BASE)
    (repository / "profiles" / "link.yaml").symlink_to("a.yaml")
    commit(repository)
    revision = open_revision("HEAD", str(repository / "profiles" / "[a].yaml"))
    assert revision.here() is not None
    assert open_revision("HEAD", str(repository / "profiles" / "?.yaml")).here() is None
    done = run("diff", "--since", "HEAD", "profiles/link.yaml", *AS_OF, cwd=repository)
    assert done.returncode == 1
    assert b"not a regular file in the revision" in done.stderr
    with pytest.raises(RevisionError):
        open_revision("nowhere", str(repository))


def test_a_hook_of_git_may_call_it(run: Run, repository: Path) -> None:
    done = run("diff", "--since", "first", "a.yaml", *AS_OF, cwd=repository / "profiles", GIT_DIR=".git")
    assert done.returncode == 0


def test_excluded_files_and_the_paths_of_the_configuration(run: Run, repository: Path) -> None:
    settings_text = '[tool.fto-check]\npaths = ["profiles"]\nexclude = ["profiles/bad.yaml", "profiles/gone.yaml"]\n'
    (repository / "pyproject.toml").write_text(settings_text)
    done = run("diff", "--since", "first", "--as-of", "2024-01-01", "-f", "json", cwd=repository / "profiles")
    assert done.returncode == 0
    assert [found["change"] for found in json.loads(done.stdout)["profiles"]] == ["changed", "added"]
    assert b"2 excluded" in done.stderr


def test_two_cases_without_a_shared_line(run: Run) -> None:
    done = run("diff", str(CASES[0]), str(CASES[1]), "--as-of", "2024-01-01", COLUMNS="80")
    assert done.returncode == 0
    assert max(map(len, done.stdout.decode().splitlines())) <= 80
