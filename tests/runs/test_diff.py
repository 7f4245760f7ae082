"""The command diff: its formats, pairs of files, sides that do not load, and its gate."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CASES, Run
from tests.runs.revised import AS_OF, BASE, ITEM, edited


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
    assert profile["two_organizations"] is False
    assert profile["difference"]["criteria"][0] == {
        "id": "foreign", "label": "Foreign organization", "moved": True, "old": "met", "new": "not_established",
        "old_why": None, "new_why": "thin",
        "old_confidence": "low", "new_confidence": None, "direct": True,
        "through": [{"item": "base", "how": ["its source regraded"], "regraded_sources": ["court"]}],
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
            (tmp_path / folder / f"{name}.yaml").write_text(BASE.replace("A group", f"Group {name}"))
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
    assert done.returncode == (1 if sides[1] == "bad.yaml" else 0), "what was not valid before is nobody's to correct"
    assert b"FTO111" in done.stderr
    gated = run("diff", *sides, *AS_OF, "-f", form, "--fail-on", "change", cwd=two)
    assert gated.returncode == 1, "nobody knows that it is no change"
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


def test_two_cases_without_a_shared_line(run: Run) -> None:
    done = run("diff", str(CASES[0]), str(CASES[1]), "--as-of", "2024-01-01", COLUMNS="80")
    assert done.returncode == 0
    assert max(map(len, done.stdout.decode().splitlines())) <= 80


def test_the_form_of_a_letter_is_no_change(run: Run, tmp_path: Path) -> None:
    composed = BASE.replace("A group", "Señores").replace("bombs:", "señal:").replace("A court", "Corte de Bogotá")
    (tmp_path / "old.yaml").write_text(unicodedata.normalize("NFD", composed), encoding="utf-8")
    (tmp_path / "new.yaml").write_text(composed, encoding="utf-8")
    done = run("diff", *AS_OF, str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml"), "-f", "json")
    assert done.returncode == 0
    (compared,) = json.loads(done.stdout)["profiles"]
    assert (compared["change"], compared["verdict"]) == ("unchanged", "nothing changed")


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_a_source_that_is_graded_otherwise_is_named(run: Run, two: Path, form: str) -> None:
    printed = run("diff", "old.yaml", "new.yaml", *AS_OF, "-f", form, cwd=two, COLUMNS="120").stdout.decode()
    assert "through base (source court regraded)" in printed


@pytest.mark.parametrize("form", ["table", "markdown", "json"])
def test_two_organizations_are_no_versions_of_one(run: Run, two: Path, form: str) -> None:
    """No name of the one is a name of the other; a new name beside an old one is a change of name."""
    (two / "other.yaml").write_text(BASE.replace("name: A group", "name: Another group, aliases: [AG]"))
    (two / "renamed.yaml").write_text(BASE.replace("name: A group", "name: A new name, aliases: [a GROUP]"))
    said = {"json": '"two_organizations": true'}.get(
        form, "two organizations, A group and Another group: fto-check compare puts them"
    )
    printed = {
        name: " ".join(run("diff", "old.yaml", name, *AS_OF, "-f", form, cwd=two).stdout.decode().split())
        for name in ("other.yaml", "renamed.yaml")
    }
    assert said in printed["other.yaml"]
    assert said not in printed["renamed.yaml"]
    assert "fto-check compare" not in printed["renamed.yaml"]


def test_a_column_that_would_be_empty_is_left_out(run: Run, two: Path) -> None:
    """A file on one side only has statuses, and nothing that moved them."""
    for folder in ("before", "after"):
        (two / folder).mkdir()
    (two / "after" / "new.yaml").write_text(BASE)
    printed = run("diff", "before", "after", *AS_OF, "-f", "markdown", cwd=two).stdout.decode()
    assert "| Criterion | Before | Now |\n" in printed
    assert "| Why |" not in printed
    assert "| Why |" in run("diff", "old.yaml", "new.yaml", *AS_OF, "-f", "markdown", cwd=two).stdout.decode()
