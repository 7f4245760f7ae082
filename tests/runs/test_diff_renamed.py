"""`diff` and names: renamed files are pairs, lists that mean sets have no order, a missing side is no "unchanged"."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from fto_check.views.markdown import COMMENT_LIMIT
from tests.conftest import PROFILES, Run
from tests.runs.repositories import commit, forty_profiles, git, profile

DAY = ("--isolated", "--as-of", "2026-06-08")


def compared(run: Run, folder: Path, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    done = run("diff", *arguments, *DAY, "--fail-on", "change", "-f", "json", cwd=folder)
    return done.returncode, json.loads(done.stdout)["profiles"] if done.stdout else []


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository with two profiles in a folder below another."""
    (tmp_path / "profiles" / "region").mkdir(parents=True)
    (tmp_path / "profiles" / "a.yaml").write_text(profile(1))
    (tmp_path / "profiles" / "region" / "b.yaml").write_text(profile(2))
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path)
    return tmp_path


def test_a_renamed_file_is_no_change(run: Run, repository: Path) -> None:
    git(repository, "mv", "profiles/a.yaml", "profiles/region/a-new-name.yml")
    code, found = compared(run, repository, "--since", "main", "profiles")
    assert code == 0
    assert [(one["path"], one["old_path"], one["change"], one["verdict"]) for one in found] == [
        ("profiles/region/a-new-name.yml", "profiles/a.yaml", "unchanged", "renamed; nothing changed"),
        ("profiles/region/b.yaml", None, "unchanged", "nothing changed"),
    ]
    done = run("diff", "--since", "main", "profiles", *DAY, cwd=repository, COLUMNS="80")
    assert "0 of 2 profiles moved in a criterion or overall; 1 renamed; 2 unchanged" in done.stdout.decode()
    assert "renamed" in done.stdout.decode().splitlines()[5]


def test_what_was_edited_in_a_renamed_file_is_shown(run: Run, repository: Path) -> None:
    git(repository, "mv", "profiles/a.yaml", "profiles/z.yaml")
    path = repository / "profiles" / "z.yaml"
    path.write_text(path.read_text().replace("It sits abroad.", "It sat abroad."))
    code, (edited, _) = sorted_by_path(compared(run, repository, "--since", "main", "profiles"))
    assert (code, edited["change"], edited["old_path"]) == (0, "changed", "profiles/a.yaml")
    assert [item["id"] for item in edited["difference"]["items"]] == ["base"]
    for form in ("table", "markdown"):
        printed = run("diff", "--since", "main", "profiles", *DAY, "-f", form, cwd=repository, COLUMNS="200").stdout
        assert "profiles/a.yaml → profiles/z.yaml" in printed.decode()
        assert "Renamed; no status moved" in printed.decode()


def sorted_by_path(found: tuple[int, list[dict[str, Any]]]) -> tuple[int, list[dict[str, Any]]]:
    return found[0], sorted(found[1], key=lambda one: str(one["path"]), reverse=True)


def test_two_folders_with_other_names(run: Run, tmp_path: Path) -> None:
    for folder, name in (("before", "x.yaml"), ("after", "x.yml")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(profile(1))
        (tmp_path / folder / "other.yaml").write_text("services: {}\n")
    code, (found,) = compared(run, tmp_path, "before", "after")
    assert (code, found["path"], found["old_path"], found["change"]) == (0, "x.yml", "x.yaml", "unchanged")


def test_the_order_of_a_list_that_means_a_set_is_no_change(run: Run, tmp_path: Path) -> None:
    text = (
        "organization: {name: A group, aliases: [AG, Band], countries: [NO, SE]}\n"
        "sources:\n  one: {title: A, publisher: P, kind: press, reliability: B}\n"
        "  two: {title: B, publisher: P, kind: press, reliability: B}\n"
        "evidence:\n  base: {claim: C., credibility: 2, supports: [foreign_base, capability], where: [CO, US],\n"
        "         sources: [one, two]}\n  seen: {claim: C., credibility: 2, about: [foreign, threat], sources: [one]}\n"
    )
    other = text
    for before, after in (
        ("[AG, Band]", "[Band, AG]"), ("[NO, SE]", "[SE, NO]"),
        ("[foreign_base, capability]", "[capability, foreign_base]"),
        ("[CO, US]", "[US, CO]"), ("[one, two]", "[two, one]"), ("[foreign, threat]", "[threat, foreign]"),
    ):  # fmt: skip
        assert before in other
        other = other.replace(before, after)
    (tmp_path / "old.yaml").write_text(text)
    (tmp_path / "new.yaml").write_text(other)
    code, (found,) = compared(run, tmp_path, "old.yaml", "new.yaml")
    assert (code, found["change"], found["verdict"]) == (0, "unchanged", "nothing changed")
    (tmp_path / "new.yaml").write_text(other.replace("[US, CO]", "[US, MX]"))
    assert compared(run, tmp_path, "old.yaml", "new.yaml")[1][0]["change"] == "changed"


@pytest.mark.parametrize("path", ["data/profiles", "data/profiles/a.yaml", "data", "."])
def test_a_submodule_is_never_unchanged(
    run: Run, repository: Path, tmp_path_factory: pytest.TempPathFactory, path: str
) -> None:
    outer = tmp_path_factory.mktemp("outer")
    git(outer, "init", "-q", "-b", "main")
    git(outer, "submodule", "--quiet", "add", f"file://{repository}", "data")
    commit(outer)
    git(outer / "data", "rm", "-q", "profiles/region/b.yaml")
    commit(outer / "data")
    done = run("diff", "--since", "HEAD", "--fail-on", "change", path, *DAY, cwd=outer)
    assert done.returncode == 2
    assert b"submodule" in done.stderr
    assert b"othing changed" not in done.stdout
    inside = run("diff", "--since", "HEAD~1", "--fail-on", "change", "profiles", *DAY, cwd=outer / "data")
    assert (inside.returncode, b"a profile is gone" in inside.stderr) == (1, True)
    checked = run("data/profiles/a.yaml", "--new-since", "HEAD", *DAY, cwd=outer)
    assert (checked.returncode, b"is in a submodule" in checked.stderr) == (2, True)


def test_a_submodule_that_is_not_checked_out(
    run: Run, repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outer, clone = tmp_path_factory.mktemp("outer"), tmp_path_factory.mktemp("clone")
    git(outer, "init", "-q", "-b", "main")
    git(outer, "submodule", "--quiet", "add", f"file://{repository}", "data")
    commit(outer)
    subprocess.run(["git", "clone", "-q", f"file://{outer}", str(clone)], check=True, capture_output=True)
    for path in ("data", "data/profiles"):
        done = run("diff", "--since", "HEAD", path, *DAY, cwd=clone)
        assert (done.returncode, b"submodule data" in done.stderr) == (2, True), done.stderr


def test_a_sparse_checkout_is_never_removed(run: Run, repository: Path) -> None:
    git(repository, "sparse-checkout", "set", "--no-cone", "/profiles/a.yaml")
    assert not (repository / "profiles" / "region").exists()
    done = run("diff", "--since", "HEAD", "profiles", *DAY, "-f", "json", cwd=repository)
    assert done.returncode == 2
    assert b"a sparse checkout leaves out profiles/region/b.yaml: check them out first" in done.stderr
    assert [one["path"] for one in json.loads(done.stdout)["profiles"]] == ["profiles/a.yaml"]
    assert run("diff", "--since", "HEAD", "profiles/a.yaml", *DAY, cwd=repository).returncode == 0
    assert run("diff", "--since", "HEAD", "profiles/region/b.yaml", *DAY, cwd=repository).returncode == 2


@pytest.mark.slow
def test_a_comment_is_short_enough_to_be_posted(run: Run, tmp_path: Path) -> None:
    profiles = forty_profiles(tmp_path)
    whole = [path.read_text() for path in PROFILES]
    for number, path in enumerate(sorted(profiles.iterdir())):
        path.write_text(whole[number % len(whole)].replace("name: ", f"name: {number} ", 1))
    done = run("diff", "--since", "main", "profiles", *DAY, "-f", "markdown", cwd=tmp_path)
    printed = done.stdout.decode()
    assert COMMENT_LIMIT // 2 < len(printed) <= COMMENT_LIMIT
    assert "> **Cut here.**" in printed
